//! Options that are the keys of a record: names, help and what must be given come from the table of keys.

use std::marker::PhantomData;

use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};

use crate::load::kind::{Key, Need, ValueKind};
use crate::load::records::{RawCommitment, RawFront, RawMember};
use crate::start::Answer;

/// A record whose keys are options.
pub(super) trait Asked {
    /// Its keys.
    const KEYS: &'static [Key];
    /// Those that have to be given, whatever the table says, and those that need not.
    const NEEDED: &'static [&'static str];
    /// Those that are filled in where they are not given.
    const KNOWN: &'static [&'static str];
}

impl Asked for RawFront {
    const KEYS: &'static [Key] = RawFront::KEYS;
    const NEEDED: &'static [&'static str] = &["title"];
    const KNOWN: &'static [&'static str] = &[];
}

impl Asked for RawMember {
    const KEYS: &'static [Key] = RawMember::KEYS;
    const NEEDED: &'static [&'static str] = &[];
    const KNOWN: &'static [&'static str] = &[];
}

impl Asked for RawCommitment {
    const KEYS: &'static [Key] = RawCommitment::KEYS;
    const NEEDED: &'static [&'static str] = &[];
    const KNOWN: &'static [&'static str] = &["made"];
}

/// What was given of a record, in the order of its keys.
#[derive(Debug)]
pub(super) struct Fields<R> {
    /// The answers.
    pub(super) answers: Vec<Answer>,
    record: PhantomData<R>,
}

/// The keys that can be given in a few words.
fn keys<R: Asked>() -> impl Iterator<Item = &'static Key> {
    let is_short = |key: &&Key| {
        !matches!(
            key.kind,
            ValueKind::List(_)
                | ValueKind::Record(_)
                | ValueKind::File
                | ValueKind::Private
                | ValueKind::PrivateMap
        )
    };
    R::KEYS.iter().filter(is_short)
}

fn option<R: Asked>(key: &'static Key) -> Arg {
    let is_needed = key.need == Need::Required && !R::KNOWN.contains(&key.en) || R::NEEDED.contains(&key.en);
    // The parser wants names that live as long as the program.
    let long: &'static str = key.en.replace('_', "-").leak();
    let help = format!("{}：{} | {}", key.zh, key.doc.zh, key.doc.en);
    let value = if matches!(key.kind, ValueKind::Date) { "YYYY-MM-DD" } else { "TEXT" };
    let option = Arg::new(key.en).long(long).help(help).value_name(value).required(is_needed);
    match key.kind {
        ValueKind::Bool => option.num_args(0..=1).default_missing_value("true"),
        ValueKind::Several(_) => option.action(ArgAction::Append).value_delimiter(','),
        _ => option,
    }
}

impl<R: Asked> clap::Args for Fields<R> {
    fn augment_args(command: Command) -> Command {
        command.args(keys::<R>().map(option::<R>))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<R: Asked> FromArgMatches for Fields<R> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Fields<R>, clap::Error> {
        let answer = |key: &'static Key| {
            let given = matches.get_many::<String>(key.en)?;
            let values: Vec<String> = given.map(|value| value.trim().to_owned()).collect();
            Some(Answer { key, values }).filter(|answer| answer.values.iter().any(|value| !value.is_empty()))
        };
        Ok(Fields { answers: keys::<R>().filter_map(answer).collect(), record: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
