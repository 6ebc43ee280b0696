//! Markdown into HTML that cannot do harm: raw HTML is shown as text, links lead only where a reader expects. How it is
//! read is [`markdown`]'s matter.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd, html};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::markdown;

use super::svg::escape;
use super::tables;

/// Registers the filter `markdown(level=2)`: a [`MarkdownText`](crate::site::view::MarkdownText) into HTML whose
/// highest heading is of that level.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("markdown", |value: Value, args: Kwargs, _: &State| -> TeraResult<Value> {
        let level = args.get::<u64>("level")?.unwrap_or(2) as usize;
        let text = value.get_from_path("text").and_then(Value::as_str).or(value.as_str()).unwrap_or_default();
        let listed = value.get_from_path("links").and_then(Value::as_array).unwrap_or_default();
        let pair = |link: &Value| {
            let part = |name| link.get_from_path(name).and_then(Value::as_str).map(str::to_string);
            part("written").zip(part("href"))
        };
        let html = to_html(text, &listed.iter().filter_map(pair).collect(), level);
        // What is written in another language than the page is read and set as such.
        let html = match value.get_from_path("language").and_then(Value::as_str) {
            Some(language) => format!("<div lang=\"{}\" dir=\"auto\">\n{html}</div>\n", escape(language)),
            None => html,
        };
        Ok(Value::safe_string(&html))
    });
}

/// HTML of `text`; `links` says where relative destinations lead, `level` what its highest heading becomes.
pub(super) fn to_html(text: &str, links: &BTreeMap<String, String>, level: usize) -> String {
    let read = markdown::MarkdownSource::new(text);
    let events: Vec<Event> = read.read().events.into_iter().map(|(event, _)| event).collect();
    let highest = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    });
    let shift = level as i64 - highest.min().unwrap_or(level) as i64;
    let mut made = String::with_capacity(text.len() * 2);
    html::push_html(&mut made, tame(events, links, shift).into_iter());
    made
}

/// What became of an element that was opened.
enum Opened {
    Kept,
    /// Only its content is shown.
    Bare,
    /// A picture from elsewhere, shown as a link to it.
    Linked,
}

fn tame<'a>(events: Vec<Event<'a>>, links: &BTreeMap<String, String>, shift: i64) -> Vec<Event<'a>> {
    let mut tamed: Vec<Event> = Vec::with_capacity(events.len());
    let mut open: Vec<Opened> = Vec::new();
    let joined = joined_breaks(&events);
    for (at, event) in events.into_iter().enumerate() {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => tamed.push(Event::Text(raw)),
            Event::Start(Tag::HtmlBlock) => tamed.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => tamed.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Heading { level, .. }) => tamed.push(Event::Start(Tag::Heading {
                level: shifted(level, shift),
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            })),
            Event::End(TagEnd::Heading(level)) => {
                tamed.push(Event::End(TagEnd::Heading(shifted(level, shift))))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => match followed(&dest_url, links) {
                Some(dest_url) => {
                    open.push(Opened::Kept);
                    tamed.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
                None => open.push(Opened::Bare),
            },
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => match followed(&dest_url, links) {
                // No page asks the network for anything outside the site.
                Some(dest_url) if scheme(&dest_url).is_some() => {
                    open.push(Opened::Linked);
                    tamed.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
                Some(dest_url) => {
                    open.push(Opened::Kept);
                    tamed.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                }
                None => open.push(Opened::Bare),
            },
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => match open.pop() {
                Some(Opened::Kept) => tamed.push(Event::End(end)),
                Some(Opened::Linked) => tamed.push(Event::End(TagEnd::Link)),
                Some(Opened::Bare) | None => {}
            },
            // A box that nobody can tick is a mark, and notes of several texts on one page must not share ids.
            Event::TaskListMarker(done) => tamed.push(Event::Text(if done { "☑ " } else { "☐ " }.into())),
            Event::FootnoteReference(label) => tamed.push(Event::Text(format!("[{label}]").into())),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                tamed.push(Event::Html(format!("<div class=\"footnote\">[{}] ", escape(&label)).into()));
            }
            Event::End(TagEnd::FootnoteDefinition) => tamed.push(Event::Html("</div>\n".into())),
            // Browsers show a line break as a space, and Chinese has none between characters.
            Event::SoftBreak if joined.contains(&at) => {}
            other => tamed.push(other),
        }
    }
    days_whole(tables::told(tamed))
}

/// `events` with every day and month in them as one that no line tears in two: `6 月 18 日`.
fn days_whole(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut told = Vec::with_capacity(events.len());
    let mut bare = 0;
    for event in events {
        match &event {
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_)) => bare += 1,
            Event::End(TagEnd::Image | TagEnd::CodeBlock) => bare -= 1,
            Event::Text(text) if bare == 0 => {
                let mut rest: &str = text;
                while let Some((before, day, after)) = first_day(rest) {
                    told.push(Event::Text(before.to_owned().into()));
                    told.push(Event::InlineHtml(format!("<span class=\"num\">{day}</span>").into()));
                    rest = after;
                }
                if rest.len() < text.len() {
                    told.push(Event::Text(rest.to_owned().into()));
                    continue;
                }
            }
            _ => {}
        }
        told.push(event);
    }
    told
}

/// The first day, month or year in `text`, what is before it and what is behind it.
fn first_day(text: &str) -> Option<(&str, &str, &str)> {
    const PARTS: [char; 4] = ['年', '月', '日', '号'];
    let mut digits = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    loop {
        let from = digits.next()?;
        let mut rest = &text[from..];
        let mut end = from;
        while let Some(part) = rest
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches(' ')
            .strip_prefix(PARTS)
            .filter(|_| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            end = text.len() - part.len();
            rest = part.trim_start_matches(' ');
        }
        if end > from {
            return Some((&text[..from], &text[from..end], &text[end..]));
        }
    }
}

