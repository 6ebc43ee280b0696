//! `gongkailan who`: the look-up page's answers in the terminal.

use std::path::PathBuf;

use clap::ValueEnum;

use super::args::{AS_OF, SITE};
use super::clock::parse_day;
use super::console::Console;
use super::outcome::Outcome;
use super::{clock, report};
use crate::calendar::NaiveDate;
use crate::diagnostic::human::human;
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Lang, Severity, Text};
use crate::fault::Fault;
use crate::pipeline::{self, Request};
use crate::site::view::{Answer, Answers, ChainCard, NetworkAnswer, PersonAnswer, PersonCard};
use crate::text;

/// `gongkailan who`
#[derive(Debug, clap::Args)]
pub(super) struct WhoArgs {
    #[arg(
        value_name = "TEXT",
        required = true,
        help = "门牌、组、地名或人名的一部分，也可用拼音或首字母；户编号要写全 | Part of a door, group, place or name, pinyin or initials too; an id must be whole"
    )]
    text: Vec<String>,
    #[arg(
        short,
        long,
        value_name = "SITE",
        default_value = ".",
        hide_default_value = true,
        help = SITE
    )]
    site: PathBuf,
    #[arg(
        long,
        value_name = "YYYY-MM-DD",
        value_parser = parse_day,
        help = AS_OF
    )]
    as_of: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "human|json",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help = "答案的写法，默认 human | How the answer is written; human by default"
    )]
    format: WhoFormat,
    #[arg(
        long,
        value_name = "LANGUAGE",
        help = "用公开栏的哪种语言回答，如 en；默认是公开栏自己的语言 | In which of the board's languages names are told, such as en; its own by default"
    )]
    edition: Option<String>,
}

/// A value of `who --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum WhoFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

pub(super) fn run(args: &WhoArgs, console: &Console) -> Result<Outcome, Fault> {
    let as_of = clock::as_of(args.as_of)?;
    let request = Request { site: &args.site, as_of, base_url: None, deny_warnings: false };
    let mut progress = report::Progress::new(console);
    let mut asked = pipeline::ask(&request, &args.text.join(" "), args.edition.as_deref(), &mut |stage| {
        progress.begin(stage)
    })?;
    drop(progress);
    let Some(answers) = asked.answer else {
        // Warnings are for `check`; here they would stand in the way of the answer.
        asked.diagnostics.retain_mut(|diagnostic| diagnostic.severity == Severity::Error);
        console.diagnostics(&human(&asked.diagnostics, &asked.sources, console.lang, console.colour_err));
        return Ok(Outcome::Errors);
    };
    let written = match args.format {
        WhoFormat::Human => told(&answers, console.lang),
        WhoFormat::Json => serde_json::to_string_pretty(&answers).unwrap_or_default() + "\n",
    };
    console.result(&written)?;
    Ok(Outcome::Done)
}

fn told(answers: &Answers, lang: Lang) -> String {
    let hotline = answers.hotline.as_deref();
    let people: String = answers.people.iter().map(|person| responsible(person, hotline, lang)).collect();
    let homes = |near: bool| -> String {
        let those = answers.households.iter().filter(|answer| answer.near == near);
        those.map(|answer| household(answer, hotline, lang) + "\n").collect()
    };
    let people = if people.is_empty() { people } else { people + "\n" };
    let mut told = match answers.people_first {
        true => people + &homes(false),
        false => homes(false) + &people,
    };
    if answers.near > 0 {
        told.push_str(text!("号数相近的：", "close numbers:").get(lang));
        told.push_str("\n\n");
        told.push_str(&homes(true));
    }
    told + count(answers).get(lang) + "\n"
}

