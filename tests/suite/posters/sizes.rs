//! Type is as large as the table in `docs/posters.md` promises, on every sheet of every board.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::site::posters::{self, WantedSheets};
use gongkailan::site::view::{Branch, PosterView, SheetKind, SheetPerson};
use gongkailan::{load, model};

use super::super::examples::boards;
use super::super::harness::{Site, root};
use super::tools::{self, Word};
use super::{BASE_URL, printed, village};

/// The least sizes of a sheet, in points.
#[derive(Clone, Copy)]
struct Least {
    small: f64,
    body: f64,
    name: f64,
    lead: f64,
}

/// The table, by sheet.
fn table() -> BTreeMap<String, Least> {
    let text = fs::read_to_string(root().join("docs/posters.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| A"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let points = |at: usize| -> f64 { cells[at].strip_suffix(" pt").unwrap().parse().unwrap() };
        (
            cells[1][..2].to_lowercase(),
            Least { small: points(3), body: points(4), name: points(5), lead: points(6) },
        )
    };
    rows.map(row).collect()
}

const WALL: &[SheetKind] = &[SheetKind::Board, SheetKind::Grid, SheetKind::Bulletin];

/// No word is smaller than `least` says, and what is small stands at the foot or below the code, or cannot be dialled.
fn measured(file: &Path, words: &[Word], least: Least) {
    for word in words {
        let is_at_foot = word.y.0 > word.sheet.1 * 0.94;
        let is_of_code = word.page == 1 && word.x.0 > word.sheet.0 * 0.7 && word.y.1 < word.sheet.1 * 0.3;
        let is_masked = word.text.contains("**");
        let at_least = if is_at_foot || is_of_code || is_masked { least.small } else { least.body };
        assert!(
            word.size() >= at_least,
            "{}: {} pt, {at_least} promised: {word:?}",
            file.display(),
            word.size()
        );
    }
}

/// Nothing stands beyond the margins, which are 20 mm on A2.
fn within_margins(file: &Path, words: &[Word]) {
    for word in words {
        let (width, height) = word.sheet;
        let margin = width.min(height) * 19.0 / 420.0;
        // The blank half of a mark at either end of a line may hang over.
        let blank = if word.text.ends_with(['、', '，', '。', '；', '：', '）']) {
            word.size() / 2.0
        } else {
            0.0
        };
        let opening =
            if word.text.starts_with(['“', '（', '《', '「']) { word.size() / 2.0 } else { 0.0 };
        let inside = word.x.0 + opening >= margin
            && word.x.1 - blank <= width - margin
            && word.y.1 <= height - margin / 3.0;
        assert!(inside, "{}: {word:?}", file.display());
    }
}

/// So many grids below one are never torn from it.
const FAMILY: usize = 18;

/// What belongs together stands on one sheet: the chain, the grids below one with their numbers.
fn whole(file: &Path, words: &[Word], view: &PosterView) {
    let last = words.iter().map(|word| word.page).max().unwrap_or_default();
    let sheet = |page: usize| words.iter().filter(move |word| word.page == page);
    let texts: Vec<String> =
        (1..=last).map(|page| sheet(page).flat_map(|word| word.text.chars()).collect()).collect();
    let together = |people: Vec<&SheetPerson>| {
        let of = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let numbers = people.iter().filter_map(|who| who.phone.as_deref());
        let told: Vec<String> = people.iter().map(|who| of(&who.name)).chain(numbers.map(of)).collect();
        let is_one = |text: &String| told.iter().all(|part| text.contains(part));
        assert!(told.len() > FAMILY * 2 || texts.iter().any(is_one), "{}: {told:?}", file.display());
    };
    match view {
        // What two sheets do not hold goes on, part after part.
        PosterView::Grid(sheet) if last < 3 => {
            together(
                sheet
                    .chain
                    .iter()
                    .filter(|rung| !rung.current)
                    .filter_map(|rung| rung.holder.as_ref())
                    .collect(),
            );
            together(sheet.children.iter().filter_map(|branch| branch.lead.as_ref()).collect());
            together(
                sheet
                    .members
                    .iter()
                    .chain(sheet.posts.iter().filter_map(|post| post.holder.as_ref()))
                    .collect(),
            );
        }
        PosterView::Board(sheet) => {
            // Four levels are told.
            let roots = sheet.networks.iter().flat_map(|network| &network.roots);
            let mut open: Vec<(&Branch, usize)> = roots.map(|root| (root, 1)).collect();
            while let Some((branch, level)) = open.pop() {
                if level < 4 && branch.children.iter().all(|child| child.children.is_empty()) {
                    let below = branch.children.iter().filter_map(|child| child.lead.as_ref());
                    together(branch.lead.iter().chain(below).collect());
                }
                open.extend(branch.children.iter().map(|child| (child, level + 1)));
            }
        }
        _ => {}
    }
}

/// `person` stands somewhere in type of that size or a larger one.
fn named(file: &Path, words: &[Word], person: &SheetPerson, least: f64) {
    let first = person.name.split_whitespace().next().unwrap_or_default();
    let sizes = words.iter().filter(|word| word.text.contains(first)).map(Word::size);
    let largest = sizes.fold(0.0, f64::max);
    assert!(largest >= least, "{}: {} in {largest} pt, {least} promised", file.display(), person.name);
}

/// Who leads `branches` and those below them, so many levels deep.
fn leads(branches: &[Branch], levels: usize) -> Vec<&SheetPerson> {
    let mut found = Vec::new();
    for branch in branches.iter().filter(|_| levels > 0) {
        found.extend(&branch.lead);
        found.extend(leads(&branch.children, levels - 1));
    }
    found
}

#[track_caller]
fn board_is_as_promised(site: &Site, day: &str, size: &str, arguments: &[&str]) -> usize {
    let Some(&least) = table().get(size) else { panic!("{size} is not in the table") };
    let folder = printed(
        site,
        &[&["--kind", "board,grid,bulletin", "--size", size, "--as-of", day], arguments].concat(),
    );
    let (loaded, _) = load::load(site.path()).unwrap();
    let board = model::resolve(&loaded).0.unwrap().board;
    let day = AsOf(NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap());
    let wanted = WantedSheets { kinds: WALL.to_vec(), ..WantedSheets::default() };
    let mut further = 0;
    for poster in posters::plan(&board, day, &wanted).unwrap() {
        let file = folder.join(format!("{}.pdf", poster.name));
        let Some(words) = tools::words(&file) else { return 0 };
        further += words.iter().map(|word| word.page).max().unwrap_or_default() - 1;
        measured(&file, &words, least);
        within_margins(&file, &words);
        whole(&file, &words, &poster.view);
        match &poster.view {
            PosterView::Board(sheet) => {
                let roots: Vec<Branch> =
                    sheet.networks.iter().flat_map(|network| network.roots.clone()).collect();
                roots
                    .iter()
                    .filter_map(|root| root.lead.as_ref())
                    .for_each(|who| named(&file, &words, who, least.lead));
                // Grids further down are on posters of their own.
                leads(&roots, 4).into_iter().for_each(|who| named(&file, &words, who, least.name));
                let cards =
                    roots.iter().flat_map(|root| &root.children).filter_map(|child| child.lead.as_ref());
                cards.for_each(|who| named(&file, &words, who, least.lead));
            }
            PosterView::Grid(sheet) => {
                let lead = sheet.lead.as_ref().and_then(|post| post.holder.as_ref());
                lead.into_iter().for_each(|who| named(&file, &words, who, least.lead));
                let above = sheet.chain.iter().filter_map(|rung| rung.holder.as_ref());
                let others = sheet.posts.iter().flat_map(|post| post.holder.iter().chain(&post.backup));
                let all = above
                    .chain(others)
                    .chain(&sheet.members)
                    .chain(sheet.children.iter().filter_map(|child| child.lead.as_ref()));
                all.for_each(|who| named(&file, &words, who, least.name));
            }
            PosterView::Bulletin(sheet) => {
                for entry in &sheet.entries {
                    let is_named =
                        |word: &&Word| word.text.contains(entry.name.split_whitespace().next().unwrap());
                    let largest = words.iter().filter(is_named).map(Word::size).fold(0.0, f64::max);
                    assert!(largest >= least.name, "{}: {} in {largest} pt", file.display(), entry.name);
                }
            }
            PosterView::Cards(_) | PosterView::Members(_) => unreachable!("these were not asked for"),
        }
    }
    further
}

#[test]
fn every_sheet_of_the_village_that_comes_along_is_set_as_large_as_promised() {
    let site = Site::empty();
    site.copy_from(root());
    for size in ["a4", "a3", "a2", "a1", "a0"] {
        for orientation in ["portrait", "landscape"] {
            let arguments = ["--base-url", BASE_URL, "--orientation", orientation];
            let further = board_is_as_promised(&site, "2026-11-22", size, &arguments);
            let most = if orientation == "portrait" { 2 } else { 8 };
            assert!(further <= most, "{size} {orientation}: {further} sheets more than posters");
        }
    }
}

#[test]
fn every_sheet_of_every_example_is_set_as_large_as_promised_on_few_sheets() {
    // Sheets that are not a poster's first.
    let further = BTreeMap::from([("gangxi", 8), ("liangquan", 6), ("resettlement", 1), ("yiyang", 3)]);
    for (name, (folder, day)) in boards() {
        if name == "tulingdi" {
            continue;
        }
        let site = Site::empty();
        site.copy_from(&folder);
        let found = board_is_as_promised(&site, day, "a2", &["--base-url", BASE_URL]);
        let most = further.get(name.as_str()).copied().unwrap_or_default();
        assert!(found <= most, "{name}: {found} sheets more than posters, {most} expected");
    }
}

#[test]
fn further_sheets_have_a_head_with_the_hotline_and_bulletins_tear_no_heading() {
    let site = village();
    let mut records = String::from("members:\n");
    for number in 0..60 {
        records
            .push_str(&format!("  - {{id: y-{number}, name: 欧阳{number}娜, title: 网格员, grid: g-1}}\n"));
    }
    site.write("content/more.yaml", records);
    site.edit("content/site.yaml", "名称: 履职,", "名称: 履行网格职责情况,");
    site.edit("content/site.yaml", "    公开: 分数", "      - {编号: a, 名称: 走访入户次数, 满分: 9}\n      - {编号: b, 名称: 群众评价满意, 满分: 9}\n      - {编号: c, 名称: 矛盾调处化解, 满分: 9}\n      - {编号: d, 名称: 安全隐患排查, 满分: 9}\n    公开: 分数");
    site.edit("content/records.yaml", "scores: [55, 38]", "scores: [55, 38, 9, 9, 9, 9]");
    site.edit("content/records.yaml", "scores: [50, 30]", "scores: [50, 30, 9, 9, 9, 9]");
    let folder = printed(&site, &[]);
    let Some(words) = tools::words(&folder.join("grid-g-1.pdf")) else { return };
    let pages = words.iter().map(|word| word.page).max().unwrap();
    assert!(pages > 1, "sixty people need a second sheet");
    for page in 2..=pages {
        let head = |text: &str| {
            let stands =
                |word: &Word| word.page == page && word.y.1 < word.sheet.1 * 0.05 && word.text.contains(text);
            assert!(words.iter().any(stands), "{text} heads sheet {page}: {words:?}");
        };
        head("第一网格");
        head("12345");
        let below = words.iter().filter(|word| {
            word.page == page
                && !word.text.contains("第一网格")
                && !word.text.contains("12345")
                && word.text != "热线"
        });
        assert!(below.into_iter().all(|word| word.y.0 > word.sheet.1 * 0.05), "nothing stands in the band");
    }
    let words = tools::words(&folder.join("bulletin-monthly-2026-02.pdf")).unwrap();
    // A heading of a narrow column is written downwards: one character below the other in one line.
    for heading in ["走访入户次数", "履行网格职责情况"] {
        let mut column: Vec<&Word> = words
            .iter()
            .filter(|word| word.text.chars().count() == 1 && heading.contains(&word.text))
            .collect();
        let whole = words.iter().any(|word| word.text == heading);
        let start = heading.chars().next().unwrap().to_string();
        let first = column.iter().find(|word| word.text == start).map(|word| word.x.0);
        column.retain(|word| first.is_some_and(|x| (word.x.0 - x).abs() < 1.0));
        column.sort_by(|a, b| a.y.0.total_cmp(&b.y.0));
        let read: String = column.iter().map(|word| word.text.as_str()).collect();
        assert!(whole || read.contains(heading), "{heading}: {words:?}");
    }
    assert!(words.iter().any(|word| word.text == "总分"), "{words:?}");
}
