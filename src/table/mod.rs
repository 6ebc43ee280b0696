//! Spreadsheets and text tables of other programs, cell by cell: what `import` reads.
//!
//! A file is whatever its bytes say, not what its name ends in. Sheets are sparse: a cell that stands alone at the far
//! corner of a sheet costs one cell.
//!
//! - `kind`: what a file is; `refusal`: what is told of one that is no table
//! - `xlsx`, `ods`, `xml2003`: XML, read piece by piece (`xml`); `xls`: `records`; `page`: HTML; `text`: CSV and the like
//! - `book`: what a file of tables holds; `builder`: the book that they fill, within limits; `strings`, `formats`: what cells of workbooks refer to

mod book;
mod builder;
mod formats;
mod kind;
mod ods;
mod page;
mod records;
mod refusal;
mod strings;
#[cfg(test)]
mod tests;
mod text;
mod xls;
mod xlsx;
mod xml;
mod xml2003;

pub use book::{Area, Book, Cell, Number, Sheet, Unreadable, Value, letters, place};

use builder::Builder;
use kind::Kind;
use refusal::Why;

/// Largest file that is read, in bytes.
const MOST: usize = 64 << 20;

/// Reads a file. Its name is only told; what it is, its bytes say.
pub fn read(name: &str, bytes: &[u8]) -> Result<Book, Unreadable> {
    book(bytes).map_err(|why| why.told(name))
}

fn book(bytes: &[u8]) -> Result<Book, Why> {
    if bytes.len() > MOST {
        return Err(Why::TooLarge);
    }
    let mut book = Builder::default();
    match kind::of(bytes)? {
        Kind::Workbook(mut package) => xlsx::read(&mut package, &mut book)?,
        Kind::Open(mut package) => ods::read(&mut package, &mut book)?,
        Kind::Compound => xls::read(bytes, &mut book)?,
        Kind::Text => text::read(bytes, &mut book)?,
        Kind::Page => page::read(bytes, &mut book)?,
        Kind::Xml2003 => xml2003::read(bytes, &mut book)?,
    }
    if book.is_empty() { Err(Why::NoTable) } else { Ok(book.finish()) }
}
