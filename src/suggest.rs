//! The closest candidate to a misspelt word.

/// Words of more characters are not compared.
const LONGEST: usize = 80;

/// The candidate nearest to `word`, when it is near enough to be meant: about one slip in four characters. Where two
/// are equally near, neither is guessed.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Of very many, most are told by their lengths alone.
    let length = word.to_lowercase().chars().count();
    let may_be = |candidate: &&str| candidate.chars().count().abs_diff(length) <= length.div_ceil(4);
    Candidates::new(candidates.into_iter().filter(may_be)).closest(word, &mut usize::MAX.clone())
}

/// Words that may be meant, prepared for being compared with many others.
#[derive(Debug)]
pub struct Candidates<'c> {
    /// By how many characters they have.
    by_length: Vec<Vec<Candidate<'c>>>,
}

#[derive(Debug)]
struct Candidate<'c> {
    text: &'c str,
    letters: Letters,
}

/// The characters of a word, whatever their order and case.
#[derive(Debug)]
struct Letters {
    /// A bit for each of them; several may share one.
    bits: u64,
    sorted: Box<[char]>,
}

impl Letters {
    fn of(lower: &str) -> Letters {
        let mut sorted: Box<[char]> = lower.chars().collect();
        sorted.sort_unstable();
        let bits = sorted.iter().fold(0, |bits, c| bits | 1 << (*c as u32 % 64));
        Letters { bits, sorted }
    }

    /// Whether each lacks at most `allowed` characters of the other: no distance is smaller than that.
    fn are_near(&self, other: &Letters, allowed: usize) -> bool {
        let lacks = |these: u64, those: u64| (these & !those).count_ones() as usize;
        lacks(self.bits, other.bits) <= allowed
            && lacks(other.bits, self.bits) <= allowed
            && self.lacks(other) <= allowed
            && other.lacks(self) <= allowed
    }

    /// How many characters of the other are not here.
    fn lacks(&self, other: &Letters) -> usize {
        let mut own = self.sorted.iter().peekable();
        let is_missing = |c: &&char| {
            while own.next_if(|mine| mine < c).is_some() {}
            own.next_if_eq(c).is_none()
        };
        other.sorted.iter().filter(is_missing).count()
    }
}

impl<'c> Candidates<'c> {
    /// Those that may be meant.
    pub fn new(texts: impl IntoIterator<Item = &'c str>) -> Candidates<'c> {
        let mut by_length: Vec<Vec<Candidate<'c>>> = Vec::new();
        for text in texts {
            let length = text.chars().count();
            if length > LONGEST * 2 {
                continue;
            }
            if by_length.len() <= length {
                by_length.resize_with(length + 1, Vec::new);
            }
            by_length[length].push(Candidate { text, letters: Letters::of(&text.to_lowercase()) });
        }
        Candidates { by_length }
    }

    /// See [`closest`]. Each comparison that takes time is taken off `budget`; without any left nothing is guessed.
    pub fn closest(&self, word: &str, budget: &mut usize) -> Option<&'c str> {
        let lower = word.to_lowercase();
        let length = lower.chars().count();
        if length > LONGEST {
            return None;
        }
        let allowed = length.div_ceil(4);
        let letters = Letters::of(&lower);
        let lengths = length - allowed..(length + allowed + 1).min(self.by_length.len());
        let near = self.by_length.get(lengths).into_iter().flatten().flatten();
        let near = near.filter(|one| one.text != word && one.letters.are_near(&letters, allowed));
        let mut best: Option<(usize, &str, bool)> = None;
        for Candidate { text, .. } in near {
            *budget = budget.checked_sub(1)?;
            let distance = strsim::damerau_levenshtein(&lower, &text.to_lowercase());
            // Two strangers of two characters are one slip apart once they share one.
            if distance > allowed || distance >= text.chars().count() {
                continue;
            }
            best = match best {
                Some((least, known, _)) if distance == least && *text != known => Some((least, known, true)),
                Some((least, ..)) if distance >= least => best,
                _ => Some((distance, text, false)),
            };
        }
        best.filter(|(.., is_tied)| !is_tied).map(|(_, candidate, _)| candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidates, closest};

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        assert_eq!(closest("phnoe", ["name", "phone"]), Some("phone"));
        assert_eq!(closest("姓明", ["姓名", "电话"]), Some("姓名"));
        assert_eq!(closest("Zhang-San", ["li-si", "zhang-san"]), Some("zhang-san"));
        assert_eq!(closest("职位", ["姓名", "电话"]), None);
        assert_eq!(closest("", ["name"]), None);
        assert_eq!(closest("审定", ["拟定", "核定"]), None);
        assert_eq!(closest("姓明", ["姓名", "姓名", "电话"]), Some("姓名"));
        assert_eq!(closest("一", ["二", "一网格"]), None);
        assert_eq!(closest(&"长".repeat(100), ["长"]), None);
        assert_eq!(closest("abcd", ["abcde", "abdc"]), None);
    }

    #[test]
    fn among_very_many_the_work_is_bounded() {
        let ids: Vec<String> = (0..2_000).map(|number| format!("h-{number:05}")).collect();
        let candidates = Candidates::new(ids.iter().map(String::as_str));
        let mut budget = 3_000;
        assert_eq!(candidates.closest("H-01234", &mut budget), Some("h-01234"));
        let spent = 3_000 - budget;
        assert!(spent < 1_000, "{spent}");
        assert_eq!(candidates.closest("h-01999x", &mut 10), None);
    }
}
