//! The order people expect of ids: numbers in them count as numbers.

use std::cmp::Ordering;

/// Compares so that `h-2` comes before `h-10`; equal numbers with unlike zeros fall back to the text.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        match (left.chars().next(), right.chars().next()) {
            (None, None) => return a.cmp(b),
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (number_left, rest_left) = split_number(left);
                let (number_right, rest_right) = split_number(right);
                let by_value =
                    number_left.len().cmp(&number_right.len()).then_with(|| number_left.cmp(number_right));
                if by_value != Ordering::Equal {
                    return by_value;
                }
                (left, right) = (rest_left, rest_right);
            }
            (Some(x), Some(y)) if x == y => (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]),
            (Some(x), Some(y)) => return x.cmp(&y),
        }
    }
}

/// The leading number without its zeros, and the rest.
fn split_number(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..end].trim_start_matches('0');
    (number, &text[end..])
}

/// The text before the last number of `id`, that number, and the text after it.
pub fn last_number(id: &str) -> Option<(&str, u64, &str)> {
    let end = id.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = id[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + char_len(id, at));
    Some((&id[..start], id[start..end].parse().ok()?, &id[end..]))
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut ids = ["h-10", "h-2", "h-02", "甲2", "甲10", "h"];
        ids.sort_by(|a, b| natural(a, b));
        assert_eq!(ids, ["h", "h-02", "h-2", "h-10", "甲2", "甲10"]);
    }

    #[test]
    fn the_last_number_is_split_off() {
        assert_eq!(last_number("h-029"), Some(("h-", 29, "")));
        assert_eq!(last_number("村3组12号"), Some(("村3组", 12, "号")));
        assert_eq!(last_number("户"), None);
    }
}
