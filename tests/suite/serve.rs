//! `serve`: what a browser is given, and how an open page follows a save.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

use super::following::{Ear, Following, ask, until};
use super::harness::{EPOCH, PROGRAM, Site, assert_same, tree};

const RECORDS: &str = "content/records.yaml";
const MEMBER: &str = "/members/zhang-san/index.html";

/// A village that is being served, its first site made.
fn served(site: &Site, arguments: &[&str]) -> (Following, u16) {
    let following = Following::start(site.path(), &[&["serve", "--lang", "en"], arguments].concat());
    let port = following.port();
    until("the first site", || (ask(port, "GET", "/", &[]).status == 200).then_some(()));
    (following, port)
}

#[test]
fn a_page_follows_a_save_and_is_told_once_the_new_site_stands() {
    let site = Site::village();
    let (_following, port) = served(&site, &[]);
    let mut ears = [Ear::open(port, "members/zhang-san/index.html"), Ear::open(port, "index.html")];
    for name in ["张三丰", "张五", "张三"] {
        let old = fs::read_to_string(site.path().join(RECORDS)).unwrap();
        let before = if old.contains("张三丰") {
            "张三丰"
        } else if old.contains("张五") {
            "张五"
        } else {
            "张三"
        };
        site.write(RECORDS, old.replace(before, name));
        for ear in &mut ears {
            let news = ear.next();
            let changed: Vec<&str> =
                news["changed"].as_array().unwrap().iter().filter_map(|path| path.as_str()).collect();
            assert!(
                changed.contains(&"members/zhang-san/index.html") && !changed.contains(&"replies/index.html"),
                "{changed:?}"
            );
            assert!(ask(port, "GET", MEMBER, &[]).text().contains(name), "told before it stood");
        }
    }
    assert!(ears[0].is_silent(Duration::from_millis(300)), "told twice about one save");
    assert!(!site.public().exists(), "serve writes nothing unless asked to");
}

#[test]
fn a_broken_save_keeps_the_last_site_and_tells_every_problem() {
    let site = Site::village();
    let (following, port) = served(&site, &[]);
    let before = ask(port, "GET", MEMBER, &[]).text();
    let mut ear = Ear::open(port, "index.html");
    let good = fs::read_to_string(site.path().join(RECORDS)).unwrap();
    site.write(
        RECORDS,
        good.replace("door: 1号", "doorr: 1号")
            .replace("{id: h-4, door: 4号", "{id: h-4, door: 4号, <b>x</b>: 1"),
    );
    let trouble = ear.next()["trouble"].clone();
    let problems = trouble["problems"].as_array().unwrap();
    assert!(problems.len() == 2, "{trouble:#}");
    assert_eq!(problems[0]["place"], "content/records.yaml:12:15");
    let href = problems[0]["href"].as_str().unwrap();
    assert!(href.starts_with("vscode://file/") && href.ends_with("/content/records.yaml:12:15"), "{href}");
    assert_eq!(ask(port, "GET", MEMBER, &[]).text(), before);
    assert!(following.err().contains("content/records.yaml:12:15"), "the terminal tells the same");
    site.write(RECORDS, &good);
    assert!(ear.next()["trouble"].is_null());
    // The whole input goes away, and comes back.
    fs::rename(site.path().join("content"), site.path().join("elsewhere")).unwrap();
    until("that nothing can be read", || ear.next()["trouble"]["title"].as_str().map(str::to_owned))
        .contains("content");
    assert_eq!(ask(port, "GET", MEMBER, &[]).text(), before);
    fs::rename(site.path().join("elsewhere"), site.path().join("content")).unwrap();
    until("that all is well again", || ear.next()["trouble"].is_null().then_some(()));
}

