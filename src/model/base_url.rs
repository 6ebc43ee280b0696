//! Where a board will be served, in the one form from which every address is made.

use std::net::Ipv4Addr;

use url::{Host, ParseError, Position, Url};

use crate::diagnostic::Text;
use crate::text;

/// The address of a folder: http(s), encoded, its host in the letters of the domain name system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// Without its last slash.
    address: String,
    /// Where its path begins.
    path_at: usize,
}

/// Why an address cannot be the one of a board.
#[derive(Debug)]
pub struct BadAddress {
    /// What is wrong with it; it never says a password.
    pub message: Text,
    /// What to write instead.
    pub help: Text,
}

impl BaseUrl {
    /// Reads an address as people type it, with or without its last slash.
    pub fn parse(typed: &str) -> Result<BaseUrl, BadAddress> {
        let typed = typed.trim();
        let url = sound(typed)?;
        let mut address = url[..Position::BeforePath].to_owned();
        let path_at = address.len();
        address.push_str(&encoded(url.path()));
        address.truncate(address.trim_end_matches('/').len());
        Ok(BaseUrl { address, path_at })
    }

    /// Without its last slash.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// Where it lies on its host: `/` at the top, `/cun/`.
    pub fn folder(&self) -> String {
        format!("{}/", &self.address[self.path_at..])
    }
}

fn sound(typed: &str) -> Result<Url, BadAddress> {
    let refuse = |message, help| Err(BadAddress { message, help });
    let whole = || text!("写成 https://……，到文件夹为止。", "Write https://…, up to the folder.");
    let (scheme, rest) = typed.split_once("://").unwrap_or_default();
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let (place, path) = rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
    if place.contains('@') {
        return refuse(
            text!("网址里有账号或密码", "the address holds an account or a password"),
            text!(
                "去掉“@”和它前面的部分：网址会印出来，人人看得到。",
                "Remove the `@` and what stands before it: addresses are published."
            ),
        );
    }
    if !is_web || place.is_empty() {
        return refuse(text!("网址“{typed}”不是完整的网址", "`{typed}` is no absolute address"), whole());
    }
    if typed.contains('\\') {
        let meant = typed.replace('\\', "/");
        return refuse(
            text!("网址里有反斜杠“\\”", "the address holds a backslash"),
            text!("是不是 {meant}？", "Did you mean {meant}?"),
        );
    }
    if path.contains(['?', '#']) {
        return refuse(text!("网址里有“?”或“#”", "the address holds a `?` or a `#`"), whole());
    }
    if typed.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>')) {
        let message =
            text!("网址里有空格、引号或尖括号", "the address holds blanks, quotes or angle brackets");
        return refuse(message, whole());
    }
    if !is_percent_sound(path) {
        return refuse(
            text!(
                "网址里的“%”后面不是两位十六进制数",
                "a `%` in the address is not followed by two hexadecimal digits"
            ),
            text!(
                "照浏览器地址栏里的抄；“%”本身写成 %25。",
                "Copy it from a browser; `%` itself is written as %25."
            ),
        );
    }
    let url = match Url::parse(typed) {
        Ok(url) => url,
        Err(ParseError::InvalidPort) => return refuse_port(),
        Err(_) => return refuse_host(),
    };
    if url.port() == Some(0) {
        return refuse_port();
    }
    if !is_host_sound(&url, place) {
        return refuse_host();
    }
    if let Some(folder) = without_file(typed, path) {
        return refuse(
            text!("网址写到了文件，应到文件夹为止", "the address ends in a file; it must end in a folder"),
            text!(
                "写成 {folder}；真是文件夹，末尾加“/”。",
                "Write {folder}, or add a `/` where it is a folder."
            ),
        );
    }
    Ok(url)
}

fn refuse_port() -> Result<Url, BadAddress> {
    Err(BadAddress {
        message: text!("网址里的端口不对", "the address has a port that does not exist"),
        help: text!(
            "端口是 1 到 65535；常用的 80、443 不用写。",
            "Ports are 1 to 65535; 80 and 443 need not be written."
        ),
    })
}

fn refuse_host() -> Result<Url, BadAddress> {
    Err(BadAddress {
        message: text!("网址里的域名不对", "the address has no valid host"),
        help: text!(
            "核对“://”和下一个“/”之间的部分。",
            "Look at what stands between `://` and the next `/`."
        ),
    })
}

/// Whether a host is one that the domain name system can have, and an address in numbers what was typed.
fn is_host_sound(url: &Url, place: &str) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            let is_label = |label: &str| {
                (1..=63).contains(&label.len())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            };
            name.len() <= 253 && name.split('.').all(is_label)
        }
        Some(Host::Ipv4(number)) => {
            let typed = place.split(':').next().unwrap_or_default();
            typed.parse::<Ipv4Addr>() == Ok(number)
        }
        Some(Host::Ipv6(_)) => true,
        None => false,
    }
}

