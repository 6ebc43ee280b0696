//! Text that was written in one encoding and read in another: 鎴愬姛 for 成功, Ã© for é, ³É¹¦ for 成功, 锟斤拷.
//!
//! Each place is read both ways, and the readings are weighed ([`likelihood`]). A name may look like garbled text by its
//! bytes (平泉镇 in GBK are two letters of UTF-8); it never does by its weight.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::{GBK, WINDOWS_1252};

use super::likelihood;

/// What comes of filler bytes and of replacement characters read as GBK.
const FILLERS: [&str; 4] = ["锟斤拷", "烫烫烫烫", "屯屯屯屯", "ï»¿"];

/// From how many bits on another reading is so much likelier that there is no doubt: four names in ten million reach half of it.
const CERTAIN: i32 = 20;
/// From how many on it is told at all.
const DOUBTFUL: i32 = 12;

/// How many characters of a place are weighed: it may be a whole page.
const WEIGHED: usize = 60;

/// A place of text that reads better in another encoding.
#[derive(Clone, Debug, PartialEq)]
pub struct Garbled {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it seems to have been, as far as that was looked at; empty where it is lost.
    pub meant: String,
    /// Whether there is no doubt about it.
    pub is_certain: bool,
}

/// What may begin with a character: of nearly all characters nothing does.
static BEGINNINGS: LazyLock<Vec<Beginning>> = LazyLock::new(|| {
    let one = |c: char| match likelihood::gbk(c) {
        _ if FILLERS.iter().any(|filler| filler.starts_with(c)) => Beginning::Filler,
        _ if matches!(c, '\u{a1}'..='\u{7ff}') => Beginning::Narrow,
        Some((0xe2..=0xef, Some(0x80..=0xbf))) => Beginning::Wide,
        _ => Beginning::Nothing,
    };
    (0..=0xffff).map(|code| char::from_u32(code).map_or(Beginning::Nothing, one)).collect()
});

#[derive(Clone, Copy, Debug, PartialEq)]
enum Beginning {
    Nothing,
    /// A [filler](FILLERS), or what `Wide` or `Narrow` may begin.
    Filler,
    /// UTF-8 read as GBK.
    Wide,
    /// UTF-8 or GBK read as Latin letters, GBK read as UTF-8.
    Narrow,
}

/// The places of garbled text, in order, apart.
pub fn find(text: &str) -> Vec<Garbled> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end || c.is_ascii() {
            continue;
        }
        let beginning = BEGINNINGS.get(c as usize).copied().unwrap_or(Beginning::Nothing);
        if beginning == Beginning::Nothing {
            continue;
        }
        let before = text[..at].chars().next_back();
        let place = match beginning {
            Beginning::Filler => filler(&text[at..]).or_else(|| wide(&text[at..])),
            Beginning::Wide => wide(&text[at..]),
            _ => None,
        };
        let mut place = place.or_else(|| narrow(before, &text[at..], &mut end, at));
        if let Some(place) = &mut place {
            place.range = at..at + place.range.end;
            end = end.max(place.range.end);
        }
        found.extend(place);
    }
    found
}

fn filler(text: &str) -> Option<Garbled> {
    let filler = FILLERS.iter().find(|filler| text.starts_with(**filler))?;
    // Nobody counts how many there are.
    let length = text.len() - text.trim_start_matches(filler).len();
    Some(Garbled { range: 0..length, meant: String::new(), is_certain: true })
}

/// UTF-8 that was read as GBK, at the beginning of `text`.
fn wide(text: &str) -> Option<Garbled> {
    let mut bytes = Vec::new();
    // After each character: how many bytes there are, what it took to say so far, and where it ends.
    let mut written = vec![(0, 0, 0)];
    let mut cost = 0;
    for (at, c) in text.char_indices().take(WEIGHED) {
        let Some((lead, trail)) = likelihood::gbk(c) else { break };
        // 玥 has a letter for its second byte: that is no part of a character of UTF-8.
        if trail.is_some_and(|trail| trail.is_ascii()) {
            break;
        }
        bytes.push(lead);
        bytes.extend(trail);
        if std::str::from_utf8(&bytes)
            .is_err_and(|error| error.error_len().is_some() || bytes.len() - error.valid_up_to() > 2)
        {
            break;
        }
        cost += likelihood::cost(None, c, None);
        written.push((bytes.len(), cost, at + c.len_utf8()));
    }
    let (_, _, end) = *written.last()?;
    let sound = match std::str::from_utf8(&bytes) {
        Ok(sound) => sound,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
    };
    let mut best: Option<(i32, usize)> = None;
    let mut meant = 0;
    for (at, c) in sound.char_indices() {
        meant += likelihood::cost(None, c, None);
        let stop = at + c.len_utf8();
        let (.., cost, _) = written.iter().rfind(|(bytes, ..)| *bytes <= stop)?;
        let gain = *cost as i32 - meant as i32;
        if best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, stop));
        }
    }
    let (gain, stop) = best?;
    // All of it, half a character that was lost at its end among it, unless its end makes no sense.
    let end = match stop == sound.len() {
        true => end,
        false => written.iter().find(|(bytes, ..)| *bytes >= stop).map_or(end, |(.., end)| *end),
    };
    judged(gain, end, sound[..stop].to_owned())
}

