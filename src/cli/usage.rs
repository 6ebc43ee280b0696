//! Wrong usage, help and version, told in the chosen language. The parser itself speaks English only.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::console::say_last;
use crate::diagnostic::{Lang, visible::visible};

/// Prints help or version to stdout (0), or what is wrong with the arguments to stderr (2).
pub(super) fn report(error: &Error, lang: Lang) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that has gone away is no fault.
            let _ = io::stdout().write_all(error.render().to_string().as_bytes());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say_last(&error.render().to_string());
            ExitCode::from(2)
        }
        _ => {
            let text = match lang {
                Lang::Zh => chinese(error),
                Lang::En => english(error),
            };
            say_last(&visible(&text));
            ExitCode::from(2)
        }
    }
}

fn english(error: &Error) -> String {
    error.render().to_string()
}

fn chinese(error: &Error) -> String {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有选项“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "没有给出命令".to_owned(),
        ErrorKind::InvalidValue if value.is_empty() => format!("选项“{argument}”缺少值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("选项“{argument}”的值“{value}”不对"),
        ErrorKind::MissingRequiredArgument => format!("缺少：{argument}"),
        ErrorKind::ArgumentConflict if context(ContextKind::PriorArg) == argument => {
            format!("选项“{argument}”只能给一次")
        }
        ErrorKind::ArgumentConflict => {
            format!("选项“{argument}”不能与“{}”同用", context(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues => format!("多出了“{value}”（{argument}）"),
        ErrorKind::InvalidUtf8 => "参数不是有效的文字".to_owned(),
        _ => error.kind().as_str().unwrap_or("?").to_owned(),
    };
    let wanted = context(ContextKind::ValidValue);
    if !wanted.is_empty() {
        text += &format!("，应为：{wanted}");
    } else if error.kind() == ErrorKind::ValueValidation
        && let Some(form) = std::error::Error::source(error)
    {
        text += &format!("，应写成 {form}");
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let suggested = context(kind);
        if !suggested.is_empty() {
            text += &format!("\n是不是想写“{suggested}”？");
        }
    }
    format!("错误: {text}\n\n用法见 gongkailan --help\n")
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::args;
    use super::*;

    fn said(arguments: &str) -> String {
        let command = args::command(Lang::Zh);
        let error = command.try_get_matches_from(format!("gongkailan {arguments}").split(' ')).unwrap_err();
        let text = chinese(&error);
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
            said("check --as-of 2026-02-30"),
            "选项“--as-of <YYYY-MM-DD>”的值“2026-02-30”不对，应写成 YYYY-MM-DD"
        );
        assert_eq!(said("check --site"), "选项“--site <SITE>”缺少值");
        assert_eq!(said("check -q -v"), "选项“--quiet”不能与“--verbose”同用");
        assert_eq!(
            said("check --format json --format short"),
            "选项“--format <human|short|json|sarif|github>”只能给一次"
        );
        assert_eq!(said("check x"), "没有选项“x”");
    }
}
