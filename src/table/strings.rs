//! Texts that cells of a workbook share, and refer to by number.

use super::refusal::Why;

/// Most texts, and bytes in them.
const MOST: usize = 4_000_000;
const MOST_TEXT: usize = 64 << 20;

/// The texts one behind the other: one by itself would take more room than most of them.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(super) fn add(&mut self, string: &str) -> Result<(), Why> {
        if self.text.len() + string.len() > MOST_TEXT || self.ends.len() >= MOST {
            return Err(Why::TooLarge);
        }
        self.text.push_str(string);
        self.ends.push(self.text.len() as u32);
        Ok(())
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}
