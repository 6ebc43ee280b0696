//! Input that means harm, or was typed by a cat on the keyboard: the program answers, in good time and calmly.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::harness::{Ran, Site};

/// Many times what the slowest of these takes, on a slow machine, without optimisation, beside all other tests.
const PATIENCE: Duration = Duration::from_secs(1800);

/// Runs the command; it must end within [`PATIENCE`] by an ordinary exit status.
#[track_caller]
fn run(site: &Site, arguments: &[&str]) -> Ran {
    let start = Instant::now();
    let ran = site.run(arguments);
    assert!(matches!(ran.code, Some(0 | 1)), "{:?} {}", ran.code, ran.stderr);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    ran
}

fn check(site: &Site) -> Ran {
    run(site, &["check", "--format", "short", "--lang", "en"])
}

/// A village with `text` as a further record file.
fn with_records(text: impl AsRef<[u8]>) -> Site {
    let site = Site::village();
    site.write("content/more.yaml", text);
    site
}

#[track_caller]
fn says(site: &Site, words: &[&str]) {
    let ran = check(site).exits(1);
    for word in words {
        assert!(ran.stdout.contains(word), "no {word} in {}", &ran.stdout[..ran.stdout.len().min(2000)]);
    }
}

#[test]
fn an_alias_bomb_does_not_go_off() {
    let mut bomb = String::from(
        "members:\n  - name: 赵四\n    private:\n      a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n",
    );
    for step in 1..12 {
        let before = format!("*a{}, ", step - 1).repeat(10);
        let _ = writeln!(bomb, "      a{step}: &a{step} [{before}]");
    }
    says(&with_records(bomb), &["more.yaml", "limit-exceeded", "100000"]);
}

#[test]
fn large_files_are_named_with_the_limit_and_not_read() {
    let site = Site::village();
    for path in ["content/more.yaml", "content/more.md", "content/more.pdf"] {
        // Sparse: reading it would fill the memory, its metadata take no room.
        site.write(path, "");
        let file = std::fs::File::options().write(true).open(site.path().join(path)).unwrap();
        file.set_len(1 << 40).unwrap();
    }
    site.write("content/page.md", "# Page\n\n[file](more.pdf)\n");
    says(&site, &["content/more.yaml:1:1", "32 MB", "content/more.md:1:1", "content/page.md:3:1", "64 MB"]);
}

#[test]
fn depth_is_limited_everywhere() {
    let flow = format!("members: {}1{}\n", "[".repeat(10_000), "]".repeat(10_000));
    says(&with_records(flow), &["more.yaml"]);
    let dashes = format!("members:\n  {}1\n", "- ".repeat(10_000));
    says(&with_records(dashes), &["more.yaml"]);
    let mut indented = String::from("members:\n");
    (1..4_000).for_each(|depth| writeln!(indented, "{}a:", " ".repeat(depth)).unwrap());
    says(&with_records(indented), &["more.yaml"]);
}

#[test]
fn deep_markdown_is_a_page_like_any_other() {
    for (deep, name) in [
        (format!("{}text\n", "> ".repeat(10_000)), "quotes"),
        (format!("{}text\n", "- ".repeat(10_000)), "lists"),
        (format!("{}text{}\n", "[".repeat(10_000), "](a)".repeat(10_000)), "links"),
        (format!("{}text{}\n", "*a ".repeat(20_000), "b*".repeat(20_000)), "emphasis"),
        (format!("{}\n", "`a``".repeat(20_000)), "code"),
        (format!("{}\n", "<a ".repeat(20_000)), "tags"),
        (format!("{}\n", "![".repeat(20_000)), "pictures"),
        (format!("|{}\n|{}\n", "a|".repeat(5_000), "-|".repeat(5_000)), "table"),
        ((0..3_000).map(|at| format!("[^{at}]: [^{at}]\n")).collect(), "footnotes"),
    ] {
        let site = Site::village();
        site.write("content/deep.md", format!("# Deep\n\n{deep}"));
        assert_eq!(run(&site, &["build"]).code, Some(0), "{name}");
    }
}

#[test]
fn bytes_that_are_no_text_are_told() {
    says(&with_records(b"members:\n  - name: a\0b\n"), &["more.yaml:2:12", "encoding-invalid"]);
    says(&with_records([0xff; 300]), &["more.yaml", "encoding-invalid"]);
    says(&with_records(b"members:\n  - name: \xc3\x28\xff\xff\n"), &["more.yaml", "encoding-"]);
}

#[test]
fn very_long_lines_and_values_are_answered_shortly() {
    let long = "长".repeat(3 << 20);
    let site = with_records(format!(
        "members: [{{name: 赵四, titel: {long}, party_member: {long}}}, {{nam: {long}}}]\n"
    ));
    for format in ["human", "short", "json", "sarif", "github"] {
        let ran = run(&site, &["check", "--format", format]).exits(1);
        assert!(ran.stdout.len() < 200_000, "{format}: {}", ran.stdout.len());
    }
    let mut line = String::from("members: [");
    (0..30_000).for_each(|at| write!(line, "{{nmae: a{at}}}, ").unwrap());
    says(&with_records(line + "]\n"), &["more.yaml", "10000"]);
    let key = "k".repeat(3 << 20);
    says(&with_records(format!("members:\n  - ? {key}\n    : 1\n")), &["more.yaml"]);
}

