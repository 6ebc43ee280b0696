//! What counts as each kind of private value, and what does not.

use super::*;
use crate::reading::{Format, Reader};

fn found(sense: Sense, what: &str, text: &str) -> bool {
    let mut reader = Reader::default();
    reader.read(text.as_bytes(), Format::Markup);
    let what = letters(what);
    let (text, what) = (&reader.streams()[0], what.units());
    let starts = (0..text.units().len()).filter(|at| text.units()[*at..].starts_with(what));
    starts.into_iter().any(|at| counts(sense, text, at, what.len()))
}

#[test]
fn names_are_seen_however_they_are_set() {
    for text in [
        "感谢张建国同志",
        "张 建 国",
        "村民 张 建 国 家",
        "张<b>建</b>国同志",
        "村民张<br>建国同志",
        "<td>张建</td><td>国</td>",
        "<td>張</td><td>建國</td>",
        "张·建·国",
        "张、建、国",
        "<p>姓</p><p>张、建、国</p><p>等</p>",
        "张&lt;b&gt;建&lt;/b&gt;国",
        "张（建国）",
        "张\u{200b}建国",
        "张建国家里",
        "提张建国设",
        "看见张 建 国来了",
        "户主张 建 国（3人）",
        "感谢张 建国同志",
        "感谢张·建国同志",
    ] {
        assert!(found(Sense::Name, "张建国", text), "{text}");
    }
    for text in [
        "张建｜国强",
        "张建 国强",
        "<td>张建</td><td>国强</td>",
        "老张、建国",
        "张建，国",
        "张建、国庆",
        "张甲建国",
    ] {
        assert!(!found(Sense::Name, "张建国", text), "{text}");
    }
    for text in ["买买提•艾力", "买买提艾力", "本月看望买买提·艾力家。", "给买买提・艾力家修房"]
    {
        assert!(found(Sense::Name, "买买提·艾力", text), "{text}");
    }
    assert!(found(Sense::Name, "欧阳建国", "看望欧阳 建国一家"));
}

#[test]
fn names_within_words_are_none() {
    for (name, text) in
        [("高山水", "修高山水库"), ("高建设", "提高建设水平"), ("方文明", "地方文明"), ("安全生", "安全生产")]
    {
        assert!(!found(Sense::Name, name, text), "{text}");
        assert!(found(Sense::Name, name, &format!("找{name}。")), "{name}");
    }
}

#[test]
fn a_short_name_counts_only_alone() {
    for text in ["走访了李强家、王芳家", "户主李强，", "看望李强同志"] {
        assert!(found(Sense::Name, "李强", text), "{text}");
    }
    assert!(!found(Sense::Name, "马坊", "马坊家园") && !found(Sense::Name, "张强", "张强家庄"));
    for text in ["<td>高明</td>", "王芳、高明。", "高　明", "户主 高 明 电话", "3高明"] {
        assert!(found(Sense::Name, "高明", text), "{text}");
    }
    for text in
        ["手段高明。", "高明的", "手 段 高 明 的", "<td>高</td><td>明</td>", "水平高，明天", "高明一些"]
    {
        assert!(!found(Sense::Name, "高明", text), "{text}");
    }
}

#[test]
fn numbers_are_seen_in_any_grouping() {
    for text in [
        "电话13912345678。",
        "Tel13912345678",
        "13912345678m",
        "139 1234 5678",
        "139.1234.5678",
        "139<b>1234</b>5678",
        "+86 139-1234-5678",
        "8613912345678",
        "１３９１２３４５６７８",
        "一三九一二三四五六七八",
        "l39I2345678",
        "1 3 9 1 2 3 4 5 6 7 8",
        "<td>139</td><td>1234</td><td>5678</td>",
        "1,3,9,1,2,3,4,5,6,7,8",
        "139\n12345678",
        "2026-03-31 13912345678",
    ] {
        assert!(found(Sense::Number, "13912345678", text), "{text}");
    }
    for text in ["9139123456780", "139****5678", "2026-139 12345678"] {
        assert!(!found(Sense::Number, "13912345678", text), "{text}");
    }
    assert!(!found(Sense::Number, "033112000", "2026-03-31 12000"));
    assert!(
        !found(Sense::Number, "23012302", "2-301 2-302") && found(Sense::Number, "7830012", "0355-7830012")
    );
    assert!(
        !found(Sense::Number, "7830012", "783</td><td>0012") && found(Sense::Number, "7830012", "783 0012")
    );
}

#[test]
fn days_and_sums_are_told_from_other_digits() {
    for text in ["1956-03-02", "1956/03/02", "1956.03.02", "19560302"] {
        assert!(found(Sense::Day(2, 2), "19560302", text), "{text}");
    }
    assert!(found(Sense::Day(1, 1), "195632", "1956.3.2") && !found(Sense::Day(1, 1), "195632", "195632"));
    assert!(
        !found(Sense::Day(2, 2), "19560302", "195603-02")
            && !found(Sense::Day(2, 2), "19560302", "0195603021")
    );
    for text in ["1956年3月2日", "一九五六年三月二日", "生于一九五六年三月二日"] {
        assert!(found(Sense::WrittenDay, "1956年3月2", text), "{text}");
    }
    for text in ["1956年3月21日", "一九五六年三月二十一日", "11956年3月2日"] {
        assert!(!found(Sense::WrittenDay, "1956年3月2", text), "{text}");
    }
    assert!(found(Sense::Sum, "3865万", "年收3.865万元") && !found(Sense::Sum, "3865万", "1.3865万元"));
    assert!(found(Sense::Sum, "3865050", "38,650.50元"));
    for text in ["38650元", "38,650元", "38650.00"] {
        assert!(found(Sense::Sum, "38650", text), "{text}");
    }
    assert!(
        !found(Sense::Sum, "38650", "138650")
            && !found(Sense::Sum, "38650", "38650.5")
            && !found(Sense::Sum, "38650", "1.38650")
    );
}
