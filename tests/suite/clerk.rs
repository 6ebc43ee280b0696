//! `docs/clerk.zh.md`: every command in it is run, in its order, as a clerk would.

use std::fs;
use std::path::PathBuf;

use gongkailan::render::paper::AVAILABLE;

use super::following::{Following, ask, until};
use super::harness::{Site, program, root};

/// The commands of the page, each with the folder it is given in: what stands in its blocks of `sh`.
fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines).map(|line| line.split(" #").next().unwrap_or(line).trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The words of a command; those in quotes are one.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn every_command_of_the_clerks_page_does_what_it_says() {
    let page = fs::read_to_string(root().join("docs/clerk.zh.md")).unwrap();
    let site = Site::empty();
    for entry in fs::read_dir(root().join("tests/rosters")).unwrap().filter_map(Result::ok) {
        if entry.path().is_file() {
            fs::copy(entry.path(), site.path().join(entry.file_name())).unwrap();
        }
    }
    let mut folder: PathBuf = site.path().to_owned();
    let mut count = 0;
    for command in commands(&page) {
        let words = words(&command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        count += 1;
        match words[..] {
            ["cd", to] => folder.push(to),
            ["gongkailan", "serve", ..] => {
                let following = Following::start(&folder, &words[1..]);
                let port = following.port();
                until("the board", || (ask(port, "GET", "/", &[]).status == 200).then_some(()));
            }
            ["gongkailan", ..] => {
                let ran = program().current_dir(&folder).args(&words[1..]).output().unwrap();
                let needs_posters = words.contains(&"poster") || words.contains(&"--posters");
                let expected = if needs_posters && !AVAILABLE { 2 } else { 0 };
                let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
                assert_eq!(ran.status.code(), Some(expected), "{command}\n{said}");
            }
            _ => panic!("no command that a clerk can type: {command}"),
        }
        assert!(folder.is_dir(), "{command}");
    }
    assert!(count > 10, "{count}");
    // What the page says of its first board.
    assert!(folder.join("public/index.html").is_file());
}

/// Commands within the text and its tables are those of the program, with options that it has.
#[test]
fn commands_in_the_text_of_the_clerks_page_exist() {
    let page = fs::read_to_string(root().join("docs/clerk.zh.md")).unwrap();
    let quoted = page.split('`').skip(1).step_by(2).filter(|quoted| quoted.starts_with("gongkailan "));
    let mut count = 0;
    for command in quoted {
        let mut words: Vec<&str> = command.split_whitespace().skip(1).collect();
        let own = words.iter().position(|word| word.starts_with('-') || word.contains(['.', '…', '/']));
        let options: Vec<&str> = words.iter().copied().filter(|word| word.starts_with("--")).collect();
        words.truncate(own.unwrap_or(words.len()));
        let help = program().args(&words).arg("--help").output().unwrap();
        assert_eq!(help.status.code(), Some(0), "{command}");
        let help = String::from_utf8(help.stdout).unwrap();
        assert!(options.iter().all(|option| help.contains(option)), "{command}");
        count += 1;
    }
    assert!(count > 5, "{count}");
}
