//! `gongkailan who`: the look-up page's answers in the terminal.

use super::Outcome;
use super::args::{WhoArgs, WhoFormat};
use super::console::Console;
use super::{clock, report};
use crate::diagnostic::human::human;
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Lang, Severity};
use crate::fault::Fault;
use crate::pipeline::{self, Request};
use crate::site::view::{Answer, Answers, ChainCard, NetworkAnswer, PersonCard};
use crate::text;

pub(super) fn run(args: &WhoArgs, console: &Console) -> Result<Outcome, Fault> {
    let as_of = clock::as_of(args.as_of)?;
    let request = Request { site: &args.site, as_of, base_url: None, deny_warnings: false };
    let mut progress = report::Progress::new(console);
    let mut asked = pipeline::ask(&request, &args.text.join(" "), &mut |stage| progress.begin(stage))?;
    drop(progress);
    let Some(answers) = asked.answers else {
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
    let query = visible(&answers.query);
    let total = answers.total;
    let mut told = String::new();
    for answer in &answers.households {
        told.push_str(&household(answer, answers.hotline.as_deref(), lang));
        told.push('\n');
    }
    let shown = answers.households.len();
    let end = match total {
        0 => text!(
            "没有找到“{query}”。可以只输入门牌、村民小组或户编号的一部分，也可以输入拼音或首字母。",
            "nothing found for `{query}`. A part of a door, group, id or place is enough; pinyin and initials work too."
        ),
        _ if total > shown => text!(
            "“{query}”共有 {total} 户，只列出前 {shown} 户；请再多输入几个字。",
            "`{query}` fits {total} households, these are the first {shown}; type a little more."
        ),
        _ => text!("共 {total} 户", "{total} found"),
    };
    told.push_str(end.get(lang));
    told.push('\n');
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
