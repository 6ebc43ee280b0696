//! The bytes of a Markdown page, front matter and text: the page itself each time, the whole way now and then and
//! where it is a draft, of which nothing may be seen.
#![no_main]

use gongkailan_fuzz::{BASE, Files, SITE, laws, plan, render};
use libfuzzer_sys::fuzz_target;

/// An empty page.
const PDF: &[u8] = b"%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R>>
";

fuzz_target!(|bytes: &[u8]| {
    let files = Files::from([
        ("content/site.yaml".to_owned(), SITE.into()),
        ("content/base.yaml".to_owned(), BASE.into()),
        ("content/page.md".to_owned(), bytes.to_vec()),
        ("content/other.md".to_owned(), b"# Other\n".to_vec()),
        ("content/photos/a.pdf".to_owned(), PDF.to_vec()),
    ]);
    if bytes.len().is_multiple_of(8) {
        laws::hold(&files, bytes);
        return;
    }
    let made = laws::board(&files);
    let Some(records) = made.sound() else { return };
    let mut site = plan(records);
    site.pages.retain(|page| page.template() == "article.html");
    let is_draft = site.pages.len() == 1;
    if is_draft {
        site = plan(records);
    }
    let Some(artifacts) = render(records, &site) else { return };
    laws::site(&artifacts, is_draft);
    if is_draft {
        laws::draft(bytes, &artifacts);
    }
});
