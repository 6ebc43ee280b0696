//! New boards and new files: what `init` and `new` write, where nothing stands yet.

mod board;
mod month;

pub use board::{EXAMPLES, Example, board, editor_line, is_written_in, schema_file};
pub use month::{MonthFile, Nothing, month};
