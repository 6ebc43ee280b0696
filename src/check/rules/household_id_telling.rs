//! `db-001` among `h-002`: household ids that group households, or name somebody.

use super::*;

rules! {
    /// A household id that says more than a number.
    pub RULE: "household-id-telling", Note;
    what "户编号不只是一个号：带了类别、户主姓名，或者与同一网格的其他户写法不同。"
        "A household id is more than a number: it holds a kind or a name, or is written otherwise than those beside it.";
    why "db-001、wubao3、wangjianguo-1 这样的编号，谁看见都能猜出是哪一类人家、谁家。程序因此在全板的链接和数据里都不用户编号，改用门牌，印出去的“#id=”链接也用门牌。一个网格里的户只有最后的数字不同（h-001、h-002，或全村统一的 tld-001），就照用编号。"
        "Ids such as db-001, wubao3 or wangjianguo-1 let anybody guess what kind of household it is, or whose. So no household's id stands in this board's links and data; they go by doors instead, as does an `#id=` link. Where the households of a grid differ in their last number only (h-001, h-002, or tld-001 throughout), ids are used.";
    example "\
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
members:
  - name: 王芳
households:
  - {id: h-001, door: 1号, grid: g1}
<   - {id: db-001, door: 2号, grid: g1}
< #        ^^^^^^
>   - {id: h-002, door: 2号, grid: g1}
";
}

/// Tells of the first one.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    let Some(household) = board.telling_id() else { return };
    let record = &board[household];
    let door = naming::shown(&record.door.value);
    // It may be a private value itself.
    let message = text!(
        "门牌 {door} 的户编号不只是一个号；全板的链接和数据改用门牌，不用户编号",
        "the id of the household at {door} is more than a number: links and data of the whole board go by doors, not by ids"
    );
    let help = text!(
        "想用编号的，改成只有最后的数字不同，如 h-001。",
        "To use ids, let them differ in their last number only, as h-001."
    );
    out.push(Diagnostic::new(&RULE, record.id.span, message).help(help).hidden());
}
