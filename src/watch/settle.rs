//! When a burst of changes is over: a save is several events, a checkout is thousands. Work on it begins a little
//! earlier, and is done again when the burst goes on. Whether a file is whole is not decided here but where it is read.

use std::time::{Duration, Instant};

/// After so long without a change the work begins.
const EAGER: Duration = Duration::from_millis(2);
/// So long nothing must have happened before what was made is shown.
const QUIET: Duration = Duration::from_millis(20);
/// So long is waited at most: a program that writes without a pause postpones nothing for ever.
const CAP: Duration = Duration::from_millis(150);

/// The burst that goes on, if one does.
#[derive(Clone, Debug, Default)]
pub(super) struct Settle {
    burst: Option<Burst>,
}

#[derive(Clone, Copy, Debug)]
struct Burst {
    first: Instant,
    last: Instant,
    /// Whether work has begun on what came so far.
    is_begun: bool,
}

impl Settle {
    /// Something happened at `now`.
    pub(super) fn heard(&mut self, now: Instant) {
        let first = self.burst.filter(|burst| now < burst.last + QUIET).map_or(now, |burst| burst.first);
        self.burst = Some(Burst { first, last: now, is_begun: false });
    }

    /// When it is time to begin; `None` while nothing new happens.
    pub(super) fn start(&self) -> Option<Instant> {
        let burst = self.burst.filter(|burst| !burst.is_begun)?;
        Some(burst.due(EAGER))
    }

    /// Work begins.
    pub(super) fn begin(&mut self) {
        if let Some(burst) = &mut self.burst {
            burst.is_begun = true;
        }
    }

    /// When it is time to show what was made; `None` where nothing happened.
    pub(super) fn end(&self) -> Option<Instant> {
        self.burst.map(|burst| burst.due(QUIET))
    }
}

impl Burst {
    fn due(&self, rest: Duration) -> Instant {
        (self.first + CAP).min(self.last + rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_over_when_it_is_quiet_and_at_the_latest_at_the_cap() {
        let start = Instant::now();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut settle = Settle::default();
        assert_eq!((settle.start(), settle.end()), (None, None));
        settle.heard(at(0));
        assert_eq!((settle.start(), settle.end()), (Some(at(2)), Some(at(20))));
        settle.begin();
        assert_eq!(
            (settle.start(), settle.end()),
            (None, Some(at(20))),
            "begun once, shown when it is quiet"
        );
        settle.heard(at(15));
        assert_eq!((settle.start(), settle.end()), (Some(at(17)), Some(at(35))));
        for tick in (30..500).step_by(10) {
            settle.heard(at(tick));
        }
        assert_eq!(settle.end(), Some(at(150)), "a file that never rests is built all the same");
        settle.heard(at(600));
        assert_eq!(settle.end(), Some(at(620)), "what comes after a rest is another burst");
    }
}
