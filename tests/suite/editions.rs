//! A board in several languages side by side: the same pages in each, linked to each other, with the records' texts as
//! the board translates them, and nothing else changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use super::browser::node;
use super::harness::{Site, root, tree};

/// The pages of a finished site, by path.
fn pages(site: &Site) -> BTreeMap<String, String> {
    let files = tree(&site.public()).into_iter().filter(|(path, _)| path.ends_with(".html"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// `href` on the page at `from`, as a path in the output.
fn resolved(from: &str, href: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop().expect("within the output")),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The languages of the switch on the page at `path`, each with the page that it leads to.
fn switch(path: &str, page: &str) -> BTreeMap<String, String> {
    let Some((_, nav)) = page.split_once("<nav class=\"languages\"") else { return BTreeMap::new() };
    let nav = nav.split("</nav>").next().unwrap();
    let mut found = BTreeMap::new();
    for item in nav.split("<li>").skip(1) {
        let part = |name: &str| item.split_once(name).map(|(_, rest)| rest.split('"').next().unwrap());
        let language = part(" lang=\"").expect("its language").to_owned();
        if let Some(href) = part("href=\"") {
            assert_eq!(part("hreflang=\""), Some(language.as_str()), "{path}: {item}");
            found.insert(language, resolved(path, href));
        } else {
            assert!(item.contains("aria-current=\"true\""), "{path}: {item}");
            found.insert(language, path.to_owned());
        }
    }
    found
}

/// The example that is published in English as well.
fn estate(more: &[&str]) -> Site {
    let site = Site::empty();
    site.copy_from(&root().join("examples/resettlement"));
    let build = ["build", "-q", "--deny-warnings", "--as-of", "2026-11-22"];
    site.run(&[&build, more].concat()).exits(0);
    site
}

#[test]
fn every_page_is_there_in_every_language_and_leads_to_its_counterpart() {
    let site = estate(&["--base-url", "https://shuangtang.example"]);
    let pages = pages(&site);
    let (english, own): (Vec<&String>, Vec<&String>) = pages.keys().partition(|path| path.starts_with("en/"));
    let counterparts: Vec<String> =
        own.iter().filter(|path| **path != "404.html").map(|path| format!("en/{path}")).collect();
    assert_eq!(english, counterparts.iter().collect::<Vec<_>>());
    assert!(english.len() > 80);
    for (path, page) in &pages {
        let (language, plain) = match path.strip_prefix("en/") {
            Some(plain) => ("en", plain),
            None => ("zh-CN", path.as_str()),
        };
        assert!(page.contains(&format!("<html lang=\"{language}\"")), "{path}");
        let counterpart = if plain == "404.html" { "index.html" } else { plain };
        let own = if path == "404.html" { "404.html" } else { counterpart };
        // What is shown at any address leads on from the top.
        let top = if path == "404.html" { "/" } else { "" };
        let wanted = [("en", format!("{top}en/{counterpart}")), ("zh-CN", own.to_owned())];
        let wanted: BTreeMap<String, String> =
            wanted.into_iter().map(|(language, path)| (language.to_owned(), path)).collect();
        assert_eq!(switch(path, page), wanted, "{path}");
        let folder = counterpart.strip_suffix("index.html").unwrap_or(counterpart);
        for (language, below) in [("zh-CN", ""), ("en", "en/"), ("x-default", "")] {
            let link = format!(
                "<link rel=\"alternate\" hreflang=\"{language}\" href=\"https://shuangtang.example/{below}{folder}\">"
            );
            // The kiosk is no page to be found by a search, nor is what is not there.
            let has = !["404.html", "kiosk/index.html"].contains(&plain);
            assert_eq!(page.contains(&link), has, "{path}: {link}");
        }
    }
    // Only the switch leads out of a language.
    for (path, page) in pages.iter().filter(|(path, _)| path.starts_with("en/")) {
        let out = switch(path, page).remove("zh-CN").unwrap();
        for href in page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let file = href.split('#').next().unwrap();
            if file.ends_with(".html") && !file.contains(':') {
                let to = resolved(path, file);
                assert!(to.starts_with("en/") || to == out, "{path}: {href}");
            }
        }
    }
    let sitemap = fs::read_to_string(site.public().join("sitemap.xml")).unwrap();
    for address in ["https://shuangtang.example/lookup/", "https://shuangtang.example/en/lookup/"] {
        assert!(sitemap.contains(&format!("<loc>{address}</loc>")), "{address}");
    }
    assert!(sitemap.contains(
        "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://shuangtang.example/en/lookup/\"/>"
    ));
}

#[test]
fn what_is_not_a_page_is_published_once() {
    let site = estate(&["--base-url", "https://shuangtang.example"]);
    let files = tree(&site.public());
    for path in files.keys().filter_map(|path| path.strip_prefix("en/")) {
        assert!(path.ends_with(".html") || path.contains("/s~"), "{path}");
        // What is found in another language may fill another number of files.
        assert!(files.contains_key(path) || path.starts_with("lookup/s~"), "{path}");
    }
    let page = fs::read_to_string(site.public().join("en/grids/dongyuan/index.html")).unwrap();
    for shared in ["assets/base.css", "feed.xml", "site.webmanifest"] {
        assert!(page.contains(&format!("\"../../../{shared}\"")), "{shared}");
    }
    let data = fs::read_to_string(site.public().join("en/data/index.html")).unwrap();
    assert!(data.contains("\"../../data/grids.csv\""), "{data}");
    // Within a language the way is the same as in the other.
    assert!(page.contains("href=\"../dongyuan-1/index.html\""), "{page}");
}

#[test]
fn the_own_language_is_what_it_is_without_others() {
    let (both, alone) = (estate(&[]), Site::empty());
    alone.copy_from(&root().join("examples/resettlement"));
    alone.edit("content/site.yaml", "更多语言: [en]\n", "");
    fs::remove_dir_all(alone.path().join("content/英文")).unwrap();
    for (path, _) in tree(&alone.path().join("content")) {
        if path.ends_with(".en.md") {
            fs::remove_file(alone.path().join("content").join(path)).unwrap();
        }
    }
    alone.run(&["build", "-q", "--as-of", "2026-11-22"]).exits(0);
    let bare = |page: &str| match page.split_once("<nav class=\"languages\"") {
        Some((before, rest)) => {
            format!("{before}{}", rest.split_once("</nav>").unwrap().1).split_whitespace().collect()
        }
        None => page.split_whitespace().collect::<String>(),
    };
    let pulse = |page: String| match page.split_once("data-pulse=\"") {
        Some((before, rest)) => format!("{before}{}", rest.split_once('"').unwrap().1),
        None => page,
    };
    let both = pages(&both);
    for (path, page) in pages(&alone) {
        assert_eq!(pulse(bare(&page)), pulse(bare(&both[&path])), "{path}");
    }
}

#[test]
fn records_speak_the_language_and_keep_their_ids() {
    let site = estate(&[]);
    let pages = pages(&site);
    for (path, words) in [
        ("en/index.html", &["Shuangtang Estate Board", "Dongyuan area", "Jiang Wenjie"][..]),
        ("en/grids/dongyuan/index.html", &["Area lead", "Elected by the branch", "Visits"]),
        ("en/members/gu-xiao-feng/index.html", &["Gu Xiaofeng", "On site within 4 hours"]),
        ("en/commitments/index.html", &["New drains in Nanyuan", "260 m renewed"]),
        ("en/services/index.html", &["Errands at home", "identity card"]),
        ("en/disclosures/index.html", &["Use of funds for services", "Finance"]),
        ("en/replies/index.html", &["The light was replaced on 4 August"]),
        ("en/kiosk/index.html", &["Xiyuan area", "Health insurance for 2027 can be paid now"]),
    ] {
        words.iter().for_each(|word| assert!(pages[path].contains(word), "{path}: {word}"));
    }
    // The chain of a page names people; where it leads is the record's id, and that is the same in both.
    for (path, page) in pages.iter().filter(|(path, _)| path.starts_with("en/")) {
        let own = &pages[&path["en/".len()..]];
        let ids = |page: &str| -> BTreeSet<String> {
            page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        };
        assert_eq!(ids(page), ids(own), "{path}");
    }
    // Doors are as they are on the door.
    assert!(pages["en/lookup/dongyuan-1/index.html"].contains("东苑1幢1单元101室"));
    assert!(pages["en/lookup/dongyuan-1/index.html"].contains("former Dongwan village, group 4"));
}

#[test]
fn pages_are_shown_as_they_were_written_in_a_language_else_in_the_original() {
    let site = estate(&[]);
    std::fs::remove_file(site.path().join("content/pages/history.en.md")).unwrap();
    site.run(&["build", "-q", "--as-of", "2026-11-22"]).exits(0);
    let pages = pages(&site);
    let written = &pages["en/pages/about/index.html"];
    assert!(written.contains("<h1>About this board</h1>") && !written.contains("<div lang="), "{written}");
    let original = &pages["en/pages/history/index.html"];
    assert!(original.contains("<div lang=\"zh-CN\" dir=\"auto\">"), "{original}");
    assert!(original.contains("镇向城聚"));
    assert!(!pages["pages/history/index.html"].contains("<div lang="));
    assert!(!pages["pages/about/index.html"].contains("About"));
    // A link to a page or to its translation leads to the page of the reader's own language.
    assert!(
        pages["en/pages/eight-rules/index.html"].contains("<a href=\"../how-to/index.html\">the guide</a>")
    );
    assert!(pages["en/lookup/index.html"].contains("For example: Dongyuan building 1, 101"));
}

#[test]
fn whatever_stays_in_the_language_of_the_records_says_so() {
    let site = estate(&[]);
    // Nobody translated these.
    site.edit("content/site.yaml", "标题: ", "标题: 试");
    site.run(&["build", "-q", "--as-of", "2026-11-22"]).exits(0);
    let mut seen = 0;
    for (path, page) in pages(&site) {
        assert!(!page.contains(['\u{fdd0}', '\u{fdd1}', '\u{fdd2}']), "{path}");
        if !path.starts_with("en/") {
            assert!(!page.contains("<bdi"), "{path}");
            continue;
        }
        // The elements within which a text stands, each with its language, outermost first.
        let mut within: Vec<(&str, &str)> = Vec::new();
        for part in page.split('<').skip(1) {
            let (tag, text) = part.split_once('>').unwrap();
            let name = tag.split([' ', '/', '\n']).next().unwrap();
            match tag.strip_prefix('/') {
                Some(closed) => {
                    let at = within.iter().rposition(|(open, _)| *open == closed);
                    within.truncate(at.unwrap_or_else(|| panic!("{path}: {tag}")));
                }
                None if tag.ends_with('/')
                    || ["meta", "link", "input", "img", "br", "hr", "!doctype"].contains(&name) => {}
                None => {
                    let own = tag.split_once(" lang=\"").map(|(_, rest)| rest.split('"').next().unwrap());
                    let outer = within.last().map_or("", |(_, language)| language);
                    within.push((name, own.unwrap_or(outer)));
                }
            }
            let is_chinese = text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
            if is_chinese && !within.iter().any(|(name, _)| ["title", "svg"].contains(name)) {
                seen += 1;
                assert!(within.last().unwrap().1.starts_with("zh"), "{path}: {text}");
            }
        }
    }
    assert!(seen > 500, "{seen}");
    let home = fs::read_to_string(site.public().join("en/index.html")).unwrap();
    assert!(home.contains("<bdi lang=\"zh-CN\">试"), "{home}");
    assert!(home.split("</title>").next().unwrap().contains("<title>"), "{home}");
    // A page that was written in the language has its title from there.
    assert!(home.contains(">About this board</a>"), "{home}");
}

#[test]
fn a_household_is_found_by_the_names_of_either_language() {
    let Some(node) = node() else { return };
    let site = estate(&[]);
    let engine = root().join("tests/browser/engine.js");
    let script = "const { engine } = require(process.argv[1]);
        for (const query of process.argv.slice(3)) {
            engine(process.argv[2], 'en/').search.find(query, (found) => console.log(found.total, found.answers[0] ? found.answers[0].networks[0].name : '-'));
        }";
    let queries = ["Dongyuan 101", "东苑片区 101", "dypq 101", "former Dongwan", "原东湾村", "Nowhere"];
    let ran = Command::new(node)
        .args(["-e", script])
        .arg(engine)
        .arg(site.public())
        .args(queries)
        .output()
        .expect("node runs");
    let said = String::from_utf8(ran.stdout).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), queries.len(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(lines[5], "0 -");
    let total = |at: usize| lines[at].split(' ').next().unwrap().parse::<usize>().unwrap();
    assert!(total(0) > 0 && total(1) > 0, "{said}");
    assert_eq!((total(1), total(3)), (total(2), total(4)), "{said}");
    assert!(lines[0].contains("Dongyuan building"), "{said}");
}

#[test]
fn a_private_value_in_a_translation_is_a_leak() {
    let site = Site::village();
    site.edit("content/site.yaml", "标题: 试村公开栏", "标题: 试村公开栏\n更多语言: [en]");
    site.write(
        "content/english.yaml",
        "translations:\n  - {language: en, texts: {试村公开栏: Trial village}}\nhouseholds:\n  - {id: x-1, door: 新1号, grid: g-1, private: {户主: Zhao Gaosheng}}\n",
    );
    site.run(&["build", "-q"]).exits(0);
    site.edit("content/english.yaml", "Trial village", "The board of Zhao Gaosheng");
    let ran = site.run(&["build", "--lang", "en"]).exits(1);
    assert!(ran.stderr.contains("private-leaked") && ran.stderr.contains("en/"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("Gaosheng"), "{}", ran.stderr);
}

#[test]
fn each_language_runs_its_own_way() {
    let site = Site::village();
    site.edit("content/site.yaml", "标题: 试村公开栏", "标题: 试村公开栏\n更多语言: [ug, zh-hant]\n大屏: {}");
    site.run(&["build", "-q"]).exits(0);
    let pages = pages(&site);
    let names = ["中文", "ئۇيغۇرچە", "繁體中文"];
    for (path, page) in &pages {
        let is_rtl = path.starts_with("ug/");
        assert_eq!(page.contains(" dir=\"rtl\">"), is_rtl, "{path}");
        assert_eq!(page.contains("assets/rtl.css"), is_rtl, "{path}");
        assert!(names.iter().all(|name| page.contains(&format!(">{name}<"))), "{path}");
    }
    assert!(pages["zh-Hant/index.html"].contains("誰包我家"));
    let alone = Site::village();
    alone.run(&["build", "-q"]).exits(0);
    assert!(self::pages(&alone).values().all(|page| !page.contains("class=\"languages\"")));
}

#[test]
fn one_can_ask_what_a_page_of_another_language_is_made_of() {
    let site = Site::village();
    site.edit("content/site.yaml", "标题: 试村公开栏", "标题: 试村公开栏\n更多语言: [en]");
    let said = site.run(&["theme", "why", "en/index.html"]).exits(0).stdout;
    assert!(said.contains("strings/en.yaml"), "{said}");
    assert!(!site.run(&["theme", "why", "index.html"]).exits(0).stdout.contains("strings/en.yaml"));
}