#[test]
fn a_million_keys_are_answered() {
    let mut unknown = String::from("members:\n  - name: 赵四\n");
    (0..1_000_000).for_each(|at| writeln!(unknown, "    k{at}: 1").unwrap());
    says(&with_records(unknown), &["key-unknown", "10000"]);
    let mut private = String::from("members:\n  - name: 赵四\n    private:\n");
    (0..300_000).for_each(|at| writeln!(private, "      k{at}: 1").unwrap());
    check(&with_records(private)).exits(0);
}

#[test]
fn a_fault_in_every_line_is_answered() {
    for line in
        ["a：1\n", "- name:x\n", "\tb: 1\n", "c: \"x\n", "d: [1\n", "- - :\n", "e: *x\n", "%\n", "---\n"]
    {
        let site = with_records(line.repeat(20_000));
        says(&site, &["more.yaml"]);
        site.write("content/more.yaml", format!("members:\n{}", format!("  {line}").repeat(20_000)));
        says(&site, &["more.yaml"]);
    }
}

#[test]
fn tens_of_thousands_of_equal_records_are_answered() {
    let mut homes = String::from("households:\n");
    (0..30_000).for_each(|_| writeln!(homes, "  - {{id: h-9, door: 九号, grid: nowhere}}").unwrap());
    says(&with_records(homes), &["id-duplicate"]);
    let mut members = String::from("members:\n");
    (0..8_000)
        .for_each(|at| writeln!(members, "  - {{id: m-{at}, name: 王{at}, covers: [x-{at}]}}").unwrap());
    says(&with_records(members), &["reference-unknown"]);
}

#[test]
fn ids_with_invisible_characters_are_refused() {
    for id in ["a\u{200b}b", "a\u{202e}b", "\u{feff}a", "a\u{2066}b", "../a", "a/b", "..", "con"] {
        says(&with_records(format!("members:\n  - {{id: \"{id}\", name: 赵四}}\n")), &["id-invalid"]);
    }
    let site = Site::village();
    site.write("content/a\u{202e}b.md", "# Page\n");
    says(&site, &["id-invalid"]);
}

#[test]
fn scripts_in_texts_are_text() {
    let site = Site::village();
    site.write(
        "content/page.md",
        "# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) \
         [b](<JaVa\tScript:alert(1)>) [c](data:text/html;base64,AAAA) <javascript:alert(1)> ![d](vbscript:x)\n",
    );
    site.edit("content/records.yaml", "door: 1号", "door: '\"><script>alert(1)</script>'");
    site.run(&["build"]).exits(0);
    for (path, bytes) in super::harness::tree(&site.public()) {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") {
            for harm in [
                "<script>",
                "<img src=x",
                "href=\"javascript",
                "href=\"data:",
                "href=\"vbscript",
                "href=\"JaVa",
            ] {
                assert!(!text.contains(harm), "{path} holds {harm}");
            }
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    fn pipe(site: &Site, path: &str) {
        let made = Command::new("mkfifo").arg(site.path().join(path)).status();
        assert!(made.is_ok_and(|status| status.success()));
    }

    #[test]
    fn pipes_and_devices_are_not_waited_for() {
        let site = with_records("members:\n  - {name: 赵四, photo: a.jpg}\n  - {name: 孙五, photo: b.jpg}\n");
        pipe(&site, "content/pipe.yaml");
        pipe(&site, "content/pipe.md");
        pipe(&site, "content/a.jpg");
        symlink("/dev/zero", site.path().join("content/b.jpg")).unwrap();
        symlink("/dev/zero", site.path().join("content/zero.yaml")).unwrap();
        says(&site, &["pipe.yaml:1:1", "pipe.md:1:1", "more.yaml:2:23", "more.yaml:3:23", "zero.yaml:1:1"]);
    }

    #[test]
    fn links_out_of_content_are_errors() {
        let site = with_records(
            "members:\n  - {name: 赵四, photo: out.jpg}\n  - {name: 孙五, photo: ../../out.jpg}\n",
        );
        site.write("out.jpg", "outside");
        site.write("outside/more.yaml", "members: []\n");
        symlink(site.path().join("out.jpg"), site.path().join("content/out.jpg")).unwrap();
        symlink(site.path().join("outside"), site.path().join("content/folder")).unwrap();
        symlink("loop", site.path().join("content/loop")).unwrap();
        site.write("content/page.md", "# Page\n\n![a](../out.jpg) ![b](out.jpg)\n");
        says(
            &site,
            &["more.yaml:2:23", "more.yaml:3:23", "content/folder:1:1", "page.md:3:1", "file-outside"],
        );
    }

    #[test]
    fn an_unreadable_file_is_told() {
        let site = with_records("members: []\n");
        let path = site.path().join("content/more.yaml");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
        if std::fs::read(&path).is_ok() {
            eprintln!("skipped: this user may read everything");
            return;
        }
        says(&site, &["more.yaml:1:1", "file-unreadable"]);
    }
}
