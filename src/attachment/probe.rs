use super::*;

#[test]
fn probe() {
    let Some(folder) = std::env::var_os("PROBE") else { return };
    let verbose = std::env::var_os("VERBOSE").is_some();
    let needle = std::env::var("NEEDLE").unwrap_or_default();
    let mut paths: Vec<_> = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|e| e.file_type().is_file())
        .map(|e| e.into_path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let start = std::time::Instant::now();
        let made = read(&name, &bytes);
        let took = start.elapsed();
        match made {
            Ok(found) => {
                println!(
                    "== {} ok {took:?} {} bytes text, {} pictures, changed {:?}",
                    path.display(),
                    found.reading.text().len(),
                    found.reading.pictures,
                    found.bytes.as_ref().map(Vec::len)
                );
                if let Some(out) = std::env::var_os("OUT") {
                    std::fs::write(
                        std::path::Path::new(&out).join(&name),
                        found.bytes.as_ref().unwrap_or(&bytes),
                    )
                    .unwrap();
                }
                if let Some(out) = std::env::var_os("TEXT") {
                    std::fs::write(
                        std::path::Path::new(&out).join(format!("{name}.txt")),
                        found.reading.text(),
                    )
                    .unwrap();
                }
                if verbose {
                    println!("{}", found.reading.text());
                }
                if !needle.is_empty() {
                    for (at, _) in found.reading.text().match_indices(&needle) {
                        println!("   {:?}", found.reading.place(at, &|_| true));
                    }
                }
            }
            Err(refusal) => println!("== {} REFUSED {took:?} {refusal:?}", path.display()),
        }
    }
}
