//! How long a save takes to reach an open page: `cargo bench --bench edits`, on a generated township of 10,000
//! households and on the demonstration board. The real program serves; a save is a file written in place; time runs
//! from there to the event that tells the page; what is written changes its length, so that all behind it moves. Medians
//! and 95th percentiles of 200 edits of each kind, with the memory after 10 of them and after all. Then processor time
//! over an idle minute. `-- 40` makes 40 edits of each kind.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use gongkailan::calendar::Month;
use gongkailan::sample::{Scale, township};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many edits of each kind are timed.
const EDITS: usize = 200;
/// After how many of a kind memory is looked at first: an edit of `site.yaml` holds two whole sites for a moment, one of
/// a template does not, so that each kind has a level of its own.
const EARLY: usize = 10;
/// Between two saves, so that the bursts do not run together.
const PAUSE: Duration = Duration::from_millis(60);

/// A kind of edit, and in which file.
struct Kind {
    name: &'static str,
    path: &'static str,
    change: Change,
}

/// What an edit does.
enum Change {
    /// Replaces this by each of those in turn.
    Turn(&'static str, [&'static str; 2]),
    /// Gives other stars to another entry each time.
    Scores,
    /// Gives another household another door each time.
    Doors,
}

const fn kind(name: &'static str, path: &'static str, what: &'static str, by: [&'static str; 2]) -> Kind {
    Kind { name, path, change: Change::Turn(what, by) }
}

const TEMPLATE: &str = "themes/default/templates/notices.html";
const STYLE: &str = "themes/default/assets/print.css";

/// A household with all that is said of it before its head.
macro_rules! household {
    ($door:literal, $head:literal) => {
        concat!(
            "    door: ",
            $door,
            "\n    grid: g001\n    group: 第1村民小组\n    people: 4\n",
            "    private:\n      户主: ",
            $head,
            "\n"
        )
    };
}

/// The first grid as far as its lead.
macro_rules! grid {
    ($lead:literal) => {
        concat!(
            "  - id: g001\n    name: 汪屋001网格\n    level: grid\n    parent: v01\n    lead: ",
            $lead,
            "\n"
        )
    };
}

const TOWNSHIP: [Kind; 10] = [
    Kind { name: "one rating", path: "content/ratings/2026-03.yaml", change: Change::Scores },
    // Whose name stands on nearly two hundred pages, and whose stars on few.
    kind(
        "a village lead's one",
        "content/ratings/2026-03.yaml",
        "[100, 100, 100, 100, 100]",
        ["[90, 91, 92, 93, 94]", "[8, 81, 82, 83, 84]"],
    ),
    Kind { name: "one household", path: "content/households/v01.yaml", change: Change::Doors },
    // Which the pages of the look-up and the home page name as an example.
    kind(
        "the first one",
        "content/households/v01.yaml",
        "door: 汪屋001-1号",
        ["door: 汪屋东1号", "door: 汪屋西边第1号"],
    ),
    kind(
        "its door and head",
        "content/households/v01.yaml",
        household!("汪屋001-1号", "吴文玉户00001"),
        [household!("汪屋东1号", "吴文文"), household!("汪屋西边第1号", "吴玉")],
    ),
    kind(
        "one more household",
        "content/households/v01.yaml",
        "  - id: h-00500\n",
        [
            "  - id: h-90001\n    door: 新1号\n    grid: g001\n    private: {户主: 吴新来}\n  - id: h-00500\n",
            "  - id: h-00500\n",
        ],
    ),
    kind("another lead", "content/grids.yaml", grid!("m-0012"), [grid!("m-0100"), grid!("m-0012")]),
    kind("one template", TEMPLATE, "<h1>", ["<h1 class=\"a\">", "<h1 class=\"b\">"]),
    kind("one style sheet", STYLE, "@page {", ["/* a */ @page {", "/* b */ @page {"]),
    kind(
        "site.yaml",
        "content/site.yaml",
        "title: 样例乡公开栏",
        ["title: 样例乡公开栏一", "title: 样例乡公开栏二"],
    ),
];

const BOARD: [Kind; 5] = [
    kind(
        "one rating",
        "content/ratings/2026-10.yaml",
        "李满仓, 得分: [95",
        ["李满仓, 得分: [20", "李满仓, 得分: [96"],
    ),
    kind(
        "one household",
        "content/households/qiangou.yaml",
        "门牌: 前沟1号",
        ["门牌: 前沟东1号", "门牌: 前沟西边第1号"],
    ),
    kind("one template", TEMPLATE, "<h1>", ["<h1 class=\"a\">", "<h1 class=\"b\">"]),
    kind("one style sheet", STYLE, "@page {", ["/* a */ @page {", "/* b */ @page {"]),
    kind(
        "site.yaml",
        "content/site.yaml",
        "标题: 土岭底村公开栏",
        ["标题: 土岭底村公开栏一", "标题: 土岭底村公开栏二"],
    ),
];

/// The program at work.
struct Server {
    child: Child,
    events: BufReader<TcpStream>,
}

