//! Cards of people (责任人卡) and what they sign (责任承诺书): each of the board's people once, with the grid that is
//! their place.

use crate::model::board::{GridIx, MemberIx, SchemeIx, Subject};
use crate::source::values;
use crate::status::posts::PostOf;

use super::super::urls::Target;
use super::super::view::{
    MemberPost, MemberResult, MemberSheet, MembersSheet, Number, Poster, PosterView, SheetCode, SheetKind,
    SheetPerson, SheetPhoto,
};
use super::whose::{self, post, serves};
use super::{Press, people};
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// `member-cards-GRID.pdf` or `pledge-GRID.pdf` of the first of `grids`: nobody signs who neither promised nor has a duty.
pub(super) fn sheet(press: &Press, kind: SheetKind, grids: &[GridIx]) -> Option<Poster> {
    let &grid = grids.first()?;
    let facts = press.facts;
    let board = facts.board;
    let record = &board[grid];
    let desk = Desk::new(facts, Target::Grid(grid));
    let mut photos = Vec::new();
    let mut members = Vec::new();
    for member in grids.iter().flat_map(|&grid| whose::at(facts, grid)) {
        let sheet = self::member(press, &desk, kind, member, &mut photos);
        let promises =
            !sheet.promises.is_empty() || !sheet.duties.is_empty() || sheet.person.pledge.is_some();
        if kind == SheetKind::MemberCards || promises {
            members.push(sheet);
        }
    }
    for (at, code) in members.iter_mut().filter_map(|member| member.code.as_mut()).enumerate() {
        code.name = format!("qr-{}.png", at + 1);
    }
    let view = MembersSheet {
        frame: press.frame(
            kind,
            format!("{} · {}", record.name.value, board.settings.title),
            Target::Grid(grid),
        ),
        members,
    };
    (!view.members.is_empty()).then(|| Poster {
        name: format!("{}-{}", kind.name(), record.id.value),
        kind,
        view: PosterView::Members(Box::new(view)),
        photos,
    })
}

fn member(
    press: &Press,
    desk: &Desk,
    kind: SheetKind,
    member: MemberIx,
    photos: &mut Vec<SheetPhoto>,
) -> MemberSheet {
    let facts = press.facts;
    let record = &facts.board[member];
    let is_card = kind == SheetKind::MemberCards;
    let mut named: Vec<&PostOf> =
        facts.posts(member).iter().filter(|post| serves(facts, member, post)).collect();
    named.sort_by_key(|post| post.backup);
    let mut duties = values(&record.duties);
    for duty in
        named.iter().filter(|named| !named.backup).flat_map(|named| values(&post(facts, named).duties))
    {
        if !duties.contains(&duty) {
            duties.push(duty);
        }
    }
    let posts: Vec<MemberPost> = named.iter().map(|named| self::held(desk, named)).collect();
    let mut promised: Vec<usize> = facts.commitments(Subject::Member(member)).to_vec();
    promised.sort_by_key(|&at| press.order[at]);
    let mut promises: Vec<_> = promised.into_iter().map(|at| people::promise(facts, at)).collect();
    promises.iter_mut().for_each(|promise| promise.by = None);
    let households = facts.patches(member).len();
    let address = press.address(Target::Member(member)).filter(|_| is_card && facts.has_page(member));
    MemberSheet {
        person: SheetPerson {
            pledge: record.pledge.as_ref().map(|at| at.value.clone()),
            photo: if is_card { people::photo(facts, member, photos) } else { None },
            ..people::brief(&desk.card(member))
        },
        grid: record.grid.as_ref().map(|at| facts.board[at.value].name.value.clone()),
        posts,
        duties,
        households: (households > 0).then_some(households),
        results: if is_card { results(facts, member) } else { Vec::new() },
        promises,
        code: address.map(|address| SheetCode { name: String::new(), address }),
    }
}

fn held(desk: &Desk, named: &PostOf) -> MemberPost {
    let facts = desk.facts;
    let post = self::post(facts, named);
    let (role, other) = match named.backup {
        true => ("backup", facts.board.holder(post, facts.day)),
        false => ("holder", facts.board.backup(post, facts.day)),
    };
    MemberPost {
        title: post.title.value.clone(),
        grid: facts.board[named.grid].name.value.clone(),
        role,
        other: other.map(|member| people::brief(&desk.card(member))),
    }
}

/// The newest published result of each scheme that still rates the member.
fn results(facts: &Facts, member: MemberIx) -> Vec<MemberResult> {
    let result = |scheme: SchemeIx| {
        let period = facts.units(scheme).next_back()?;
        let entry = facts.result(scheme, Subject::Member(member), period)?;
        let record = &facts.board[scheme];
        Some(MemberResult {
            scheme: record.name.clone(),
            period: period.to_string(),
            stars: entry.stars.as_ref().map(|stars| facts.stars(scheme, stars)),
            total: entry.total.map(|total| Number::score(total).to_string()),
        })
    };
    facts.schemes().filter_map(result).collect()
}
