//! Which record of the board: its place in the list of its kind.

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
    )*};
}

index! {
    /// Which network of the board.
    NetworkIx;
    /// Which rating scheme.
    SchemeIx;
    /// Which cadence.
    CadenceIx;
    /// Which item of the disclosure catalogue.
    DisclosureIx;
    /// Which grid.
    GridIx;
    /// Which member.
    MemberIx;
    /// Which household.
    HouseholdIx;
    /// Which page or notice.
    PageIx;
    /// Which picture or map.
    AssetIx;
    /// Which board below.
    BoardIx;
}
