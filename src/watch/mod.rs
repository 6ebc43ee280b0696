//! When the input of a site changed: told once a burst of changes is over, whatever kind of changes they were.
//!
//! The system's events only wake us; what really changed is found by content when the site is made again. Every few
//! seconds the input is looked at all the same ([`mod@survey`]). A change found so, of which no event told, means that
//! events do not arrive here (network disks, some containers, WSL): from then on the input is looked at all the time.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "waits for the disk, by the clock")]

mod input;
mod listen;
mod settle;
mod survey;

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::diagnostic::Text;
use crate::disk;
use crate::text;

use input::Input;
pub use listen::PollReason;
use listen::{Listener, PROBE, Told};
use settle::Settle;
use survey::{Survey, survey};

/// How often all is looked at while events arrive …
const CALM: Duration = Duration::from_secs(2);
/// … and while they do not.
const ALERT: Duration = Duration::from_millis(300);
/// A look may take so many parts of the time between two.
const PART: u32 = 50;
/// How much later than the change an event may come.
const LATE: Duration = Duration::from_millis(500);
/// How long the first event is waited for.
const FIRST: Duration = Duration::from_secs(5);

/// Why [`Watcher::wait`] came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Something may have changed.
    Changed,
    /// Some time went by: the day may be another.
    Pulse,
    /// [`Stopper::stop`] was called.
    Stopped,
}

/// What came of waiting for [`Watcher::rests`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nothing newer came.
    Still,
    /// What was made since is out of date.
    Newer,
    /// [`Stopper::stop`] was called.
    Stopped,
}

/// Watches one site folder.
pub struct Watcher {
    input: Input,
    told: Receiver<Told>,
    tell: Sender<Told>,
    listener: Option<Listener>,
    count: Arc<AtomicU64>,
    settle: Settle,
    /// When it is time to look again although nothing may be heard.
    again: Option<Instant>,
    last: Option<Survey>,
    pulse: Duration,
    /// Until when the first event must have come.
    probing: Option<Instant>,
    polling: Option<PollReason>,
    news: Vec<PollReason>,
}

/// Ends a [`Watcher`]'s waiting from elsewhere.
#[derive(Clone)]
pub struct Stopper {
    tell: Sender<Told>,
    count: Arc<AtomicU64>,
}

impl Stopper {
    /// The waiting ends now, and what is being made is out of date.
    pub fn stop(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
        // A watcher that is gone waits no more.
        let _ = self.tell.send(Told::Stop);
    }
}

impl Watcher {
    /// Begins to watch `site`, with events unless `poll` forbids them.
    pub fn new(site: &Path, poll: bool) -> Watcher {
        let (tell, told) = channel();
        let input = Input::of(site);
        let mut watcher = Watcher {
            told,
            tell,
            listener: None,
            count: Arc::default(),
            settle: Settle::default(),
            again: None,
            last: None,
            pulse: CALM,
            probing: None,
            polling: None,
            news: Vec::new(),
            input,
        };
        if poll {
            watcher.fall_back(PollReason::Asked);
            return watcher;
        }
        match Listener::new(&watcher.input, watcher.tell.clone(), watcher.count.clone()) {
            Ok(listener) => watcher.listener = Some(listener),
            Err(reason) => watcher.fall_back(reason),
        }
        if let Some(name) = File::open(watcher.input.site()).ok().and_then(|site| disk::shared(&site)) {
            watcher.fall_back(PollReason::Shared(name));
        }
        watcher
    }

    /// Makes sure that whatever changes from now on is noticed. To be called before the input is read.
    pub fn prepare(&mut self) {
        let is_first = self.last.is_none();
        if let Some(Err(reason)) = self.listener.as_mut().map(|listener| listener.follow(&self.input)) {
            self.fall_back(reason);
        }
        self.look();
        if is_first && self.polling.is_none() {
            self.probe();
        }
    }

    /// How much was heard so far: another number later means that something newer came up.
    pub fn heard(&self) -> impl Fn() -> u64 + use<> {
        let count = self.count.clone();
        move || count.load(Ordering::Relaxed)
    }

    /// Ends the waiting from elsewhere.
    pub fn stopper(&self) -> Stopper {
        Stopper { tell: self.tell.clone(), count: self.count.clone() }
    }

    /// What is to be told about the watching itself, once.
    pub fn news(&mut self) -> Vec<PollReason> {
        std::mem::take(&mut self.news)
    }

    /// [`Watcher::wait`] comes back at `time` at the latest: what is being written may be finished then.
    pub fn look_again(&mut self, time: Instant) {
        self.again = Some(self.again.map_or(time, |again| again.min(time)));
    }

    /// Waits until something may have changed, or some time went by. The change may go on: what is made of it is to be
    /// shown only when it [`rests`](Watcher::rests).
    pub fn wait(&mut self) -> Woken {
        let mut next = Instant::now() + self.pulse;
        loop {
            let now = Instant::now();
            let due = self.settle.start().into_iter().chain(self.again).min();
            let until = match due {
                Some(due) if due <= now => {
                    self.settle.begin();
                    self.again = None;
                    return Woken::Changed;
                }
                Some(due) => due,
                None => next,
            };
            match self.told.recv_timeout(until.saturating_duration_since(now)) {
                Ok(told) => {
                    if self.take(told) {
                        return Woken::Stopped;
                    }
                }
                Err(RecvTimeoutError::Timeout) if due.is_none() => match self.check() {
                    Some(woken) => return woken,
                    None => next = Instant::now() + self.pulse,
                },
                Err(_) => {}
            }
        }
    }