fn judged(gain: i32, end: usize, meant: String) -> Option<Garbled> {
    (gain >= DOUBTFUL).then_some(Garbled { range: 0..end, meant, is_certain: gain >= CERTAIN })
}

/// What was read as single letters, at the beginning of `text`, which stands at byte `at`. Its end is looked at no more.
fn narrow(before: Option<char>, text: &str, end: &mut usize, at: usize) -> Option<Garbled> {
    let is_narrow = |c: char| match c {
        '\u{80}'..='\u{7ff}' => true,
        // The last of Windows-1252.
        '\u{800}'..='\u{2122}' => byte(c).is_some(),
        _ => false,
    };
    let length = text.find(|c| !is_narrow(c)).unwrap_or(text.len());
    *end = at + length;
    let length = text[..length].char_indices().nth(WEIGHED).map_or(length, |(at, _)| at);
    let (run, after) = (&text[..length], text[length..].chars().next());
    let mut characters = run.chars();
    characters.next()?;
    characters.next()?;
    let weight = |said: &str| {
        let whole: String = before.into_iter().chain(said.chars()).chain(after).collect();
        let outer = before.into_iter().chain(after).collect::<String>();
        likelihood::of(&whole) as i32 - likelihood::of(&outer) as i32
    };
    let single: Option<Vec<u8>> = run.chars().map(byte).collect();
    let utf8 = single.as_ref().and_then(|bytes| match std::str::from_utf8(bytes) {
        Ok(sound) => Some(sound.to_owned()),
        Err(error) if bytes.len() - error.valid_up_to() <= 2 => {
            Some(String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned())
        }
        Err(_) => None,
    });
    let from_gbk = |bytes: &[u8]| {
        let (said, is_wrong) = GBK.decode_without_bom_handling(bytes);
        (!is_wrong
            && said.chars().count() > 1
            && said.chars().all(|c| c > '\u{2e7f}' || "·—…“”‘’".contains(c)))
        .then(|| said.into_owned())
    };
    let readings = [utf8, single.as_deref().and_then(from_gbk), from_gbk(run.as_bytes())];
    let best =
        readings.into_iter().flatten().filter(|said| !said.is_empty()).min_by_key(|said| weight(said))?;
    judged(weight(run) - weight(&best), run.len(), best)
}

/// The byte that Windows-1252 or ISO 8859-1 has for `c`.
fn byte(c: char) -> Option<u8> {
    let mut buffer = [0; 4];
    match WINDOWS_1252.encode(c.encode_utf8(&mut buffer)) {
        (bytes, _, false) => bytes.first().copied(),
        _ => u8::try_from(u32::from(c)).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn garble(text: &str, wrong: &'static encoding_rs::Encoding) -> String {
        wrong.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn misread_text_is_found() {
        for text in ["成功", "土岭底村", "张三、李四", "村务公开：本月", "姓名", "阿依·古丽"]
        {
            let gbk = GBK.encode(text).0.into_owned();
            for garbled in [
                garble(text, GBK),
                garble(text, WINDOWS_1252),
                WINDOWS_1252.decode_without_bom_handling(&gbk).0.into_owned(),
            ] {
                for around in [format!("name: {garbled}\n"), format!("请找{garbled}，马上")] {
                    let found = find(&around);
                    assert!(found.iter().any(|place| place.is_certain), "{text} {around}: {found:?}");
                }
            }
        }
        assert_eq!(find("caf\u{c3}\u{a9}").first().map(|place| place.range.clone()), Some(3..7));
        assert_eq!(find("姓名: 锟斤拷锟斤拷").first().map(|place| place.range.clone()), Some(8..26));
    }

    #[test]
    fn sound_text_is_not() {
        let demonstration = std::fs::read_to_string("content/site.yaml").unwrap();
        assert_eq!(find(&demonstration), []);
        for text in [
            "浠水县涞源 阿依古丽·买买提 Müller Ærø 㐂 𠮷野家 ①②③ “引号”……é à",
            // Real places and names of the usual kinds whose bytes come near to another encoding.
            "宸玥府社区 淇汭村 王宸玥 李玥彤 王炜峰，王炜峰说 黎璧村 瀛湖镇 玳瑁村 白璧东街",
            "平泉镇 茅坪镇 暖泉镇 梅陇镇 忙农镇 羌姆村 平鲁区 钱强丽 卢强",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
