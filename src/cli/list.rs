//! A list of boards, and the part of it that one of several machines makes.

#![expect(clippy::disallowed_methods, reason = "reads the list")]

use std::fs;
use std::path::{Path, PathBuf};

use super::usage::Wrong;
use crate::fault::Fault;
use crate::text;

/// One of so many parts, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    number: usize,
    of: usize,
}

/// Reads a value of `--shard`.
pub(super) fn parse_shard(text: &str) -> Result<Shard, Wrong> {
    let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match parts {
        Some((number, of)) if (1..=of).contains(&number) => Ok(Shard { number, of }),
        _ => Err(Wrong(text!(
            "写成 2/8 这样：八份里的第二份",
            "write I/N, as in 2/8: the second of eight parts"
        ))),
    }
}

/// The site folders that `file` lists, one a line, seen from where it lies; of these the part `shard`. None comes twice,
/// so no two machines make the same.
pub(super) fn sites(file: &Path, shard: Option<Shard>) -> Result<Vec<PathBuf>, Fault> {
    let text =
        fs::read_to_string(file).map_err(|error| Fault::machine(&text!("读取", "read"), file, &error))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    Ok(listed(&text, shard).into_iter().map(|line| folder.join(line)).collect())
}

fn listed(text: &str, shard: Option<Shard>) -> Vec<&str> {
    let mut sites: Vec<&str> = Vec::new();
    let lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.trim());
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if !sites.contains(&line) {
            sites.push(line);
        }
    }
    let Some(Shard { number, of }) = shard else { return sites };
    sites.into_iter().skip(number - 1).step_by(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_board_is_in_one_part() {
        let text = "\u{feff}# 青龙乡\n甲村\r\n 乙村 \n\n丙村\n甲村\n丁村\n";
        let part = |number, of| listed(text, Some(Shard { number, of }));
        assert_eq!(listed(text, None), ["甲村", "乙村", "丙村", "丁村"]);
        assert_eq!([part(1, 3), part(2, 3), part(3, 3)].concat(), ["甲村", "丁村", "乙村", "丙村"]);
        assert_eq!(part(5, 9), [""; 0]);
    }

    #[test]
    fn a_part_is_one_of_so_many() {
        assert_eq!(parse_shard("2/8").unwrap(), Shard { number: 2, of: 8 });
        for wrong in ["0/8", "9/8", "8", "a/b", "1/0", ""] {
            assert!(parse_shard(wrong).is_err(), "{wrong}");
        }
    }
}
