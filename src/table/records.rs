//! Records as old Excel files have them: kind, length, data, which may go on in further records.

use super::refusal::Why;

/// A record of this kind continues the one before it.
const CONTINUED: u16 = 0x003c;

pub(super) struct Records<'b> {
    rest: &'b [u8],
}

pub(super) struct Record<'b> {
    pub kind: u16,
    pub data: Data<'b>,
}

/// A record's data from where it was read to.
#[derive(Clone)]
pub(super) struct Data<'b> {
    rest: &'b [u8],
    /// What follows in further records, last one first.
    further: Vec<&'b [u8]>,
}

impl<'b> Records<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Records<'b> {
        Records { rest: bytes }
    }

    /// The next record; they end with one that says so, never with the bytes.
    pub(super) fn next(&mut self) -> Result<Record<'b>, Why> {
        let (kind, rest) = self.take().ok_or(Why::Broken)?;
        let mut further = Vec::new();
        while self.rest.starts_with(&CONTINUED.to_le_bytes()) {
            further.push(self.take().ok_or(Why::Broken)?.1);
        }
        further.reverse();
        Ok(Record { kind, data: Data { rest, further } })
    }

    fn take(&mut self) -> Option<(u16, &'b [u8])> {
        let (head, rest) = self.rest.split_first_chunk::<4>()?;
        let [kind, length] = [[head[0], head[1]], [head[2], head[3]]].map(u16::from_le_bytes);
        let (data, rest) = rest.split_at_checked(length.into())?;
        self.rest = rest;
        Some((kind, data))
    }
}

impl Data<'_> {
    /// How much is left.
    pub(super) fn len(&self) -> usize {
        self.rest.len() + self.further.iter().map(|data| data.len()).sum::<usize>()
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Why> {
        let mut array = [0; N];
        for byte in &mut array {
            while self.rest.is_empty() {
                self.rest = self.further.pop().ok_or(Why::Broken)?;
            }
            (*byte, self.rest) =
                self.rest.split_first().map(|(byte, rest)| (*byte, rest)).ok_or(Why::Broken)?;
        }
        Ok(array)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Why> {
        self.array().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Result<u16, Why> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Why> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Result<f64, Why> {
        self.array().map(f64::from_le_bytes)
    }

    /// What a formula came to if that is no number, and its value: 0 a text, 1 a truth, 2 an error, 3 nothing.
    pub(super) fn result(&mut self) -> Result<(u8, u8), Why> {
        let [kind, _, value, _, _, _, mark @ ..] = self.array::<8>()?;
        Ok(if mark == [0xff, 0xff] { (kind, value) } else { (u8::MAX, 0) })
    }

    pub(super) fn skip(&mut self, mut count: usize) -> Result<(), Why> {
        loop {
            let now = count.min(self.rest.len());
            self.rest = &self.rest[now..];
            count -= now;
            if count == 0 {
                return Ok(());
            }
            self.rest = self.further.pop().ok_or(Why::Broken)?;
        }
    }

    pub(super) fn bytes(&mut self, count: usize) -> Result<Vec<u8>, Why> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(Why::Broken)?;
        self.rest = rest;
        Ok(bytes.to_vec())
    }

    /// A text of `length` units of UTF-16. Each record that it is continued in says anew whether they are shortened to a
    /// byte. What follows it (fonts of its parts, how it is pronounced) is passed over.
    pub(super) fn unicode(&mut self, length: u16) -> Result<String, Why> {
        let flags = self.u8()?;
        let fonts = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) * 4 };
        let spoken = if flags & 4 == 0 { 0 } else { self.u32()? as usize };
        let mut is_wide = flags & 1 != 0;
        let mut left = usize::from(length);
        let mut units = Vec::with_capacity(left);
        while left > 0 {
            let width = if is_wide { 2 } else { 1 };
            let now = left.min(self.rest.len() / width);
            let (said, rest) = self.rest.split_at(now * width);
            match is_wide {
                true => units.extend(said.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit))),
                false => units.extend(said.iter().map(|byte| u16::from(*byte))),
            }
            self.rest = rest;
            left -= now;
            if left > 0 {
                self.rest = self.further.pop().ok_or(Why::Broken)?;
                is_wide = self.u8()? & 1 != 0;
            }
        }
        self.skip(fonts)?;
        self.skip(spoken)?;
        Ok(String::from_utf16_lossy(&units))
    }
}
