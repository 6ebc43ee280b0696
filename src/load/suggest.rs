//! The closest candidate to a misspelt word.

/// Words of more characters are not compared.
const LONGEST: usize = 80;

/// The candidate nearest to `word`, when it is near enough to be meant: about one slip in four characters. Where two
/// are equally near, neither is guessed.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // No name is that long, and comparing takes its length squared.
    if word.len() > LONGEST * 4 {
        return None;
    }
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let allowed = length.div_ceil(4);
    let near = candidates
        .into_iter()
        // A township has thousands of candidates for each slip: the cheap tests rule nearly all of them out.
        .filter(|candidate| *candidate != word && candidate.chars().count().abs_diff(length) <= allowed)
        .filter(|candidate| shares_enough(&lower, candidate, allowed))
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        // Two strangers of two characters are one slip apart once they share one.
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count());
    let mut best: Option<(usize, &str, bool)> = None;
    for (distance, candidate) in near {
        best = match best {
            Some((least, known, _)) if distance == least && candidate != known => Some((least, known, true)),
            Some((least, ..)) if distance >= least => best,
            _ => Some((distance, candidate, false)),
        };
    }
    best.filter(|(.., is_tied)| !is_tied).map(|(_, candidate, _)| candidate)
}

/// Whether at most `allowed` characters of `word` do not occur in `candidate`: no distance is smaller than that.
fn shares_enough(word: &str, candidate: &str, allowed: usize) -> bool {
    // Most letters have no case, and those of ASCII are quickly turned.
    let occurs = |c: char| match c {
        'a'..='z' => candidate.contains([c, c.to_ascii_uppercase()]),
        _ if !c.is_lowercase() => candidate.contains(c),
        _ => candidate.contains(|other: char| other.to_lowercase().eq([c])),
    };
    word.chars().filter(|c| !occurs(*c)).nth(allowed).is_none()
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
        assert_eq!(closest("审定", ["拟定", "核定"]), None);
        assert_eq!(closest("姓明", ["姓名", "姓名", "电话"]), Some("姓名"));
    }
}