/// Which of `events` are line breaks between characters that stand beside each other without a gap, whatever begins or
/// ends between them.
fn joined_breaks(events: &[Event<'_>]) -> BTreeSet<usize> {
    let text = |event: &Event<'_>| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => Some(text.to_string()),
        Event::Start(
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. },
        )
        | Event::End(
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
        ) => Some(String::new()),
        _ => None,
    };
    let is_joined = |at: &usize| {
        let before = events[..*at]
            .iter()
            .rev()
            .map_while(text)
            .flat_map(|text| text.chars().rev().collect::<Vec<_>>());
        let after = events[at + 1..].iter().map_while(text).flat_map(|text| text.chars().collect::<Vec<_>>());
        markdown::are_joined(before, after)
    };
    let breaks = events.iter().enumerate().filter(|(_, event)| matches!(event, Event::SoftBreak));
    breaks.map(|(at, _)| at).filter(is_joined).collect()
}

fn shifted(level: HeadingLevel, shift: i64) -> HeadingLevel {
    let level = (level as i64 + shift).clamp(1, 6) as usize;
    HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6)
}

/// Where a destination leads: as resolved, or as written if it is http(s), tel, mailto or relative; else nowhere.
fn followed<'a>(written: &CowStr<'a>, links: &BTreeMap<String, String>) -> Option<CowStr<'a>> {
    if let Some(href) = links.get(written.as_ref()) {
        return Some(href.clone().into());
    }
    let safe = match scheme(written) {
        Some(scheme) => {
            ["http", "https", "tel", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
        // From the root of a host, or of another host: neither is within the site.
        None => !written.starts_with(['/', '\\']),
    };
    let plain = !written.chars().any(|c| c.is_control());
    (safe && plain).then(|| written.clone())
}

fn scheme(destination: &str) -> Option<&str> {
    let (before, _) = destination.trim_start().split_once(':')?;
    let first = before.split(['/', '?', '#']).next()?;
    (first.len() == before.len()).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let links = BTreeMap::from([("../b.md".to_string(), "../b/index.html".to_string())]);
        to_html(text, &links, 2)
    }

    #[test]
    fn no_line_tears_a_day_in_two() {
        assert_eq!(
            html("请在 6 月 18 日前交，**2026年9月**起。12 户。\n"),
            "<p>请在 <span class=\"num\">6 月 18 日</span>前交，<strong><span class=\"num\">2026年9月</span></strong>起。12 户。</p>\n"
        );
        assert_eq!(
            html("`3 月` ![5 月](../b.md)"),
            "<p><code>3 月</code> <img src=\"../b/index.html\" alt=\"5 月\" /></p>\n"
        );
    }

    #[test]
    fn raw_html_is_shown_not_run() {
        assert_eq!(html("a <b onclick=x>c</b>"), "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>\n");
        let block = html("<script>\nalert(1)\n</script>\n\n<!-- 内部 -->\n");
        assert!(!block.contains("<script") && !block.contains("<!--"), "{block}");
    }

    #[test]
    fn only_safe_links_are_followed() {
        assert!(html("[x](https://a.cn)").contains("href=\"https://a.cn\""));
        assert!(html("[x](tel:119)").contains("href=\"tel:119\""));
        assert!(html("[x](../b.md)").contains("href=\"../b/index.html\""));
        for bad in [
            "javascript:alert(1)",
            "JaVaScript:x",
            "data:text/html,x",
            "//evil.cn",
            "/\\evil.cn",
            "file:///x",
        ] {
            let made = html(&format!("[文字](<{bad}>)"));
            assert!(!made.contains("<a") && made.contains("文字"), "{made}");
        }
        assert!(!html("[x](java\\\nscript:a)").contains("<a"));
    }

    #[test]
    fn pictures_from_elsewhere_become_links() {
        assert_eq!(html("![图](https://a.cn/x.png)"), "<p><a href=\"https://a.cn/x.png\">图</a></p>\n");
        assert!(html("![图](x.png)").contains("<img src=\"x.png\" alt=\"图\""));
    }

    #[test]
    fn headings_begin_below_the_pages_own() {
        assert_eq!(html("# 甲\n## 乙\n"), "<h2>甲</h2>\n<h3>乙</h3>\n");
        assert_eq!(html("### 甲\n###### 乙\n"), "<h2>甲</h2>\n<h5>乙</h5>\n");
    }

    #[test]
    fn tables_have_no_style_and_chinese_lines_join() {
        assert!(!html("|甲|乙|\n|:-:|--:|\n|1|2|\n").contains("style"));
        assert_eq!(html("- [x] 甲\n"), "<ul>\n<li>☑ 甲</li>\n</ul>\n");
        assert!(!html("甲[^1]\n\n[^1]: 乙\n").contains("id="));
        assert_eq!(html("第一行，\n第二行\nand more"), "<p>第一行，第二行\nand more</p>\n");
        assert_eq!(html("**重点**\n村民"), "<p><strong>重点</strong>村民</p>\n");
        assert_eq!(html("见[通知](a)\n**请看**"), "<p>见<a href=\"a\">通知</a><strong>请看</strong></p>\n");
        assert_eq!(html("说：\n“好”\nand “yes”\n“no”"), "<p>说：“好”\nand “yes”\n“no”</p>\n");
        assert_eq!(html("甲  \n乙"), "<p>甲<br />\n乙</p>\n");
    }
}
