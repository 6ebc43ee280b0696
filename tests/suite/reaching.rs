//! Reaching everything: every link of a finished board leads somewhere, every page is reached from the front page by links,
//! and no page lists so much that a phone has to wait for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

use super::harness::{Site, root, tree};

/// Links of all pages that lead to no file or to no element.
pub fn dangling(site: &Site) -> Vec<String> {
    let files = tree(&site.public());
    let pages: BTreeMap<&String, String> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    let ids: BTreeMap<&String, BTreeSet<&str>> =
        pages.iter().map(|(path, html)| (*path, attributes(html, "id").collect())).collect();
    let mut wrong = Vec::new();
    for (path, html) in &pages {
        for link in attributes(html, "href").chain(attributes(html, "src")) {
            if ["tel:", "mailto:", "http:", "https:", "data:"].iter().any(|kind| link.starts_with(kind)) {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = file.split('?').next().unwrap_or_default();
            let target = if file.is_empty() { (*path).clone() } else { joined(path, &decoded(file)) };
            let anchor = decoded(anchor);
            // The look-up's script reads what follows its own `#`.
            let is_query = anchor.contains('=');
            let stands = match ids.get(&target) {
                Some(ids) => anchor.is_empty() || is_query || ids.contains(anchor.as_str()),
                None => files.contains_key(&target),
            };
            if !stands {
                wrong.push(format!("{path} leads to {link}"));
            }
        }
    }
    wrong
}

/// Numbers that stand more than once on the page of a grid or a member, the hotline apart; and such pages that show no
/// number to dial at all.
pub fn misdialled(site: &Site) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, bytes) in tree(&site.public()) {
        let is_person_or_place = path.contains("grids/") || path.contains("members/");
        if !is_person_or_place || !path.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        let (head, rest) = html.split_once("<main").unwrap();
        let main = rest.split("</main>").next().unwrap_or_default();
        let dials = |part| attributes(part, "href").filter(|href| href.starts_with("tel:"));
        let hotline: BTreeSet<&str> = dials(head).collect();
        let mut seen = BTreeSet::new();
        let repeated = dials(main).filter(|number| !hotline.contains(number) && !seen.insert(*number));
        wrong.extend(repeated.map(|number| format!("{path} shows {number} again")));
        wrong.extend((dials(&html).next().is_none()).then(|| format!("{path} shows no number")));
    }
    wrong
}

