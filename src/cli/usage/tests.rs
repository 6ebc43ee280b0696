//! Wrong usage of every kind and of every option, told whole in one language.

use std::ffi::OsString;

use clap::builder::ArgAction;
use clap::{Arg, ArgGroup};

use super::super::command;
use super::*;

fn refusal(arguments: &[OsString], lang: Lang) -> Option<Error> {
    command::command(lang).try_get_matches_from(arguments).err()
}

fn said(arguments: &str) -> String {
    let words: Vec<OsString> = format!("gongkailan {arguments}").split(' ').map(OsString::from).collect();
    body(&chinese(&refusal(&words, Lang::Zh).unwrap(), &command::command(Lang::Zh)))
}

/// The message without its frame.
fn body(text: &str) -> String {
    text.strip_prefix("错误: ").unwrap().split("\n\n").next().unwrap().to_owned()
}

#[test]
fn each_kind_of_wrong_usage_is_told_in_chinese() {
    assert_eq!(said("build --ouut x"), "没有选项“--ouut”\n是不是想写“--out”？");
    assert_eq!(said("biuld"), "没有命令“biuld”\n是不是想写“build”？");
    assert_eq!(
        said("check --format xml"),
        "选项“--format <human|short|json|sarif|github>”的值“xml”不对，应为：human、short、json、sarif、github"
    );
    assert_eq!(
        said("poster --kind poster"),
        "选项“--kind <board|grid|bulletin|cards|member-cards|pledge>”的值“poster”不对，应为：公开栏（board）、网格（grid）、通报（bulletin）、联系卡（cards）、责任人卡（member-cards）、承诺书（pledge）"
    );
    assert_eq!(
        said("check --as-of 2027-02-29"),
        "选项“--as-of <YYYY-MM-DD>”的值“2027-02-29”不对：没有这一天，2027 年 2 月只有 28 天。"
    );
    assert_eq!(
        said("check --as-of 2026-13-01"),
        "选项“--as-of <YYYY-MM-DD>”的值“2026-13-01”不对：没有这一天，月份是 01 到 12。"
    );
    assert_eq!(
        said("check --as-of 2026/3/1"),
        "选项“--as-of <YYYY-MM-DD>”的值“2026/3/1”不对：写成 2026-03-01"
    );
    assert_eq!(said("serve --port 99999"), "选项“--port <PORT>”的值“99999”不对：端口是 0 到 65535 的整数");
    assert_eq!(said("serve --addr here"), "选项“--addr <IP>”的值“here”不对：写 IP 地址，例如 127.0.0.1");
    assert_eq!(said("report 2026-13"), "“[PERIOD]”的值“2026-13”不对：没有这个月，月份是 01 到 12。");
    assert_eq!(said("check --site"), "选项“--site <SITE>”缺少值");
    assert_eq!(said("check -q -v"), "选项“--quiet”不能与“--verbose”同用");
    assert_eq!(said("serve --lan --addr 127.0.0.1"), "选项“--lan”不能与“--addr <IP>”同用");
    assert_eq!(
        said("check --format json --format short"),
        "选项“--format <human|short|json|sarif|github>”只能给一次"
    );
    assert_eq!(said("check x"), "多出了“x”");
    assert_eq!(said("check --fix=yes"), "选项“--fix”不带这么多值，多出了“yes”");
    assert_eq!(said("build --system-fonts"), "缺少“--posters”");
    assert_eq!(said("who"), "缺少“<TEXT>...”");
    assert_eq!(said("new year"), "没有命令“year”");
    assert_eq!(said("--posters build"), "没有选项“--posters”\n有“build --posters”");
}

#[test]
fn help_is_whole_in_chinese_too() {
    for words in [&["gongkailan", "new"][..], &["gongkailan", "check", "--help"], &["gongkailan", "--help"]] {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        let told = help(&refusal(&words, Lang::Zh).unwrap(), Lang::Zh);
        assert!(told.contains("用法：") && !told.contains("OPTIONS") && !told.contains("COMMAND"), "{told}");
    }
}

