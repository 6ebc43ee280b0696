//! Problems for people: the line at fault with carets, the conflicting places, and the remedy.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::summary::summary;
use super::visible::{is_treacherous, visible};
use super::{Diagnostic, Diagnostics, Lang, SHOWN, Severity};
use crate::source::{Sources, Span};

/// Lines between two places of one file that are still shown in one piece.
const NEAR: usize = 2;

/// Longest line that is shown, in bytes: nobody finds a caret in a longer one.
const LONGEST_LINE: usize = 2_000;

/// All problems with their source lines, and the summary as the last line.
///
/// Drawn in ASCII: box-drawing characters are two columns wide in some Chinese terminals, and carets would slip.
pub fn human(diagnostics: &Diagnostics, sources: &Sources, lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        out += &renderer.render(&[group(diagnostic, sources, lang)]);
        out += "\n\n";
    }
    out += &summary(diagnostics, lang);
    out.push('\n');
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, lang: Lang) -> Group<'a> {
    let level = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::Zh) => Level::ERROR.with_name("错误"),
        (Severity::Error, Lang::En) => Level::ERROR,
        (Severity::Warning, Lang::Zh) => Level::WARNING.with_name("警告"),
        (Severity::Warning, Lang::En) => Level::WARNING,
        (Severity::Note, Lang::Zh) => Level::NOTE.with_name("提示"),
        (Severity::Note, Lang::En) => Level::NOTE,
    };
    let (help, see) = match lang {
        Lang::Zh => (Level::HELP.with_name("办法"), Level::NOTE.with_name("另见")),
        Lang::En => (Level::HELP, Level::NOTE.with_name("see")),
    };
    let title = level.primary_title(visible(diagnostic.message.get(lang))).id(diagnostic.rule.name);
    let related = diagnostic.others(lang, SHOWN - 1).map(|(span, label)| Place {
        span,
        kind: AnnotationKind::Context,
        label,
    });
    let primary = Place { span: diagnostic.span, kind: AnnotationKind::Primary, label: "" };
    let (pieces, unseen) = pieces(primary, related, sources);

    let mut group = title.elements(pieces);
    for place in unseen {
        let at = sources.position(place.span);
        let path = visible(&sources.get(place.span.file).path);
        let told = format!("{path}:{}:{}: {}", at.line, at.column, visible(place.label));
        group = group.element(see.clone().message(told));
    }
    if let Some(text) = &diagnostic.help {
        group = group.element(help.message(visible(text.get(lang))));
    }
    group
}

/// A place to be marked.
#[derive(Clone)]
struct Place<'a> {
    span: Span,
    kind: AnnotationKind,
    label: &'a str,
}

impl Place<'_> {
    /// The part that is marked: a span over several lines is marked in its first.
    fn marked(&self, sources: &Sources) -> Span {
        let line = sources.get(self.span.file).line_range(self.line(sources) - 1);
        let end =
            (self.span.end as usize).clamp(self.span.start as usize, line.end.max(self.span.start as usize));
        Span::new(self.span.file, self.span.start as usize..end)
    }

    fn line(&self, sources: &Sources) -> usize {
        sources.position(self.span).line
    }

    /// Whether there is a line to show: a whole file or board has none, and private text is never shown.
    fn can_be_seen(&self, sources: &Sources) -> bool {
        let whole_file = self.span.start == 0 && self.span.end == 0;
        let line = sources.get(self.span.file).line_range(self.line(sources) - 1);
        !whole_file && line.len() <= LONGEST_LINE && sources.is_shown(self.marked(sources))
    }
}

/// Snippets in the order to be drawn, and the related places that have no line to show.
fn pieces<'a>(
    primary: Place<'a>,
    related: impl Iterator<Item = Place<'a>>,
    sources: &'a Sources,
) -> (Vec<Element<'a>>, Vec<Place<'a>>) {
    let mut drawn: Vec<Element<'a>> = Vec::new();
    let mut window = Vec::new();
    if primary.can_be_seen(sources) {
        window.push(primary);
    } else {
        let at = sources.position(primary.span);
        let path = visible(&sources.get(primary.span.file).path).into_owned();
        drawn.push(Origin::path(path).line(at.line).char_column(at.column).into());
    }
    let mut unseen = Vec::new();
    for place in related {
        if !place.can_be_seen(sources) {
            unseen.push(place);
            continue;
        }
        if !window.iter().all(|other| are_near(other, &place, sources)) {
            drawn.extend(snippet(&window, sources));
            window.clear();
        }
        window.push(place);
    }
    drawn.extend(snippet(&window, sources));
    (drawn, unseen)
}

/// Whether two places can share a snippet: near each other, with nothing private on the lines between.
fn are_near(a: &Place<'_>, b: &Place<'_>, sources: &Sources) -> bool {
    let between = a.span.start.min(b.span.start)..a.span.start.max(b.span.start);
    a.span.file == b.span.file
        && a.line(sources).abs_diff(b.line(sources)) <= NEAR
        && sources.is_shown(Span::new(a.span.file, between.start as usize..between.end as usize))
}

