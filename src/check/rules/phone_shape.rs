//! A number with a digit too few reaches nobody; the number itself is never repeated.

use super::*;

rules! {
    /// Neither mobile nor landline.
    pub RULE: "phone-shape", Error;
    what "电话号码既不像手机号，也不像座机号。"
        "A phone number has the shape of neither a mobile nor a landline.";
    why "手机号 11 位；座机写区号（如 0355-7890123）。像手机号却多一位、少一位的是错误，别的写法只提醒。提示里不写号码。"
        "A mobile has 11 digits; a landline has an area code (0355-7890123). One digit too many or too few in a mobile is an error, any other shape a warning. The number is not repeated.";
    example "\
members:
<   - {name: 王芳, phone: 1380013800}
< #                       ^^^^^^^^^^
>   - {name: 王芳, phone: 0355-7890123}
";
}

/// Looks at every member's number.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    for (member, private) in board.member_ids().zip(&register.members) {
        let (number, span) = match (&private.phone, &board[member].phone) {
            (Some(phone), _) => (phone.value.reveal().as_str(), phone.span),
            (None, PublicPhone::Full(number)) => {
                (number.as_str(), private.phone_at.unwrap_or(board[member].name.span))
            }
            _ => continue,
        };
        let Some(fault) = fault(number) else { continue };
        let who = naming::member(board, member);
        let problem = match fault {
            Misshapen::MobileLength(length) => {
                let message = text!(
                    "{who} 的手机号应是 11 位，这里是 {length} 位",
                    "the mobile number of {who} has {length} digits instead of 11"
                );
                Diagnostic::new(&RULE, span, message)
            }
            Misshapen::Unknown => {
                let message = text!(
                    "{who} 的电话不像手机号，也不像座机号",
                    "the number of {who} looks like neither a mobile nor a landline"
                );
                Diagnostic::new(&RULE, span, message).severity(Severity::Warning)
            }
        };
        let help = text!(
            "核对号码；座机写区号，例如 0355-7890123。",
            "Check the number; write a landline with its area code, for example 0355-7890123."
        );
        out.push(problem.help(help).hidden());
    }
}

/// Whether `number` has the shape of a phone number.
pub fn is_phone(number: &str) -> bool {
    fault(number).is_none()
}

#[derive(Debug, PartialEq)]
enum Misshapen {
    MobileLength(usize),
    Unknown,
}

fn fault(number: &str) -> Option<Misshapen> {
    let number = number.split(['转', 'x', '#', ',', '，']).next().unwrap_or(number);
    let bare = number.strip_prefix("+86").or_else(|| number.strip_prefix("0086")).unwrap_or(number);
    let signs = |c: char| matches!(c, ' ' | '-' | '(' | ')' | '（' | '）' | '—' | '－');
    if bare.contains(|c: char| !c.is_ascii_digit() && !signs(c)) {
        return Some(Misshapen::Unknown);
    }
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    let length = digits.len();
    let bytes = digits.as_bytes();
    let is_mobile = bytes.first() == Some(&b'1') && bytes.get(1).is_some_and(|second| *second >= b'3');
    match length {
        11 if is_mobile => None,
        10 | 12 if is_mobile => Some(Misshapen::MobileLength(length)),
        // Area code and number.
        10..=12 if bytes[0] == b'0' && bytes[1] != b'0' => None,
        // 400 and 800 numbers.
        10 if digits.starts_with("400") || digits.starts_with("800") => None,
        // A local number, a short number of a village's own network, a public service number.
        5..=8 if bytes[0] != b'0' => None,
        3 if bytes[0] == b'1' => None,
        _ => Some(Misshapen::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobiles_landlines_and_service_numbers_are_told_apart() {
        for number in [
            "13800138000",
            "0355-7890123",
            "010-12345678",
            "(0355) 7890123",
            "7890123",
            "12345",
            "400-810-1234",
            "661234",
            "120",
            "0355-7890123转8",
        ] {
            assert_eq!(fault(number), None, "{number}");
        }
        assert_eq!(fault("1380013800"), Some(Misshapen::MobileLength(10)));
        assert_eq!(fault("138001380000"), Some(Misshapen::MobileLength(12)));
        for number in ["12800138000", "找王芳", "1234", "0", ""] {
            assert_eq!(fault(number), Some(Misshapen::Unknown), "{number}");
        }
    }
}
