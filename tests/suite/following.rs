//! `watch` and `serve` at work: the program in the background, and conditions that are waited for.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::harness::program;

/// So long a condition may take on a machine that does much else.
const LIMIT: Duration = Duration::from_secs(300);

/// Waits until `condition` holds.
#[track_caller]
pub fn until<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = condition() {
            return found;
        }
        assert!(start.elapsed() < LIMIT, "waited in vain for: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The program at work in a folder; killed when it is let go of.
pub struct Following {
    child: Child,
    said: TempDir,
}

impl Following {
    /// Starts the program with `arguments` in `folder`.
    pub fn start(folder: &Path, arguments: &[&str]) -> Following {
        let mut command = program();
        command.args(arguments).current_dir(folder);
        Following::run(command)
    }

    /// Starts `command`.
    pub fn run(mut command: Command) -> Following {
        let said = tempfile::tempdir().unwrap();
        let file = |name: &str| Stdio::from(fs::File::create(said.path().join(name)).unwrap());
        let child = command.stdout(file("out")).stderr(file("err")).spawn().expect("the program runs");
        Following { child, said }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.said.path().join(name)
    }

    /// What it said on stdout so far.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.file("out")).unwrap()).into_owned()
    }

    /// What it said on stderr so far.
    pub fn err(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.file("err")).unwrap()).into_owned()
    }

    /// How often it said `part` on stderr.
    pub fn times(&self, part: &str) -> usize {
        self.err().matches(part).count()
    }

    /// Waits until it has said `part` on stderr so often.
    #[track_caller]
    pub fn says(&mut self, part: &str, times: usize) {
        until(&format!("“{part}”, {times} times, in:\n{}", self.err()), || {
            (self.times(part) >= times).then_some(())
        });
    }

    /// The port it serves on.
    #[track_caller]
    pub fn port(&self) -> u16 {
        until("the address", || {
            let out = self.out();
            let (_, rest) = out.lines().next()?.rsplit_once(':')?;
            rest.trim_end_matches('/').parse().ok().filter(|_| out.contains('\n'))
        })
    }

    /// Ends it as a kill by hand does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends Ctrl-C, and returns the exit status.
    #[cfg(unix)]
    pub fn interrupt(&mut self) -> Option<i32> {
        let told =
            Command::new("sh").args(["-c", &format!("kill -INT {}", self.child.id())]).status().unwrap();
        assert!(told.success());
        self.child.wait().unwrap().code()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Asks for `target`, literally, with further header lines. `Host` is right unless given.
#[track_caller]
pub fn ask(port: u16, method: &str, target: &str, headers: &[&str]) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    let own = format!("Host: 127.0.0.1:{port}");
    let has_host = headers.iter().any(|line| line.starts_with("Host:"));
    let lines: Vec<&str> = headers.iter().copied().chain((!has_host).then_some(own.as_str())).collect();
    write!(stream, "{method} {target} HTTP/1.1\r\n{}\r\nConnection: close\r\n\r\n", lines.join("\r\n"))
        .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let pair =
        |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Answer { status, headers: lines.filter_map(pair).collect(), body: bytes[end + 4..].to_vec() }
}

/// A page's ear.
pub struct Ear {
    stream: TcpStream,
    heard: String,
}

impl Ear {
    /// Listens as the page at `page` does, and takes in what it is told at first.
    #[track_caller]
    pub fn open(port: u16, page: &str) -> Ear {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        write!(stream, "GET /~gongkailan/events?page={page} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")
            .unwrap();
        let mut ear = Ear { stream, heard: String::new() };
        assert_eq!(ear.next()["first"], true);
        ear
    }

    /// The next event.
    #[track_caller]
    pub fn next(&mut self) -> serde_json::Value {
        loop {
            if let Some((before, after)) = self.heard.split_once("\n\n") {
                let data = before.lines().find_map(|line| line.strip_prefix("data: ").map(str::to_owned));
                self.heard = after.to_owned();
                if let Some(data) = data {
                    return serde_json::from_str(&data).unwrap();
                }
                continue;
            }
            let mut bytes = [0; 65536];
            let count = self.stream.read(&mut bytes).expect("an event");
            assert!(count > 0, "the server is gone");
            // Lengths of chunks stand between; an event is one chunk, and its data has no line break.
            self.heard.push_str(&String::from_utf8_lossy(&bytes[..count]).replace('\r', ""));
        }
    }

    /// Whether nothing is told for a while.
    pub fn is_silent(&mut self, time: Duration) -> bool {
        self.stream.set_read_timeout(Some(time)).unwrap();
        let mut bytes = [0; 1];
        let heard = self.stream.peek(&mut bytes);
        self.stream.set_read_timeout(Some(LIMIT)).unwrap();
        heard.is_err() && !self.heard.contains("data: ")
    }
}