    /// Waits until the last change has come to rest, unless something newer comes up, or came up while the site was made
    /// and it `may_yield`.
    pub fn rests(&mut self, may_yield: bool) -> Rest {
        loop {
            let left =
                self.settle.end().map_or(Duration::ZERO, |end| end.saturating_duration_since(Instant::now()));
            let told = match left.is_zero() && !may_yield {
                true => None,
                false => self.told.recv_timeout(left).ok(),
            };
            if let Some(told) = told {
                if self.take(told) {
                    return Rest::Stopped;
                }
                if self.settle.start().is_some() {
                    return Rest::Newer;
                }
            } else if left.is_zero() {
                self.settle = Settle::default();
                return Rest::Still;
            }
        }
    }

    /// Takes in what was told; whether it is time to stop.
    fn take(&mut self, told: Told) -> bool {
        match told {
            Told::Stop => return true,
            Told::Probe => self.probing = None,
            Told::Changed => {
                self.probing = None;
                self.settle.heard(Instant::now());
            }
            Told::Failed(reason) => {
                self.fall_back(reason);
                self.settle.heard(Instant::now());
            }
        }
        false
    }

    /// Looks at the input although nothing was heard.
    fn check(&mut self) -> Option<Woken> {
        if self.probing.is_some_and(|until| until < Instant::now()) {
            self.probing = None;
            self.fall_back(PollReason::Silent);
        }
        let before = self.last;
        self.look();
        if self.last == before {
            return Some(Woken::Pulse);
        }
        if self.polling.is_some() {
            self.count.fetch_add(1, Ordering::Relaxed);
            self.settle.heard(Instant::now());
            return None;
        }
        // Its event may be on the way.
        match self.told.recv_timeout(LATE) {
            Ok(told) => {
                if self.take(told) {
                    return Some(Woken::Stopped);
                }
                if self.settle.start().is_some() {
                    return None;
                }
            }
            Err(_) => self.fall_back(PollReason::Silent),
        }
        self.settle.heard(Instant::now());
        None
    }

    /// Looks at the input, and not again before a look has cost its small part of the time.
    fn look(&mut self) {
        let start = Instant::now();
        self.last = Some(survey(&self.input));
        let least = if self.polling.is_some() { ALERT } else { CALM };
        self.pulse = least.max(start.elapsed() * PART);
    }

    /// From now on events are not relied upon. Those that come are still heard.
    fn fall_back(&mut self, reason: PollReason) {
        if self.polling.is_none() {
            self.news.push(reason.clone());
            self.polling = Some(reason);
            self.pulse = ALERT;
        }
    }

    /// Makes something happen in the site folder. Where that cannot be written, the first change will show.
    fn probe(&mut self) {
        let path = self.input.site().join(PROBE);
        // What one that was killed left behind must not be in the way for ever.
        let _ = fs::remove_file(&path);
        let made = fs::File::create_new(&path).is_ok();
        if made && fs::remove_file(&path).is_ok() {
            self.probing = Some(Instant::now() + FIRST);
        }
    }
}

impl PollReason {
    /// In words, with what can be done.
    pub fn text(&self) -> Text {
        let now = text!(
            "改为每秒查看几次，保存后会稍慢一点",
            "the folder is now looked at a few times a second, so a save shows a little later"
        );
        let (zh, en) = (now.zh, now.en);
        match self {
            PollReason::Asked => text!(
                "不用系统通知，每秒查看几次文件",
                "system notifications are off; the folder is looked at a few times a second"
            ),
            PollReason::Shared(name) => text!(
                "文件在共享磁盘上（{name}），别处的修改系统不会通知；{zh}",
                "the files are on a shared disk ({name}), which does not tell of changes made elsewhere; {en}"
            ),
            PollReason::Silent => text!(
                "系统没有通知文件的修改（网络磁盘、容器或 WSL 上常见）；{zh}",
                "the system did not tell of a change (as happens on network disks, in containers, under WSL); {en}"
            ),
            PollReason::Watches => text!(
                "系统允许监视的文件夹数已用完（inotify；磁盘并没有满）；{zh}。要恢复：sudo sysctl fs.inotify.max_user_watches=524288",
                "the system watches no more folders for you (inotify's limit; the disk is not full); {en}. To raise it: sudo sysctl fs.inotify.max_user_watches=524288"
            ),
            PollReason::Instances => text!(
                "系统允许的监视程序数或打开文件数已用完（inotify）；{zh}。要恢复：sudo sysctl fs.inotify.max_user_instances=1024",
                "too many programs watch files, or too many files are open (inotify's limit); {en}. To raise it: sudo sysctl fs.inotify.max_user_instances=1024"
            ),
            PollReason::System(error) => text!(
                "系统不能监视文件（{error}）；{zh}",
                "the system cannot watch the files ({error}); {en}"
            ),
        }
    }
}
