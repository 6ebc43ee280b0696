//! A page on its way to a visitor: the script that keeps it up to date goes in, and the page's own policy lets that
//! script listen. Only here: the artifacts are what is published.

/// Below this path the server's own files lie. No published path begins so.
pub(super) const OWN: &str = "~gongkailan";

/// What `html` becomes. `page` is its path in the output, `stamp` tells what it shows, `up` leads to the top.
pub(super) fn live(html: &str, page: &str, stamp: &str, up: &str) -> String {
    let html = allowed(html);
    let page = escaped(page);
    let script = format!(
        "<script src=\"{up}{OWN}/live.js\" data-up=\"{up}\" data-own=\"{OWN}\" data-page=\"{page}\" data-stamp=\"{stamp}\" defer></script>\n"
    );
    match html.to_ascii_lowercase().rfind("</body>") {
        Some(at) => format!("{}{script}{}", &html[..at], &html[at..]),
        None => html + &script,
    }
}

/// The page for a missing address: its links start from the top, wherever it is shown.
pub(super) fn based(html: &str, up: &str) -> String {
    let html = html.replacen("base-uri 'none'", "base-uri 'self'", 1);
    match html.to_ascii_lowercase().find("<head>") {
        Some(at) => format!("{}<base href=\"{up}\">{}", &html[..at + 6], &html[at + 6..]),
        None => html,
    }
}

/// What is shown before the first site is made.
pub(super) fn waiting(title: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n<p>{title}</p>\n</body>\n</html>\n"
    )
}

/// The page with a policy under which its own site may be asked for news.
fn allowed(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let policy = || {
        let meta = lower.find("http-equiv=\"content-security-policy\"")?;
        let start =
            meta + lower[meta..].find("content=\"").filter(|at| !lower[meta..meta + at].contains('>'))? + 9;
        Some(start..start + lower[start..].find('"')?)
    };
    let Some(range) = policy() else { return html.to_owned() };
    let mut directives: Vec<String> = html[range.clone()]
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    for name in ["connect-src", "script-src", "style-src"] {
        let is_for = |directive: &String, name: &str| directive.split_whitespace().next() == Some(name);
        let default = directives.iter().find(|directive| is_for(directive, "default-src")).cloned();
        match directives.iter_mut().find(|directive| is_for(directive, name)) {
            Some(directive) if opens(directive) => {}
            Some(directive) => *directive = with_self(directive),
            None => match default {
                Some(default) if !opens(&default) => {
                    directives.push(with_self(&default.replacen("default-src", name, 1)));
                }
                _ => {}
            },
        }
    }
    format!("{}{}{}", &html[..range.start], directives.join("; "), &html[range.end..])
}

fn opens(directive: &str) -> bool {
    directive.split_whitespace().any(|source| source == "'self'" || source == "*")
}

fn with_self(directive: &str) -> String {
    let sources = directive.split_whitespace().filter(|source| *source != "'none'").collect::<Vec<_>>();
    sources.join(" ") + " 'self'"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_last_and_the_policy_opens_just_enough() {
        let html = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; \
                    script-src 'self'\"></head><body><p>x</p></body>";
        let made = live(html, "grids/\"x/index.html", "abc", "../../");
        assert!(
            made.contains(
                "content=\"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'\""
            ),
            "{made}"
        );
        assert!(made.contains("<p>x</p><script src=\"../../~gongkailan/live.js\""), "{made}");
        assert!(made.contains("data-page=\"grids/&quot;x/index.html\""), "{made}");
        let own =
            "<meta http-equiv=\"content-security-policy\" content=\"script-src 'none'; connect-src *\">";
        assert!(live(own, "x", "", "").contains("content=\"script-src 'self'; connect-src *\""));
        assert!(live("no page at all", "x", "", "").starts_with("no page at all<script"));
    }

    #[test]
    fn a_missing_page_finds_its_files_from_anywhere() {
        let html = "<head><meta content=\"base-uri 'none'\"></head>";
        assert_eq!(
            based(html, "../../"),
            "<head><base href=\"../../\"><meta content=\"base-uri 'self'\"></head>"
        );
    }
}
