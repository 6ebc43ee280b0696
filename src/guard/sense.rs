//! When a private text that stands among the letters of a file counts, by its kind: what touches it, and what stands
//! within it.
//!
//! What stands between its letters is passed over only while nothing stands closer to its ends: `张建｜国` is 张建国 in two
//! cells, `张建｜国强` is somebody else; `139 1234 5678` is a number, `2026-03-31 12000` holds no 033112000.

use super::words;
use crate::reading::{Letters, gap};

/// The kind of a text that is looked for. Where several tell the same, the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sense {
    /// A name.
    Name,
    /// A remark long enough to count anywhere.
    Remark,
    /// A remark that counts where it stands alone.
    ShortRemark,
    /// A telephone, identity, card or account number.
    Number,
    /// Degrees of longitude or latitude: more digits may follow.
    Degrees,
    /// A plate, with its province.
    Plate,
    /// What an account is called.
    Account,
    /// A day, with so many digits of its year, month and day.
    Day(u8, u8),
    /// A day with its year in front of 年.
    WrittenDay,
    /// A sum of money.
    Sum,
}

/// From so many digits on a number counts also where a line or a cell ends within it.
const LONG_NUMBER: usize = 11;
/// Digits that belong together when one number is written in pieces.
const PIECE: usize = 3;

/// Whether `length` letters from `start` on count as a text of this kind.
pub(super) fn counts(sense: Sense, letters: &Letters, start: usize, length: usize) -> bool {
    let hit = Hit::new(letters, start, length);
    match sense {
        Sense::Name if length == 2 => hit.is_short_name(),
        Sense::Name => hit.is_name(),
        Sense::Remark => true,
        Sense::ShortRemark => hit.edges.iter().all(|edge| *edge > gap::JOINED),
        Sense::Number => hit.is_number(),
        Sense::Degrees => hit.edges[0] > gap::JOINED && hit.widest <= gap::DOT,
        Sense::Plate => hit.edges[1] > gap::JOINED && hit.widest <= gap::SPACE,
        Sense::Account => hit.is_alone() && hit.widest <= gap::SPACE && hit.holds_together(),
        Sense::Day(month, day) => hit.is_day(4, usize::from(month), usize::from(day)),
        Sense::WrittenDay => hit.is_alone() && hit.widest <= gap::SPACE,
        Sense::Sum => hit.is_sum(),
    }
}

struct Hit<'l> {
    letters: &'l Letters,
    start: usize,
    end: usize,
    /// The widest gap within it.
    widest: u8,
    /// The gaps to what is of its own kind on both sides: Han characters for one, digits and other letters for another.
    edges: [u8; 2],
}

