//! Drawings that a page shows several times, drawn once: what rows of stars refer to, and marks that recur, stand at the head
//! of the page's body.

use std::collections::BTreeSet;
use std::fmt::Write;

use memchr::memmem;

use super::svg::{MARK, STAR_ROW, STARS, draw_stars};

/// Shorter drawings are not worth a reference.
const SHORTEST: usize = 60;

/// `html` with its recurring drawings drawn once. Closed `details`, what is not shown and elements that scripts replace may
/// hold the first of them, so none of them is the one that the others refer to.
pub(super) fn once(html: String) -> String {
    let mut stars = BTreeSet::new();
    let mut marks: Vec<Mark<'_>> = Vec::new();
    // Where each stands, and the number of its drawing.
    let mut found = Vec::new();
    for at in memmem::find_iter(html.as_bytes(), "<svg class=\"s") {
        let svg = &html[at..];
        if svg.starts_with(STAR_ROW) {
            stars.extend(referred(svg));
        } else if svg.starts_with(MARK)
            && let Some(begin) = svg.find('>').map(|end| end + 1)
            && let Some(end) = svg[begin..].find("</svg>").map(|end| begin + end)
        {
            let drawing = &svg[begin..end];
            let number = marks.iter().position(|mark| mark.drawing == drawing).unwrap_or_else(|| {
                marks.push(Mark { drawing, times: 0 });
                marks.len() - 1
            });
            marks[number].times += 1;
            found.push((at + begin, number));
        }
    }
    let recurs = |mark: &Mark<'_>| mark.times > 1 && mark.drawing.len() >= SHORTEST;
    let body = html.find("<body").and_then(|body| Some(body + html[body..].find('>')? + 1));
    let Some(body) = body.filter(|_| !stars.is_empty() || marks.iter().any(recurs)) else {
        return html;
    };
    let mut made = String::with_capacity(html.len() + 1024);
    made.push_str(&html[..body]);
    made.push_str("<svg class=\"visually-hidden\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>");
    for (lit, of) in stars {
        let _ = write!(made, "<g id=\"{STARS}{lit}-{of}\">");
        draw_stars(&mut made, lit, of);
        made.push_str("</g>");
    }
    for (number, mark) in marks.iter().enumerate().filter(|(_, mark)| recurs(mark)) {
        let _ = write!(made, "<g id=\"_{number}\">{}</g>", mark.drawing);
    }
    made.push_str("</defs></svg>");
    let mut done = body;
    for (at, number) in found.into_iter().filter(|&(at, number)| at >= body && recurs(&marks[number])) {
        made.push_str(&html[done..at]);
        // Old phones know no `href` without its prefix.
        let _ = write!(made, "<use xlink:href=\"#_{number}\"/>");
        done = at + marks[number].drawing.len();
    }
    made.push_str(&html[done..]);
    made
}

/// One drawing, and how many times the page shows it.
struct Mark<'h> {
    drawing: &'h str,
    times: u32,
}

/// How many stars are lit of how many, by what a row refers to.
fn referred(row: &str) -> Option<(u32, u32)> {
    let (_, rest) = row.split_once("#stars-")?;
    let (lit, of) = rest[..rest.find('"')?].split_once('-')?;
    Some((lit.parse().ok()?, of.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: &str = "<svg class=\"shape\" viewBox=\"0 0 24 24\"><path d=\"M6 2l4 5-2.2 2.600c1.2 2.6 3.9 5.3 6.5 6.500L17 14l5 4\"/></svg>";

    #[test]
    fn what_recurs_is_drawn_once() {
        let made = once(format!("<body class=\"x\"><p>{PHONE}甲</p>{PHONE}"));
        assert_eq!(made.matches("<path").count(), 1);
        assert_eq!(made.matches("viewBox=\"0 0 24 24\"><use xlink:href=\"#_0\"/></svg>").count(), 2);
        assert!(made.starts_with("<body class=\"x\"><svg class=\"visually-hidden\"") && made.contains("甲"));
    }

    #[test]
    fn what_does_not_recur_stays() {
        let page = format!("<body><p>{PHONE}<svg class=\"shape\"><path d=\"M1 1\"/></svg></p>");
        assert_eq!(once(page.clone()), page);
    }

    #[test]
    fn a_row_of_stars_finds_its_stars() {
        let row = format!("{STAR_ROW} width=\"1em\"><use xlink:href=\"#{STARS}2-3\"/></svg>");
        let made = once(format!("<body>{row}{row}"));
        let stars =
            made.split("<g id=\"stars-2-3\">").nth(1).and_then(|rest| rest.split("</g>").next()).unwrap();
        assert_eq!((stars.matches("star-lit").count(), stars.matches("star-off").count()), (2, 1));
        assert_eq!(made.matches("<g ").count(), 1);
    }
}