#[test]
fn a_spreadsheet_in_the_way_is_told_beside_pages_that_go_on() {
    let site = Site::village();
    let (_following, port) = served(&site, &[]);
    let mut ear = Ear::open(port, "index.html");
    site.write("content/花名册.xlsx", "王秀兰 13912345678");
    let told = ear.next();
    let (trouble, problem) = (&told["trouble"], &told["trouble"]["problems"][0]);
    assert_eq!((trouble["folded"].as_bool(), problem["severity"].as_str()), (Some(true), Some("note")));
    assert!(problem["help"].as_str().unwrap().contains("gongkailan import content/花名册.xlsx"), "{told:#}");
    assert!(!told.to_string().contains("13912345678") && !told.to_string().contains("王秀兰"), "{told:#}");
    // Pages follow all the same; with an error both are told, unfolded.
    site.edit(RECORDS, "张三", "张三丰");
    assert!(ear.next()["trouble"]["folded"].as_bool().unwrap());
    assert!(ask(port, "GET", MEMBER, &[]).text().contains("张三丰"));
    site.edit(RECORDS, "door: 1号", "doorr: 1号");
    let told = ear.next();
    assert_eq!(told["trouble"]["folded"], false);
    assert_eq!(told["trouble"]["problems"].as_array().unwrap().len(), 2, "{told:#}");
    site.edit(RECORDS, "doorr: 1号", "door: 1号");
    ear.next();
    fs::remove_file(site.path().join("content/花名册.xlsx")).unwrap();
    assert!(ear.next()["trouble"].is_null());
}

#[test]
fn a_site_that_is_broken_from_the_start_is_served_once_it_is_mended() {
    let site = Site::village();
    site.edit(RECORDS, "door: 1号", "doorr: 1号");
    let following = Following::start(site.path(), &["serve"]);
    let port = following.port();
    let answer = ask(port, "GET", "/grids/g-1/", &[]);
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("src=\"../../~gongkailan/live.js\""), "{}", answer.text());
    until("what is wrong", || following.err().contains("door").then_some(()));
    site.edit(RECORDS, "doorr: 1号", "door: 1号");
    until("the site", || (ask(port, "GET", "/grids/g-1/", &[]).status == 200).then_some(()));
}

#[test]
fn answers_have_types_tags_and_parts() {
    let site = Site::village();
    site.write("content/附件/方案.txt", b"ABCDEFGH 0123456789");
    site.write("content/n.md", "---\n标题: 通知\n类型: 公告\n日期: 2026-03-01\n---\n[方案](附件/方案.txt)\n");
    let (_following, port) = served(&site, &[]);
    let plan = "/files/%E9%99%84%E4%BB%B6/%E6%96%B9%E6%A1%88.txt";
    let whole = ask(port, "GET", plan, &[]);
    assert_eq!((whole.status, whole.header("content-type")), (200, "text/plain; charset=utf-8"));
    assert_eq!(whole.body, b"ABCDEFGH 0123456789");
    let part = ask(port, "GET", plan, &["Range: bytes=9-12"]);
    assert_eq!((part.status, part.body.as_slice()), (206, b"0123".as_slice()));
    assert_eq!(part.header("content-range"), "bytes 9-12/19");
    assert_eq!(ask(port, "GET", plan, &["Range: bytes=-3"]).body, b"789");
    assert_eq!(ask(port, "GET", plan, &["Range: bytes=99-"]).status, 416);
    assert_eq!(ask(port, "GET", plan, &["Range: bytes=0-3", "If-Range: \"other\""]).status, 200);
    let head = ask(port, "HEAD", plan, &[]);
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, "19", 0));
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/assets/base.css", "text/css; charset=utf-8"),
        ("/assets/board.js", "text/javascript; charset=utf-8"),
        ("/data/members.csv", "text/csv; charset=utf-8"),
        ("/data/members.json", "application/json"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ] {
        let found = ask(port, "GET", path, &[]);
        assert_eq!((found.status, found.header("content-type")), (200, kind), "{path}");
        let tag = found.header("etag").to_owned();
        let again = ask(port, "GET", path, &[&format!("If-None-Match: \"x\", W/{tag}")]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(ask(port, "GET", path, &["If-None-Match: \"x\""]).status, 200);
    }
    assert_eq!(ask(port, "POST", "/", &[]).status, 405);
    for (target, there) in [
        ("/grids/g-1", "./g-1/"),
        ("/lookup?q=1%E5%8F%B7", "./lookup/?q=1%E5%8F%B7"),
        ("/lookup/g-1?", "./g-1/?"),
    ] {
        let moved = ask(port, "GET", target, &[]);
        assert_eq!((moved.status, moved.header("location")), (307, there));
    }
}

