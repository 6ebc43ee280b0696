//! What values tell by their keys and shapes.

use super::*;
use crate::calendar::NaiveDate;
use crate::private::Private;
use crate::source::Span;

fn told(key: &str, value: &str) -> Vec<(String, Sense)> {
    let as_of = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
    let detail = Detail {
        path: [key.to_owned()].as_slice().into(),
        value: Private::new(value.into()),
        at: Span::BOARD,
    };
    of_detail(&detail, as_of)
        .into_iter()
        .map(|(text, sense)| (String::from_utf16(&text).unwrap(), sense))
        .collect()
}

fn texts(key: &str, value: &str) -> Vec<String> {
    told(key, value).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn values_tell_what_their_keys_and_shapes_say() {
    use Sense::*;
    let one = |text: &str, sense: Sense| vec![(text.to_owned(), sense)];
    assert_eq!(told("户主", "赵铁柱"), one("赵铁柱", Name));
    assert_eq!(told("儿媳", "王秀兰"), one("王秀兰", Name));
    assert_eq!(told("电话", "+86 139-1234-5678").first(), one("13912345678", Number).first());
    assert!(texts("电话", "0355-7830012").contains(&"7830012".to_owned()));
    // What is too short to be called is not behind a country's code.
    assert_eq!(texts("备注", "登记号00860030"), ["登记号00860030", "00860030"]);
    assert!(texts("身份证", "11010519491231002X").contains(&"11010519491231002x".to_owned()));
    assert_eq!(told("微信", "wx_zhang88"), one("wxzhang88", Account));
    assert_eq!(told("车牌", "晋A·12345").len(), 2);
    assert!(told("备注", "车 晋AD12345").contains(&("晋ad12345".to_owned(), Plate)));
    assert_eq!(texts("经纬度", "112.345678,36.789012")[..2], ["1123456", "367890"]);
    assert_eq!(texts("收入", "38,650元"), ["38650", "3865万"]);
    assert_eq!(told("户主", "Bao Xueqin"), one("ba0xueq1n", Account));
}

#[test]
fn ordinary_values_tell_nothing() {
    for (key, value) in [
        ("类别", "低保户"),
        ("备注", "外出务工"),
        ("备注", "公益性岗位保洁员"),
        ("备注", "城乡居民养老保险"),
        ("备注", "外出务工人员"),
        ("岗位", "护林员"),
        ("入住", "2018-05-01"),
        ("备注", "20180501"),
        ("收入", "12000"),
        ("儿子", "在外打工"),
        ("人口", "3"),
        ("备注", "已签订家庭医生服务协议"),
        ("备注", "已参加城乡居民医保"),
        ("出生", "1949-10-01"),
        ("备注", "covid19"),
        ("电话", "400-820-8820"),
    ] {
        assert_eq!(told(key, value), [], "{key} {value}");
    }
}

#[test]
fn remarks_about_somebody_are_told_from_phrases() {
    use Sense::*;
    for (value, sense) in [
        ("老伴卧病在床", ShortRemark),
        ("儿子在广东打工三年未归", Remark),
        ("与邻居因宅基地边界不和", Remark),
        ("家住城南小区三号楼二单元", Remark),
        ("自己觉得走访不够勤快", Remark),
    ] {
        assert!(
            told("备注", value).iter().any(|(_, found)| *found == sense),
            "{value}: {:?}",
            told("备注", value)
        );
    }
    assert_eq!(told("住址", "3号楼2单元501")[0].1, ShortRemark);
    // Each clause for itself.
    assert_eq!(texts("备注", "公益性岗位保洁员，老伴常年卧病在床").len(), 1);
    assert!(texts("备注", "儿媳王秀兰在县城打工").contains(&"王秀兰".to_owned()));
}

#[test]
fn a_day_of_birth_is_written_in_many_ways() {
    let found = texts("出生", "1956-03-02");
    for form in ["19560302", "195632", "1956年3月2", "1956年03月02"] {
        assert!(found.contains(&form.to_owned()), "{form}");
    }
    assert!(texts("出生日期", "1956年十二月二十一日").contains(&"19561221".to_owned()));
    assert!(texts("出生", "1956.12.21").contains(&"1956年十2月2十1".to_owned()));
    assert_eq!(texts("出生", "2024-03-02"), [] as [&str; 0]);
}

#[test]
fn births_stand_in_remarks_and_identity_numbers() {
    for (key, value) in [
        ("备注", "1956年3月2日生"),
        ("备注", "户主1956-3-2生，务农"),
        ("备注", "一九五六年三月二日出生"),
        ("身份证", "140431195603021234"),
        ("身份证", "14043119560302123X"),
        ("备注", "旧证 140431560302123"),
        ("出生", "1956/03/02"),
    ] {
        let found = texts(key, value);
        for form in ["19560302", "195632", "1956年3月2", "1956年03月02", "56年3月2"] {
            assert!(found.contains(&form.to_owned()), "{value}: {form} {found:?}");
        }
    }
    for value in ["1956年3月2日生病", "1956年3月2日入住", "账号 6222021234567890123"] {
        assert!(!texts("备注", value).contains(&"19560302".to_owned()), "{value}");
    }
}

#[test]
fn sums_are_told_with_cents_and_in_remarks() {
    assert_eq!(texts("收入", "38650.50"), ["38650", "386505", "3865050", "38651万"]);
    for value in ["欠信用社 38650 元", "¥38,650 未还", "年收3.865万元"] {
        let found = texts("备注", value);
        assert!(found.contains(&"38650".to_owned()), "{value}: {found:?}");
    }
    assert!(!texts("备注", "编号 38650").contains(&"38650".to_owned()));
}

#[test]
fn an_address_is_known_by_its_end() {
    assert!(texts("住址", "岭上村东街19号后院平房").contains(&"东街19号后院平房".to_owned()));
    assert!(!texts("住址", "岭上村东街19号").contains(&"东街19号".to_owned()));
}
