//! A household that nobody answers for: the one fault the whole board exists to prevent.

use super::*;

rules! {
    /// Nobody covers a household.
    pub RULE: "household-uncovered", Error;
    what "住户没有人包联：没有写包联人，所在网格也没有负责人。"
        "Nobody answers for a household: no member is named for it, and its grid has no lead.";
    why "公开栏首先要回答“我家归谁管”。给住户写上包联人，或给网格写上负责人。负责人写明空缺的，暂由上级负责人答复，只提醒。"
        "The board must first of all tell everybody who is responsible for them. Name a member for the household or a lead for its grid. Where the lead's post is declared vacant the next above answers, and this is a warning.";
    example "\
grids:
<   - {id: g1, name: 东网格, level: grid}
>   - {id: g1, name: 东网格, level: grid, lead: 王芳}
members:
  - {id: wang, name: 王芳, covers: [h-1]}
households:
  - {id: h-1, door: 1号, grid: g1}
  - {id: h-2, door: 2号, grid: g1}
#        ^^^
";
}

/// Looks at every grid that lists households.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, listed: &[Listed], out: &mut Diagnostics) {
    for (grid, listed) in board.grid_ids().zip(listed) {
        if listed.open.is_empty() {
            continue;
        }
        if !coverage::has_lead(board, grid) {
            no_lead(board, grid, listed, out);
        } else if let Some(place) = vacancy(board, grid, as_of) {
            vacant_lead(board, grid, listed.open.len(), place, as_of, out);
        }
    }
}

fn no_lead(board: &Ground, grid: GridIx, listed: &Listed, out: &mut Diagnostics) {
    let at = board[grid].name.span;
    let name = naming::grid(board, grid);
    let level = board.level(grid);
    let (title, level) = (&level.lead_title, &level.name);
    let help = match board[grid].posts.first().map(|post| &post.title.value) {
        // Its lead may be called otherwise than the settings say.
        Some(post) => text!(
            "它有岗位“{post}”，而“{level}”一级的负责人叫“{title}”：要是这就是负责人，在 site.yaml 的这一层级写上“负责人称谓: {post}”（lead_title）；不是就给网格写“负责人”（lead），或在住户上写“包联人”（covered_by）。",
            "It has a post `{post}`, while the lead of a {level} is called `{title}`: if this is the lead, write `lead_title: {post}` at this level in site.yaml; if not, write `lead` at the grid, or `covered_by` at the household."
        ),
        None => text!(
            "在住户上写“包联人”（covered_by），或给网格写“负责人”（lead）；暂时没有人就写明空缺：“岗位: [{{岗位: {title}, 空缺: 是}}]”。",
            "Write `covered_by` at the household or `lead` at the grid; while there is nobody, declare it vacant: `posts: [{{post: {title}, vacant: true}}]`."
        ),
    };
    if listed.total > 1 && listed.open.len() == listed.total {
        let (zh, en) = naming::list(listed.open.iter().map(|at| naming::household(board, *at)));
        let message = text!(
            "网格 {name} 没有负责人，列出的住户都没有人包联：{zh}",
            "grid {name} has no lead, and nobody covers the households listed in it: {en}"
        );
        out.push(Diagnostic::new(&RULE, at, message).help(help));
        return;
    }
    for &household in &listed.open {
        let who = naming::household(board, household);
        let message = text!("住户 {who} 没有人包联", "nobody covers household {who}");
        let related = text!("网格 {name} 没有负责人", "grid {name} has no lead");
        let span = board[household].id.span;
        out.push(Diagnostic::new(&RULE, span, message).help(help.clone()).related(at, related));
    }
}

/// Where the lead's post is told to be vacant; `None` when it is held, or silent (another rule's matter).
fn vacancy(board: &Ground, grid: GridIx, as_of: AsOf) -> Option<Span> {
    let post = board.lead(grid, as_of)?;
    if board.holder(post, as_of).is_some() {
        return None;
    }
    match (&post.member, &post.vacant) {
        (Some(member), _) => Some(member.span),
        (None, Some(vacant)) if vacant.value => Some(vacant.span),
        (None, _) => None,
    }
}

fn vacant_lead(board: &Ground, grid: GridIx, open: usize, place: Span, as_of: AsOf, out: &mut Diagnostics) {
    let name = naming::grid(board, grid);
    let above = board.chain(grid, as_of).into_iter().find_map(|link| Some((link.grid, link.member?)));
    let message = match above {
        Some((at, member)) => {
            let (at, member) = (naming::grid(board, at), naming::member(board, member));
            text!(
                "网格 {name} 的负责人空缺，{open} 户暂由 {at} 的 {member} 答复",
                "the lead of grid {name} is vacant: {member} of {at} answers for {open} households"
            )
        }
        None => text!(
            "网格 {name} 的负责人空缺，上级也都空缺，{open} 户没有人答复",
            "the leads of grid {name} and of all above it are vacant: nobody answers for {open} households"
        ),
    };
    let help = text!("有人接任后写上新的责任人。", "Write the new holder as soon as there is one.");
    out.push(Diagnostic::new(&RULE, place, message).severity(Severity::Warning).help(help));
}
