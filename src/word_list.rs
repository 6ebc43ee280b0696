//! Lists of words, written as one text: one word a line would be pages that nobody reads.

/// The words of `list`, between blanks and ends of lines; it does not compile where they are not as many as are stated.
pub const fn word_list<const N: usize>(list: &'static str) -> [&'static str; N] {
    let mut words = [""; N];
    let (mut rest, mut count) = (list, 0);
    while !rest.is_empty() {
        let mut end = 0;
        while end < rest.len() && !rest.as_bytes()[end].is_ascii_whitespace() {
            end += 1;
        }
        let (word, more) = rest.split_at(end);
        if !word.is_empty() {
            words[count] = word;
            count += 1;
        }
        (_, rest) = more.split_at(if more.is_empty() { 0 } else { 1 });
    }
    assert!(count == N);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_blanks_and_ends_of_lines() {
        assert_eq!(word_list::<3>(" 低保 a\n  五保"), ["低保", "a", "五保"]);
        assert_eq!(word_list::<0>(""), [""; 0]);
    }
}
