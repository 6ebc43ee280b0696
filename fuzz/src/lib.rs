//! What all targets share: a small board, the way of a build from bytes to finished files, and what must hold of it.

pub mod html;
pub mod laws;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Once};

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::check;
use gongkailan::diagnostic::{Diagnostics, Lang, human::human, json::json};
use gongkailan::load;
use gongkailan::model::{self, Records};
use gongkailan::render::{Artifacts, Renderer};
use gongkailan::report::{self, Question};
use gongkailan::site::{self, Site, posters};
use gongkailan::source::Sources;
use gongkailan::theme::Theme;

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Settings in which every kind of record finds something to refer to.
pub const SITE: &str = "\
title: 柳村公开栏
publisher: 柳村村民委员会
base_url: https://example.cn/柳村
networks:
  - {id: grid, name: 网格, levels: [{id: village, name: 村}, {id: grid, name: 网格, lead_title: 网格长, lead: required}]}
schemes:
  - {id: star, name: 月评, dimensions: [{id: a, name: 学习, weight: 40}, {id: b, name: 服务, weight: 60}], stars: {per_dimension: 80%}, show: both}
cadences:
  - {id: visit, name: 走访, every: month, by: member, from: 2026-01}
disclosures:
  - {id: finance, name: 财务, every: quarter, days: 20, from: 2026-01}
norms:
  - {what: grid_households, target: 25, tolerance: 20%}
kiosk: {touch: true}
";

/// Records that every board has, so that little is missing to make a site. What is private in them says
/// [`laws::CANARY`] in a way of its own.
pub const BASE: &str = "\
grids:
  - {id: base, name: 白鹭村, level: village, lead: zhou}
  - {id: base-1, name: 白鹭网格, level: grid, parent: base, lead: zhou}
members:
  - {id: zhou, name: 周一, phone: 13900000001, private: {备注: 上官白鹭飞过山岗}}
households:
  - {id: b-1, door: 白鹭1号, grid: base-1, label: 上官白鹭之家, private: {户主: 上官白鹭}}
";

/// The day on which everything is judged.
pub fn as_of() -> AsOf {
    AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).expect("a day"))
}

static THEME: LazyLock<Theme> = LazyLock::new(Theme::builtin);
static CHINESE: LazyLock<Renderer> = LazyLock::new(|| renderer("zh-CN"));
static ENGLISH: LazyLock<Renderer> = LazyLock::new(|| renderer("en"));

fn renderer(language: &str) -> Renderer {
    Renderer::new(&THEME, language, &[]).unwrap_or_else(|_| panic!("the built-in theme"))
}

/// A board, read and checked.
pub struct Read {
    /// What was read, with what must not be shown of it.
    pub sources: Sources,
    /// Every problem, sorted.
    pub found: Diagnostics,
    /// The records, if they could be resolved.
    pub records: Option<Records>,
}

impl Read {
    /// The records of a board that may be published.
    pub fn sound(&self) -> Option<&Records> {
        self.records.as_ref().filter(|_| !self.found.has_errors())
    }
}

/// Loads, resolves and checks `files`.
pub fn read(files: &Files) -> Read {
    // Handing each small board to other threads takes longer than the work, and makes runs differ.
    static ALONE: Once = Once::new();
    ALONE.call_once(|| {
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        alone.build_global().expect("nobody asked for threads before");
    });
    let (mut loaded, mut found) = load::load_files(files);
    let (records, problems) = model::resolve(&loaded);
    found.append(problems);
    if let Some(records) = &records {
        found.append(check::check(&records.board, &records.register, as_of()));
    }
    found.sort(&loaded.sources);
    found.hide(&mut loaded.sources);
    Read { sources: loaded.sources, found, records }
}

/// What is told of the problems, in all wordings.
pub fn worded(read: &Read) -> [String; 3] {
    let said = |lang| human(&read.found, &read.sources, lang, false);
    [said(Lang::Zh), said(Lang::En), json(&read.found, &read.sources, Lang::Zh)]
}

/// The plan of a sound board's site.
pub fn plan(records: &Records) -> Site {
    site::plan(&records.board, as_of())
}

/// Every file of `site`, which is that of `records` or a part of it; `None` where the theme lacks one of its languages.
pub fn render(records: &Records, site: &Site) -> Option<Artifacts> {
    let settings = &records.board.ground.settings;
    let made = match (settings.language.as_str(), &settings.languages[..]) {
        ("zh-CN", []) => CHINESE.render(site, &THEME),
        ("en", []) => ENGLISH.render(site, &THEME),
        (language, further) => Renderer::new(&THEME, language, further).ok()?.render(site, &THEME),
    };
    Some(made.unwrap_or_else(|_| panic!("a page that cannot be rendered")))
}

/// What is made of a sound board beside its site: the sheets of paper, as they are handed on to be set.
pub fn paper(records: &Records) -> String {
    let sheets = posters::plan(&records.board, as_of(), &posters::WantedSheets::default());
    format!("{:?}", sheets.unwrap_or_else(|_| panic!("nothing was asked for that could be unknown")))
}

/// Makes the internal report, which may hold everything and must come out.
pub fn internal(records: &Records) {
    let question = Question::default();
    let made = report::report(&records.board, &records.register, as_of(), &question);
    if let Ok(report) = made {
        report::csv(&report, Lang::Zh);
        report::table(&report, Lang::En);
        let json = report::json(&report);
        serde_json::from_str::<serde_json::Value>(&json).expect("the report as JSON");
    }
}