impl Hit<'_> {
    fn new(letters: &Letters, start: usize, length: usize) -> Hit<'_> {
        let end = start + length;
        let widest = (start + 1..end).map(|at| letters.gap(at)).max().unwrap_or(gap::JOINED);
        let edge = |inner: usize, outer: Option<usize>, between: usize| match outer {
            Some(outer) if letters.is_han(inner) == letters.is_han(outer) => letters.gap(between),
            _ => gap::END,
        };
        let before = start.checked_sub(1);
        let behind = (end < letters.units().len()).then_some(end);
        let edges = [edge(start, before, start), edge(end - 1, behind, end)];
        Hit { letters, start, end, widest, edges }
    }

    fn length(&self) -> usize {
        self.end - self.start
    }

    fn is_alone(&self) -> bool {
        self.edges.iter().all(|edge| *edge > gap::JOINED)
    }

    /// Whether nothing on either side stands closer than what is within it; a border is as far as any mark.
    fn holds_together(&self) -> bool {
        self.edges.iter().all(|edge| *edge >= self.widest.min(gap::BORDER))
    }

    fn gaps(&self) -> impl Iterator<Item = u8> {
        (self.start + 1..self.end).map(|at| self.letters.gap(at))
    }

    /// Whether every letter stands by itself.
    fn is_spelled(&self) -> bool {
        self.gaps().all(|gap| gap == self.widest)
    }

    /// Whether the surname alone stands apart, 张 建国: 张建 国强 are two people.
    fn is_surname_apart(&self) -> bool {
        let surname = if self.length() > 3 { 2 } else { 1 };
        let mut gaps = self.gaps().enumerate().filter(|(_, gap)| *gap != gap::JOINED);
        matches!(gaps.next(), Some((before, _)) if before + 1 == surname) && gaps.next().is_none()
    }

    /// Whether every piece has at least so many letters.
    fn has_pieces(&self, least: usize) -> bool {
        let mut run = 1;
        for gap in self.gaps() {
            match gap {
                gap::JOINED => run += 1,
                _ if run < least => return false,
                _ => run = 1,
            }
        }
        run >= least
    }

    fn is_name(&self) -> bool {
        match self.widest {
            // A dot may be the name's own: 看望买买提·艾力家.
            gap::JOINED | gap::DOT => !self.is_swallowed(),
            gap::SPACE => self.holds_together() || self.is_spelled() || self.is_surname_apart(),
            // One line's end within what is written on.
            gap::LINE if self.gaps().filter(|gap| *gap != gap::JOINED).count() == 1 => !self.is_swallowed(),
            gap::MARK => self.is_spelled() && self.holds_together(),
            gap::END => false,
            _ => self.holds_together(),
        }
    }

    /// Whether ordinary words cover it and reach beyond.
    fn is_swallowed(&self) -> bool {
        let units = self.letters.units();
        let touching = |edge: u8, at: Option<usize>| at.filter(|_| edge == gap::JOINED).map(|at| units[at]);
        let before = touching(self.edges[0], self.start.checked_sub(1));
        words::swallow(before, &units[self.start..self.end], touching(self.edges[1], Some(self.end)))
    }

    /// Two characters are also ordinary words: they count only where no Han character touches them, and spaced ones not
    /// among others that are spaced alike.
    fn is_short_name(&self) -> bool {
        match self.widest {
            gap::JOINED => self.is_alone(),
            gap::DOT | gap::SPACE => {
                self.holds_together() && !self.is_among_spaced(0) && !self.is_among_spaced(1)
            }
            _ => false,
        }
    }

    fn is_among_spaced(&self, side: usize) -> bool {
        let outer = match side {
            0 => self.start.checked_sub(1).map(|at| (at, at)),
            _ => Some((self.end, self.end + 1)),
        };
        self.edges[side] == self.widest
            && outer.is_some_and(|(letter, beyond)| {
                self.letters.is_han(letter) && self.letters.gap(beyond) >= self.widest
            })
    }

    fn is_number(&self) -> bool {
        let is_free = self.edges[0] > gap::JOINED || self.is_behind_prefix();
        let check = u16::from(b'x');
        // The last sign of an identity number.
        let is_ended =
            self.edges[1] > gap::JOINED || self.length() == 17 && self.letters.units()[self.end] == check;
        if !is_free || !is_ended {
            return false;
        }
        let is_long = self.length() >= LONG_NUMBER;
        let edges = [self.edges[0].max(if self.is_behind_prefix() { gap::END } else { 0 }), self.edges[1]];
        let holds = edges.iter().all(|edge| *edge >= self.widest.min(gap::BORDER));
        let in_pieces = self.has_pieces(PIECE) || self.is_spelled();
        match self.widest {
            gap::JOINED => true,
            gap::DOT | gap::SPACE => holds && (is_long || in_pieces),
            gap::LINE | gap::BORDER => holds && is_long && in_pieces,
            gap::MARK => holds && is_long && self.is_spelled(),
            _ => false,
        }
    }

    /// Whether all digits that touch it from before are those of the country, or the 0 of long distance.
    fn is_behind_prefix(&self) -> bool {
        let units = self.letters.units();
        let mut first = self.start;
        while first > 0
            && self.start - first < 5
            && self.letters.gap(first) <= gap::SPACE
            && is_digit(units[first - 1])
        {
            first -= 1;
        }
        let before: String = units[first..self.start].iter().map(|unit| *unit as u8 as char).collect();
        matches!(&*before, "86" | "0086" | "0" | "086")
    }

    /// Digits in groups of `year`, `month` and `day`, or all joined where that is no other number.
    fn is_day(&self, year: usize, month: usize, day: usize) -> bool {
        let ends = [year, year + month];
        let splits = (1..self.length()).filter(|at| self.letters.gap(self.start + at) != gap::JOINED);
        let splits: Vec<usize> = splits.collect();
        let is_compact = splits.is_empty() && month + day == 4;
        self.is_alone()
            && self.widest <= gap::SPACE
            && (is_compact || splits == ends)
            && self.holds_together()
    }

    fn is_sum(&self) -> bool {
        let units = self.letters.units();
        // 1.38650 is another one, and so is 38650.5.
        let is_fraction = self.edges[0] == gap::DOT && is_digit(units[self.start - 1]);
        let zeros = units[self.end..].iter().take_while(|unit| **unit == u16::from(b'0')).count();
        let next = self.end + zeros;
        let goes_on = zeros == 0 || self.letters.gap(next) == gap::JOINED;
        let is_longer =
            self.edges[1] == gap::DOT && goes_on && units.get(next).is_some_and(|unit| is_digit(*unit));
        self.is_alone() && !is_fraction && !is_longer && self.widest <= gap::DOT
    }
}

