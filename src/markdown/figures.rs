//! Accounts in tables: which columns are numbers, which rows and columns are sums of others, and whether a table is as
//! narrow as a phone. A clerk marks none of that.

/// What is known of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct TableLook {
    /// Of each column whether it consists of numbers.
    pub figures: Vec<bool>,
    /// Of each column whether it sums the others of its row up.
    pub sums: Vec<bool>,
    /// Of each row below the head whether it sums up, or is left over.
    pub totals: Vec<bool>,
    /// The column that says what each row is: the first, or the one behind running numbers.
    pub names: usize,
    /// Whether it is wider than a phone, lines broken wherever they may.
    pub is_wide: bool,
}

/// What a sum is called, at either end of what its row is called: 收入合计.
const SUMS: [&str; 16] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "总额",
    "合計",
    "小計",
    "總計",
    "共計",
    "總額",
    "total",
    "subtotal",
    "sub-total",
    "sum",
    "جەمئىي",
    "ئومۇمىي",
];
/// What is left over; longer names are of things, such as 土地流转结余.
const LEFT_OVER: [&str; 6] = ["结余", "余额", "結餘", "餘額", "balance", "قالدۇق"];
const LEFT_OVER_LENGTH: usize = 4;

/// What stands for a number that is not given.
const NONE: [&str; 7] = ["", "-", "—", "——", "–", "/", "无"];
/// What stands behind numbers that are no quantities.
const DATES: [char; 8] = ['年', '月', '日', '号', '號', '点', '點', '时'];
/// Most characters of a unit.
const UNIT: usize = 3;

/// Characters of Chinese that stand side by side on a phone, in the type of tables.
const PHONE: f32 = 18.0;
/// So many a column needs to its side.
const GAP: f32 = 0.6;
/// So wide is a column of words at least, where it has as many.
const WORDS: f32 = 4.0;
/// A Latin letter or digit.
const LATIN: f32 = 0.58;

impl TableLook {
    /// What is known of a table with this `head` and `rows`, the text of each cell.
    pub fn of(head: &[String], rows: &[Vec<String>]) -> TableLook {
        let column = |at: usize| rows.iter().filter_map(move |row| row.get(at)).map(|cell| cell.trim());
        let is_numbered = head.len() > 1 && !rows.is_empty() && are_running(column(0));
        let names = usize::from(is_numbered);
        let figures: Vec<bool> = (0..head.len()).map(|at| at > names && are_figures(column(at))).collect();
        let sums = (0..head.len()).map(|at| figures[at] && is_sum(&head[at])).collect();
        let total = |row: &Vec<String>| {
            let mut cells = row.iter().map(|cell| cell.trim());
            let name = cells.find(|cell| !cell.is_empty()).unwrap_or_default();
            (is_sum(name) || is_left_over(name)) && cells.any(|cell| number(cell).is_some())
        };
        let totals = rows.iter().map(total).collect();
        let width = |at: usize| {
            let whole = column(at).map(width_of).fold(0.0, f32::max);
            GAP + if figures[at] { whole } else { whole.max(width_of(&head[at])).min(WORDS) }
        };
        let is_wide = (0..head.len()).map(width).sum::<f32>() > PHONE;
        TableLook { figures, sums, totals, names, is_wide }
    }
}

fn width_of(text: &str) -> f32 {
    text.trim().chars().map(|c| if c.is_ascii() { LATIN } else { 1.0 }).sum()
}

/// Whether all of a column are numbers of one unit, gaps aside.
fn are_figures<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let units: Option<Vec<&str>> = cells.filter(|cell| !NONE.contains(cell)).map(number).collect();
    units.is_some_and(|units| !units.is_empty() && units.iter().all(|unit| *unit == units[0]))
}

/// Whether they count on from 1, an end without numbers aside.
fn are_running<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut counted = 0;
    for (cell, number) in cells.zip(1_usize..) {
        match cell.parse::<usize>() {
            Ok(read) if read == number => counted = number,
            Err(_) if number > counted && is_sum(cell) || cell.is_empty() => {}
            _ => return false,
        }
    }
    counted > 0
}

/// The unit of a number, which may be none: `1,200.50`, `−3`, `¥12`, `1.42 元`, `94%`. No number of a phone, no day.
fn number(cell: &str) -> Option<&str> {
    let signed = cell.trim_start_matches(['¥', '￥', '$', '+', '-', '−', '－']).trim_start();
    let end = signed.find(|c: char| !c.is_ascii_digit() && !",，.".contains(c)).unwrap_or(signed.len());
    let (digits, unit) = signed.split_at(end);
    let whole = digits.split('.').next().unwrap_or_default();
    let is_count = whole.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.matches('.').count() < 2
        && (whole == "0" || !whole.starts_with('0'));
    let unit = unit.trim();
    let is_unit = unit.chars().count() <= UNIT
        && unit.chars().all(|c| c.is_alphabetic() || "%‰％".contains(c))
        && !unit.starts_with(DATES);
    (is_count && is_unit).then_some(unit)
}

