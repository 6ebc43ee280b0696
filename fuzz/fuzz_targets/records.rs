//! The bytes of a record file: decoded, parsed, read, resolved, checked, and every problem worded.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let files = BTreeMap::from([
        ("content/site.yaml".to_owned(), gongkailan_fuzz::SITE.into()),
        ("content/records.yaml".to_owned(), bytes.to_vec()),
        ("content/photos/a.jpg".to_owned(), b"none".to_vec()),
    ]);
    let _ = gongkailan_fuzz::understand(&files);
});
