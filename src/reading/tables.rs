//! Tables within a text, and what heads their columns.

use std::ops::Range;

/// So many letters before a table may be its title.
pub const TITLE: usize = 24;
/// Rows at the top of a table that may be headers: a title, what is counted, two rows of headers.
const HEADS: usize = 4;

/// What a tag does to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TablePart {
    Table,
    Row,
    Cell,
    End,
}

/// The cells of a text that is read.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The first cell of each table, and the letter behind its last one.
    tables: Vec<(usize, u32)>,
    cells: Vec<Cell>,
    /// How many tables are open, one within the other.
    depth: usize,
    /// The first letter of the line, and whether anything parts it into cells.
    line: u32,
    is_parted: bool,
    /// Where a line of a table began that nothing parted, and its last letter: unless it is a paragraph of a cell the table
    /// ended before it.
    unparted: Option<(u32, u32)>,
}

/// A cell that holds letters; empty ones are forgotten.
#[derive(Clone, Copy, Debug)]
struct Cell {
    letter: u32,
    begins_row: bool,
}

impl Tables {
    /// Whether a table is open.
    pub(super) fn is_within(&self) -> bool {
        self.depth > 0
    }

    /// A tag before `letter`.
    pub(super) fn part(&mut self, part: TablePart, letter: usize) {
        match part {
            TablePart::Table if self.depth > 0 => self.depth += 1,
            TablePart::Table => self.open(letter as u32),
            TablePart::Row | TablePart::Cell if self.depth > 0 => {
                self.begin(letter as u32, part == TablePart::Row)
            }
            TablePart::End if self.depth == 1 => self.close(letter as u32),
            TablePart::End => self.depth = self.depth.saturating_sub(1),
            TablePart::Row | TablePart::Cell => {}
        }
    }

    /// A mark that parts cells of one line, before `letter`; a tab goes on with a row whose cell ended with a paragraph.
    pub(super) fn separate(&mut self, letter: usize, is_tab: bool) {
        let letter = letter as u32;
        match self.unparted.take() {
            Some((_, end)) if is_tab && end == letter => {}
            Some((start, _)) => self.close(start),
            None => {}
        }
        if self.depth == 0 {
            self.open(self.line);
        }
        self.is_parted = true;
        let is_first =
            |cells: &Vec<Cell>| self.tables.last().is_some_and(|(first, _)| first + 1 == cells.len());
        if is_tab && self.cells.last().is_some_and(|cell| cell.letter == letter) && !is_first(&self.cells) {
            self.cells.pop();
        }
        self.begin(letter, false);
    }

    /// A line's end before `letter`; behind a table in text other lines follow.
    pub(super) fn line(&mut self, letter: usize, is_text: bool) {
        let letter = letter as u32;
        if let Some((start, _)) = self.unparted.take() {
            self.close(start);
        }
        if self.depth > 0 {
            self.unparted = Some((self.line, letter)).filter(|_| is_text && !self.is_parted);
            self.begin(letter, true);
        }
        (self.line, self.is_parted) = (letter, false);
    }

    fn open(&mut self, letter: u32) {
        self.depth = 1;
        self.tables.push((self.cells.len(), u32::MAX));
        self.cells.push(Cell { letter, begins_row: true });
    }

    fn close(&mut self, letter: u32) {
        self.depth = 0;
        if let Some((_, end)) = self.tables.last_mut() {
            *end = letter;
        }
    }

    fn begin(&mut self, letter: u32, begins_row: bool) {
        match self.cells.last_mut().filter(|last| last.letter == letter) {
            Some(empty) => empty.begins_row |= begins_row,
            None => self.cells.push(Cell { letter, begins_row }),
        }
    }

    /// What heads letter `at`, of `all`.
    pub(super) fn heads(&self, at: usize, all: usize) -> Heads {
        let at = at as u32;
        let index = self.tables.partition_point(|(first, _)| self.cells[*first].letter <= at);
        let Some(&(first, end)) = index.checked_sub(1).map(|index| &self.tables[index]) else {
            return Heads::default();
        };
        if at >= end {
            return Heads::default();
        }
        let last = self.tables.get(index).map_or(self.cells.len(), |(next, _)| *next);
        let cells = &self.cells[first..last];
        let range = |at: usize| {
            let behind = cells.get(at + 1).map_or(end, |cell| cell.letter.min(end)) as usize;
            cells[at].letter as usize..behind.min(all)
        };
        let is_end = |cell: &Cell| cell.begins_row || cell.letter >= end;
        let behind = |start: usize| {
            let more = cells.iter().skip(start + 1).position(is_end);
            more.map_or(cells.len(), |more| start + 1 + more)
        };
        let own = cells.partition_point(|cell| cell.letter <= at) - 1;
        let start = (0..=own).rev().find(|cell| cells[*cell].begins_row).unwrap_or(0);
        let length = behind(start) - start;
        let title = cells[0].letter as usize;
        let title = title.saturating_sub(TITLE)..title;
        let mut heads = Heads { own: vec![title.clone(), range(start)], rows: vec![vec![title]] };
        let mut row = 0;
        while row < start && heads.rows.len() <= HEADS {
            let next = behind(row);
            let all: Vec<_> = (row..next).map(range).collect();
            // Of a row with as many cells the one above, else any: cells may span several columns, or be empty.
            let column = own - start;
            heads.own.extend_from_slice(if all.len() == length { &all[column..=column] } else { &all });
            heads.rows.push(all);
            row = next;
        }
        heads
    }
}

/// What heads a letter of a table, as ranges of letters.
#[derive(Debug, Default)]
pub struct Heads {
    /// Cells that may head its column, the first cell of its row, and what stands before the table.
    pub own: Vec<Range<usize>>,
    /// The cells of the first rows, and what stands before these.
    pub rows: Vec<Vec<Range<usize>>>,
}