/// How much was found.
fn count(answers: &Answers) -> Text {
    let query = visible(&answers.query);
    let shown = answers.households.iter().filter(|answer| !answer.near).count();
    match (answers.total, answers.people_total) {
        (0, 0) if answers.near > 0 => text!("没有正好是“{query}”的", "nothing is exactly `{query}`"),
        (0, 0) => text!(
            "没有找到“{query}”。可以只输入门牌、村民小组、地名或人名的一部分，也可以输入拼音或首字母；户编号要写全。",
            "nothing found for `{query}`. A part of a door, group, place or name is enough; pinyin and initials work too. \
             An id must be whole."
        ),
        (total, _) if total > shown => text!(
            "“{query}”共有 {total} 户，只列出前 {shown} 户；请再多输入几个字。",
            "`{query}` fits {total} households, these are the first {shown}; type a little more."
        ),
        (total, 0) => text!("共 {total} 户", "{total} found"),
        (0, people) => text!("共 {people} 位责任人", "{people} people found"),
        (total, people) => {
            text!("共 {total} 户，{people} 位责任人", "{total} found, {people} people")
        }
    }
}

/// Somebody responsible, with what can be asked of them.
fn responsible(answer: &PersonAnswer, hotline: Option<&str>, lang: Lang) -> String {
    let title = answer.person.title.as_ref().map(|title| format!("  {title}")).unwrap_or_default();
    let mut told = format!("{}{title}\n", person(&answer.person, hotline, lang));
    for held in &answer.posts {
        told.push_str(&format!("  {} {}\n", held.grid.name, held.post));
    }
    told
}

fn household(answer: &Answer, hotline: Option<&str>, lang: Lang) -> String {
    let label = answer.label.as_ref().map(|label| format!(" {label}")).unwrap_or_default();
    let group = answer.group.as_ref().map(|group| format!("  {group}")).unwrap_or_default();
    let mut told = format!("{}{label} ({}){group}\n", answer.door, answer.id);
    let several = answer.networks.len() > 1;
    for network in &answer.networks {
        let grids: Vec<&str> = network.grids.iter().map(|grid| grid.name.as_str()).collect();
        let name = if several { format!("{}: ", network.network) } else { String::new() };
        told.push_str(&format!("  {name}{}\n", grids.join(" › ")));
        told.push_str(&chain(network, hotline, lang));
    }
    told
}

/// Who answers, then everybody above.
fn chain(network: &NetworkAnswer, hotline: Option<&str>, lang: Lang) -> String {
    let covers = text!("包户", "covers");
    let nobody = text!("暂时无人", "nobody in office");
    let mut told = String::new();
    let mut line = |post: &str, text: &str| told.push_str(&format!("    {post}  {text}\n"));
    if network.by == "household" {
        for member in &network.people {
            line(covers.get(lang), &person(member, hotline, lang));
        }
    }
    for card in &network.chain {
        line(card.post.as_deref().unwrap_or_default(), &link(card, hotline, lang));
    }
    if network.by == "none" {
        line(covers.get(lang), nobody.get(lang));
        if let Some(hotline) = hotline {
            line(text!("热线", "hotline").get(lang), hotline);
        }
    }
    told
}

fn link(card: &ChainCard, hotline: Option<&str>, lang: Lang) -> String {
    let vacant = text!("空缺", "vacant");
    let holder = card
        .people
        .first()
        .map_or_else(|| vacant.get(lang).to_owned(), |holder| person(holder, hotline, lang));
    let grid = card.grid.as_ref().map(|grid| format!("{}  ", grid.name)).unwrap_or_default();
    let backup = card.backup.as_ref().map(|backup| {
        let word = text!("B岗", "backup");
        format!("  {} {}", word.get(lang), person(backup, hotline, lang))
    });
    format!("{grid}{holder}{}", backup.unwrap_or_default())
}

fn person(person: &PersonCard, hotline: Option<&str>, lang: Lang) -> String {
    let call = match (&person.phone, hotline) {
        (Some(phone), _) => phone.text.clone(),
        (None, Some(hotline)) => text!("热线 {hotline}", "hotline {hotline}").get(lang).to_owned(),
        (None, None) => return person.name.clone(),
    };
    format!("{} {call}", person.name)
}