impl Server {
    fn start(site: &Path, day: &str) -> Outcome<Server> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkailan"));
        command.args(["serve", "--as-of", day, "-s"]).arg(site);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("no output")?;
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let mut stream = TcpStream::connect(&address)?;
        write!(stream, "GET /~gongkailan/events?page=index.html HTTP/1.1\r\nHost: {address}\r\n\r\n")?;
        let mut server = Server { child, events: BufReader::new(stream) };
        while !server.event()?.contains("\"ready\":true") {}
        Ok(server)
    }

    /// Waits for the next event.
    fn event(&mut self) -> Outcome<String> {
        loop {
            let mut line = String::new();
            if self.events.read_line(&mut line)? == 0 {
                return Err("the server is gone".into());
            }
            if line.starts_with("data: ") {
                return if line.contains("\"trouble\":null") { Ok(line) } else { Err(line.into()) };
            }
        }
    }

    /// Saves, and returns how long the event takes.
    fn save(&mut self, path: &Path, text: &str) -> Outcome<Duration> {
        thread::sleep(PAUSE);
        let start = Instant::now();
        fs::write(path, text)?;
        self.event()?;
        Ok(start.elapsed())
    }

    /// Resident memory in MB.
    fn memory(&self) -> Outcome<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse::<f64>()? / 1024.0)
    }

    /// Processor time used so far, in hundredths of a second.
    fn ticks(&self) -> Outcome<u64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        Ok(fields[11].parse::<u64>()? + fields[12].parse::<u64>()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Kind {
    /// What the file, which held `original` at first and holds `now`, is to hold after edit number `edit`.
    fn edited(&self, original: &str, now: &str, edit: usize) -> Outcome<String> {
        match self.change {
            Change::Turn(what, by) if original.contains(what) => Ok(original.replacen(what, by[edit % 2], 1)),
            Change::Turn(what, _) => Err(format!("{} holds no {what}", self.path).into()),
            Change::Doors => {
                let starts: Vec<usize> =
                    now.match_indices("door: ").map(|(at, found)| at + found.len()).collect();
                let start = starts[edit * 389 % starts.len()];
                Ok([&now[..start], "新", &now[start..]].concat())
            }
            Change::Scores => {
                let starts: Vec<usize> =
                    now.match_indices("scores: [").map(|(at, found)| at + found.len()).collect();
                let start = starts[edit * 389 % starts.len()];
                let end = start + now[start..].find(']').ok_or("an end")?;
                let scores =
                    now[start..end].split(", ").map(str::parse::<u32>).collect::<Result<Vec<_>, _>>()?;
                // Other stars, whatever they were: scores themselves are not shown.
                let all = if scores.iter().sum::<u32>() > 450 {
                    "60, 61, 62, 63, 64"
                } else {
                    "100, 99, 98, 97, 96"
                };
                Ok([&now[..start], all, &now[end..]].concat())
            }
        }
    }
}

fn measure(name: &str, site: &Path, day: &str, kinds: &[Kind], count: usize) -> Outcome<()> {
    let mut server = Server::start(site, day)?;
    println!("{name}, milliseconds from save to event:");
    // Before the first edit: later the texts looked for are no longer there.
    let texts =
        kinds.iter().map(|kind| fs::read_to_string(site.join(kind.path))).collect::<Result<Vec<_>, _>>()?;
    for (kind, original) in kinds.iter().zip(&texts) {
        let (mut times, mut early) = (Vec::new(), 0.0);
        let mut text = original.clone();
        for edit in 0..count {
            text = kind.edited(original, &text, edit)?;
            times.push(server.save(&site.join(kind.path), &text)?);
            if edit + 1 == EARLY {
                early = server.memory()?;
            }
        }
        let late = server.memory()?;
        times.sort();
        let at = |part: usize| times[count * part / 100].as_secs_f64() * 1e3;
        let (median, p95) = (at(50), at(95));
        println!("  {:<20} median {median:>6.1}   p95 {p95:>6.1}   {early:>4.0} to {late:.0} MB", kind.name);
    }
    let before = server.ticks()?;
    thread::sleep(Duration::from_secs(60));
    println!("  idle processor time in a minute: {} ms", (server.ticks()? - before) * 10);
    Ok(())
}

/// Writes a site folder with a theme of its own, whose one template and style sheet are the built-in ones.
fn write(site: &Path, files: impl Iterator<Item = (String, String)>) -> Outcome<()> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let theme = [TEMPLATE, STYLE].map(|path| Ok((path.to_owned(), fs::read_to_string(own.join(path))?)));
    for (path, text) in files.map(Ok).chain(theme).collect::<Outcome<Vec<_>>>()? {
        let path = site.join(path);
        fs::create_dir_all(path.parent().ok_or("a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn main() -> Outcome<()> {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(EDITS);
    let folder = tempfile::tempdir()?;
    let board = folder.path().join("board");
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copied = Command::new("cp").arg("-r").arg(own.join("content")).arg(folder.path()).status()?;
    assert!(copied.success());
    write(&board, std::iter::empty())?;
    fs::rename(folder.path().join("content"), board.join("content"))?;
    measure("demonstration board", &board, "2026-11-22", &BOARD, count)?;

    let month = Month::new(2026, 3).ok_or("a month")?;
    let town = folder.path().join("town");
    let mut files = township(Scale::township(month));
    if let Some(ratings) = files.get_mut("content/ratings/2026-03.yaml") {
        // One member's scores are known.
        let start = ratings.find("m-0007, scores: ").ok_or("a rating")? + "m-0007, scores: ".len();
        let end = start + ratings[start..].find(']').ok_or("an end")? + 1;
        ratings.replace_range(start..end, "[100, 100, 100, 100, 100]");
    }
    write(&town, files.into_iter())?;
    measure("township of 10,000 households", &town, "2026-03-31", &TOWNSHIP, count)
}
