//! Wrong usage, help and version, told in the chosen language. The parser itself speaks English only.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::builder::{PossibleValue, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use super::console::say_last;
use crate::characters::is_han;
use crate::diagnostic::{Lang, Text, visible::visible};

/// What is wrong with a value, told by whoever reads it.
#[derive(Clone, Debug)]
pub(super) struct Wrong(pub(super) Text);

/// The parser's own messages are English, and take up what this says.
impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Wrong {}

/// Prints help or version to stdout (0), or what is wrong with the arguments of `command` to stderr (2).
pub(super) fn report(error: &Error, command: &Command, lang: Lang) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that has gone away is no fault.
            let _ = io::stdout().write_all(help(error, lang).as_bytes());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say_last(&help(error, lang));
            ExitCode::from(2)
        }
        _ => {
            let text = match lang {
                Lang::Zh => chinese(error, command),
                Lang::En => error.render().to_string(),
            };
            say_last(&visible(&text));
            ExitCode::from(2)
        }
    }
}

/// Help in `lang`; the parser's own word for options is English.
fn help(error: &Error, lang: Lang) -> String {
    let text = error.render().to_string();
    match lang {
        Lang::Zh => text.replace("[OPTIONS]", "[选项]"),
        Lang::En => text,
    }
}

fn chinese(error: &Error, command: &Command) -> String {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let (wanted, given) = (context(ContextKind::ExpectedNumValues), context(ContextKind::ActualNumValues));
    let what = if argument.starts_with('-') { "选项" } else { "" };
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("没有选项“{argument}”"),
        ErrorKind::UnknownArgument => format!("多出了“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => {
            format!("“{}”后面还要写命令", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{what}“{argument}”缺少值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{what}“{argument}”的值“{value}”不对")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少“{argument}”"),
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            let subcommand = context(ContextKind::InvalidSubcommand);
            match prior.is_empty() || prior == argument {
                _ if !subcommand.is_empty() => format!("命令“{subcommand}”不能与“{prior}”同用"),
                false => format!("{what}“{argument}”不能与“{prior}”同用"),
                true if prior == argument && !argument.is_empty() => format!("{what}“{argument}”只能给一次"),
                true => "有几个选项不能同用".to_owned(),
            }
        }
        ErrorKind::NoEquals => format!("{what}“{argument}”要写成 {argument}=值"),
        ErrorKind::TooManyValues => format!("{what}“{argument}”不带这么多值，多出了“{value}”"),
        ErrorKind::TooFewValues => {
            let least = context(ContextKind::MinValues);
            format!("{what}“{argument}”至少要 {least} 个值，只给了 {given} 个")
        }
        ErrorKind::WrongNumberOfValues => format!("{what}“{argument}”要 {wanted} 个值，给了 {given} 个"),
        ErrorKind::InvalidUtf8 => "参数不是有效的文字（UTF-8）".to_owned(),
        ErrorKind::Io | ErrorKind::Format => "写不出提示".to_owned(),
        _ => "命令写得不对".to_owned(),
    };
    let wrong = std::error::Error::source(error).and_then(|source| source.downcast_ref::<Wrong>());
    let possible = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(names)) => possible(names, &argument, command),
        _ => context(ContextKind::ValidSubcommand),
    };
    if let Some(Wrong(why)) = wrong {
        text += &format!("：{}", why.zh);
    } else if !possible.is_empty() {
        text += &format!("，应为：{possible}");
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let suggested = context(kind);
        if !suggested.is_empty() {
            text += &format!("\n是不是想写“{suggested}”？");
        }
    }
    if let Some(ContextValue::StyledStrs(tips)) = error.get(ContextKind::Suggested) {
        tips.iter().filter_map(tip).for_each(|tip| text += &format!("\n{tip}"));
    }
    format!("错误: {text}\n\n用法见 gongkailan --help\n")
}

/// The words that `argument` takes, each with its Chinese name where it has one.
fn possible(names: &[String], argument: &str, command: &Command) -> String {
    let taken = values_of(argument, command);
    let one = |name: &String| {
        let value = taken.iter().find(|value| value.get_name() == name);
        let is_chinese = |alias: &&str| alias.contains(is_han);
        match value.and_then(|value| value.get_name_and_aliases().find(is_chinese)) {
            Some(chinese) => format!("{chinese}（{name}）"),
            None => name.clone(),
        }
    };
    names.iter().map(one).collect::<Vec<_>>().join("、")
}

/// The words that the argument shown as `argument` takes in one of the commands.
fn values_of(argument: &str, command: &Command) -> Vec<PossibleValue> {
    let here = command.get_arguments().find(|one| one.to_string() == argument);
    let here = here.map(clap::Arg::get_possible_values).filter(|values| !values.is_empty());
    here.unwrap_or_else(|| {
        let below = command.get_subcommands().map(|command| values_of(argument, command));
        below.into_iter().find(|values| !values.is_empty()).unwrap_or_default()
    })
}

/// A remedy that the parser knows only as an English sentence: what it quotes says which.
fn tip(said: &StyledStr) -> Option<String> {
    let said = said.to_string();
    let mut quoted = said.split('\'').skip(1).step_by(2);
    let (first, second) = (quoted.next()?, quoted.next());
    match second {
        Some("--") => Some(format!("有命令“{first}”：去掉它前面的“--”")),
        Some(second) if second.contains("-- ") => Some(format!("要把“{first}”当作值，写“{second}”")),
        None if said.ends_with(" exists") => Some(format!("有“{first}”")),
        _ => None,
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
