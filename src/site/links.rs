//! How the board can be reached, as links that a phone follows.

use crate::model::settings::Settings;

use super::view::SiteInfo;

/// The `tel:` link of a number as people write it; `None` for what no telephone could dial.
pub(super) fn tel(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|c| !" -–—()（）\u{3000}".contains(*c)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let dials = digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    dials.then(|| format!("tel:{number}"))
}

/// What every page tells of the board itself.
pub(super) fn site_info(settings: &Settings) -> SiteInfo {
    let mail = |text: &String| {
        let local = text.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@.-_+".contains(&byte));
        (local.is_some() && plain).then(|| format!("mailto:{text}"))
    };
    SiteInfo {
        title: settings.title.clone(),
        publisher: settings.publisher.clone(),
        description: settings.description.clone(),
        hotline: settings.hotline.clone(),
        hotline_href: settings.hotline.as_deref().and_then(tel),
        mailbox: settings.mailbox.clone(),
        mailbox_href: settings.mailbox.as_ref().and_then(mail),
        address: settings.address.clone(),
        hours: settings.hours.clone(),
        base_url: settings.base_url.as_ref().map(|base| base.as_str().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn numbers_dial_however_they_are_written() {
        assert_eq!(tel("0978-822 3344").as_deref(), Some("tel:09788223344"));
        assert_eq!(tel("+86 138 0013 8000").as_deref(), Some("tel:+8613800138000"));
        assert_eq!(tel("12345 转 2"), None);
        assert_eq!(tel("村委会"), None);
    }
}
