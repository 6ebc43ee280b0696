//! Example boards to begin with, compiled into the program.

use std::collections::BTreeMap;
use std::path::Path;

use rust_embed::RustEmbed;

use crate::calendar::Month;
use crate::diagnostic::{Lang, Said};
use crate::reference::{Document, schema};
use crate::sample::{self, Division, Scale};

/// A board to begin with.
#[derive(Debug)]
pub struct Example {
    /// What `--example` calls it.
    pub name: &'static str,
    /// What it shows.
    pub what: Said,
}

/// The boards there are; the first is the one to begin with.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "village",
        what: Said {
            zh: "一个小村：两个网格、几户人家、一个月的评分，处处有说明",
            en: "a small village: two grids, a few households, one month of ratings, comments throughout",
        },
    },
    Example {
        name: "hamlet",
        what: Said {
            zh: "一个小组，全部写在一个文件里", en: "a hamlet, everything in one file"
        },
    },
    Example {
        name: "two-networks",
        what: Said {
            zh: "党建网格和综治网格同时运行，一户在两个体系里",
            en: "party grids beside safety grids: a household stands in both networks",
        },
    },
    Example {
        name: "tulingdi",
        what: Said {
            zh: "土岭底村的完整演示：85 户，十三个月的评分",
            en: "the whole demonstration of 土岭底村: 85 households, thirteen months of ratings",
        },
    },
    Example {
        name: "gangxi",
        what: Said {
            zh: "港西镇：村、片区、村民小组三级联动，承诺积分和绿色家园评比",
            en: "a town of 12 villages in patches and groups, with points for promises and a contest of clean homes",
        },
    },
    Example {
        name: "yiyang",
        what: Said {
            zh: "弋阳县：组织网、管事网、服务网三张网，季度考评",
            en: "a county with a network each for organisation, affairs and service, rated by the quarter",
        },
    },
    Example {
        name: "resettlement",
        what: Said {
            zh: "双塘集中居住区：片区和楼组，大厅有大屏；同时用英文发布",
            en: "a resettlement estate by areas and buildings, with a screen in the hall; published in English as well",
        },
    },
    Example {
        name: "liangquan",
        what: Said {
            zh: "凉泉乡：三套网格同时运行，四级责任，湖滨村写到每一户",
            en: "a township in three networks with four levels; one village down to every household",
        },
    },
    Example {
        name: TOWNSHIP,
        what: Said {
            zh: "凉泉乡整乡，生成的：一万户，274 个综治网格和到期的 353 个防疫网格",
            en: "the same township whole, made up: 10,000 households in 274 safety and 353 ended epidemic grids",
        },
    },
];

/// The example that is made rather than kept: it would outweigh all others.
pub const TOWNSHIP: &str = "township";

/// The last rated month of what is made: always the same, so no clock.
fn last_month() -> Month {
    Month::new(2026, 10).expect("a month")
}

#[derive(RustEmbed)]
#[folder = "examples/"]
struct Examples;

#[derive(RustEmbed)]
#[folder = "content/"]
struct Demonstration;

/// Whether a file is part of a board: what editors and file managers hide beside it is not.
fn is_seen(path: &str) -> bool {
    !path.split('/').any(|name| name.starts_with('.'))
}

/// The folder of the example `name` in English, where there is one; the others are boards of places that write Chinese.
fn in_english(name: &str) -> Option<&'static str> {
    (name == EXAMPLES[0].name).then_some("village-en")
}

/// Whether the example `name` is written in `lang`.
pub fn is_written_in(name: &str, lang: Lang) -> bool {
    lang == Lang::Zh || in_english(name).is_some()
}

/// The files of the example `name` by their paths, with the schemas that its editor lines name; in `lang` where it is
/// written in that.
pub fn board(name: &str, lang: Lang) -> Option<BTreeMap<String, Vec<u8>>> {
    EXAMPLES.iter().find(|example| example.name == name)?;
    let folder = in_english(name).filter(|_| lang == Lang::En).unwrap_or(name);
    let below = format!("{folder}/");
    let own = Examples::iter().filter(|path| is_seen(path)).filter_map(|path| {
        let bytes = Examples::get(&path)?.data.into_owned();
        Some((path.strip_prefix(&below)?.to_owned(), bytes))
    });
    // What an example was written from is told to those who read this repository.
    let own = own.filter(|(path, _)| path != "README.md");
    let mut files: BTreeMap<String, Vec<u8>> = own.collect();
    if name == TOWNSHIP {
        files = bytes(sample::township(Scale::liangquan(last_month())));
    }
    if files.is_empty() {
        files = Demonstration::iter()
            .filter(|path| is_seen(path))
            .filter_map(|path| {
                Some((format!("content/{path}"), Demonstration::get(&path)?.data.into_owned()))
            })
            .collect();
    }
    Some(for_editors(files))
}

/// A board to measure with: so many townships of one county, each of 10,000 households, a year of ratings and two promises
/// a member. With a tree of real divisions these are its first townships; without a number of them, all its divisions and
/// nothing else.
pub fn many(townships: Option<usize>, tree: Option<&[Division]>) -> BTreeMap<String, Vec<u8>> {
    let scale = Scale::townships(townships.unwrap_or(1), last_month());
    for_editors(bytes(match (tree, townships) {
        (None, _) => sample::township(scale),
        (Some(tree), Some(_)) => sample::townships_of(tree, scale),
        (Some(tree), None) => sample::divisions(tree),
    }))
}

fn bytes(files: BTreeMap<String, String>) -> BTreeMap<String, Vec<u8>> {
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

/// The files with lines that name schemas to editors, and the schemas.
fn for_editors(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    for (path, bytes) in &mut files {
        if path.ends_with(".yaml")
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            let (_, rest) =
                text.split_once('\n').filter(|(line, _)| line.starts_with(EDITOR)).unwrap_or(("", text));
            *bytes = (editor_line(path, "schema") + rest).into_bytes();
        }
    }
    files.extend(schema_files());
    files
}

/// The schemas that the editor lines of a new board name, by their paths.
pub(super) fn schema_files() -> BTreeMap<String, Vec<u8>> {
    let documents = [("records", Document::Records), ("site", Document::Site)];
    documents.map(|(name, document)| (format!("schema/{name}.json"), schema_file(document))).into()
}

const EDITOR: &str = "# yaml-language-server: $schema=";

/// The folder in which the board in `root` keeps schemas for editors: one that `init` made does, and the demonstration.
#[expect(clippy::disallowed_methods, reason = "looks for the folder")]
pub fn schemas(root: &Path) -> Option<&'static str> {
    ["schema", "docs/schema"].into_iter().find(|folder| root.join(folder).is_dir())
}

/// The first line of the YAML file at `path` below a board: it names the schema in the board's folder `schemas` to
/// editors.
pub fn editor_line(path: &str, schemas: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    let name = if path == "content/site.yaml" { "site" } else { "records" };
    format!("{EDITOR}{up}{schemas}/{name}.json\n")
}

/// A schema as it is written to a file.
pub fn schema_file(document: Document) -> Vec<u8> {
    format!("{:#}\n", schema(document)).into_bytes()
}
