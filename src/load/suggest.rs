//! The closest candidate to a misspelt word.

/// Words from this many characters on are not compared.
const LONGEST: usize = 80;

/// The candidate nearest to `word`, when it is near enough to be meant: one slip in four characters.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = word.chars().count();
    let allowed = match length {
        0 => return None,
        // No name is that long, and comparing takes its length squared.
        LONGEST.. => return None,
        1..=2 => 1,
        _ => length.div_ceil(3),
    };
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word && candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        // Two strangers of two characters are one slip apart once they share one.
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        assert_eq!(closest("phnoe", ["name", "phone"]), Some("phone"));
        assert_eq!(closest("姓明", ["姓名", "电话"]), Some("姓名"));
        assert_eq!(closest("Zhang-San", ["li-si", "zhang-san"]), Some("zhang-san"));
        assert_eq!(closest("职位", ["姓名", "电话"]), None);
        assert_eq!(closest("", ["name"]), None);
    }
}
