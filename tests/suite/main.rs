//! Tests of the whole program, most of them through its real binary. One target, so that it is linked once.
//!
//! - `boards`: fixture boards and what the commands say about them. A new case is a new folder in `tests/boards`.
//! - `commands`: help, languages, `explain`.
//! - `publishing`: what happens to the output folder, when all is well and when it is not.
//! - `disks`: the same on full and read-only disks.
//! - `privacy`: private values appear nowhere.
//! - `hostile`: input that means harm.
//! - `pictures`: photos and other files.
//! - `layering`, `tidy`: the shape of the source.

mod boards;
mod commands;
mod disks;
mod harness;
mod hostile;
mod layering;
mod pictures;
mod privacy;
mod publishing;
mod tidy;
