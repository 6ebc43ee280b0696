//! When a private text that stands among the letters of a file counts, by its kind: what touches it, and what stands
//! within it.
//!
//! What stands between its letters is passed over only while nothing stands closer to its ends: `张建｜国` is 张建国 in two
//! cells, `张建｜国强` is somebody else; `139 1234 5678` is a number, `2026-03-31 12000` holds no 033112000.

use std::sync::LazyLock;

use super::seek::Units;
use super::words;
use crate::reading::{Letters, gap, letters};

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

/// One text that a value tells, and how it counts.
pub(super) type Told = (Units, Sense);

/// From so many digits on a number counts also where a line or a cell ends within it.
const LONG_NUMBER: usize = 11;
/// From so many digits on letters may touch a number.
const LETTERED: usize = 9;
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
        Sense::WrittenDay => hit.is_written_day(),
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
            gap::JOINED => self.is_alone() || self.is_called(),
            gap::DOT | gap::SPACE => {
                self.holds_together() && !self.is_among_spaced(0) && !self.is_among_spaced(1)
            }
            _ => false,
        }
    }

    /// Whether what touches it says that it is somebody: 户主李强, 李强家, 李强同志; no ordinary word, and not 李强家庄.
    fn is_called(&self) -> bool {
        static BEFORE: LazyLock<Vec<Vec<u16>>> =
            LazyLock::new(|| spelled(&["户主", "村民", "党员", "看望", "慰问"]));
        static BEHIND: LazyLock<Vec<Vec<u16>>> =
            LazyLock::new(|| spelled(&["家", "同志", "户", "夫妇", "一家"]));
        static PLACES: LazyLock<Vec<Vec<u16>>> = LazyLock::new(|| {
            spelled(&[
                "家庄", "家沟", "家湾", "家村", "家园", "家坡", "家岭", "家峪", "家寨", "家屯", "家营",
                "家坪", "家塘", "家口", "家山", "家河", "家洼", "家庭", "户籍", "户口", "户外",
            ])
        });
        let units = self.letters.units();
        let [before, behind] = [&units[..self.start], &units[self.end..]];
        let is_behind = |words: &[Vec<u16>]| words.iter().any(|word| behind.starts_with(word));
        !words::is_word(units[self.start], units[self.start + 1])
            && !self.is_swallowed()
            && !is_behind(&PLACES)
            && (is_behind(&BEHIND) && self.edges[1] == gap::JOINED
                || self.edges[0] == gap::JOINED && BEFORE.iter().any(|word| before.ends_with(word)))
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
        // QQ573920418, Tel13906480894: letters touch a long number as they do anything.
        let has_letter = |at: Option<usize>| {
            self.length() >= LETTERED && at.is_some_and(|at| !is_digit(self.letters.units()[at]))
        };
        let edges = [
            if has_letter(self.start.checked_sub(1)) { self.edges[0].max(gap::SPACE) } else { self.edges[0] },
            if has_letter(Some(self.end).filter(|end| *end < self.letters.units().len())) {
                self.edges[1].max(gap::SPACE)
            } else {
                self.edges[1]
            },
        ];
        let is_free = edges[0] > gap::JOINED || self.is_behind_prefix();
        let check = u16::from(b'x');
        // The last sign of an identity number.
        let is_ended =
            edges[1] > gap::JOINED || self.length() == 17 && self.letters.units()[self.end] == check;
        if !is_free || !is_ended {
            return false;
        }
        let is_long = self.length() >= LONG_NUMBER;
        let edges = [edges[0].max(if self.is_behind_prefix() { gap::END } else { 0 }), edges[1]];
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
        // The last letter of Tel looks like a digit.
        let is_tel = before == "1" && first > 0 && units[first - 1] == u16::from(b'e');
        is_tel || matches!(&*before, "86" | "0086" | "0" | "086")
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

    /// A day that no other digit makes longer, be it written 二十一; 日 follows the last one.
    fn is_written_day(&self) -> bool {
        let units = self.letters.units();
        let ten = '十' as u16;
        let goes_on = |at: usize, between: usize| {
            let is_part = units.get(at).is_some_and(|unit| is_digit(*unit) || *unit == ten);
            is_part && self.letters.gap(between) == gap::JOINED
        };
        let is_longer = self.start > 0 && goes_on(self.start - 1, self.start) || goes_on(self.end, self.end);
        !is_longer && self.widest <= gap::SPACE
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
        // 3.865万元
        let is_in_words = self.letters.is_han(self.end - 1) && self.edges[0] > gap::JOINED;
        (is_in_words || self.is_alone()) && !is_fraction && !is_longer && self.widest <= gap::DOT
    }
}

fn spelled(words: &[&str]) -> Vec<Vec<u16>> {
    words.iter().map(|word| letters(word).units().to_vec()).collect()
}

pub(super) fn is_digit(unit: u16) -> bool {
    (u16::from(b'0')..=u16::from(b'9')).contains(&unit)
}

#[cfg(test)]
mod tests;
