//! Who is let in: so many connections at once, and none for ever. Files that the program opens for its own work come
//! first; whoever was quiet longest makes room for whoever comes.

use std::collections::BTreeMap;
use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, sleep_until};

/// So long a connection may take to ask for something, the first time and after each answer.
const ASKING: Duration = Duration::from_secs(10);
/// So long an answer may take on its way.
const ANSWERING: Duration = Duration::from_secs(300);
/// So many connections at most …
const MOST: u64 = 256;
/// … and so many in any case.
const LEAST: u64 = 4;
/// So many files the program opens for its own work, and so many more for each processor.
const OWN: u64 = 32;
const OWN_EACH: u64 = 2;
/// How long nobody is let in when the system has no file left.
const FULL: Duration = Duration::from_millis(20);

/// Everybody who is connected.
#[derive(Clone, Debug, Default)]
struct Guests(Arc<Mutex<BTreeMap<u64, State>>>);

/// One connection, as those who answer it know it.
#[derive(Clone, Debug)]
pub(super) struct Guest {
    id: u64,
    most: usize,
    guests: Guests,
}

#[derive(Debug)]
struct State {
    /// When it last asked for something.
    last: Instant,
    /// Whether it listens for news, for as long as it likes.
    listens: bool,
    /// Ends it, once it has begun.
    handle: Option<AbortHandle>,
}

/// Answers whoever comes, until the program ends.
pub(super) async fn answer(listener: TcpListener, routes: Router) {
    let most = usize::try_from(most()).unwrap_or(usize::MAX);
    let guests = Guests::default();
    for id in 0.. {
        let (stream, peer) = loop {
            match listener.accept().await {
                Ok(accepted) => break accepted,
                // It went away before it was let in.
                Err(error) if is_of_the_connection(&error) => {}
                Err(_) => {
                    guests.make_room(0, |_| true);
                    sleep(FULL).await;
                }
            }
        };
        guests.make_room(most, |_| true);
        let guest = Guest { id, most, guests: guests.clone() };
        guest.arrives();
        let routes = routes.clone().layer(Extension(ConnectInfo(peer))).layer(Extension(guest.clone()));
        let task = tokio::spawn(attend(stream, routes, guest.clone()));
        guest.begins(task.abort_handle());
    }
}

/// Answers one connection.
async fn attend(stream: TcpStream, routes: Router, guest: Guest) {
    // Small answers are not held back.
    let _ = stream.set_nodelay(true);
    let _leaves = Leaves(guest.clone());
    let service = TowerToHyperService::new(routes);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(ASKING);
    tokio::select! {
        // A connection that fails fails alone.
        _ = http.serve_connection(TokioIo::new(stream), service) => {}
        () = guest.is_overdue() => {}
    }
}

/// Takes a guest off the list however the connection ends.
struct Leaves(Guest);

impl Drop for Leaves {
    fn drop(&mut self) {
        self.0.guests.lock().remove(&self.0.id);
    }
}

impl Guests {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, State>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends a connection unless there are fewer than `most` of those `counted`: one that listens for nothing rather than
    /// one that does, and of those the one that was quiet longest.
    fn make_room(&self, most: usize, counted: impl Fn(&State) -> bool) {
        let mut guests = self.lock();
        if guests.values().filter(|state| counted(state)).count() < most {
            return;
        }
        let candidates = guests.iter().filter(|(_, state)| counted(state) && state.handle.is_some());
        let quietest = candidates.min_by_key(|(_, state)| (state.listens, state.last)).map(|(id, _)| *id);
        if let Some(handle) = quietest.and_then(|id| guests.remove(&id)).and_then(|state| state.handle) {
            handle.abort();
        }
    }
}

impl Guest {
    fn arrives(&self) {
        let state = State { last: Instant::now(), listens: false, handle: None };
        self.guests.lock().insert(self.id, state);
    }

    fn begins(&self, handle: AbortHandle) {
        if let Some(state) = self.guests.lock().get_mut(&self.id) {
            state.handle = Some(handle);
        }
    }

    /// It asks for something.
    pub(super) fn asks(&self) {
        if let Some(state) = self.guests.lock().get_mut(&self.id) {
            state.last = Instant::now();
        }
    }

    /// It listens for news from now on; no more than half of all connections do.
    pub(super) fn listens(&self) {
        self.guests.make_room(self.most / 2, |state| state.listens);
        if let Some(state) = self.guests.lock().get_mut(&self.id) {
            state.listens = true;
        }
    }

    /// Comes back when an answer takes too long.
    async fn is_overdue(&self) {
        loop {
            let state = self.guests.lock().get(&self.id).map(|state| (state.listens, state.last + ANSWERING));
            match state {
                Some((false, until)) if until > Instant::now() => sleep_until(until).await,
                Some((false, _)) => return,
                _ => pending().await,
            }
        }
    }
}

fn is_of_the_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// How many connections there may be: what the system allows this program, without what its own work needs.
fn most() -> u64 {
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let own = OWN + OWN_EACH * threads;
    #[cfg(unix)]
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    #[cfg(not(unix))]
    let limit = None;
    limit.unwrap_or(u64::MAX).saturating_sub(own).clamp(LEAST, MOST)
}
