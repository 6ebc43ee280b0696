//! Help, version, languages and `explain`.

use super::harness::{Ran, Site, program};

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String, String) {
    let ran = program().args(arguments).envs(environment.iter().copied()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (ran.status.code(), text(ran.stdout), text(ran.stderr))
}

#[test]
fn help_and_version_go_to_stdout_and_wrong_usage_to_stderr() {
    for arguments in [&["--help"][..], &["build", "--help"], &["--version"]] {
        let (code, stdout, stderr) = run(arguments, &[]);
        assert_eq!((code, stderr.as_str()), (Some(0), ""));
        assert!(!stdout.is_empty());
    }
    let (code, stdout, stderr) = run(&["build", "--nosuch"], &[]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("没有选项“--nosuch”"), "{stderr}");
}

#[test]
fn the_option_chooses_the_language_before_the_locale() {
    let is_english = |arguments: &[&str], locale: &str| {
        let (_, stdout, _) = run(arguments, &[("LANG", locale)]);
        let (zh, en) = (stdout.contains("用法"), stdout.contains("Usage"));
        assert_ne!(zh, en, "{stdout}");
        en
    };
    assert!(!is_english(&["--help"], "C"));
    assert!(!is_english(&["--help"], "zh_CN.UTF-8"));
    assert!(is_english(&["--help"], "en_GB.UTF-8"));
    assert!(is_english(&["check", "--help", "--lang", "en"], "zh_CN.UTF-8"));
    assert!(!is_english(&["--lang=zh", "check", "--help"], "en_GB.UTF-8"));
}

#[test]
fn colour_is_only_where_it_is_wanted() {
    let site = Site::village();
    site.edit("content/records.yaml", "door: 1号", "doorr: 1号");
    let has_colour = |ran: &Ran| (ran.stdout.clone() + &ran.stderr).contains('\u{1b}');
    assert!(!has_colour(&site.run(&["check"]).exits(1)));
    assert!(!has_colour(&site.run(&["build"]).exits(1)));
    assert!(has_colour(&site.run(&["check", "--color", "always"]).exits(1)));
    assert!(has_colour(&site.run(&["build", "--color", "always"]).exits(1)));
}

#[test]
fn quiet_says_nothing_when_nothing_is_wrong() {
    let site = Site::village();
    for arguments in [&["check", "-q"][..], &["build", "-q"]] {
        let ran = site.run(arguments).exits(0);
        assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    }
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    let (code, list, _) = run(&["explain"], &[]);
    assert_eq!(code, Some(0));
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"key-unknown") && names.is_sorted(), "{list}");
    for name in names {
        for (lang, bad) in [("zh", "有误"), ("en", "Bad")] {
            let (code, stdout, stderr) = run(&["explain", name, "--lang", lang], &[]);
            assert_eq!((code, stderr.as_str()), (Some(0), ""));
            assert!(stdout.starts_with(name) && stdout.contains(bad), "{stdout}");
        }
    }
    let (code, _, stderr) = run(&["explain", "key-unknwon"], &[]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("key-unknown"), "{stderr}");
}

#[test]
fn a_shell_takes_the_script_that_completes_commands() {
    let (code, script, stderr) = run(&["completions", "bash"], &[]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &script).unwrap();
    let words = "COMP_WORDS=(gongkailan po); COMP_CWORD=1; _gongkailan gongkailan po gongkailan; echo ${COMPREPLY[*]}";
    let asked = format!(". {}; {words}", file.path().display());
    let offered = std::process::Command::new("bash").args(["-c", &asked]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&offered.stdout).trim(), "poster");
}
