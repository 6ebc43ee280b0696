//! Tables of grids and members.

use crate::model::board::{Grid, Member, MemberIx, PublicPhone};
use crate::status::terms::TermState;

use super::super::urls::{self, Target};
use super::super::view::{Cell, Field, FieldKind, Rows};
use super::columns::{self, TERMS, date, day, field, text, whole, word};
use crate::site::pages::codes;
use crate::site::tracking::facts::Facts;

pub(super) const GRIDS: &[Field] = &[
    text("id", "编号").about("编号，各表靠它对上", "id, by which the tables refer to each other"),
    text("name", "名称"),
    text("network", "体系").about("所属体系的编号", "id of its network"),
    text("level", "层级").about("层级的名称", "name of its level"),
    text("kind", "类型"),
    text("parent", "上级"),
    text("code", "网格编码"),
    text("lead", "负责人编号").about("负责人的编号，见责任人表", "id of the lead, see the table of members"),
    text("lead_name", "负责人").about("负责人的姓名", "name of the lead"),
    field("vacant", "空缺", FieldKind::Boolean)
        .about("负责人的岗位现在没有人", "whether nobody holds the post of the lead now"),
    whole("households", "户数").about(
        "户数；按隐私设置不显示的空着",
        "number of households; empty where it is withheld for privacy",
    ),
    whole("population", "人口")
        .about("人口；按隐私设置不显示的空着", "number of people; empty where it is withheld for privacy"),
    field("area_km2", "面积", FieldKind::Number),
    date("from", "起"),
    date("to", "止"),
    word("state", "状态", columns::GRIDS)
        .about("在这一天是不是现行", "whether it is in force on the day the site was made for"),
    text("page", "页面").about("这一条在网站上的页面", "its page on this site"),
];

/// `data/grids`
pub(super) fn grids(facts: &Facts) -> Rows {
    let board = facts.board;
    let row = |grid| -> [Cell; GRIDS.len()] {
        let Grid {
            id,
            name,
            network,
            kind,
            parent,
            code,
            area_km2,
            term,
            // Told by the level, the lead and the counts.
            level: _,
            posts: _,
            households: _,
            declared_households: _,
            declared_population: _,
            listed_population: _,
            // A table of its own.
            figures: _,
            // On pages alone.
            children: _,
            aka: _,
            merged_from: _,
            teams: _,
            boundary: _,
            place: _,
            services: _,
            note: _,
            at: _,
        } = &board[grid];
        let post = board.lead(grid, facts.day);
        let lead = post.and_then(|post| board.holder(post, facts.day));
        [
            (&id.value).into(),
            (&name.value).into(),
            (&board[*network].id.value).into(),
            (&board.level(grid).name).into(),
            kind.as_ref().into(),
            parent.map(|parent| &board[parent].id.value).into(),
            code.as_ref().into(),
            lead.map(|member| &board[member].id.value).into(),
            lead.map(|member| &board[member].name.value).into(),
            (lead.is_none() && (post.is_some() || board.level(grid).lead_required)).into(),
            facts.households(grid).into(),
            facts.population(grid).into(),
            area_km2.map(codes::number).into(),
            day(&term.from),
            day(&term.to),
            facts.grid_state(grid).code().into(),
            urls::path(board, Target::Grid(grid)).into(),
        ]
    };
    board.grid_ids().map(|grid| row(grid).into()).collect()
}

pub(super) const MEMBERS: &[Field] = &[
    text("id", "编号").about("编号，各表靠它对上", "id, by which the tables refer to each other"),
    text("name", "姓名"),
    text("title", "职务"),
    field("party_member", "党员", FieldKind::Boolean),
    text("grid", "所属网格"),
    text("phone", "电话").about(
        "公开的电话，可能隐去几位；不公开的空着",
        "phone as it is published, perhaps in part; empty where it is not",
    ),
    text("posts", "岗位").about("现在担任的岗位，用分号隔开", "posts held now, parted by semicolons"),
    whole("households", "包联户数").about("包联多少户", "how many households are covered"),
    date("from", "起"),
    date("to", "止"),
    word("state", "状态", TERMS)
        .about("在这一天是不是在任", "whether in office on the day the site was made for"),
    text("page", "页面").about("这一条在网站上的页面", "its page on this site"),
];

/// `data/members`: those who have a page.
pub(super) fn members(facts: &Facts) -> Rows {
    let board = facts.board;
    let shown = board.member_ids().filter(|&member| facts.has_page(member));
    let row = |member: MemberIx| -> [Cell; MEMBERS.len()] {
        let Member {
            id,
            name,
            title,
            party_member,
            grid,
            phone,
            term,
            // Told by whom they cover.
            covers: _,
            // On pages alone.
            photo: _,
            duties: _,
            pledge: _,
            honours: _,
            at: _,
        } = &board[member];
        let phone = match phone {
            PublicPhone::Masked(text) | PublicPhone::Full(text) => Some(text),
            PublicPhone::Hidden => None,
        };
        let posts = facts.posts(member).iter().filter(|post| !post.backup).filter_map(|post| {
            let (grid, record) = (&board[post.grid], &board[post.grid].posts[post.index]);
            let is_held = board.holder(record, facts.day) == Some(member) && facts.in_force(post.grid);
            is_held.then(|| format!("{} {}", grid.name.value, record.title.value))
        });
        let posts: Vec<String> = posts.collect();
        [
            (&id.value).into(),
            (&name.value).into(),
            title.as_ref().into(),
            (*party_member).into(),
            grid.as_ref().map(|at| &board[at.value].id.value).into(),
            phone.filter(|_| facts.in_office(member)).into(),
            (!posts.is_empty()).then(|| posts.join("; ")).into(),
            facts.patches(member).len().into(),
            day(&term.from),
            day(&term.to),
            TermState::of(term, facts.day).code().into(),
            urls::path(board, Target::Member(member)).into(),
        ]
    };
    shown.map(|member| row(member).into()).collect()
}