pub(super) fn is_digit(unit: u16) -> bool {
    (u16::from(b'0')..=u16::from(b'9')).contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Format, Reader, letters};

    fn found(sense: Sense, what: &str, text: &str) -> bool {
        let mut reader = Reader::default();
        reader.read(text.as_bytes(), Format::Markup);
        let what = letters(what);
        let (text, what) = (&reader.streams()[0], what.units());
        let starts = (0..text.units().len()).filter(|at| text.units()[*at..].starts_with(what));
        starts.into_iter().any(|at| counts(sense, text, at, what.len()))
    }

    #[test]
    fn names_are_seen_however_they_are_set() {
        for text in [
            "感谢张建国同志",
            "张 建 国",
            "村民 张 建 国 家",
            "张<b>建</b>国同志",
            "村民张<br>建国同志",
            "<td>张建</td><td>国</td>",
            "<td>張</td><td>建國</td>",
            "张·建·国",
            "张、建、国",
            "<p>姓</p><p>张、建、国</p><p>等</p>",
            "张&lt;b&gt;建&lt;/b&gt;国",
            "张（建国）",
            "张\u{200b}建国",
            "张建国家里",
            "提张建国设",
            "看见张 建 国来了",
            "户主张 建 国（3人）",
            "感谢张 建国同志",
            "感谢张·建国同志",
        ] {
            assert!(found(Sense::Name, "张建国", text), "{text}");
        }
        for text in [
            "张建｜国强",
            "张建 国强",
            "<td>张建</td><td>国强</td>",
            "老张、建国",
            "张建，国",
            "张建、国庆",
            "张甲建国",
        ] {
            assert!(!found(Sense::Name, "张建国", text), "{text}");
        }
        for text in ["买买提•艾力", "买买提艾力", "本月看望买买提·艾力家。", "给买买提・艾力家修房"]
        {
            assert!(found(Sense::Name, "买买提·艾力", text), "{text}");
        }
        assert!(found(Sense::Name, "欧阳建国", "看望欧阳 建国一家"));
    }

    #[test]
    fn names_within_words_are_none() {
        for (name, text) in [
            ("高山水", "修高山水库"),
            ("高建设", "提高建设水平"),
            ("方文明", "地方文明"),
            ("安全生", "安全生产"),
        ] {
            assert!(!found(Sense::Name, name, text), "{text}");
            assert!(found(Sense::Name, name, &format!("找{name}。")), "{name}");
        }
    }

    #[test]
    fn a_short_name_counts_only_alone() {
        for text in ["<td>高明</td>", "王芳、高明。", "高　明", "户主 高 明 电话", "3高明"]
        {
            assert!(found(Sense::Name, "高明", text), "{text}");
        }
        for text in
            ["手段高明。", "高明的", "手 段 高 明 的", "<td>高</td><td>明</td>", "水平高，明天", "高明一些"]
        {
            assert!(!found(Sense::Name, "高明", text), "{text}");
        }
    }

    #[test]
    fn numbers_are_seen_in_any_grouping() {
        for text in [
            "电话13912345678。",
            "139 1234 5678",
            "139.1234.5678",
            "139<b>1234</b>5678",
            "+86 139-1234-5678",
            "8613912345678",
            "１３９１２３４５６７８",
            "一三九一二三四五六七八",
            "l39I2345678",
            "1 3 9 1 2 3 4 5 6 7 8",
            "<td>139</td><td>1234</td><td>5678</td>",
            "1,3,9,1,2,3,4,5,6,7,8",
            "139\n12345678",
            "2026-03-31 13912345678",
        ] {
            assert!(found(Sense::Number, "13912345678", text), "{text}");
        }
        for text in ["9139123456780", "a13912345678", "139****5678", "2026-139 12345678"] {
            assert!(!found(Sense::Number, "13912345678", text), "{text}");
        }
        assert!(!found(Sense::Number, "033112000", "2026-03-31 12000"));
        assert!(
            !found(Sense::Number, "23012302", "2-301 2-302")
                && found(Sense::Number, "7830012", "0355-7830012")
        );
        assert!(
            !found(Sense::Number, "7830012", "783</td><td>0012")
                && found(Sense::Number, "7830012", "783 0012")
        );
    }

    #[test]
    fn days_and_sums_are_told_from_other_digits() {
        for text in ["1956-03-02", "1956/03/02", "1956.03.02", "19560302"] {
            assert!(found(Sense::Day(2, 2), "19560302", text), "{text}");
        }
        assert!(
            found(Sense::Day(1, 1), "195632", "1956.3.2") && !found(Sense::Day(1, 1), "195632", "195632")
        );
        assert!(
            !found(Sense::Day(2, 2), "19560302", "195603-02")
                && !found(Sense::Day(2, 2), "19560302", "0195603021")
        );
        for text in ["38650元", "38,650元", "38650.00"] {
            assert!(found(Sense::Sum, "38650", text), "{text}");
        }
        assert!(
            !found(Sense::Sum, "38650", "138650")
                && !found(Sense::Sum, "38650", "38650.5")
                && !found(Sense::Sum, "38650", "1.38650")
        );
    }
}
