//! When a burst of changes is over: a save is several events, a checkout is thousands. Work on it begins a little
//! earlier, and is done again when the burst goes on. A file that was emptied and not yet written is waited for, too.

use std::collections::BTreeSet;
use std::path::PathBuf;
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
    /// Files that were emptied and not written since.
    emptied: BTreeSet<PathBuf>,
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
        let goes_on = |burst: &Burst| !self.emptied.is_empty() || now < burst.last + QUIET;
        let first = self.burst.filter(goes_on).map_or(now, |burst| burst.first);
        self.burst = Some(Burst { first, last: now, is_begun: false });
    }

    /// Files were emptied, as was just [`heard`](Settle::heard).
    pub(super) fn emptied(&mut self, paths: Vec<PathBuf>) {
        self.emptied.extend(paths);
    }

    /// Something happened to files that may have been emptied before.
    pub(super) fn written(&mut self, paths: &[PathBuf]) {
        self.emptied.retain(|path| !paths.contains(path));
    }

    /// When it is time to begin; `None` while nothing new happens.
    pub(super) fn start(&self) -> Option<Instant> {
        let burst = self.burst.filter(|burst| !burst.is_begun)?;
        Some(self.due(&burst, EAGER))
    }

    /// Work begins.
    pub(super) fn begin(&mut self) {
        if let Some(burst) = &mut self.burst {
            burst.is_begun = true;
        }
    }

    /// When it is time to show what was made; `None` where nothing happened.
    pub(super) fn end(&self) -> Option<Instant> {
        self.burst.map(|burst| self.due(&burst, QUIET))
    }

    fn due(&self, burst: &Burst, rest: Duration) -> Instant {
        let cap = burst.first + CAP;
        if self.emptied.is_empty() { cap.min(burst.last + rest) } else { cap }
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

    #[test]
    fn an_emptied_file_is_waited_for_up_to_the_cap() {
        let start = Instant::now();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        let [file, other] = ["a.yaml", "b.yaml"].map(PathBuf::from);
        let mut settle = Settle::default();
        settle.heard(at(0));
        settle.emptied(vec![file.clone()]);
        assert_eq!((settle.start(), settle.end()), (Some(at(150)), Some(at(150))));
        settle.heard(at(40));
        settle.written(&[other]);
        assert_eq!(settle.start(), Some(at(150)), "another file says nothing of it, and the burst goes on");
        settle.heard(at(60));
        settle.written(&[file]);
        assert_eq!((settle.start(), settle.end()), (Some(at(62)), Some(at(80))));
    }
}
