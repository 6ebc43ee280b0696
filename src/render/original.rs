//! Texts that stand on a page in another language than the page: what views mark is told to browsers, as text of its own
//! direction where elements may stand, and is text alone in attributes, titles and drawings.

use crate::site::view::{OWN, OWN_END};

use super::strings::{LENT, LENT_END};
use super::svg::escape;

/// Elements in which no other element may stand, or none of HTML's.
const BARE: [&str; 4] = ["title", "svg", "option", "textarea"];

/// Where marked texts begin and end.
const MARKS: [char; 4] = [OWN, OWN_END, LENT, LENT_END];

/// `html` with the texts that are marked in it told to be in the `original` language, or in the one that lends its words.
pub(super) fn told(html: String, original: &str, lender: &str) -> String {
    if !html.contains([OWN, LENT]) {
        return html;
    }
    // What is lent is written from left to right, whatever is filled into it.
    let [own, lent] = [(original, ""), (lender, " dir=\"ltr\"")]
        .map(|(language, more)| format!("<bdi lang=\"{}\"{more}>", escape(language)));
    let mut made = String::with_capacity(html.len() + html.len() / 8);
    // The element without others in which it is.
    let mut bare: Option<&str> = None;
    let mut rest = html.as_str();
    while let Some(at) = rest.find(|c| c == '<' || MARKS.contains(&c)) {
        let (before, found) = rest.split_at(at);
        made.push_str(before);
        rest = match found.chars().next() {
            Some('<') => {
                let (tag, after) = found.split_at(end_of_tag(found));
                made.extend(tag.chars().filter(|c| !MARKS.contains(c)));
                let name = |tag: &str| BARE.into_iter().find(|name| is_named(tag, name));
                bare = match bare {
                    None => name(&tag[1..]),
                    Some(name) => Some(name)
                        .filter(|name| !tag[1..].strip_prefix('/').is_some_and(|tag| is_named(tag, name))),
                };
                after
            }
            mark => {
                let element = match mark {
                    Some(OWN) => &own,
                    Some(LENT) => &lent,
                    _ => "</bdi>",
                };
                made.push_str(if bare.is_none() { element } else { "" });
                &found[mark.map_or(0, char::len_utf8)..]
            }
        };
    }
    made + rest
}

/// Whether what follows a `<` or `</` is an element called `name`.
fn is_named(tag: &str, name: &str) -> bool {
    tag.strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace()))
}

/// Where the tag ends with which `html` begins: a `>` in quotes does not end it.
fn end_of_tag(html: &str) -> usize {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let marked = html.replace('[', &OWN.to_string()).replace(']', &OWN_END.to_string());
        let marked = marked.replace('{', &LENT.to_string()).replace('}', &LENT_END.to_string());
        told(marked, "zh-CN", "en")
    }

    #[test]
    fn a_text_of_the_records_says_its_language() {
        assert_eq!(
            shown("<a href=\"x\">[前沟]</a>, [甲]"),
            "<a href=\"x\"><bdi lang=\"zh-CN\">前沟</bdi></a>, <bdi lang=\"zh-CN\">甲</bdi>"
        );
        assert_eq!(shown("<p>Qiangou</p>"), "<p>Qiangou</p>");
    }

    #[test]
    fn a_lent_word_says_its_language_and_its_direction() {
        assert_eq!(
            shown("<p title=\"{Photo}\">{Photo of [甲]}</p>"),
            "<p title=\"Photo\"><bdi lang=\"en\" dir=\"ltr\">Photo of <bdi lang=\"zh-CN\">甲</bdi></bdi></p>"
        );
    }

    #[test]
    fn where_no_element_may_stand_it_is_text_alone() {
        assert_eq!(
            shown("<title>[前沟] · [栏]</title>[甲]"),
            "<title>前沟 · 栏</title><bdi lang=\"zh-CN\">甲</bdi>"
        );
        assert_eq!(shown("<img alt=\"Photo of [王>明]\">"), "<img alt=\"Photo of 王>明\">");
        assert_eq!(
            shown("<svg><title>[甲]</title><text>[乙]</text></svg>"),
            "<svg><title>甲</title><text>乙</text></svg>"
        );
    }
}
