//! When a burst of changes is over: a save is several events, a checkout is thousands.

use std::time::{Duration, Instant};

/// So long nothing must have happened.
const QUIET: Duration = Duration::from_millis(20);
/// So long is waited at most: a program that writes without a pause postpones nothing for ever.
const CAP: Duration = Duration::from_millis(150);

/// The burst that goes on, if one does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Settle {
    burst: Option<(Instant, Instant)>,
}

impl Settle {
    /// Something happened at `now`.
    pub(super) fn heard(&mut self, now: Instant) {
        let first = self.burst.map_or(now, |(first, _)| first);
        self.burst = Some((first, now));
    }

    /// When it is time to look; `None` while nothing happens.
    pub(super) fn due(&self) -> Option<Instant> {
        self.burst.map(|(first, last)| (last + QUIET).min(first + CAP))
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
        assert_eq!(settle.due(), None);
        settle.heard(at(0));
        assert_eq!(settle.due(), Some(at(20)));
        settle.heard(at(15));
        assert_eq!(settle.due(), Some(at(35)));
        for tick in (30..500).step_by(10) {
            settle.heard(at(tick));
        }
        assert_eq!(settle.due(), Some(at(150)), "a file that never rests is built all the same");
    }
}
