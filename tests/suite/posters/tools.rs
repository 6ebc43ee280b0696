//! Independent programs that read PDFs. A test that misses one says so and looks at the rest.

use std::path::Path;
use std::process::Command;

use crate::browser::say;

/// What `program` says of a PDF, or nothing, told on the terminal, where it is not installed.
#[track_caller]
pub fn run(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let output = match Command::new(program).args(arguments).arg(file).output() {
        Ok(output) => output,
        Err(_) => {
            let package = match program {
                "qpdf" => "qpdf",
                "zbarimg" => "zbar-tools",
                _ => "poppler-utils",
            };
            say(&format!("skipped: {program} is missing (apt-get install {package})"));
            return None;
        }
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program} {}: {said}", file.display());
    Some(said)
}

/// The text of a PDF in its reading order; the tools' place for the output comes last.
#[track_caller]
pub fn text(file: &Path) -> Option<String> {
    let copy = file.with_extension("txt");
    let status = Command::new("pdftotext").arg("-raw").arg(file).arg(&copy).status();
    let Ok(status) = status else {
        say("skipped: pdftotext is missing (apt-get install poppler-utils)");
        return None;
    };
    assert!(status.success(), "{} can be read", file.display());
    std::fs::read_to_string(copy).ok()
}

/// What the QR codes on a page of a PDF say.
#[track_caller]
pub fn codes(file: &Path, page: u32) -> Option<Vec<String>> {
    let page = page.to_string();
    let prefix = file.with_extension("page");
    let drawn = Command::new("pdftoppm")
        .args(["-r", "200", "-f", &page, "-l", &page, "-singlefile", "-png"])
        .arg(file)
        .arg(&prefix)
        .status();
    if drawn.is_err() {
        say("skipped: pdftoppm is missing (apt-get install poppler-utils)");
        return None;
    }
    let said = run(
        "zbarimg",
        &["--raw", "--quiet", "-Sdisable", "-Sqrcode.enable"],
        &prefix.with_extension("page.png"),
    )?;
    Some(said.lines().map(str::to_owned).collect())
}

/// A line of `pdfinfo`: the value after `key:`.
pub fn value<'s>(said: &'s str, key: &str) -> &'s str {
    let line = said.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
    line.map(str::trim).unwrap_or_default()
}

/// A word of a PDF, where it stands and how large its sheet is, in points. The program's fonts are as high as their type
/// is large.
#[derive(Debug)]
pub struct Word {
    pub text: String,
    /// From 1.
    pub page: usize,
    pub x: (f64, f64),
    pub y: (f64, f64),
    pub sheet: (f64, f64),
}

/// Every word of a PDF: `pdftotext -bbox` tells the boxes.
#[track_caller]
pub fn words(file: &Path) -> Option<Vec<Word>> {
    let copy = file.with_extension("bbox");
    let status = Command::new("pdftotext").arg("-bbox").arg(file).arg(&copy).status();
    let Ok(status) = status else {
        say("skipped: pdftotext is missing (apt-get install poppler-utils)");
        return None;
    };
    assert!(status.success());
    let boxes = std::fs::read_to_string(copy).unwrap();
    let number = |line: &str, key: &str| -> f64 {
        let rest = &line[line.find(&format!("{key}=\"")).unwrap() + key.len() + 2..];
        rest[..rest.find('"').unwrap()].parse().unwrap()
    };
    let (mut page, mut sheet, mut words) = (0, (0.0, 0.0), Vec::new());
    for line in boxes.lines().map(str::trim) {
        if line.starts_with("<page ") {
            page += 1;
            sheet = (number(line, "width"), number(line, "height"));
        } else if let Some((_, text)) = line.split_once('>').filter(|_| line.starts_with("<word ")) {
            let (x, y) =
                ((number(line, "xMin"), number(line, "xMax")), (number(line, "yMin"), number(line, "yMax")));
            words.push(Word { text: text.trim_end_matches("</word>").to_owned(), page, x, y, sheet });
        }
    }
    assert!(!words.is_empty(), "{} has words", file.display());
    Some(words)
}

impl Word {
    /// How large its type is, in points.
    pub fn size(&self) -> f64 {
        self.y.1 - self.y.0
    }
}

/// Every word of a PDF lies on its sheet.
#[track_caller]
pub fn all_within(file: &Path) {
    for word in words(file).into_iter().flatten() {
        let (width, height) = word.sheet;
        let inside = word.x.0 >= 0.0 && word.y.0 >= 0.0 && word.x.1 <= width && word.y.1 <= height;
        assert!(inside, "{}: {word:?}", file.display());
    }
}