/// A name in small letters, without what stands around it and what is said in brackets behind.
fn plain(name: &str) -> String {
    let name = name.trim().trim_start_matches(['（', '(', '*']).to_lowercase();
    let end = name.find(['（', '(', '）', ')', '：', ':', '*']).unwrap_or(name.len());
    name[..end].split_whitespace().collect::<Vec<_>>().join(if name.is_ascii() { " " } else { "" })
}

fn is_sum(name: &str) -> bool {
    let name = plain(name);
    let is_whole =
        |rest: &str| !name.is_ascii() || rest.is_empty() || rest.starts_with(' ') || rest.ends_with(' ');
    let begins = |word: &str| name.strip_prefix(word).is_some_and(is_whole);
    let ends = |word: &str| name.strip_suffix(word).is_some_and(is_whole);
    SUMS.iter().any(|word| begins(word) || ends(word))
}

fn is_left_over(name: &str) -> bool {
    let name = plain(name);
    match name.is_ascii() {
        true => LEFT_OVER.iter().any(|word| name.split(' ').any(|part| part == *word)),
        false => {
            name.chars().count() <= LEFT_OVER_LENGTH && LEFT_OVER.iter().any(|word| name.ends_with(word))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(table: &str) -> TableLook {
        let mut rows = table.lines().map(|line| line.split('|').map(str::to_owned).collect::<Vec<String>>());
        let head = rows.next().unwrap();
        TableLook::of(&head, &rows.collect::<Vec<_>>())
    }

    #[test]
    fn columns_of_numbers_and_rows_of_sums_are_known() {
        let found = look(
            "项目|来源|金额（元）|怎样用\n补贴|县财政|41,360.50|按面积\n奖补|乡政府|8000|买桶 40 个\n合计||49360.5|",
        );
        assert_eq!(found.figures, [false, false, true, false]);
        assert_eq!(found.totals, [false, false, true]);
        let found = look(
            "收入|金额|支出|金额\n租金|36000|疏浚|41200\n补助|—|分类桶|2160\n收入合计|36000|支出合计|43360",
        );
        assert_eq!((found.figures, found.totals), (vec![false, true, false, true], vec![false, false, true]));
        let found = look("片区|路面 25|合计\n东河|24|94\n新桥|24|97");
        assert_eq!((found.sums, found.totals), (vec![false, false, true], vec![false, false]));
    }

    #[test]
    fn what_a_row_is_called_says_whether_it_sums_up() {
        for name in [
            "合计",
            "合计（元）",
            "小 计",
            "总计：",
            "收入合计",
            "上年结余",
            "余额",
            "Total",
            "Total income",
            "Balance",
        ] {
            assert_eq!(look(&format!("a|b\n{name}|5")).totals, [true], "{name}");
        }
        for name in ["土地流转结余", "合作社", "Totality", "结余款修路", "5"] {
            assert_eq!(look(&format!("a|b\n{name}|5")).totals, [false], "{name}");
        }
        assert_eq!(look("a|b\n合计|见附表").totals, [false]);
    }

    #[test]
    fn running_numbers_are_not_what_a_row_is_called() {
        let found = look("序号|项目|金额\n1|租金|9000\n2|水泵|1870\n|合计|10870");
        assert_eq!((found.names, found.figures), (1, vec![false, false, true]));
        assert_eq!(found.totals, [false, false, true]);
        assert_eq!(look("年份|金额\n2025|3\n2026|4").names, 0);
    }

    #[test]
    fn days_phones_and_mixed_units_are_no_figures() {
        for cells in [
            "22 日|23 日",
            "0355-0001357|0355-0001358",
            "013900000001|",
            "3 天|2 次",
            "12:30|",
            "1.2.3|",
            "7 至 12 度|",
            "|—",
        ] {
            let rows = cells.replace('|', "\nx|");
            assert_eq!(look(&format!("a|b\nx|{rows}")).figures, [false, false], "{cells}");
        }
        for cells in ["1.42 元|1.18 元", "94%|6%", "-3|¥12", "0|0.5"] {
            let rows = cells.replace('|', "\nx|");
            assert_eq!(look(&format!("a|b\nx|{rows}")).figures, [false, true], "{cells}");
        }
    }

    #[test]
    fn a_table_of_many_columns_is_wider_than_a_phone() {
        assert!(!look("项目|金额\n乡里拨付蓄水池工程款|45000").is_wide);
        assert!(!look("片区|路面 25|河道 25|宅前屋后 30|垃圾分类 20|合计\n东河片区|24|22|28|20|94").is_wide);
        assert!(
            look("序号|事项|谁来办|怎么办|在哪里公开\n1|集体资金支出|村民委员会|经手人签字|公开栏，每季度")
                .is_wide
        );
    }
}
