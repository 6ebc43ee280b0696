//! Chinese names as pinyin, for ids that nobody wrote.

use pinyin::ToPinyin;

/// `张三` becomes `zhang-san`; other letters and digits stay, everything else separates.
pub fn romanise(name: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::romanise;

    #[test]
    fn names_become_pinyin() {
        assert_eq!(romanise("张三"), "zhang-san");
        assert_eq!(romanise("吕 梁"), "lv-liang");
        assert_eq!(romanise("第1网格 A区"), "di-1-wang-ge-a-qu");
        assert_eq!(romanise("阿依古丽·买买提"), "a-yi-gu-li-mai-mai-ti");
        assert_eq!(romanise("！"), "");
    }
}
