//! How likely a text is as something that people here write, in bits a character: the common characters of simplified
//! Chinese cost little, rare ones and stray letters much. Two readings of the same bytes are compared by it.

use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GBK};

/// What each character of Unicode's first plane is in GBK, and how usual it is there.
static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(table);

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// Lead and trail byte in GBK; 0 where it has none.
    gbk: u16,
    rank: Rank,
}

/// How common a Han character is, by the character sets that list it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Rank {
    /// None that is listed.
    #[default]
    Rare,
    /// The first level of GB 2312: 3,755 characters make up nearly all text.
    Common,
    /// Its second level: names of people and places, plants, ailments.
    Known,
    /// The first level of Big5, without those: traditional text.
    Traditional,
}

fn table() -> Vec<Entry> {
    let mut table = vec![Entry::default(); 0x1_0000];
    each_pair(GBK, 0x81..=0xfe, |c, [lead, trail]| {
        let rank = match (lead, trail) {
            (0xb0..=0xd7, 0xa1..) => Rank::Common,
            (0xd8..=0xf7, 0xa1..) => Rank::Known,
            _ => Rank::Rare,
        };
        table[c as usize] = Entry { gbk: u16::from_be_bytes([lead, trail]), rank };
    });
    each_pair(BIG5, 0xa4..=0xc6, |c, _| {
        let entry = &mut table[c as usize];
        if entry.rank == Rank::Rare {
            entry.rank = Rank::Traditional;
        }
    });
    table
}

/// Calls `see` with every character of `encoding` that has two bytes, the first of them one of `leads`.
fn each_pair(
    encoding: &'static Encoding,
    leads: std::ops::RangeInclusive<u8>,
    mut see: impl FnMut(char, [u8; 2]),
) {
    let pairs: Vec<[u8; 2]> = leads
        .flat_map(|lead| (0x40..=0xfe).filter(|trail| *trail != 0x7f).map(move |trail| [lead, trail]))
        .collect();
    let bytes: Vec<u8> = pairs.iter().flat_map(|[lead, trail]| [*lead, *trail, b'\n']).collect();
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    for (said, pair) in text.lines().zip(pairs) {
        let mut characters = said.chars();
        if let (Some(c @ '\u{80}'..='\u{fffc}'), None) = (characters.next(), characters.next()) {
            see(c, pair);
        }
    }
}

/// The bytes of `c` in GBK, one or two.
pub fn gbk(c: char) -> Option<(u8, Option<u8>)> {
    if c == '€' {
        return Some((0x80, None));
    }
    let code = TABLE.get(c as usize)?.gbk;
    let [lead, trail] = code.to_be_bytes();
    (code != 0).then_some((lead, Some(trail)))
}

/// How many bits it takes to say `c`, which stands between `before` and `after`. ASCII is the same in every reading.
pub fn cost(before: Option<char>, c: char, after: Option<char>) -> u32 {
    let is_beside =
        |test: fn(&char) -> bool| before.is_some_and(|c| test(&c)) || after.is_some_and(|c| test(&c));
    match c {
        '\0'..='\x7f' => 0,
        '，' | '。' | '、' | '：' | '；' | '（' | '）' | '“' | '”' | '‘' | '’' | '《' | '》' | '？'
        | '！' | '—' | '…' | '·' => 10,
        '\u{80}'..='\u{9f}' => 20,
        '\u{a0}' | '°' | '±' | '×' | '÷' | '²' | '³' | '½' | '§' | '©' | '®' | '«' | '»' | '¥' => {
            12
        }
        '\u{a1}'..='\u{bf}' => 15,
        '\u{c0}'..='\u{24f}' => {
            let strange = if c <= '\u{17f}' || "ǎǐǒǔǖǘǚǜ".contains(c) { 14 } else { 22 };
            // `caFé` is no word, `fÃ` none either.
            let is_turned = c.is_uppercase() && before.is_some_and(|c| c.is_ascii_lowercase());
            if is_beside(char::is_ascii_alphabetic) {
                strange - 6 + 8 * u32::from(is_turned)
            } else {
                strange
            }
        }
        // Words of other alphabets: letters beside letters of the same one, seldom one by itself.
        '\u{370}'..='\u{1fff}'
        | '\u{3040}'..='\u{318f}'
        | '\u{a000}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}' => {
            let is_near = |other: char| (other as u32 ^ c as u32) < 0x200;
            if before.is_some_and(is_near) { 6 } else { 20 }
        }
        '\u{fffd}' => 20,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
            let rank = match TABLE[c as usize].rank {
                Rank::Common => 12,
                Rank::Known => 16,
                Rank::Traditional => 17,
                Rank::Rare if c < '\u{3400}' => 15,
                Rank::Rare => 22,
            };
            // Chinese characters stand beside capitals and digits (A区, 3号), not within words of small letters.
            rank + 6 * u32::from(is_beside(char::is_ascii_lowercase))
        }
        '\u{ff01}'..='\u{ffef}' => 15,
        _ => 24,
    }
}

/// How many bits it takes to say `text`.
pub fn of(text: &str) -> u32 {
    let mut before = None;
    let mut all = text.chars().peekable();
    let mut sum = 0;
    while let Some(c) = all.next() {
        sum += cost(before, c, all.peek().copied());
        before = Some(c);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_costs_less_than_what_a_wrong_encoding_makes_of_it() {
        for text in ["成功", "土岭底村", "张三、李四", "浠水县", "阿依古丽·买买提", "André", "Абай", "鄉公所"]
        {
            for wrong in [GBK, encoding_rs::WINDOWS_1252] {
                let (garbled, _) = wrong.decode_without_bom_handling(text.as_bytes());
                assert!(of(text) + 8 < of(&garbled), "{text}: {} {garbled}: {}", of(text), of(&garbled));
            }
        }
        assert!(of("毛坪") < of("ëƺ") && of("Müller") < of("M眉ller"));
    }

    #[test]
    fn bytes_are_those_of_gbk() {
        assert_eq!(gbk('啊'), Some((0xb0, Some(0xa1))));
        assert_eq!(gbk('€'), Some((0x80, None)));
        assert_eq!([gbk('a'), gbk('𠮷'), gbk('é')], [None, None, Some((0xa8, Some(0xa6)))]);
    }
}
