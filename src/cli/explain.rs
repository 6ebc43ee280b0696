//! `gongkailan explain`: what a rule says, why, and an example on each side.

use super::console::Console;
use super::outcome::Outcome;
use crate::diagnostic::{Lang, Rule, Severity};
use crate::fault::Fault;
use crate::pipeline::rules;
use crate::suggest::closest;
use crate::text;

/// `gongkailan explain`
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    #[arg(value_name = "RULE", help = "规则名；不给则列出全部 | The rule's name; all are listed without it")]
    rule: Option<String>,
}

pub(super) fn run(args: &ExplainArgs, console: &Console) -> Result<Outcome, Fault> {
    let Some(name) = &args.rule else {
        console.result(&list(console.lang))?;
        return Ok(Outcome::Done);
    };
    match rules().into_iter().find(|rule| rule.name == name) {
        Some(rule) => console.result(&explain(rule, console.lang))?,
        None => return Err(unknown(name)),
    }
    Ok(Outcome::Done)
}

fn unknown(name: &str) -> Fault {
    let Some(guess) = closest(name, rules().into_iter().map(|rule| rule.name)) else {
        return Fault::usage(text!(
            "没有规则“{name}”；gongkailan explain 列出全部",
            "there is no rule '{name}'; gongkailan explain lists them all"
        ));
    };
    Fault::usage(text!(
        "没有规则“{name}”，是不是“{guess}”？",
        "there is no rule '{name}'; did you mean '{guess}'?"
    ))
}

/// All rules by name, one a line.
fn list(lang: Lang) -> String {
    let rules = rules();
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let line = |rule: &&Rule| format!("{:width$}  {}\n", rule.name, rule.what.get(lang));
    rules.iter().map(line).collect()
}

fn explain(rule: &Rule, lang: Lang) -> String {
    let severity = match (rule.severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Note, Lang::Zh) => "提示",
        (severity, Lang::En) => severity.name(),
    };
    let (fixed, bad, good) = match lang {
        Lang::Zh => ("，不能在 site.yaml 里调低", "有误：", "改正："),
        Lang::En => (", cannot be lowered in site.yaml", "Bad:", "Good:"),
    };
    let fixed = if rule.fixed { fixed } else { "" };
    let (name, what, why) = (rule.name, rule.what.get(lang), rule.why.get(lang));
    let unwritten = match lang {
        Lang::Zh => "要有真的图片、坏掉的磁盘或以前的公布才会出现，写不成例子。",
        Lang::En => {
            "It takes a real picture, a failing disk or an earlier publication, and cannot be written down."
        }
    };
    let (bad_example, good_example) = (rule.bad(), rule.good());
    let bad_example = indented(if bad_example.is_empty() { unwritten } else { &bad_example });
    let good_example = indented(&good_example);
    format!(
        "{name} ({severity}{fixed})\n\n{what}\n\n{why}\n\n{bad}\n\n{bad_example}\n{good}\n\n{good_example}"
    )
}

fn indented(example: &str) -> String {
    let lines = example.trim_end().lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n");
    lines.collect()
}
