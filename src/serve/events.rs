//! News for open pages, as Server-Sent Events: one event for the page as it stands, then one a new snapshot.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use serde::Serialize;
use tokio::sync::watch::Receiver;

use super::snapshot::{Site, Snapshot, Trouble};

/// Of so many changed files no page is asked whether it shows one of them.
const MANY: usize = 500;
/// How soon a page asks again once the server is gone.
const RETRY: Duration = Duration::from_millis(500);

/// One event.
#[derive(Serialize)]
struct News {
    number: u64,
    /// What the page and all it loads is now; see [`Site::stamp`].
    stamp: String,
    /// Whether there is a site.
    ready: bool,
    /// Whether this is the first site that the page hears of: it may have been away.
    first: bool,
    /// Whether so much changed that it is not listed.
    all: bool,
    /// Paths that changed since the last event.
    changed: Vec<String>,
    trouble: Option<Trouble>,
}

/// What the visitor of `page` is told. Whoever is slow is told once about several snapshots.
pub(super) fn stream(
    page: String,
    here: bool,
    snapshots: Receiver<Snapshot>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let start = (snapshots, None::<Snapshot>);
    let events = unfold(start, move |(mut snapshots, told)| {
        let page = page.clone();
        async move {
            if told.is_some() {
                // The server ends.
                snapshots.changed().await.ok()?;
            }
            let now = snapshots.borrow_and_update().clone();
            let news = news(&page, here, told.as_ref(), &now);
            // Texts and numbers: this cannot fail.
            let json = serde_json::to_string(&news).unwrap_or_default();
            let event = Event::default().event("site").retry(RETRY).data(json);
            Some((Ok(event), (snapshots, Some(now))))
        }
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn news(page: &str, here: bool, told: Option<&Snapshot>, now: &Snapshot) -> News {
    let empty = Site::default();
    let site = now.site.as_deref().unwrap_or(&empty);
    let before = told.and_then(|told| told.site.as_deref());
    let changed: Vec<String> =
        before.map_or_else(Vec::new, |before| before.differing(site).map(str::to_owned).collect());
    let all = changed.len() > MANY;
    let mut trouble = now.trouble.as_deref().cloned();
    if !here && let Some(trouble) = &mut trouble {
        // Where files lie on this machine concerns nobody else.
        trouble.problems.iter_mut().for_each(|problem| problem.href = None);
    }
    News {
        number: now.number,
        stamp: site.stamp(page),
        ready: now.site.is_some(),
        first: before.is_none(),
        all,
        changed: if all { Vec::new() } else { changed },
        trouble,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::render::Artifacts;

    fn site(files: &[(&str, &str)]) -> Option<Arc<Site>> {
        let mut artifacts = Artifacts::default();
        files.iter().for_each(|(path, text)| artifacts.add(*path, text.as_bytes()));
        Some(Arc::new(Site::new(&Arc::new(artifacts))))
    }

    #[test]
    fn whoever_was_away_is_told_whether_the_page_is_another() {
        let old = Snapshot {
            site: site(&[("a.html", "1"), ("b.html", "1"), ("x.css", "1")]),
            number: 1,
            trouble: None,
        };
        let new = Snapshot {
            site: site(&[("a.html", "1"), ("c.html", "1"), ("x.css", "1")]),
            number: 3,
            trouble: None,
        };
        let first = news("a.html", true, None, &old);
        assert!(first.first && first.changed.is_empty());
        let later = news("a.html", true, Some(&old), &new);
        assert_eq!(
            (later.stamp == first.stamp, later.changed),
            (true, vec!["b.html".to_owned(), "c.html".to_owned()])
        );
        let css = Snapshot { site: site(&[("a.html", "1"), ("x.css", "2")]), number: 4, trouble: None };
        assert_ne!(news("a.html", true, None, &css).stamp, first.stamp);
        assert_eq!(news("nosuch.html", true, None, &css).stamp, "");
        // A server that has just begun has nothing to say of the page.
        let begun = Snapshot::default();
        assert!(!news("a.html", true, None, &begun).ready);
        let site = news("a.html", true, Some(&begun), &css);
        assert!(site.ready && site.first && site.changed.is_empty());
    }
}
