//! Headers as they are met, and where their columns go.

use super::super::header::Table;
use super::super::kinds::{heads, kind};
use super::*;

fn read(header: &str) -> Vec<String> {
    let column = |(at, header): (usize, &str)| {
        let (group, own) = header.split_once('/').unwrap_or(("", header));
        Column { at: at as u32, group: group.to_owned(), own: own.to_owned() }
    };
    let columns = header.split(' ').enumerate().map(column).collect();
    let table = Table { titles: Vec::new(), columns, rows: Vec::new() };
    let heads = heads(&table, &[]);
    let kind = kind(&heads, "").expect(header);
    let plan = plan(kind, &heads, &|_| false, &|_| true, "x").expect(header);
    let said = |planned: &Planned| match &planned.target {
        Target::Key(slot, key) => format!("{slot}{}", key.en),
        Target::Private(slot, label) => format!("{slot}!{label}"),
        Target::Village => "village".to_owned(),
        Target::Idle => "idle".to_owned(),
        Target::Unknown(_) => "?".to_owned(),
    };
    plan.columns.iter().map(said).collect()
}

#[test]
fn a_phone_belongs_to_whoever_stands_before_it() {
    assert_eq!(
        read("网格名称 所属村 网格长 联系电话 专职网格员 联系电话 户数"),
        ["0name", "0parent", "1name", "1phone", "2name", "2phone", "0households"]
    );
    assert_eq!(
        read(
            "联系党员/姓名 联系党员/联系电话 被联系户/户编号 被联系户/户主 被联系户/门牌 被联系户/联系电话 所属网格 走访次数"
        ),
        ["1name", "1phone", "0id", "0!户主", "0door", "0!联系电话", "0grid", "?"]
    );
    assert_eq!(
        read("户编号 户主 联系电话 门牌 包户干部 手机"),
        ["0id", "0!户主", "0!联系电话", "0door", "1name", "1phone"]
    );
    assert_eq!(read("户主 包户干部 门牌 联系电话"), ["0!户主", "1name", "0door", "?"]);
    assert_eq!(
        read("户编号 户主姓名 门牌号 家庭人口/人数 联系电话"),
        ["0id", "0!户主姓名", "0door", "0people", "0!联系电话"]
    );
}

#[test]
fn second_best_columns_count_where_no_better_one_stands() {
    assert_eq!(read("户主 家庭住址 人口"), ["0!户主", "0door", "0people"]);
    assert_eq!(read("户主 门牌 家庭住址"), ["0!户主", "0door", "0!家庭住址"]);
    assert_eq!(read("户主 门牌 常住人口 户籍人口"), ["0!户主", "0door", "?", "?"]);
    assert_eq!(read("村干部姓名 所属村 职务 备注"), ["0name", "0grid", "0title", "0!备注"]);
    assert_eq!(read("村干部姓名 所属村 所属网格 工装尺码"), ["0name", "village", "0grid", "?"]);
}

#[test]
fn two_columns_of_one_key_are_told_with_both_names() {
    let column = |at: u32, own: &str| Column { at, group: String::new(), own: own.to_owned() };
    let columns = vec![column(0, "村干部姓名"), column(1, "手机"), column(2, "联系电话")];
    let table = Table { titles: Vec::new(), columns, rows: Vec::new() };
    let heads = heads(&table, &[]);
    let fault = plan(Member, &heads, &|_| false, &|_| true, "x").unwrap_err();
    assert!(
        fault.text.en.contains("手机")
            && fault.text.en.contains("联系电话")
            && fault.text.en.contains("--map C=-")
    );
    assert!(plan(Member, &heads, &|_| false, &|column| column != 2, "x").is_ok());
}
