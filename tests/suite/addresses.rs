//! Where a board will be served: one form in everything that holds a whole address.

use std::fs;

use super::harness::{Site, tree};

/// Every address in `text` that begins with `http` and is no name space or example.
fn addresses(text: &str) -> Vec<&str> {
    let places = text.match_indices("http").map(|(at, _)| &text[at..]);
    let found = places.filter_map(|rest| rest.split(['"', '<', '\'', '\n', ' ']).next());
    found
        .filter(|found| found.contains("://") && !found.contains("w3.org") && !found.contains("sitemaps.org"))
        .collect()
}

#[test]
fn an_address_is_encoded_alike_everywhere() {
    let encoded = "https://xn--fsqu00a.xn--fiqs8s:8443/%E6%9D%91%E5%8A%A1";
    for typed in ["HTTPS://例子.中国:8443/村务", "https://例子.中国:8443/%e6%9d%91%E5%8A%A1/"] {
        let site = Site::village();
        site.edit("content/site.yaml", "发布单位:", &format!("网址: {typed}\n更多语言: [en]\n发布单位:"));
        site.write("content/n.md", "---\ntitle: 通知\nid: 通知\nkind: notice\ndate: 2026-03-01\n---\n甲。\n");
        site.run(&["build", "-q"]).exits(0);
        let mut seen = 0;
        for (path, bytes) in tree(&site.public()) {
            if ["html", "xml", "txt"].iter().any(|kind| path.ends_with(kind)) && !path.starts_with("assets/")
            {
                let text = String::from_utf8(bytes).unwrap();
                for address in addresses(&text) {
                    seen += 1;
                    assert!(address.starts_with(encoded), "{path}: {address}");
                    assert!(address.is_ascii(), "{path}: {address}");
                }
            }
        }
        assert!(seen > 100, "{seen}");
        let read = |path: &str| fs::read_to_string(site.public().join(path)).unwrap();
        let notice = format!("{encoded}/notices/%E9%80%9A%E7%9F%A5/");
        assert!(read("feed.xml").contains(&notice) && read("sitemap.xml").contains(&notice));
        assert!(
            read("notices/通知/index.html").contains(&format!("<link rel=\"canonical\" href=\"{notice}\">"))
        );
        assert!(read("robots.txt").contains(&format!("Sitemap: {encoded}/sitemap.xml")));
        let missing = read("404.html");
        assert!(missing.contains("href=\"/%E6%9D%91%E5%8A%A1/assets/base.css\""), "{missing}");
        assert!(!missing.contains("canonical") && !missing.contains(encoded), "{missing}");
    }
}

#[test]
fn a_board_without_an_address_has_a_page_for_what_is_missing_at_its_top() {
    let site = Site::village();
    site.run(&["build", "-q"]).exits(0);
    let missing = fs::read_to_string(site.public().join("404.html")).unwrap();
    assert!(
        missing.contains("href=\"assets/base.css\"") && missing.contains("href=\"index.html\""),
        "{missing}"
    );
}

#[test]
fn an_address_that_cannot_be_is_refused_on_the_command_line_too() {
    let site = Site::village();
    for typed in
        ["https://a.example/cun/index.html", "https://a:b@c.example", "https://a.example:99999", "a.example"]
    {
        let ran = site.run(&["build", "--lang", "zh", "--base-url", typed]).exits(2);
        assert!(ran.stderr.contains("https://example.org/cun/"), "{}", ran.stderr);
    }
}

#[test]
fn a_password_in_an_address_is_not_shown() {
    let site = Site::village();
    site.edit("content/site.yaml", "发布单位:", "网址: https://zhang:geheim@a.example/\n发布单位:");
    for format in ["human", "short", "json", "sarif", "github"] {
        let ran = site.run(&["check", "--format", format]).exits(1);
        assert!(!format!("{}{}", ran.stdout, ran.stderr).contains("geheim"), "{format}: {}", ran.stdout);
    }
}