/// The folder of an address that ends in a file.
fn without_file<'t>(typed: &'t str, path: &str) -> Option<&'t str> {
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    let is_ending = (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_index = stem.eq_ignore_ascii_case("index");
    let is_file = !path.ends_with('/') || is_index;
    (is_ending && is_file).then(|| &typed[..typed.trim_end_matches('/').len() - name.len()])
}

fn is_percent_sound(path: &str) -> bool {
    path.split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()))
}

/// A path in its normal form: what need not be encoded is not, what must be is, in capital digits.
fn encoded(path: &str) -> String {
    let mut made = String::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let (byte, was_encoded) = match byte {
            b'%' => {
                let mut digit =
                    || bytes.next().and_then(|byte| char::from(byte).to_digit(16)).unwrap_or(0) as u8;
                (16 * digit() + digit(), true)
            }
            byte => (byte, false),
        };
        let is_unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let is_sign = b"/!$&'()*+,;=:@".contains(&byte);
        if is_unreserved || is_sign && !was_encoded {
            made.push(char::from(byte));
        } else {
            made.push_str(&format!("%{byte:02X}"));
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form() {
        for (typed, right, folder) in [
            ("https://example.org/cun/", "https://example.org/cun", "/cun/"),
            (" https://example.org/cun ", "https://example.org/cun", "/cun/"),
            ("HTTPS://Example.ORG", "https://example.org", "/"),
            ("https://example.org///", "https://example.org", "/"),
            ("https://example.org:443/a/../b/./", "https://example.org/b", "/b/"),
            ("http://example.org:8080/", "http://example.org:8080", "/"),
            ("https://example.org/村/", "https://example.org/%E6%9D%91", "/%E6%9D%91/"),
            ("https://example.org/%e6%9d%91", "https://example.org/%E6%9D%91", "/%E6%9D%91/"),
            ("https://example.org/%7Ecun/a%2Fb", "https://example.org/~cun/a%2Fb", "/~cun/a%2Fb/"),
            ("https://example.org/a|b[c]", "https://example.org/a%7Cb%5Bc%5D", "/a%7Cb%5Bc%5D/"),
            ("https://例子.中国/", "https://xn--fsqu00a.xn--fiqs8s", "/"),
            ("https://ｅｘａｍｐｌｅ。org/", "https://example.org", "/"),
            ("https://example.org/v1.2", "https://example.org/v1.2", "/v1.2/"),
            ("https://example.org/cun.old/", "https://example.org/cun.old", "/cun.old/"),
            ("http://192.168.1.5:8000/cun", "http://192.168.1.5:8000/cun", "/cun/"),
            ("http://[::1]/", "http://[::1]", "/"),
            ("http://board", "http://board", "/"),
        ] {
            let made =
                BaseUrl::parse(typed).unwrap_or_else(|refused| panic!("{typed}: {:?}", refused.message));
            assert_eq!((made.as_str(), &*made.folder()), (right, folder), "{typed}");
            assert_eq!(BaseUrl::parse(&format!("{right}/")).unwrap(), made, "{typed}");
        }
    }

    #[test]
    fn what_is_no_folder_on_the_web_is_refused() {
        for (typed, told) in [
            ("", "absolute"),
            ("x.cn/foo", "absolute"),
            ("ftp://a.cn", "absolute"),
            ("https:/a.cn", "absolute"),
            ("https:///a.cn", "absolute"),
            ("https：//a.cn", "absolute"),
            ("javascript://a.cn", "absolute"),
            ("https://a.cn/?q=1", "`?`"),
            ("https://a.cn#top", "`?`"),
            ("https://example.org\\cun\\", "backslash"),
            ("https://a.cn/a b", "blanks"),
            ("https://a.cn/a\nb", "blanks"),
            ("https://a.cn/<b>", "blanks"),
            ("https://a.cn/50%", "hexadecimal"),
            ("https://a.cn/%zz", "hexadecimal"),
            ("https://user:password@a.cn/", "password"),
            ("https://user@a.cn/", "password"),
            ("https://a.cn:65536/", "port"),
            ("https://a.cn:0/", "port"),
            ("https://a.cn:80a/", "port"),
            ("https://a..cn/", "host"),
            ("https://-a.cn/", "host"),
            ("https://a.cn,b.cn/", "host"),
            ("https://1.2.3/", "host"),
            ("https://999.1.1.1/", "host"),
            ("https://xn--a/", "host"),
            ("https://example.org/cun/index.html", "file"),
            ("https://example.org/cun/index.html/", "file"),
            ("https://example.org/default.aspx", "file"),
        ] {
            let refused = BaseUrl::parse(typed).map(|made| made.address).expect_err(typed);
            assert!(refused.message.en.contains(told), "{typed}: {}", refused.message.en);
            let said = format!("{:?}{:?}", refused.message, refused.help);
            assert!(!said.contains("user"), "{said}");
        }
        let refused = BaseUrl::parse("https://example.org/cun/index.html").unwrap_err();
        assert!(refused.help.zh.contains("写成 https://example.org/cun/；"), "{}", refused.help.zh);
    }
}