/// The lines that `places` (all of one file) stand on, marked. Only those lines are handed to the renderer: it
/// would show neighbours of its own accord, and read the whole file for each problem.
fn snippet<'a>(places: &[Place<'a>], sources: &Sources) -> Option<Element<'a>> {
    let source = sources.get(places.first()?.span.file);
    let lines = || places.iter().map(|place| place.line(sources));
    let (first, last) = (lines().min()?, lines().max()?);
    let (start, end) = (source.line_range(first - 1).start, source.line_range(last - 1).end);
    let window = &source.text[start..end];
    let (shown, shifts) = tamed(window);
    let marks = places.iter().map(|place| {
        let span = place.marked(sources);
        let at = |byte: u32| shifted(boundary(window, (byte as usize).saturating_sub(start)), &shifts);
        let mark: Annotation<'a> = place.kind.span(at(span.start)..at(span.end));
        if place.label.is_empty() { mark } else { mark.label(visible(place.label)) }
    });
    let path = visible(&source.path).into_owned();
    Some(Snippet::source(shown).path(path).line_start(first).fold(false).annotations(marks).into())
}

/// `text` with each treacherous character replaced by one `�`, so that columns still count, and for each of those
/// the byte where it ended and how many bytes it grew or shrank.
fn tamed(text: &str) -> (String, Vec<(usize, isize)>) {
    let mut shown = String::with_capacity(text.len());
    let mut shifts = Vec::new();
    for (at, c) in text.char_indices() {
        if is_treacherous(c) && c != '\r' {
            let end = at + c.len_utf8();
            shifts.push((end, '\u{fffd}'.len_utf8() as isize - c.len_utf8() as isize));
            shown.push('\u{fffd}');
        } else {
            shown.push(c);
        }
    }
    (shown, shifts)
}

/// The last character boundary of `text` up to `byte`.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn shifted(byte: usize, shifts: &[(usize, isize)]) -> usize {
    let moved: isize = shifts.iter().take_while(|&&(end, _)| end <= byte).map(|&(_, by)| by).sum();
    byte.saturating_add_signed(moved)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn carets_stand_under_wide_characters_and_private_lines_stay_away() {
        let (diagnostics, sources) = sample::board();
        let shown = human(&diagnostics, &sources, Lang::Zh, false);
        assert_eq!(
            shown,
            "\
警告[board-empty]: 看板没有公告
--> content/site.yaml:1:1

错误[grid-unknown]: 网格“g1”不存在
 --> content/王家湾.yaml:3:7
  |
2 | - 编号: g-1
  |         --- 最接近的网格在此
3 | - 上级: g1  # 找不到
  |         ^^
  |
  = 办法: 写成 g-1

提示[text-odd]: 名称里有看不见的字符 <U+202E>
 --> content/王家湾.yaml:4:8
  |
4 | - 名称: 甲\u{fffd}乙
  |           ^

错误[phone-bad]: 电话少一位
 --> content/王家湾.yaml:6:8
  |
 ::: content/王家湾.yaml:5:7
  |
5 | - 门牌:    3号
  |            --- 属于这一户
  |
  = 办法: 补全电话

2 个错误，1 个警告，1 条提示
"
        );
    }

    #[test]
    fn a_related_place_on_a_private_line_is_named_without_its_line() {
        let (diagnostics, sources) = sample::board();
        let private = diagnostics.iter().find(|found| found.rule.name == "phone-bad").unwrap().span;
        let mut one = Diagnostics::default();
        let open = diagnostics.iter().find(|found| found.rule.name == "grid-unknown").unwrap();
        one.push(open.clone().related(private, crate::text!("另一处", "the other place")));
        let shown = human(&one, &sources, Lang::En, false);
        assert!(shown.contains("  = see: content/王家湾.yaml:6:8: the other place\n"), "{shown}");
        assert!(!shown.contains("13800"), "{shown}");
    }

    #[test]
    fn distant_places_of_one_file_get_a_snippet_each() {
        let (diagnostics, _) = sample::board();
        let rule = diagnostics.iter().next().unwrap().rule;
        let mut sources = Sources::default();
        let text = "甲: 1\n".repeat(9);
        let id = sources.add(crate::source::Source::new("content/site.yaml", text.as_str()));
        let line = text.len() / 9;
        let mut far = Diagnostics::default();
        far.push(
            Diagnostic::new(rule, Span::new(id, 8 * line..9 * line + 40), crate::text!("重复", "twice"))
                .related(Span::new(id, 0..3), crate::text!("首次", "first")),
        );
        assert_eq!(
            human(&far, &sources, Lang::En, false),
            "\
warning[board-empty]: twice
 --> content/site.yaml:9:1
  |
9 | 甲: 1
  | ^^^^^
  |
 ::: content/site.yaml:1:1
  |
1 | 甲: 1
  | -- first

0 errors, 1 warning
"
        );
    }

    #[test]
    fn colour_only_when_asked() {
        let (diagnostics, sources) = sample::board();
        assert!(!human(&diagnostics, &sources, Lang::Zh, false).contains('\u{1b}'));
        assert!(human(&diagnostics, &sources, Lang::Zh, true).contains("\u{1b}["));
    }
}