/// What the program does not ask of its arguments now, a later option may.
#[test]
fn kinds_that_no_option_here_provokes_are_told_in_chinese_too() {
    let command = || {
        Command::new("x")
            .arg(Arg::new("pair").long("pair").num_args(2))
            .arg(Arg::new("some").long("some").num_args(2..4))
            .arg(Arg::new("equal").long("equal").require_equals(true).action(ArgAction::Set))
            .arg(Arg::new("one").long("one").action(ArgAction::SetTrue))
            .arg(Arg::new("two").long("two").action(ArgAction::SetTrue))
            .group(ArgGroup::new("either").args(["one", "two"]))
            .subcommand(Command::new("sub"))
            .subcommand_required(true)
            .disable_help_subcommand(true)
    };
    let said = |arguments: &str| {
        let error = command().try_get_matches_from(arguments.split(' ')).unwrap_err();
        body(&chinese(&error, &command()))
    };
    assert_eq!(said("x --pair a"), "选项“--pair <pair> <pair>”要 2 个值，给了 1 个");
    assert_eq!(said("x --some a"), "选项“--some <some> <some>...”至少要 2 个值，只给了 1 个");
    assert_eq!(said("x --equal a"), "选项“--equal=<equal>”要写成 --equal=<equal>=值");
    assert_eq!(said("x --one --two sub"), "选项“--one”不能与“--two”同用");
    assert_eq!(said("x"), "“x”后面还要写命令，应为：sub");
    for kind in [
        ErrorKind::InvalidValue,
        ErrorKind::UnknownArgument,
        ErrorKind::InvalidSubcommand,
        ErrorKind::NoEquals,
        ErrorKind::ValueValidation,
        ErrorKind::TooManyValues,
        ErrorKind::TooFewValues,
        ErrorKind::WrongNumberOfValues,
        ErrorKind::ArgumentConflict,
        ErrorKind::MissingRequiredArgument,
        ErrorKind::MissingSubcommand,
        ErrorKind::InvalidUtf8,
        ErrorKind::Io,
        ErrorKind::Format,
    ] {
        let told = body(&chinese(&Error::new(kind), &command()));
        assert!(told.contains(is_han) && is_chinese(&told), "{kind:?}: {told}");
    }
}

/// Whether nothing of `text` is English but what it quotes and lists, and names of formats.
fn is_chinese(text: &str) -> bool {
    let mut depth = 0;
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '“' | '（' | '<' | '[' => depth += 1,
            '”' | '）' | '>' | ']' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let plain =
        plain.split("，应为：").next().unwrap_or_default().replace("例如 https://example.org/cun/", "");
    let allowed = ["IP", "UTF", "YYYY", "MM", "DD", "q", "h", "https", "http", "GONGKAILAN"];
    let mut words = plain.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| allowed.contains(&word))
}

/// Every option and every positional of every command, given what it cannot take.
#[test]
fn whatever_a_value_should_be_its_refusal_is_whole_in_either_language() {
    fn walk(command: &Command, path: &[OsString], found: &mut Vec<Vec<OsString>>) {
        for argument in command.get_arguments() {
            let mut words = path.to_vec();
            let name = argument.get_long().map(|long| format!("--{long}"));
            let takes = argument.get_action().takes_values();
            for value in ["@#!", "", "99999999999", "2026-02-30", "2026-13", "-5"] {
                let mut given = words.clone();
                match &name {
                    Some(name) => given.push(format!("{name}={value}").into()),
                    None => given.push(value.into()),
                }
                found.push(given);
            }
            #[cfg(unix)]
            {
                use std::os::unix::ffi::OsStringExt;
                let mut given = words.clone();
                given.extend(name.iter().map(OsString::from).filter(|_| takes));
                given.push(OsString::from_vec(vec![b'a', 0xff]));
                found.push(given);
            }
            words.extend(name.iter().map(OsString::from));
            found.push(words.clone());
            words.extend(name.iter().map(OsString::from));
            found.push(words);
        }
        for command in command.get_subcommands() {
            let mut path = path.to_vec();
            path.push(command.get_name().into());
            walk(command, &path, found);
        }
    }
    let mut given = Vec::new();
    walk(&command::command(Lang::Zh), &["gongkailan".into()], &mut given);
    let mut refused = 0;
    for arguments in given {
        let is_help = |kind| {
            matches!(
                kind,
                ErrorKind::DisplayHelp
                    | ErrorKind::DisplayVersion
                    | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            )
        };
        let Some(error) = refusal(&arguments, Lang::Zh).filter(|error| !is_help(error.kind())) else {
            continue;
        };
        refused += 1;
        let told = body(&chinese(&error, &command::command(Lang::Zh)));
        assert!(told.contains(is_han) && is_chinese(&told), "{arguments:?}: {told}");
        if error.kind() == ErrorKind::ValueValidation {
            let source = std::error::Error::source(&error);
            assert!(source.is_some_and(|source| source.is::<Wrong>()), "{arguments:?}: {source:?}");
        }
        let english = refusal(&arguments, Lang::En).unwrap().render().to_string();
        assert!(!english.contains(is_han), "{arguments:?}: {english}");
    }
    assert!(refused > 200, "{refused}");
}
