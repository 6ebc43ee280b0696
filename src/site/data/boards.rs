//! The tables of boards below and of their grids, from which the board above this one adds up and finds.

use std::collections::BTreeMap;

use super::super::urls::{self, Target};
use super::super::view::{Cell, Field, FieldKind, Rows, Words};
use super::columns::{date, field, text, whole, word};
use crate::model::board::BoardIx;
use crate::published::{Figures, PublishedGrid};
use crate::site::tracking::facts::Facts;
use crate::status::boards::{self, Freshness};

/// How fresh a board is.
const STATES: Words = &[("current", "已更新"), ("late", "未更新"), ("unread", "读不到")];

pub(super) const BOARDS: &[Field] = &[
    text("id", "编号"),
    text("name", "名称"),
    word("state", "状态", STATES).about(
        "一个月内更新过，还是没有更新，或读不到",
        "whether it was published within a month, or cannot be read",
    ),
    date("as_of", "数据截至").about("它的数据截至哪一天", "the day that its data is of"),
    whole("households", "户数").about(
        "户数，包括再下一级；不公布的空着",
        "households, those further down included; empty where they are not told",
    ),
    least("households_at_least", "户数不少于")
        .about("户数只是其中公布了的", "whether these are only those that are told"),
    whole("population", "人口").about(
        "人口，包括再下一级；不公布的空着",
        "people, those further down included; empty where they are not told",
    ),
    least("population_at_least", "人口不少于")
        .about("人口只是其中公布了的", "whether these are only those that are told"),
    whole("grids", "网格").about("现行的网格有几个", "grids in force"),
    whole("members", "责任人").about("在任的责任人有几位", "members in office"),
    whole("commitments", "承诺").about("承诺有几件", "commitments"),
    whole("kept", "已兑现").about("其中已兑现的", "those that were kept"),
    whole("overdue", "已逾期").about("其中逾期的", "those that are overdue"),
    whole("disclosures_overdue", "逾期未公开")
        .about("公开目录里逾期未公开的", "overdue items of the catalogue"),
    whole("boards", "下级公开栏").about("它下面一共有几个公开栏", "boards below it, at any depth"),
    whole("boards_late", "其中未更新")
        .about("其中没有更新或读不到的", "those of them that are late or cannot be read"),
    least("at_least", "各数不少于").about(
        "它下面有读不到的公开栏，各数都可能更多",
        "whether a board below it cannot be read, so that there may be more of everything",
    ),
    text("page", "页面").about("这一条在网站上的页面", "its page on this site"),
];

const fn least(name: &'static str, zh: &'static str) -> Field {
    field(name, zh, FieldKind::Boolean)
}

/// No more grids are passed on to the board above: a table must stay one that it reads.
const MOST_PASSED_ON: usize = 100_000;

pub(super) const GRIDS_BELOW: &[Field] = &[
    text("name", "名称").about("网格的名称", "name of the grid"),
    text("level", "层级").about("层级的名称", "name of its level"),
    text("place", "所在").about("在哪个公开栏、哪些网格之下", "the boards and grids in which it lies"),
    text("lead_name", "负责人").about("负责人的姓名", "name of the lead"),
    text("page", "页面").about(
        "它的页面：网址，或从本网站首页算起的路径",
        "its page: an address, or a path seen from the top of this site",
    ),
    text("lead_page", "负责人页面").about("负责人的页面，写法同上", "the page of the lead, written likewise"),
];

/// `data/grids_below`: first those of the boards right below, then those that these told.
pub(super) fn grids_below(facts: &Facts) -> Rows {
    let all = || (0..facts.board.boards().len() as u32).map(|at| &facts.board[BoardIx(at)]);
    let mut rows: Vec<[Cell; GRIDS_BELOW.len()]> = Vec::new();
    for board in all() {
        let Some(published) = board.published() else { continue };
        let page = |path: &str| urls::passed_on(board.home.as_ref(), path);
        let people: BTreeMap<&str, &str> =
            published.members.iter().map(|member| (&*member.id, &*member.page)).collect();
        let lead = |grid: &PublishedGrid| people.get(grid.lead.as_deref()?).and_then(|path| page(path));
        rows.extend(published.current_grids().map(|(_, grid)| {
            let place = [board.name.as_str()].into_iter().chain(published.above(grid));
            [
                (&grid.name).into(),
                (&grid.level).into(),
                place.collect::<Vec<_>>().join(WITHIN).into(),
                grid.lead_name.as_ref().into(),
                page(&grid.page).into(),
                lead(grid).into(),
            ]
        }));
    }
    for board in all() {
        let further = board.published().into_iter().flat_map(|published| &published.below);
        let page =
            |path: &Option<String>| path.as_ref().and_then(|path| urls::passed_on(board.home.as_ref(), path));
        rows.extend(further.map(|place| {
            [
                (&place.name).into(),
                (&place.level).into(),
                [&board.name, &place.place].map(String::as_str).join(WITHIN).into(),
                place.lead_name.as_ref().into(),
                page(&place.page).into(),
                page(&place.lead_page).into(),
            ]
        }));
    }
    rows.into_iter().take(MOST_PASSED_ON).map(Into::into).collect()
}

/// What stands between a place and what lies in it.
const WITHIN: &str = " › ";

/// `data/boards`
pub(super) fn boards(facts: &Facts) -> Rows {
    let row = |at: BoardIx| -> [Cell; BOARDS.len()] {
        let board = &facts.board[at];
        let published = board.published();
        let figures = published.map(boards::figures);
        let told = |of: fn(&Figures) -> Cell| figures.as_ref().map_or(Cell::Empty, of);
        [
            (&board.id.value).into(),
            (&board.name).into(),
            Freshness::of(board, facts.day).code().into(),
            published.map(|published| published.as_of.to_string()).into(),
            told(|figures| figures.households.into()),
            told(|figures| figures.households_at_least.into()),
            told(|figures| figures.population.into()),
            told(|figures| figures.population_at_least.into()),
            told(|figures| figures.grids.into()),
            told(|figures| figures.members.into()),
            told(|figures| figures.commitments.into()),
            told(|figures| figures.kept.into()),
            told(|figures| figures.overdue.into()),
            told(|figures| figures.disclosures_overdue.into()),
            told(|figures| figures.boards.into()),
            told(|figures| figures.boards_late.into()),
            told(|figures| figures.at_least.into()),
            urls::path(facts.board, Target::Board(at)).into(),
        ]
    };
    (0..facts.board.boards().len() as u32).map(|at| row(BoardIx(at)).into()).collect()
}
