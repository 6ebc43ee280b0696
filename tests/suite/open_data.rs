//! The page of the open data: it tells what is there, and every page leads to it.

use std::fs;

use super::harness::{Site, root, tree};

fn built(board: &str, more: &str) -> Site {
    let site = Site::empty();
    site.copy_from(&root().join(board));
    let settings = fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{settings}\n{more}"));
    site.run(&["build", "-q", "--as-of", "2026-11-22", "--base-url", "https://a.example"]).exits(0);
    site
}

#[test]
fn every_page_leads_to_the_data_and_no_page_holds_them_in_a_fold() {
    let site = built("examples/resettlement", "");
    let files = tree(&site.public());
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        // The hall's screen has no footer.
        if path.contains("kiosk") {
            continue;
        }
        let foot = page.split("<footer").nth(1).unwrap_or_else(|| panic!("{path} has no footer"));
        let own = path == "data/index.html" || path == "en/data/index.html";
        assert!(
            foot.contains("data/index.html\"") || (own && foot.contains("href=\"index.html\"")),
            "{path}"
        );
        assert!(!foot.contains(".csv"), "{path}");
    }
    let sitemap = String::from_utf8_lossy(&files["sitemap.xml"]);
    assert!(sitemap.contains("https://a.example/data/") && sitemap.contains("https://a.example/en/data/"));
}

#[test]
fn each_table_is_told_with_its_columns_rows_and_sizes() {
    for (board, chinese) in [("examples/liangquan", true), ("examples/village-en", false)] {
        let site = built(board, "");
        let files = tree(&site.public());
        let page = String::from_utf8_lossy(&files["data/index.html"]).into_owned();
        let tables: Vec<&str> =
            files.keys().filter_map(|path| path.strip_prefix("data/")?.strip_suffix(".csv")).collect();
        assert!(tables.len() >= 7);
        assert_eq!(page.matches(".csv\"").count(), tables.len(), "{board}");
        for table in tables {
            let told =
                page.split(&format!("id=\"data-{table}\"")).nth(1).unwrap_or_else(|| panic!("{table}"));
            let told = told.split("</section>").next().unwrap();
            let csv = String::from_utf8_lossy(&files[&format!("data/{table}.csv")]);
            let heads = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
            for head in heads.split(',') {
                assert!(told.contains(&format!(">{head}</th>")), "{table}: {head}");
            }
            assert_eq!(told.matches("<tr>").count(), heads.split(',').count() + 1, "{table}");
            let json: Vec<serde_json::Value> =
                serde_json::from_slice(&files[&format!("data/{table}.json")]).unwrap();
            let rows = match (chinese, json.len()) {
                (true, rows) => format!("{rows} 行"),
                (false, 1) => "1 row<".to_owned(),
                (false, rows) => format!("{rows} rows"),
            };
            assert!(told.contains(&rows), "{table}: {rows}");
            for kind in ["csv", "json"] {
                let size = files[&format!("data/{table}.{kind}")].len().div_ceil(1024);
                assert!(told.contains(&format!("{size} KB")), "{table}.{kind}: {size}");
            }
        }
    }
}

#[test]
fn a_licence_is_told_where_the_board_gives_one_and_nowhere_else() {
    let page = |site: &Site| fs::read_to_string(site.public().join("data/index.html")).unwrap();
    assert!(page(&built("examples/village", "数据许可: 署名即可使用")).contains("署名即可使用"));
    assert!(!page(&built("examples/village", "")).contains("使用许可"));
}
