//! Plain text: UTF-8, UTF-16, or what is usual in China.

use encoding_rs::GB18030;

use super::reading::{PartName, Spot};
use super::{Look, Made, Why, doubt, wrapped};

pub(super) fn read(look: &mut Look, bytes: &[u8]) -> Made {
    let text = doubt::decoded(bytes).ok_or(Why::Encoding)?;
    let others = doubt::others(bytes, &text).ok_or(Why::Encoding)?;
    say(look, PartName::named("", ""), &text)?;
    for (encoding, other) in others {
        let (zh, en) = (format!("按 {encoding} 读的"), format!("read as {encoding}"));
        say(look, PartName::Named(zh, en), &other)?;
    }
    for (zh, en, within) in wrapped::within(&text)? {
        look.whole(PartName::named(zh, en), &within)?;
    }
    Ok(None)
}

fn say(look: &mut Look, part: PartName, text: &str) -> Result<(), Why> {
    look.begin(part)?;
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        look.reading.mark(Spot::Line(number));
        look.reading.say(line)?;
    }
    look.reading.end();
    Ok(())
}

/// Text that stands in the bytes of something that is none: in UTF-16, in GB18030, or in ASCII.
pub(super) fn runs(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut found = String::new();
    for start in [0, 1] {
        let units = bytes.get(start..).unwrap_or_default().as_chunks::<2>().0;
        let units = units.iter().map(|unit| u16::from_le_bytes(*unit));
        let chars = char::decode_utf16(units).map(|c| c.unwrap_or('\0'));
        collect(chars, 2, &mut found);
    }
    // A byte before it may take the first half of a character for its own second.
    for run in bytes.split(|byte| *byte < 0x30).filter(|run| !run.is_ascii()) {
        for start in [0, 1] {
            let said = GB18030.decode_without_bom_handling(run.get(start..).unwrap_or_default()).0;
            collect(said.chars().map(|c| if c.is_ascii() { '\0' } else { c }), 2, &mut found);
        }
    }
    collect(bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '\0' }), 6, &mut found);
    found
}

/// Adds every run of at least `least` characters, each on a line of its own.
fn collect(chars: impl Iterator<Item = char>, least: usize, found: &mut String) {
    let mut run = String::new();
    let mut length = 0;
    for c in chars.chain(['\0']) {
        if is_text(c) {
            run.push(c);
            length += 1;
            continue;
        }
        // Plain letters read two at a time are Chinese by chance.
        let is_by_chance = |c: char| {
            let [low, high] = (c as u32 as u16).to_le_bytes();
            c > '\u{ff}' && low.is_ascii_graphic() && high.is_ascii_graphic()
        };
        if length >= least && !run.chars().all(is_by_chance) {
            found.push_str(&run);
            found.push('\n');
        }
        run.clear();
        length = 0;
    }
}

fn is_text(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{b7}' | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}
