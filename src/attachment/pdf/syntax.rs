//! The objects of a PDF file as they are written, with the places of their strings.

use std::ops::Range;

use super::super::Why;

/// How deep arrays and dictionaries may lie in each other.
const DEEPEST: u32 = 100;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Number(f64),
    Name(Vec<u8>),
    Text(PdfString),
    Array(Vec<Value>),
    Dict(Dict),
    /// The number of another object.
    Ref(u32),
    /// A word that is none of these: an operator, `true`.
    Word(Range<usize>),
}

/// A string: its bytes, and where it is written with its brackets.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PdfString {
    pub bytes: Vec<u8>,
    pub range: Range<usize>,
}

/// A dictionary.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(pub Vec<(Vec<u8>, Value)>);

impl Dict {
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    pub(super) fn name(&self, key: &str) -> Option<&[u8]> {
        self.get(key)?.name()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Whether `key` is this name.
    pub(super) fn is(&self, key: &str, name: &str) -> bool {
        self.name(key) == Some(name.as_bytes())
    }
}

impl Value {
    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Value::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn number(&self) -> Option<f64> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number from 0.
    pub(super) fn count(&self) -> Option<usize> {
        self.number().filter(|number| *number >= 0.0 && number.fract() == 0.0).map(|number| number as usize)
    }

    pub(super) fn dict(&self) -> Option<&Dict> {
        if let Value::Dict(dict) = self { Some(dict) } else { None }
    }

    /// The members of an array, or the one value that stands in its place.
    pub(super) fn members(&self) -> &[Value] {
        match self {
            Value::Array(list) => list,
            other => std::slice::from_ref(other),
        }
    }
}

/// Reads objects one after the other.
pub(super) struct Lexer<'b> {
    pub bytes: &'b [u8],
    pub at: usize,
    /// Whether `1 0 R` is one object: not in what draws a page.
    has_refs: bool,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize, has_refs: bool) -> Lexer<'b> {
        Lexer { bytes, at, has_refs }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += rest.iter().position(|byte| b"\r\n".contains(byte)).unwrap_or(rest.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next object; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Value>, Why> {
        self.value(0)
    }

    fn value(&mut self, depth: u32) -> Result<Option<Value>, Why> {
        if depth > DEEPEST {
            return Err(Why::TooDeep);
        }
        self.skip_blanks();
        let Some(byte) = self.peek() else { return Ok(None) };
        let value = match byte {
            b'/' => Value::Name(self.name()),
            b'(' => Value::Text(self.literal()),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                Value::Dict(self.dict(depth)?)
            }
            b'<' => Value::Text(self.hex()),
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                loop {
                    self.skip_blanks();
                    match self.peek() {
                        None => break,
                        Some(b']') => {
                            self.at += 1;
                            break;
                        }
                        Some(b'>') => break,
                        _ => list.extend(self.value(depth + 1)?),
                    }
                }
                Value::Array(list)
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_ref(),
            _ if is_delimiter(byte) => {
                self.at += 1;
                Value::Word(self.at - 1..self.at)
            }
            _ => {
                let start = self.at;
                while self.peek().is_some_and(|byte| !is_blank(byte) && !is_delimiter(byte)) {
                    self.at += 1;
                }
                match &self.bytes[start..self.at] {
                    b"null" => Value::Null,
                    _ => Value::Word(start..self.at),
                }
            }
        };
        Ok(Some(value))
    }

    fn dict(&mut self, depth: u32) -> Result<Dict, Why> {
        let mut entries = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                None => break,
                Some(b'>') => {
                    self.at += 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b'>'));
                    break;
                }
                Some(b'/') => {
                    let key = self.name();
                    self.skip_blanks();
                    if self.peek() == Some(b'>') {
                        continue;
                    }
                    if let Some(value) = self.value(depth + 1)? {
                        entries.push((key, value));
                    }
                }
                // Out of order: passed over.
                _ => drop(self.value(depth + 1)?),
            }
        }
        Ok(Dict(entries))
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_blank(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            let code = (byte == b'#').then(|| self.bytes.get(self.at..self.at + 2)).flatten();
            match code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()) {
                Some(code) => {
                    name.push(code);
                    self.at += 2;
                }
                None => name.push(byte),
            }
        }
        name
    }

    fn number(&mut self) -> f64 {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte)) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        text.parse().or_else(|_| text.trim_start_matches(['-', '+']).parse()).unwrap_or(0.0)
    }

    fn number_or_ref(&mut self) -> Value {
        let is_whole = self.peek().is_some_and(|byte| byte.is_ascii_digit());
        let number = self.number();
        if self.has_refs && is_whole && number.fract() == 0.0 {
            let rest = &self.bytes[self.at..self.bytes.len().min(self.at + 16)];
            let blanks = |from: usize| rest[from..].iter().take_while(|byte| is_blank(**byte)).count();
            let first = blanks(0);
            let digits = rest[first..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let second = first + digits + blanks(first + digits);
            let is_end = rest.get(second + 1).is_none_or(|byte| is_blank(*byte) || is_delimiter(*byte));
            if first > 0 && digits > 0 && second > first + digits && rest.get(second) == Some(&b'R') && is_end
            {
                self.at += second + 1;
                return Value::Ref(number as u32);
            }
        }
        Value::Number(number)
    }

    fn literal(&mut self) -> PdfString {
        let start = self.at;
        self.at += 1;
        let mut bytes = Vec::new();
        let mut depth = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut bytes);
                    continue;
                }
                _ => {}
            }
            bytes.push(byte);
        }
        PdfString { bytes, range: start..self.at }
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                bytes.push(code as u8);
            }
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            other => bytes.push(other),
        }
    }

    fn hex(&mut self) -> PdfString {
        let start = self.at;
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match (byte as char).to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None if byte == b'>' => break,
                None => {}
            }
        }
        let bytes = digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).unwrap_or(&0)).collect();
        PdfString { bytes, range: start..self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Value {
        Lexer::new(text.as_bytes(), 0, true).next().unwrap().unwrap()
    }

    #[test]
    fn objects_are_read_as_they_are_written() {
        let Value::Dict(dict) =
            read("<</A 12 0 R/B[1 -2.5 .5 3 0 R]/#43 (a\\(b\\051(c)\\\n\\347)/D<</E<48 4>>>>>")
        else {
            panic!()
        };
        assert_eq!(dict.get("A"), Some(&Value::Ref(12)));
        let numbers = [Value::Number(1.0), Value::Number(-2.5), Value::Number(0.5), Value::Ref(3)];
        assert_eq!(dict.get("B"), Some(&Value::Array(numbers.to_vec())));
        let Some(Value::Text(text)) = dict.get("C") else { panic!() };
        assert_eq!(text.bytes, b"a(b)(c)\xe7");
        let Some(Value::Text(text)) = dict.get("D").and_then(|inner| inner.dict()?.get("E")) else {
            panic!()
        };
        assert_eq!(text.bytes, b"H@");
        let deep = "[".repeat(10_000);
        assert_eq!(Lexer::new(deep.as_bytes(), 0, true).next(), Err(Why::TooDeep));
    }
}
