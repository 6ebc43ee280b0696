//! The finished site from memory, with pages that follow every save.
//!
//! Visitors get a [`Snapshot`] or the next one, never half of each. What makes a page follow ([`page`], `live.js`) goes
//! into answers and never into artifacts. Nothing is read from the disk for a visitor, so no address can lead to a file
//! that is not published.

#![expect(clippy::disallowed_types, reason = "answers on the network")]

mod address;
mod door;
mod events;
mod file;
mod page;
mod snapshot;

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use axum::body::Body;
use axum::extract::{ConnectInfo, Query, Request, State};
use axum::http::header::{ALLOW, HOST, LOCATION};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::any;
use axum::{Extension, Router};
use tokio::sync::watch;

use crate::diagnostic::{Lang, Text};
use crate::fault::Fault;
use crate::text;

use door::Guest;

pub use snapshot::{Problem, Site, Snapshot, Trouble};

/// So many ports after the usual one are tried.
const PORTS: u16 = 20;

/// Files of the server's own.
const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");

/// A port that is ours, before anything is made.
#[derive(Debug)]
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
}

/// Takes a port at `address`: `asked`, or the first free one from `usual` on.
pub fn bind(address: IpAddr, asked: Option<u16>, usual: u16) -> Result<Bound, Fault> {
    let last = usual.saturating_add(PORTS);
    let ports = asked.map_or(usual..=last, |port| port..=port);
    let mut refused = None;
    for port in ports {
        match TcpListener::bind((address, port)) {
            Ok(listener) => {
                let address = listener.local_addr().unwrap_or(SocketAddr::new(address, port));
                return Ok(Bound { listener, address });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = Some((port, error)),
            Err(error) => {
                let place = format!("{address}:{port}");
                return Err(Fault::machine(&text!("打开", "open"), Path::new(&place), &error));
            }
        }
    }
    let (port, _) = refused.unwrap_or((usual, io::Error::from(io::ErrorKind::AddrInUse)));
    Err(Fault::new(match asked {
        Some(_) => text!(
            "端口 {port} 已被占用。用 --port 换一个；不写 --port 就自动找空闲的端口。",
            "port {port} is in use. Choose another with --port; without it a free one is found."
        ),
        None => text!(
            "从 {usual} 到 {port} 的端口都被占用。用 --port 指明一个空闲的端口。",
            "all ports from {usual} to {port} are in use. Name a free one with --port."
        ),
    }))
}

/// What every answer is made from.
#[derive(Clone)]
struct Board {
    snapshots: watch::Receiver<Snapshot>,
    bound: IpAddr,
    lang: Lang,
}

/// A server at work; it ends with the program.
#[derive(Debug)]
pub struct Server {
    snapshots: watch::Sender<Snapshot>,
}

impl Bound {
    /// The port and the address it is bound to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Begins to answer, in a thread of its own.
    pub fn serve(self, lang: Lang) -> Result<Server, Fault> {
        let failed = |error: io::Error| Fault::machine(&text!("打开", "open"), Path::new("tcp"), &error);
        self.listener.set_nonblocking(true).map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let (snapshots, receiver) = watch::channel(Snapshot::default());
        let board = Board { snapshots: receiver, bound: self.address.ip(), lang };
        let routes = Router::new()
            .route(&format!("/{}/events", page::OWN), any(events))
            .fallback(any(answer))
            .with_state(board);
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(self.listener).map_err(failed)?
        };
        thread::spawn(move || runtime.block_on(door::answer(listener, routes)));
        Ok(Server { snapshots })
    }
}

impl Server {
    /// From now on `site`, if there is a new one, and `trouble` are shown; whoever is looking is told, once.
    pub fn show(&self, site: Option<Site>, trouble: Option<Trouble>) {
        let (site, trouble) = (site.map(Arc::new), trouble.map(Arc::new));
        // The last site goes when visitors know of the new one.
        let mut old = None;
        self.snapshots.send_if_modified(|snapshot| {
            let is_same_site = match (&site, &snapshot.site) {
                (Some(new), Some(old)) => new.differing(old).next().is_none(),
                (None, _) => true,
                (Some(_), None) => false,
            };
            let is_new = !is_same_site || trouble != snapshot.trouble;
            if is_new {
                snapshot.number += 1;
                snapshot.trouble = trouble;
                old = snapshot.site.take();
                snapshot.site = site.or_else(|| old.take());
            }
            is_new
        });
    }
}