#[test]
fn what_is_served_is_the_artifact_but_for_the_script_that_follows() {
    let site = Site::village();
    let out = site.path().join("out");
    let (_following, port) = served(&site, &["-o", "out"]);
    until("the folder", || out.join("index.html").is_file().then_some(()));
    site.run(&["build", "-q"]).exits(0);
    assert_same(&tree(&out), &tree(&site.public()));
    for (path, bytes) in tree(&site.public()) {
        if path.starts_with('.') {
            continue;
        }
        let target: String =
            path.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>().replace("%2F", "/");
        let found = ask(port, "GET", &format!("/{target}"), &[]).body;
        if !path.ends_with(".html") {
            assert_eq!(found, bytes, "{path}");
            continue;
        }
        let text = String::from_utf8(found).unwrap();
        assert!(text.contains("; connect-src 'self'\""), "{path}");
        let up = "../".repeat(path.matches('/').count());
        assert!(
            text.contains(&format!("src=\"{}~gongkailan/live.js\"", if up.is_empty() { "./" } else { &up })),
            "{path}"
        );
        let plain = text.replace("; connect-src 'self'", "");
        let (start, end) = (
            plain.find("<script src=\"./~").or(plain.find(&format!("<script src=\"{up}~"))).unwrap(),
            plain.rfind("</body>").unwrap(),
        );
        assert_eq!(
            format!("{}{}", &plain[..start], &plain[end..]),
            String::from_utf8(bytes).unwrap(),
            "{path}"
        );
        assert!(!text.contains("127.0.0.1") && !text.contains("localhost"), "{path} names a host");
    }
}

#[test]
fn no_address_leads_out_and_no_foreign_name_is_answered() {
    let site = Site::village();
    site.write("secret.txt", "geheim");
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.path().join("secret.txt"), site.path().join("content/out.pdf")).unwrap();
    let (_following, port) = served(&site, &[]);
    for target in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/grids/../../secret.txt",
        "/..%5csecret.txt",
        "/files/out.pdf",
        "/content/records.yaml",
        "//secret.txt",
        "/.gongkailan.json",
        "/%00",
        "/~gongkailan/../secret.txt",
    ] {
        let answer = ask(port, "GET", target, &[]);
        assert!(matches!(answer.status, 404 | 400), "{target}: {}", answer.status);
        assert!(!answer.text().contains("geheim"), "{target}");
    }
    let missing = ask(port, "GET", "/members/nobody/x/", &[]);
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<base href=\"../../../\">"), "its links start from the top");
    for target in ["/", "/~gongkailan/events", "/~gongkailan/live.js", "/nosuch"] {
        for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "192.168.0.9"] {
            assert_eq!(ask(port, "GET", target, &[&format!("Host: {host}")]).status, 421, "{target} {host}");
        }
    }
    assert_eq!(ask(port, "GET", "/", &[&format!("Host: localhost:{port}")]).status, 200);
}

#[test]
fn a_busy_port_is_told_and_another_one_found_only_when_none_was_asked_for() {
    let site = Site::village();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = site.run(&["serve", "--lang", "en", "--port", &port]).exits(2);
    assert!(ran.stderr.contains(&format!("port {port} is in use")), "{}", ran.stderr);
    // Two with the usual port: at least one of them gets another.
    let ports = [served(&site, &[]), served(&site, &[])].map(|(_, port)| port);
    assert_ne!(ports[0], ports[1]);
}

