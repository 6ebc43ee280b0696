//! Tables of grids and members.

use crate::model::board::{MemberIx, PublicPhone};
use crate::status::terms::TermState;

use super::super::urls::{self, Target};
use super::super::view::{Field, FieldKind, Rows};
use super::columns::{self, TERMS, date, field, text, whole, word};
use crate::site::pages::codes;
use crate::site::tracking::facts::Facts;

pub(super) const GRIDS: &[Field] = &[
    text("id", "编号"),
    text("name", "名称"),
    text("network", "体系"),
    text("level", "层级"),
    text("kind", "类型"),
    text("parent", "上级"),
    text("code", "网格编码"),
    text("lead", "负责人编号"),
    text("lead_name", "负责人"),
    field("vacant", "空缺", FieldKind::Boolean),
    whole("households", "户数"),
    whole("population", "人口"),
    field("area_km2", "面积", FieldKind::Number),
    date("from", "起"),
    date("to", "止"),
    word("state", "状态", columns::GRIDS),
    text("page", "页面"),
];

/// `data/grids`
pub(super) fn grids(facts: &Facts) -> Rows {
    let board = facts.board;
    let row = |grid| {
        let record = &board[grid];
        let post = board.lead(grid, facts.day);
        let lead = post.and_then(|post| board.holder(post, facts.day));
        vec![
            (&record.id.value).into(),
            (&record.name.value).into(),
            (&board[record.network].id.value).into(),
            (&board.level(grid).name).into(),
            record.kind.as_ref().into(),
            record.parent.map(|parent| &board[parent].id.value).into(),
            record.code.as_ref().into(),
            lead.map(|member| &board[member].id.value).into(),
            lead.map(|member| &board[member].name.value).into(),
            (lead.is_none() && (post.is_some() || board.level(grid).lead_required)).into(),
            facts.households(grid).into(),
            facts.population(grid).into(),
            record.area_km2.map(codes::number).into(),
            record.term.from.as_ref().map(|at| at.value.to_string()).into(),
            record.term.to.as_ref().map(|at| at.value.to_string()).into(),
            facts.grid_state(grid).code().into(),
            urls::path(board, Target::Grid(grid)).into(),
        ]
    };
    board.grid_ids().map(row).collect()
}

pub(super) const MEMBERS: &[Field] = &[
    text("id", "编号"),
    text("name", "姓名"),
    text("title", "职务"),
    field("party_member", "党员", FieldKind::Boolean),
    text("grid", "所属网格"),
    text("phone", "电话"),
    text("posts", "岗位"),
    whole("households", "包联户数"),
    date("from", "起"),
    date("to", "止"),
    word("state", "状态", TERMS),
    text("page", "页面"),
];

/// `data/members`: those who have a page.
pub(super) fn members(facts: &Facts) -> Rows {
    let board = facts.board;
    let shown = board.member_ids().filter(|&member| facts.has_page(member));
    let row = |member: MemberIx| {
        let record = &board[member];
        let phone = match &record.phone {
            PublicPhone::Masked(text) | PublicPhone::Full(text) => Some(text),
            PublicPhone::Hidden => None,
        };
        let phone = phone.filter(|_| facts.in_office(member));
        let posts = facts.posts(member).iter().filter(|post| {
            let record = &board[post.grid].posts[post.index];
            !post.backup && board.holder(record, facts.day) == Some(member)
        });
        let posts: Vec<String> = posts
            .map(|post| {
                format!("{} {}", board[post.grid].name.value, board[post.grid].posts[post.index].title.value)
            })
            .collect();
        vec![
            (&record.id.value).into(),
            (&record.name.value).into(),
            record.title.as_ref().into(),
            record.party_member.into(),
            record.grid.as_ref().map(|at| &board[at.value].id.value).into(),
            phone.into(),
            (!posts.is_empty()).then(|| posts.join("; ")).into(),
            facts.patches(member).len().into(),
            record.term.from.as_ref().map(|at| at.value.to_string()).into(),
            record.term.to.as_ref().map(|at| at.value.to_string()).into(),
            TermState::of(&record.term, facts.day).code().into(),
            urls::path(board, Target::Member(member)).into(),
        ]
    };
    shown.map(row).collect()
}