/// Pages that no way of links leads to from the front page; `404.html` is shown by hosts.
pub fn unreached(site: &Site) -> Vec<String> {
    let files = tree(&site.public());
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut open = vec!["index.html".to_owned()];
    while let Some(path) = open.pop() {
        let html = String::from_utf8_lossy(&files[&path]);
        for link in html.split("<a ").skip(1).filter_map(|rest| rest.split('>').next()) {
            let href = attributes(&format!(" {link}"), "href").next().unwrap_or_default().to_owned();
            let target = joined(&path, &decoded(href.split(['#', '?']).next().unwrap_or_default()));
            let is_page = target.ends_with(".html") && files.contains_key(&target);
            if is_page && reached.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    let pages = files.into_keys().filter(|path| path.ends_with(".html") && path != "404.html");
    pages.filter(|path| !reached.contains(path)).collect()
}

#[test]
fn every_page_of_a_board_with_empty_sections_is_reached() {
    for board in ["village", "lookup"] {
        let site = Site::empty();
        site.copy_from(&root().join("tests/boards").join(board));
        let settings = fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
        site.write("content/site.yaml", format!("更多语言: [en]\n{settings}"));
        site.run(&["build", "-q"]).exits(0);
        assert_eq!(unreached(&site), [""; 0], "{board}");
        for section in ["commitments", "disclosures", "notices", "ratings", "replies", "services"] {
            let page = format!("en/{section}/index.html");
            assert!(site.public().join(&page).is_file(), "{board}: {page}");
        }
    }
}

/// Most bytes of a page above many grids.
const MOST: usize = 200_000;

/// A township of `villages` villages with `grids` grids each, everybody of whom leads one.
fn township(villages: usize, grids: usize) -> Site {
    let site = Site::empty();
    site.write(
        "content/site.yaml",
        "title: 样例乡\npublisher: 样例乡\nnetworks: [{id: n, name: 综治网格, levels: [{id: t, name: 乡}, \
         {id: v, name: 村, lead_title: 村书记}, {id: g, name: 网格, lead_title: 网格长}]}]\n\
         cadences: [{id: visit, name: 走访, every: month, by: g, from: 2025-01}]\n",
    );
    let mut records = String::from("grids:\n  - {id: town, name: 样例乡, level: t}\n");
    let mut members = String::from("members:\n");
    let mut grid = |id: &str, level: &str, above: &str| {
        records +=
            &format!("  - {{id: {id}, name: 村{id}, level: {level}, parent: {above}, lead: m-{id}}}\n");
        members += &format!("  - {{id: m-{id}, name: 王{id}, phone: 13{:09}}}\n", members.len());
    };
    for village in 0..villages {
        let above = format!("v{village}");
        grid(&above, "v", "town");
        (0..grids).for_each(|number| grid(&format!("{above}g{number}"), "g", &above));
    }
    site.write("content/records.yaml", records + &members);
    site
}

#[test]
fn the_pages_above_thousands_of_grids_stay_small_and_lead_to_all_of_them() {
    // A town of villages, and all grids of it in one, which is more than a page shows with their leads.
    for (villages, grids) in [(40, 50), (1, 1_200)] {
        let site = township(villages, grids);
        site.run(&["build", "-q"]).exits(0);
        let files = tree(&site.public());
        let above = files.iter().filter(|(path, _)| path.starts_with("grids/") || *path == "index.html");
        for (path, bytes) in above {
            assert!(bytes.len() < MOST, "{path} of {villages} villages has {} bytes", bytes.len());
        }
        assert_eq!(unreached(&site), [""; 0], "{villages} villages");
    }
}

#[cfg(feature = "posters")]
#[test]
fn sheets_that_are_published_are_offered_on_their_pages() {
    let site = Site::village();
    site.run(&["build", "-q", "--posters"]).exits(0);
    let files = tree(&site.public());
    let mut offered = BTreeSet::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        let links = attributes(&html, "href").filter(|href| href.ends_with(".pdf"));
        offered.extend(links.map(|href| joined(path, &decoded(href))));
    }
    let printed: BTreeSet<String> = files.into_keys().filter(|path| path.ends_with(".pdf")).collect();
    assert_eq!(offered, printed);
    assert!(printed.contains("posters/board.pdf") && printed.len() > 4, "{printed:?}");
    // Without them nothing is offered that is not there.
    site.run(&["build", "-q"]).exits(0);
    assert_eq!(dangling(&site), [""; 0]);
}

/// The values of an attribute, in order.
fn attributes<'h>(html: &'h str, name: &str) -> impl Iterator<Item = &'h str> {
    let begins = format!(" {name}=\"");
    let length = begins.len();
    let places: Vec<usize> = html.match_indices(&begins).map(|(at, _)| at + length).collect();
    places.into_iter().filter_map(|at| html[at..].split('"').next())
}

/// `link` as seen from the page at `from`.
fn joined(from: &str, link: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in Path::new(from).parent().unwrap().join(link).components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::Normal(part) => parts.push(part.to_str().unwrap().to_owned()),
            _ => {}
        }
    }
    parts.join("/")
}

/// `%E4%BD%A0` and `&amp;` as they are meant.
fn decoded(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace("&#x2F;", "/").replace("&#x27;", "'");
    percent_encoding::percent_decode_str(&text).decode_utf8().unwrap().into_owned()
}
