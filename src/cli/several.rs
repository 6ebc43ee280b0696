//! Options that take several values at once: however Chinese writes a list, they are read as one.

use std::ffi::OsString;

use clap::Command;

/// What divides values, beside the ordinary comma.
const DIVIDERS: [char; 3] = [',', '，', '、'];

/// `arguments` with ordinary commas between the values of such options of `command`.
pub(super) fn divided(arguments: &[OsString], command: &Command) -> Vec<OsString> {
    let mut command = command;
    let mut is_value = false;
    let mut divided = Vec::with_capacity(arguments.len());
    for (at, argument) in arguments.iter().enumerate() {
        let Some(text) = argument.to_str() else {
            divided.push(argument.clone());
            continue;
        };
        let is_option = |name: &str| {
            let name = name.strip_prefix("--");
            let mut options = command.get_arguments().filter(|option| option.get_value_delimiter().is_some());
            name.is_some() && options.any(|option| option.get_long() == name)
        };
        let written = match text.split_once('=') {
            _ if is_value => commas(text),
            Some((name, values)) if is_option(name) => format!("{name}={}", commas(values)),
            _ => text.to_owned(),
        };
        is_value = !is_value && is_option(text);
        command = match command.find_subcommand(text) {
            Some(below) if at > 0 => below,
            _ => command,
        };
        divided.push(written.into());
    }
    divided
}

fn commas(values: &str) -> String {
    let values: Vec<&str> = values.split(DIVIDERS).map(str::trim).filter(|value| !value.is_empty()).collect();
    values.join(",")
}

#[cfg(test)]
mod tests {
    use super::super::command;
    use super::*;
    use crate::diagnostic::Lang;

    #[test]
    fn values_are_divided_as_chinese_writes_lists_and_other_texts_stay() {
        let divided = |words: &str| {
            let words: Vec<OsString> = words.split(' ').map(OsString::from).collect();
            let divided = divided(&words, &command::command(Lang::Zh));
            divided.iter().map(|word| word.to_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(divided("x poster --kind 通报、网格，联系卡"), "x poster --kind 通报,网格,联系卡");
        assert_eq!(divided("x poster --grid=前沟，后沟、"), "x poster --grid=前沟,后沟");
        assert_eq!(divided("x poster -o 甲、乙 --kind 通报"), "x poster -o 甲、乙 --kind 通报");
        assert_eq!(divided("x who 东苑、1幢"), "x who 东苑、1幢");
    }
}
