//! What the boards of `init` say to be replaced: told until it is.

use super::super::rules::PLACEHOLDER_LEFT;
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::load::Loaded;
use crate::source::Span;
use crate::text;

/// How the accounts of the examples begin, in each of their languages.
const ACCOUNTS: [&str; 2] = ["| 土地承包收入 | 12000 |", "| Rent of fields | 12000 |"];

/// Looks at the numbers, the pages, and the address unless it is not `used`: it cannot be, or the command was given another.
pub(super) fn check(loaded: &Loaded, used: bool, out: &mut Diagnostics) {
    if let Some(site) = &loaded.site {
        if let Some(hotline) = site.hotline.as_ref().filter(|at| is_sample_number(&at.value)) {
            tell(hotline.span, text!("热线还是样例的号码", "the hotline is still an example's number"), out);
        }
        if let Some(url) = site.base_url.as_ref().filter(|at| used && is_sample_address(&at.value)) {
            tell(
                url.span,
                text!("网址还是样例的网址", "the address of the board is still an example's"),
                out,
            );
        }
    }
    for member in loaded.records.iter().filter_map(|raw| raw.members.as_ref()).flat_map(|list| &list.value.0)
    {
        let member = &member.value;
        if let Some(phone) = member.phone.as_ref().filter(|at| is_sample_number(at.value.0.reveal())) {
            let name = member.name.as_ref().map_or("", |at| &at.value.0);
            let message =
                text!("{name}的电话还是样例的号码", "the phone of {name} is still an example's number");
            tell(phone.span, message, out);
        }
    }
    for page in &loaded.pages {
        let body = &page.body.text;
        if let Some((at, line)) = ACCOUNTS.iter().find_map(|line| Some((body.find(line)?, line))) {
            let start = page.body_at.start as usize + at;
            let span = Span::new(page.body_at.file, start..start + line.len());
            tell(span, text!("收支还是样例的数", "the accounts are still an example's"), out);
        }
    }
}

fn tell(span: Span, message: Text, out: &mut Diagnostics) {
    let help =
        text!("换成自己的；还没有就先删去。", "Replace it by your own; remove it while there is none.");
    out.push(Diagnostic::new(&PLACEHOLDER_LEFT, span, message).help(help));
}

/// Whether a number ends in more zeros than anybody's: `0355-0000000`, `13000000000`.
fn is_sample_number(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    match digits.starts_with('1') {
        true => digits.len() == 11 && zeros >= 9,
        false => zeros >= 7,
    }
}

/// Whether an address is one of those that the standards keep for examples.
fn is_sample_address(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let mut kept = ["example.org", "example.com", "example.net", "example", "invalid", "test"].iter();
    kept.any(|name| host == **name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_of_examples_are_told_from_real_ones() {
        for number in ["0355-0000000", "010-00000000", "13000000000", "0000000", "400-0000000"] {
            assert!(is_sample_number(number), "{number}");
        }
        for number in ["0355-7830000", "13900000000", "13800138000", "021-00001123", "1390000000", "10000"] {
            assert!(!is_sample_number(number), "{number}");
        }
        for url in
            ["https://example.org/cun/", "http://www.example.com", "https://liu.example/", "example.org"]
        {
            assert!(is_sample_address(url), "{url}");
        }
        for url in ["https://example.org.cn/", "https://myexample.org/", "https://liucun.gov.cn/test/"] {
            assert!(!is_sample_address(url), "{url}");
        }
    }
}
