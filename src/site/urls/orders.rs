//! In which orders long lists are offered, and what addresses call these.

/// In which order commitments are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PromiseOrder {
    /// What is late comes first.
    State,
    /// By 类别.
    Kind,
    /// By who promised.
    Person,
    /// By the grid of who promised.
    Grid,
    /// By the year in which it was promised.
    Year,
}

impl PromiseOrder {
    /// All of them, as they are offered.
    pub const ALL: [PromiseOrder; 5] = [
        PromiseOrder::State,
        PromiseOrder::Kind,
        PromiseOrder::Person,
        PromiseOrder::Grid,
        PromiseOrder::Year,
    ];

    /// What addresses and strings call it.
    pub fn code(self) -> &'static str {
        match self {
            PromiseOrder::State => "state",
            PromiseOrder::Kind => "kind",
            PromiseOrder::Person => "person",
            PromiseOrder::Grid => "grid",
            PromiseOrder::Year => "year",
        }
    }
}

/// In which order the results of a year are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultOrder {
    /// By name, as it sounds; grids as they are listed.
    Name,
    /// By the grid they belong to.
    Grid,
    /// As the newest bulletin ranks them.
    Result,
}

impl ResultOrder {
    /// What addresses and strings call it.
    pub fn code(self) -> &'static str {
        match self {
            ResultOrder::Name => "name",
            ResultOrder::Grid => "grid",
            ResultOrder::Result => "result",
        }
    }
}
