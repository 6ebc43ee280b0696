//! Tables of Markdown: numbers in columns of their own, sums told apart, and whatever is wider than a phone one block a row
//! there. Classes say so, because the page's policy forbids the style attributes that alignment would be written as.

use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};

use crate::characters::is_han;
use crate::markdown::TableLook;

use super::svg::escape;

/// A cell: what is in it.
type Cell<'a> = Vec<Event<'a>>;

/// `events` with the tables in them written out.
pub(super) fn told(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut told = Vec::with_capacity(events.len());
    let mut events = events.into_iter();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                let inside = events.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::Table)));
                written(&alignments, rows(inside), &mut told);
            }
            other => told.push(other),
        }
    }
    told
}

/// The cells of a table row by row, the head first.
fn rows<'a>(inside: impl Iterator<Item = Event<'a>>) -> Vec<Vec<Cell<'a>>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for event in inside {
        match (event, rows.last_mut()) {
            (Event::Start(Tag::TableHead | Tag::TableRow), _) => rows.push(Vec::new()),
            (Event::Start(Tag::TableCell), Some(row)) => row.push(Vec::new()),
            (Event::End(TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell), _) => {}
            (event, Some(row)) => row.last_mut().into_iter().for_each(|cell| cell.push(event.clone())),
            _ => {}
        }
    }
    rows
}

/// What is read in a cell.
fn text(cell: &Cell<'_>) -> String {
    let said = cell.iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    });
    said.collect()
}

/// Most characters of a name: such a column is no wider than a phone has room for.
const WORD: usize = 4;

/// Whether a cell holds but short Chinese words, such as names, of which none is to be torn in two.
fn is_of_words(text: &str) -> bool {
    let is_between = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "、，。；：（）".contains(c);
    text.chars().any(is_han) && text.split(is_between).all(|word| word.chars().count() <= WORD)
}

fn written<'a>(alignments: &[Alignment], rows: Vec<Vec<Cell<'a>>>, told: &mut Vec<Event<'a>>) {
    let texts: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(text).collect()).collect();
    let Some((head, below)) = texts.split_first() else { return };
    let look = TableLook::of(head, below);
    let class = |at: usize| {
        let is_right = alignments.get(at) == Some(&Alignment::Right) || look.figures.get(at) == Some(&true);
        let is_number = at < look.names;
        let is_sum = look.sums.get(at) == Some(&true);
        [is_right.then_some("n"), is_sum.then_some("sum"), is_number.then_some("no")]
    };
    let mut raw = |html: String, content: Option<Cell<'a>>| {
        told.push(Event::Html(CowStr::from(html)));
        told.extend(content.into_iter().flatten());
    };
    raw(format!("<table{}>\n<thead><tr>", if look.is_wide { " class=\"stack\"" } else { "" }), None);
    for (row_at, row) in rows.into_iter().enumerate() {
        if row_at > 0 {
            let is_total = look.totals.get(row_at - 1) == Some(&true);
            raw(format!("<tr{}>", if is_total { " class=\"total\"" } else { "" }), None);
        }
        for (at, cell) in row.into_iter().enumerate() {
            // What a row is called heads it; a wide table says before all others what they are.
            let is_named = at == look.names && !cell.is_empty();
            let tag = if row_at == 0 || is_named { "th" } else { "td" };
            let scope = match (row_at, is_named) {
                (0, _) => " scope=\"col\"",
                (_, true) => " scope=\"row\"",
                _ => "",
            };
            // Beside its label a cell is one, whatever is in it.
            let (label, end) = match look.is_wide && row_at > 0 && at > look.names && !cell.is_empty() {
                true => (format!(" data-label=\"{}\"><div>", escape(&head[at])), "</div>"),
                false => (">".to_owned(), ""),
            };
            let whole = (row_at > 0 && is_of_words(&texts[row_at][at])).then_some("whole");
            let names: Vec<&str> = class(at).into_iter().chain([whole]).flatten().collect();
            let class =
                if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) };
            raw(format!("<{tag}{scope}{class}{label}"), Some(cell));
            raw(format!("{end}</{tag}>"), None);
        }
        raw(if row_at == 0 { "</tr></thead>\n<tbody>\n" } else { "</tr>\n" }.to_owned(), None);
    }
    raw("</tbody></table>\n".to_owned(), None);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::markdown::to_html;

    #[test]
    fn accounts_are_set_as_accounts() {
        let html = to_html("|项目|金额|\n|---|---|\n|租金|9000|\n|**合计**|66400|\n", &BTreeMap::new(), 2);
        assert_eq!(
            html,
            "<table>\n<thead><tr><th scope=\"col\">项目</th><th scope=\"col\" class=\"n\">金额</th></tr></thead>\n<tbody>\n\
             <tr><th scope=\"row\" class=\"whole\">租金</th><td class=\"n\">9000</td></tr>\n\
             <tr class=\"total\"><th scope=\"row\" class=\"whole\"><strong>合计</strong></th><td class=\"n\">66400</td></tr>\n</tbody></table>\n"
        );
    }

    #[test]
    fn a_wide_table_says_what_each_cell_is() {
        let html = to_html(
            "|序号|事项|谁来办|怎么\"办|在哪里公开|\n|-:|-|-|-|-|\n|1|集体资金支出|村民委员会|经手人签字| |\n",
            &BTreeMap::new(),
            2,
        );
        assert!(
            html.contains("<table class=\"stack\">")
                && html.contains("<td class=\"n no\">1</td><th scope=\"row\">集体资金支出</th>"),
            "{html}"
        );
        assert!(
            html.contains("<td data-label=\"怎么&quot;办\"><div>经手人签字</div></td><td></td>"),
            "{html}"
        );
    }
}
