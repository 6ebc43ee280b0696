//! Phones as tables hold them: with blanks, as measures, several in a cell, masked. No message repeats any of one.

use crate::check::rules::phone_shape::is_phone;
use crate::diagnostic::Text;
use crate::load::spelling::{narrow, phone};
use crate::text;

/// What stands between two values of one cell.
pub(super) const SIGNS: [char; 8] = ['、', '，', ',', ';', '；', '/', '\n', '|'];

/// The one number in `text`.
pub(super) fn one(text: &str) -> Result<String, Text> {
    let numbers = all(text)?;
    match numbers.as_slice() {
        [number] => Ok(number.clone()),
        _ => {
            let count = numbers.len();
            Err(text!(
                "有 {count} 个电话号码，只能登一个；在表里留下一个",
                "{count} phone numbers, where one is wanted: leave one of them in the cell"
            ))
        }
    }
}

/// All numbers in `text`, each once.
pub(super) fn all(text: &str) -> Result<Vec<String>, Text> {
    let mut narrowed = narrow(text);
    // The same number reaches the same person there.
    for remark in ["(微信同号)", "(同微信)", "(微信)"] {
        narrowed = narrowed.replace(remark, "");
    }
    if narrowed.contains(['*', '×', '＊']) || narrowed.to_lowercase().contains("xx") {
        return Err(text!(
            "号码是遮掉几位的，补全才能登记",
            "the number is masked: it can be taken only when it is whole"
        ));
    }
    // One number may be written in groups, and several with blanks between them.
    let whole = single(&narrowed);
    if is_phone(&whole) {
        return Ok(vec![whole]);
    }
    let mut numbers: Vec<String> = Vec::new();
    for part in
        narrowed.split(SIGNS).flat_map(|part| part.split('或')).map(str::trim).filter(|part| !part.is_empty())
    {
        let number = single(part);
        let parts: Vec<String> = match is_phone(&number) {
            true => vec![number],
            false => part.split_whitespace().map(single).collect(),
        };
        for number in parts {
            if !is_phone(&number) {
                return Err(unclear(&number));
            }
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    Ok(numbers)
}

/// One number as it is dialled.
fn single(text: &str) -> String {
    let number = phone(text).value;
    // The country's code without its sign, as a number keeps it.
    match number.strip_prefix("86") {
        Some(mobile) if mobile.len() == 11 && mobile.starts_with('1') => mobile.to_owned(),
        _ => number,
    }
}

fn unclear(number: &str) -> Text {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let length = digits.len();
    if (9..=11).contains(&length) && digits == number && !number.starts_with(['0', '1']) {
        return text!(
            "像是座机号，表格丢了开头的 0；把单元格设成文本再填",
            "it seems to be a landline whose leading 0 the spreadsheet lost: make the cell text and type it again"
        );
    }
    text!(
        "不像电话号码（{length} 位数字）；核对后再填",
        "this has the shape of no phone number ({length} digits): check it"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_many_spellings() {
        for text in [
            "13900001002",
            "139 0000 1002",
            "１３９００００１００２",
            "+86 139-0000-1002",
            "13900001002.0",
            "8613900001002",
            "0086 13900001002",
            "13900001002/13900001002",
            "13900001002（微信同号）",
        ] {
            assert_eq!(one(text).unwrap(), "13900001002", "{text}");
        }
        for text in ["0559-2300061转8012", "0559-2300061", "2300061", "400-810-1234"] {
            assert_eq!(one(text).unwrap(), text);
        }
    }

    #[test]
    fn what_is_unclear_is_told_without_the_number() {
        for (text, said) in [
            ("13900001003/13800001003", "2 phone"),
            ("13900001010\n13900001011", "2 phone"),
            ("13900001010 13900001011", "2 phone"),
            ("13900001010 或 13900001011", "2 phone"),
            ("139****5005", "masked"),
            ("5592300061", "leading 0"),
            ("1390000100", "10 digits"),
            ("见备注", "0 digits"),
        ] {
            let why = one(text).unwrap_err().en;
            assert!(why.contains(said), "{text}: {why}");
        }
    }
}
