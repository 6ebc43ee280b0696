//! Tests of the whole program, most of them through its real binary. One target, so that it is linked once.
//!
//! - `addresses`: where a board will be served, and that all say the same of it.
//! - `bad_inputs`: what clerks really type, and what they are told. A new case is a few lines in `tests/inputs`.
//! - `below`: what boards below published, added up, and who of them is late.
//! - `county`: what a county's look-up finds of them, at any depth.
//! - `county_runs`: nothing private comes up into a county, it is whole when anything is killed, its bytes are the same.
//! - `boards`: fixture boards and what the commands say about them. A new case is a new folder in `tests/boards`.
//! - `commands`: help, languages, `explain`.
//! - `crashes`: the program killed at every step of publishing.
//! - `publication`: the publication record: what is proven, withdrawn, merged, refused, and what survives being killed.
//! - `publishing`: what happens to the output folder, when all is well and when it is not.
//! - `examples`: every board of the repository: sound, linked, its figures those of the documents. A new question is a
//!   line in `tests/boards-figures`.
//! - `disks`: the same on full and read-only disks.
//! - `flood`: a large board with many faults (`faults`), each told once.
//! - `formats`: other programs read what they are given.
//! - `figures`: every figure of a township over 24 months, worked out independently; the open data's validity.
//! - `privacy`: private values appear nowhere.
//! - `inferred`: what is published tells nothing of a few households, however it is added up.
//! - `hostile`: input that means harm.
//! - `pictures`: photos.
//! - `attachments`, `workbooks`: other files that records name: what is in them, and what they are called.
//! - `posters`: PDFs read back with other people's tools; what stops them; looks and fonts.
//! - `browser`: the finished board in Chromium.
//! - `cards`: every household of every board has the card that `who` tells.
//! - `lookup`, `lookup_cases`: the look-up's script and `who` find the same, and that it is what was meant.
//! - `lookup_matters`: what else the look-up finds, by title and by text, and that nothing of it is kept back elsewhere.
//! - `export`: what of the records stands on which sheet, and what of it may be published.
//! - `roundtrip`: what `export` writes, `import` takes back as it was.
//! - `rules`, `reference`: every rule explained and proved; what is generated from the program's tables.
//! - `schema`: JSON Schema, an independent validator and our own verdict agree.
//! - `rosters`: spreadsheets as offices keep them, imported. A new case is a file with its expectations in `tests/rosters`.
//! - `imports`: what goes wrong with tables that clerks bring, and what they are told.
//! - `mend`, `starts`: the commands that write into `content/`: `check --fix`, `init`, `new month`.
//! - `incremental`: hundreds of random edits, each made again to the same bytes as from nothing.
//! - `watch`, `serve`: every save arrives, nothing else does, and nothing is lost (`following` is their harness).
//! - `languages`: no Chinese of the theme's own on boards in other languages; what is turned around.
//! - `editions`: a board in several languages side by side: the same pages, each in its language, linked to each other.
//! - `themes`: the commands that list, begin and explain themes.
//! - `reaching`: every page is reached by links, and those above thousands of grids stay small.
//! - `reading`: sizes, enlarged text, paper and the page for what is missing, in Chromium.
//! - `texts`: Markdown as Chinese is written, and what is left out of it, on pages and in the open data.
//! - `open_data`: the page that tells what the open data are.
//! - `layering`, `tidy`, `dependencies`: the shape of the source, and what it is built from.

#![expect(unreachable_pub, reason = "nothing outside reaches into a program of tests")]

mod adding;
mod addresses;
mod attachments;
mod bad_inputs;
mod below;
mod boards;
mod browser;
mod cards;
mod clerk;
mod commands;
mod county;
mod county_runs;
mod crashes;
mod dependencies;
mod disks;
mod editions;
mod examples;
mod export;
mod faults;
mod figures;
mod flood;
mod following;
mod formats;
mod harness;
mod hostile;
mod imports;
mod incremental;
mod inferred;
mod languages;
mod layering;
mod lookup;
mod lookup_cases;
mod lookup_matters;
mod mend;
mod open_data;
mod pictures;
mod posters;
mod privacy;
mod publication;
mod publishing;
mod reaching;
mod reading;
mod reference;
mod rosters;
mod roundtrip;
mod rules;
mod saving;
mod schema;
mod serve;
mod starts;
mod texts;
mod themes;
mod tidy;
mod watch;
mod workbooks;
