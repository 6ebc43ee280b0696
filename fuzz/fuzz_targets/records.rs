//! The bytes of a record file beside a small village, the whole way: decoded, read, resolved, checked, every problem
//! worded, mended, and where it is sound every page, table, feed and sheet made.
#![no_main]

use gongkailan_fuzz::{BASE, Files, SITE, laws};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let files = Files::from([
        ("content/site.yaml".to_owned(), SITE.into()),
        ("content/base.yaml".to_owned(), BASE.into()),
        ("content/records.yaml".to_owned(), bytes.to_vec()),
        ("content/photos/a.jpg".to_owned(), b"none".to_vec()),
    ]);
    laws::hold(&files, bytes);
});