#[test]
fn the_local_network_is_let_in_only_when_asked_and_is_told_where() {
    let site = Site::village();
    let (following, port) = served(&site, &["--lan"]);
    let out = following.out();
    assert!(out.starts_with(&format!("http://127.0.0.1:{port}/\n")), "{out}");
    if let Some(line) = out.lines().nth(1) {
        // This machine has a network: the address and its picture.
        assert!(line.starts_with("http://") && !line.contains("127.0.0.1"), "{out}");
        assert!(out.contains('█'), "{out}");
    }
    assert_eq!(ask(port, "GET", "/", &["Host: 192.168.0.9:8000"]).status, 200);
    assert_eq!(ask(port, "GET", "/", &["Host: evil.example"]).status, 421);
}

/// Where 64 files may be open, a hundred and more connections that ask for nothing, or never to the end, or listen, or
/// read nothing, are in nobody's way: neither of a visitor, nor of a save, nor of the folder that is filled beside.
#[cfg(unix)]
#[test]
fn whatever_clients_do_pages_are_served_and_saves_arrive() {
    let site = Site::village();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n 64; exec \"$P\" serve --lang en -o out"]).current_dir(site.path());
    command.env("P", PROGRAM).env("SOURCE_DATE_EPOCH", EPOCH);
    let mut following = Following::run(command);
    let port = following.port();
    until("the first site", || (ask(port, "GET", "/", &[]).status == 200).then_some(()));
    let connect = |sent: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        // Whoever was sent away already cannot write.
        let _ = stream.write_all(sent.as_bytes());
        stream
    };
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let whole = format!("GET / HTTP/1.1\r\n{host}\r\n");
    let many = whole.repeat(200);
    let asked = [
        String::new(),
        "GET / HT".to_owned(),
        format!("GET / HTTP/1.1\r\n{host}X: "),
        format!("POST / HTTP/1.1\r\n{host}Content-Length: 1000000\r\n\r\nx"),
        whole,
        format!("GET /~gongkailan/events?page=index.html HTTP/1.1\r\n{host}\r\n"),
        many,
    ];
    let mut clients = Vec::new();
    for (turn, sent) in asked.iter().cycle().take(150).enumerate() {
        clients.push(connect(sent));
        if turn % 30 == 0 {
            assert_eq!(ask(port, "GET", "/", &[]).status, 200);
            let door = format!("door: {turn}弄1号");
            let old = fs::read_to_string(site.path().join(RECORDS)).unwrap();
            let line = old.lines().find(|line| line.contains("id: h-1,")).unwrap();
            site.write(RECORDS, old.replace(line, &format!("  - {{id: h-1, {door}, grid: g-1}}")));
            until("the save, served", || {
                ask(port, "GET", "/lookup/g-1/", &[]).text().contains(&format!("{turn}弄1号")).then_some(())
            });
            until("the save, published", || {
                let lane = fs::read_to_string(site.path().join("out/lookup/g-1/index.html")).ok()?;
                lane.contains(&format!("{turn}弄1号")).then_some(())
            });
        }
    }
    let mut ear = Ear::open(port, "index.html");
    site.edit("content/site.yaml", "试村公开栏", "新村公开栏");
    assert!(!ear.next()["changed"].as_array().unwrap().is_empty(), "whoever listens is told");
    assert!(following.runs() && !following.err().contains("os error"), "{}", following.err());
}

#[test]
fn whoever_asks_for_nothing_is_sent_away() {
    let site = Site::village();
    let (_following, port) = served(&site, &[]);
    let mut ear = Ear::open(port, "index.html");
    let asked = ["", "GET / HTTP/1.1\r\nHost:", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"];
    let streams = asked.map(|sent| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        stream
    });
    for mut stream in streams {
        // Ends only when the server closes the connection.
        let _ = stream.read_to_end(&mut Vec::new());
    }
    // Whoever listens stays.
    site.edit("content/site.yaml", "试村公开栏", "新村公开栏");
    assert!(!ear.next()["changed"].as_array().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_130_and_leaves_nothing_behind() {
    let site = Site::village();
    let (mut following, port) = served(&site, &["-o", "out"]);
    until("the folder", || site.path().join("out/index.html").is_file().then_some(()));
    let _ear = Ear::open(port, "index.html");
    assert_eq!(following.interrupt(), Some(130));
    assert_eq!(site.names(), ["content", "out"]);
}
