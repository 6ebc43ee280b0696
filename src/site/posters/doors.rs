//! Doors in few words: `上街1–12` and `15号` for thirteen doors of one street.

/// The doors in the order given, those that differ in their last number alone drawn together where the first stands: of
/// each street its runs of numbers, which a sheet joins by its own language's comma.
pub(super) fn together(doors: &[&str]) -> Vec<Vec<String>> {
    let mut streets: Vec<Street> = Vec::new();
    for door in doors {
        let (before, number, after) = split(door);
        match streets.iter_mut().find(|street| (street.before, street.after) == (before, after)) {
            Some(street) => street.numbers.push(number),
            None => streets.push(Street { before, after, numbers: vec![number] }),
        }
    }
    streets.into_iter().map(Street::told).collect()
}

struct Street<'d> {
    before: &'d str,
    after: &'d str,
    /// Empty text for a door without a number.
    numbers: Vec<&'d str>,
}

impl Street<'_> {
    fn told(mut self) -> Vec<String> {
        // Leading zeros are part of a door: 01 follows on nothing but 00.
        let value = |text: &str| (text.len() < 10).then(|| text.parse::<u32>().ok()).flatten();
        let follows = |a: &str, b: &str| {
            let plain = |text: &str| !text.starts_with('0');
            (plain(a) && plain(b) || a.len() == b.len())
                && value(a).zip(value(b)).is_some_and(|(a, b)| a + 1 == b)
        };
        self.numbers.sort_by_key(|text| (text.len(), *text));
        let mut told = Vec::new();
        let mut rest = &self.numbers[..];
        while let [first, ..] = rest {
            let run = 1 + rest.windows(2).take_while(|pair| follows(pair[0], pair[1])).count();
            let length = if run >= 3 { run } else { 1 };
            let before = if told.is_empty() { self.before } else { "" };
            let after = if length == rest.len() { self.after } else { "" };
            told.push(match length {
                1 => format!("{before}{first}{after}"),
                _ => format!("{before}{first}–{}{after}", rest[length - 1]),
            });
            rest = &rest[length..];
        }
        told
    }
}

/// What stands before, in and after the last number of ASCII digits.
fn split(door: &str) -> (&str, &str, &str) {
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(last) = door.rfind(is_digit) else { return (door, "", "") };
    let start = door[..last]
        .rfind(|c| !is_digit(c))
        .map_or(0, |at| at + door[at..].chars().next().map_or(1, char::len_utf8));
    (&door[..start], &door[start..=last], &door[last + 1..])
}

#[cfg(test)]
mod tests {
    fn together(doors: &[&str]) -> Vec<String> {
        super::together(doors).into_iter().map(|runs| runs.join("、")).collect()
    }

    #[test]
    fn runs_are_drawn_together_and_nothing_is_lost() {
        assert_eq!(together(&["上街1号", "上街2号", "上街3号", "上街5号"]), ["上街1–3、5号"]);
        assert_eq!(together(&["上街1号", "下街2号", "上街2号"]), ["上街1、2号", "下街2号"]);
        assert_eq!(together(&["老村部", "2栋101", "2栋102", "2栋103", "2栋9"]), ["老村部", "2栋9、101–103"]);
        assert_eq!(together(&["07", "08", "09", "9"]), ["9、07–09"]);
        assert_eq!(together(&["上街10号", "上街9号", "上街11号"]), ["上街9–11号"]);
        assert_eq!(together(&[]), Vec::<String>::new());
        assert_eq!(together(&["3号甲", "3号乙"]), ["3号甲", "3号乙"]);
    }
}
