//! What is asked for: from the path of a request to the path of a file, and whether this server is meant at all.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;

/// The file that the path of a URL names, by its path in the output; `None` for a path that names nothing anywhere.
/// Escapes are resolved once. Files are looked up by their whole path in a table, so there is no folder to leave.
pub(super) fn file(url: &str) -> Option<String> {
    let decoded = percent_decode_str(url.strip_prefix('/')?).decode_utf8().ok()?;
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', '\0']);
    let folder = decoded.is_empty() || decoded.ends_with('/');
    let path = if folder { format!("{decoded}index.html") } else { decoded.into_owned() };
    path.split('/').all(is_name).then_some(path)
}

/// The page that a visitor of the missing `path` is shown stands this many folders up.
pub(super) fn up(path: &str) -> String {
    let depth = path.trim_start_matches('/').matches('/').count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// Whether the header `Host` names this machine. A foreign name means that somebody led a browser here by a name of
/// their own, to read what it sees.
pub(super) fn is_own(host: &str, bound: IpAddr) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let address: Option<IpAddr> = name.parse().ok();
    if name.eq_ignore_ascii_case("localhost")
        || address.is_some_and(|address| address.is_loopback() || address == bound)
    {
        return true;
    }
    // In the local network: by number, or by a name that no outside server gives out.
    let local = !name.contains('.') || name.to_ascii_lowercase().ends_with(".local");
    !bound.is_loopback() && (address.is_some() || (local && !name.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_files_and_never_lead_out() {
        let ok = |url: &str| file(url).unwrap_or_default();
        assert_eq!(ok("/"), "index.html");
        assert_eq!(ok("/grids/x/"), "grids/x/index.html");
        assert_eq!(ok("/grids/%E4%B8%9C/index.html"), "grids/东/index.html");
        assert_eq!(ok("/a%20b.pdf"), "a b.pdf");
        assert_eq!(ok("/%252e%252e/x"), "%2e%2e/x", "escapes are resolved once");
        assert_eq!(ok("/50%.jpg"), "50%.jpg", "what is no escape is itself");
        for url in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/%2E%2e%2fx",
            "/..%2fx",
            "/a//b",
            "/a/./b",
            "/a\\b",
            "/..%5cx",
            "/%00",
            "/%ff",
            "x",
            "",
        ] {
            assert_eq!(file(url), None, "{url}");
        }
    }

    #[test]
    fn only_own_names_are_answered() {
        let loopback: IpAddr = "127.0.0.1".parse().unwrap();
        for host in ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.0.0.1", "[::1]:8000"] {
            assert!(is_own(host, loopback), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:8000",
            "localhost.evil.example",
            "192.168.1.2",
            "127.0.0.1.evil.example",
            "",
        ] {
            assert!(!is_own(host, loopback), "{host}");
        }
        let lan: IpAddr = "0.0.0.0".parse().unwrap();
        for host in ["192.168.1.2:8000", "pc-7:8000", "pc.local", "localhost"] {
            assert!(is_own(host, lan), "{host}");
        }
        assert!(!is_own("evil.example", lan) && !is_own("", lan));
    }

    #[test]
    fn a_missing_page_finds_its_way_up() {
        assert_eq!((up("/x").as_str(), up("/a/b/c").as_str(), up("/a/").as_str()), ("./", "../../", "../"));
    }
}
