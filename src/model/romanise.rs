//! Chinese names as pinyin: for ids that nobody wrote, and for finding places by how they sound.

use pinyin::{ToPinyin, ToPinyinMulti};

/// `张三` becomes `zhang-san`; other letters and digits stay, everything else separates.
pub(super) fn romanise(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for c in name.chars() {
        match c.to_pinyin() {
            Some(syllable) => {
                words.push(syllable.plain().replace('ü', "v"));
                open = false;
            }
            None if c.is_alphanumeric() => {
                let lower = c.to_lowercase();
                match words.last_mut().filter(|_| open) {
                    Some(word) => word.extend(lower),
                    None => words.push(lower.collect()),
                }
                open = true;
            }
            None => open = false,
        }
    }
    words.join("-")
}

/// Every way in which `c` is read, without tones, each once, the usual one first: `重` is `zhong` and `chong`.
/// Empty for what is no Chinese character. `ü` is typed `v`.
pub fn readings(c: char) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for syllable in c.to_pinyin_multi().into_iter().flatten() {
        let plain = syllable.plain().replace('ü', "v");
        if plain.is_ascii() && !found.contains(&plain) {
            found.push(plain);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{readings, romanise};

    #[test]
    fn every_reading_of_a_character_is_known_once() {
        assert_eq!(readings('屋'), ["wu"]);
        assert_eq!(readings('重')[..2], ["zhong", "chong"]);
        assert_eq!(readings('吕'), ["lv"]);
        assert!(readings('3').is_empty() && readings('号').contains(&"hao".to_owned()));
    }

    #[test]
    fn names_become_pinyin() {
        assert_eq!(romanise("张三"), "zhang-san");
        assert_eq!(romanise("吕 梁"), "lv-liang");
        assert_eq!(romanise("第1网格 A区"), "di-1-wang-ge-a-qu");
        assert_eq!(romanise("阿依古丽·买买提"), "a-yi-gu-li-mai-mai-ti");
        assert_eq!(romanise("！"), "");
    }
}
