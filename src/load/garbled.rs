//! Text that was written in one encoding and read in another: 鎴愬姛 for 成功, Ã© for é, 锟斤拷.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::{Encoding, GBK, WINDOWS_1252};

/// What comes of filler bytes and of replacement characters read as GBK.
const FILLERS: [&str; 4] = ["锟斤拷", "烫烫烫", "屯屯屯", "ï»¿"];
/// How they begin: nearly all text has none of these and need not be searched for each.
const FIRSTS: [char; 4] = ['锟', '烫', '屯', 'ï'];

/// The characters whose bytes in GBK UTF-8 may begin with: of nearly all text a look at the first one is enough.
static BEGINNINGS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut beginnings = vec![false; 0x10000];
    for pair in (0xc2..=0xf4).flat_map(|lead| (0x80..=0xbf).map(move |next| [lead, next])) {
        let (text, _) = GBK.decode_without_bom_handling(&pair);
        for c in text.chars() {
            beginnings.get_mut(c as usize).into_iter().for_each(|slot| *slot = true);
        }
    }
    beginnings
});

/// The places of garbled text, each a run of characters that are not ASCII.
///
/// A run is garbled when its bytes in the wrong encoding are, to the last, sound UTF-8 of Chinese text: that does not
/// come about by chance in anything that people write.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_ascii()).map(|start| at + start) {
        let end = text[start..].find(|c: char| c.is_ascii()).map_or(text.len(), |end| start + end);
        // Half a character at the end may have been lost.
        let run = text[start..end].trim_end_matches(char::REPLACEMENT_CHARACTER);
        let filler = |filler: &&str| run.find(*filler).map(|from| from..from + filler.len());
        if let Some(filler) = run.contains(FIRSTS).then(|| FILLERS.iter().find_map(filler)).flatten() {
            found.push(start + filler.start..start + filler.end);
        } else if misread(run) {
            found.push(start..start + run.len());
        }
        at = end;
    }
    found
}

/// Whether `run` is UTF-8 that was read as GBK or Windows-1252.
fn misread(run: &str) -> bool {
    // UTF-8 begins with bytes that GBK has Han characters for. Of fewer characters than `length` nothing is said, and
    // so many as `wanted` must come of them.
    let (wrong, length, wanted) =
        if run.starts_with(|c| c < '\u{2e80}') { (WINDOWS_1252, 2, 1) } else { (GBK, 3, 2) };
    let first = run.chars().next().map_or(0, |c| c as usize);
    let may_begin = wrong != GBK || BEGINNINGS.get(first).is_some_and(|may| *may);
    if !may_begin || run.chars().nth(length - 1).is_none() {
        return false;
    }
    // Text is judged by its beginning: it may be a whole page. Two characters give nearly all sound text away.
    let head = |count| run.char_indices().nth(count).map_or(run, |(end, _)| &run[..end]);
    if meant(head(2), wrong).is_none() {
        return false;
    }
    let Some(sound) = meant(head(60), wrong) else { return false };
    let is_meant = |c: char| matches!(c, '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{2030}' | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    sound.chars().filter(|c| !c.is_ascii()).count() >= wanted
        && sound.chars().all(|c| c.is_ascii() || is_meant(c))
}

/// What `text` was before it was read as `wrong`; `None` where that is no UTF-8.
fn meant(text: &str, wrong: &'static Encoding) -> Option<String> {
    let (bytes, _, unmappable) = wrong.encode(text);
    let end = match std::str::from_utf8(&bytes) {
        Ok(sound) => sound.len(),
        // The last character may have run into what follows it.
        Err(error) if bytes.len() - error.valid_up_to() <= 2 => error.valid_up_to(),
        Err(_) => return None,
    };
    String::from_utf8(bytes[..end].to_vec()).ok().filter(|_| !unmappable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn garble(text: &str, wrong: &'static Encoding) -> String {
        wrong.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn misread_text_is_found() {
        for text in ["成功", "土岭底村", "张三、李四", "村务公开：本月", "姓名"] {
            assert_eq!(find(&format!("name: {}\n", garble(text, GBK))).len(), 1, "{text}");
            assert_eq!(find(&format!("name: {}\n", garble(text, WINDOWS_1252))).len(), 1, "{text}");
        }
        assert_eq!(find("caf\u{c3}\u{a9}").first(), Some(&(3..7)));
        assert_eq!(find("姓名: 锟斤拷锟斤拷").first(), Some(&(8..17)));
    }

    #[test]
    fn sound_text_is_not() {
        let demonstration = std::fs::read_to_string("content/site.yaml").unwrap();
        let text = "浠水县涞源 阿依古丽·买买提 Müller Ærø 㐂 𠮷野家 ①②③ “引号”……é à";
        assert!(find(&demonstration).is_empty());
        assert!(find(text).is_empty(), "{:?}", find(text));
    }
}
