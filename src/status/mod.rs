//! What holds on a day: who is in office, what is owed, late or kept, which bulletins are out, how much may be told.
//! It is decided here once, from the board alone; rules, the internal report and pages all take it from here.

pub mod boards;
pub mod bulletins;
pub mod commitments;
pub mod cover;
pub mod disclosures;
pub mod duties;
pub mod keys;
pub mod norms;
pub mod posts;
pub mod replies;
pub mod suppression;
pub mod terms;
pub mod totals;

/// States with the codes by which views, data files and strings call them.
macro_rules! states {
    ($($(#[$doc:meta])* $name:ident { $($(#[$state_doc:meta])* $state:ident = $code:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$state_doc])* $state),*
        }

        impl $name {
            /// Its code.
            pub fn code(self) -> &'static str {
                match self {
                    $($name::$state => $code),*
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }
    )*};
}
use states;
