//! What a text says once it is set, without its marks; long ones in parts.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{MarkdownSource, are_joined};

/// Bytes of one part, about.
const PART: usize = 2400;

/// Between the cells of a row.
const BORDER: &str = " | ";

/// What `text` says, without pictures: lines are lines of it, and so are the rows of a table.
pub fn spoken(text: &str) -> String {
    let (mut spoken, mut pictures, mut is_broken) = (String::new(), 0, false);
    let text = MarkdownSource::new(text);
    for (event, _) in text.read().events {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Text(text) | Event::Code(text) if pictures == 0 => {
                if std::mem::take(&mut is_broken) && !are_joined(spoken.chars().rev(), text.chars()) {
                    spoken.push('\n');
                }
                spoken += &text;
            }
            Event::SoftBreak => is_broken = true,
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::End(TagEnd::TableCell) => spoken += BORDER,
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                spoken.truncate(spoken.trim_end_matches(BORDER).len());
                spoken.push('\n');
            }
            Event::End(_) | Event::HardBreak => spoken.push('\n'),
            _ => {}
        }
    }
    spoken
}

/// In how many parts a text of so many bytes is [`spoken`].
pub fn count_parts(text: &str) -> usize {
    text.len().div_ceil(PART).max(1)
}

/// What `text` says in its parts, each but the last to the end of a line or a sentence where one is near.
pub fn spoken_parts(text: &str) -> Vec<String> {
    let count = count_parts(text);
    let spoken = spoken(text);
    let ends = (1..count).map(|part| seam(&spoken, spoken.len() * part / count));
    let ends: Vec<usize> = ends.chain([spoken.len()]).collect();
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, &end)| spoken[start..end].to_owned()).collect()
}

/// Where `text` is parted at `at` or not far before.
fn seam(text: &str, at: usize) -> usize {
    let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let near = (at.saturating_sub(PART / 4)..=at).find(|&at| text.is_char_boundary(at)).unwrap_or(at);
    let behind = |sign: char| text[near..at].rfind(sign).map(|found| near + found + sign.len_utf8());
    behind('\n').or_else(|| behind('。')).or_else(|| behind(' ')).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_spoken_and_lines_of_chinese_are_one() {
        let text = "# 账目\n\n**三月**收入\n二十元，见[附表](a.xlsx)。\n\n| 项 | 元 |\n|--|--|\n| 水费 | 12 |\n\n![照片](b.jpg)\n\nTwo\nlines";
        let told = spoken(text);
        let lines: Vec<&str> = told.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["账目", "三月收入二十元，见附表。", "项 | 元", "水费 | 12", "Two", "lines"]);
    }

    #[test]
    fn parts_are_the_whole_and_none_is_long() {
        assert_eq!(spoken_parts("短").len(), 1);
        for text in ["修路。".repeat(3000), "道".repeat(4000), "a b\n\n".repeat(3000), "x".repeat(9001)] {
            let parts = spoken_parts(&text);
            assert_eq!((parts.len(), parts.concat()), (count_parts(&text), spoken(&text)));
            assert!(parts.iter().all(|part| part.len() <= PART * 5 / 4), "{}", &text[..9]);
        }
        assert!(spoken_parts(&"修路。".repeat(3000)).iter().all(|part| part.ends_with(['。', '\n'])));
    }
}
