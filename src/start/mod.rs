//! New boards and new files: what `init` and `new` write, where nothing stands yet.

mod board;
mod empty;
mod month;
mod notice;
mod words;

pub use board::{EXAMPLES, Example, TOWNSHIP, board, editor_line, is_written_in, many, schema_file, schemas};
pub use empty::{Answers, BadLevel, Level, empty};
pub use month::{MonthFile, Nothing, month};
pub use notice::{Notice, notice};
pub use words::{Answer, language_of};