/// The addresses at which this machine can be reached from its network.
pub fn network_address() -> Option<IpAddr> {
    // Nothing is sent: the system only chooses the way it would take.
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified() && !address.is_loopback()).then_some(address)
}

async fn events(
    State(board): State<Board>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(guest): Extension<Guest>,
    Query(asked): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response<Body> {
    if let Some(refused) = refused(&board, &headers) {
        return refused;
    }
    guest.listens();
    let page = asked.get("page").cloned().unwrap_or_default();
    events::stream(page, peer.ip().is_loopback(), board.snapshots).into_response()
}

async fn answer(
    State(board): State<Board>,
    Extension(guest): Extension<Guest>,
    request: Request,
) -> Response<Body> {
    guest.asks();
    let (method, headers) = (request.method().clone(), request.headers());
    if let Some(refused) = refused(&board, headers) {
        return refused;
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        let refused = Response::builder().status(StatusCode::METHOD_NOT_ALLOWED).header(ALLOW, "GET, HEAD");
        return refused.body(Body::empty()).unwrap_or_default();
    }
    let url = request.uri().path();
    let whole = |kind, text: &str| {
        let tag = snapshot::digest(text.as_bytes());
        file::answer(StatusCode::OK, kind, &tag, text.as_bytes(), &method, headers)
    };
    match url.strip_prefix('/').and_then(|path| path.strip_prefix(page::OWN)) {
        Some("/live.js") => return whole(file::kind("live.js"), SCRIPT),
        Some("/live.css") => return whole(file::kind("live.css"), STYLE),
        _ => {}
    }
    let snapshot = board.snapshots.borrow().clone();
    let up = address::up(url);
    let Some(site) = snapshot.site else {
        let title = text!("正在生成网站……", "the site is being made …");
        let html = page::live(
            &page::waiting(title.get(board.lang)),
            &address::file(url).unwrap_or_default(),
            "waiting",
            &up,
        );
        let kind = file::kind("index.html");
        return file::answer(StatusCode::SERVICE_UNAVAILABLE, kind, "waiting", html, &method, headers);
    };
    let Some(path) = address::file(url) else { return missing(&site, "", &up, &method, headers) };
    let Some(bytes) = site.get(&path) else {
        if !path.ends_with("/index.html") && site.get(&format!("{path}/index.html")).is_some() {
            let name = url.rsplit('/').next().unwrap_or_default();
            let moved = Response::builder().status(StatusCode::TEMPORARY_REDIRECT);
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            return moved
                .header(LOCATION, format!("./{name}/{query}"))
                .body(Body::empty())
                .unwrap_or_default();
        }
        return missing(&site, &path, &up, &method, headers);
    };
    let kind = file::kind(&path);
    if !path.ends_with(".html") {
        return file::answer(StatusCode::OK, kind, &snapshot::digest(bytes), bytes.clone(), &method, headers);
    }
    let stamp = site.stamp(&path);
    let html = page::live(&String::from_utf8_lossy(bytes), &path, &stamp, &up);
    file::answer(StatusCode::OK, kind, &stamp, html, &method, headers)
}

/// The site's own page for what is not there, at whatever address.
fn missing(site: &Site, path: &str, up: &str, method: &Method, headers: &HeaderMap) -> Response<Body> {
    let own = site.get("404.html").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let html = page::based(&own.unwrap_or_else(|| page::waiting("404")), up);
    // With a base, addresses start from the top.
    let html = page::live(&html, path, "", "./");
    file::answer(StatusCode::NOT_FOUND, file::kind("404.html"), "missing", html, method, headers)
}

/// Refuses whoever was led here by a foreign name.
fn refused(board: &Board, headers: &HeaderMap) -> Option<Response<Body>> {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or_default();
    if address::is_own(host, board.bound) && hosts.next().is_none() {
        return None;
    }
    let Text { zh, en } =
        text!("请用地址栏里的 IP 地址或 localhost 访问", "ask by this machine's IP address or by localhost");
    let text = match board.lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let answer = Response::builder().status(StatusCode::MISDIRECTED_REQUEST);
    Some(
        answer
            .header("content-type", "text/plain; charset=utf-8")
            .body(Body::from(text + "\n"))
            .unwrap_or_default(),
    )
}
