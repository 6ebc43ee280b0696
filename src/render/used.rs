//! What a page is made with beside its view: the templates that its own one extends and includes, all components (any
//! template may call any of them), and the strings.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::theme::Theme;

/// Where templates lie in a theme.
const TEMPLATES: &str = "templates/";

/// A digest by template: as long as it is the same, equal views make equal pages.
pub(super) type Digests = BTreeMap<String, blake3::Hash>;

/// The digests of all templates of `theme` for `language`.
pub(super) fn digests(theme: &Theme, language: &str) -> Digests {
    let templates: BTreeMap<&str, &[u8]> = (theme.files.iter())
        .filter_map(|(path, file)| Some((path.strip_prefix(TEMPLATES)?, &*file.bytes)))
        .collect();
    let named: BTreeMap<&str, Named> =
        templates.iter().map(|(name, bytes)| (*name, named(&String::from_utf8_lossy(bytes)))).collect();
    let mut shared = blake3::Hasher::new();
    add(&mut shared, language, b"");
    for (path, file) in theme.files.iter().filter(|(path, _)| path.starts_with("strings/")) {
        add(&mut shared, path, &file.bytes);
    }
    for (name, bytes) in templates.iter().filter(|(name, _)| named[**name].is_shared) {
        add(&mut shared, name, bytes);
    }
    let digest = |name: &str| {
        let mut hasher = shared.clone();
        for used in closure(name, &named) {
            add(&mut hasher, used, templates.get(used).copied().unwrap_or_default());
        }
        hasher.finalize()
    };
    templates.keys().map(|name| (name.to_string(), digest(name))).collect()
}

fn add(hasher: &mut blake3::Hasher, name: &str, bytes: &[u8]) {
    for part in [name.as_bytes(), bytes] {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
}

/// What one template names.
#[derive(Debug, Default, PartialEq, Eq)]
struct Named {
    /// Every text in its tags `extends` and `include`.
    templates: Vec<String>,
    /// Whether others use it without naming it, or nobody can tell what it uses.
    is_shared: bool,
}

fn named(text: &str) -> Named {
    let mut named = Named::default();
    for tag in text.split("{%").skip(1) {
        let tag = tag.split("%}").next().unwrap_or_default().trim_start_matches('-').trim_start();
        let word: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        match word.as_str() {
            "extends" | "include" => {
                let quoted = tag.split(['"', '\'', '`']).skip(1).step_by(2);
                let before = named.templates.len();
                named.templates.extend(quoted.map(str::to_owned));
                named.is_shared |= named.templates.len() == before;
            }
            "component" | "import" | "macro" => named.is_shared = true,
            _ => {}
        }
    }
    named
}

/// The template and all that it names, directly or through others.
fn closure<'n>(name: &'n str, named: &'n BTreeMap<&str, Named>) -> BTreeSet<&'n str> {
    let mut found = BTreeSet::new();
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        if found.insert(name) {
            open.extend(named.get(name).iter().flat_map(|named| &named.templates).map(String::as_str));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::theme::ThemeFile;

    #[test]
    fn tags_are_read() {
        let text =
            "{%- extends 'a.html' -%}{% include \"b.html\" %}{% block x %}{{ \"c.html\" }}{% endblock %}";
        assert_eq!(
            named(text),
            Named { templates: vec!["a.html".into(), "b.html".into()], is_shared: false }
        );
        assert!(named("{% component x() %}{% endcomponent %}").is_shared);
        assert!(named("{% include name %}").is_shared);
    }

    #[test]
    fn a_page_depends_on_what_its_template_uses_and_on_nothing_else() {
        let theme = |path: &str| {
            let mut theme = Theme::builtin();
            let file = theme.files.get_mut(path).unwrap();
            *file = ThemeFile { bytes: [&file.bytes, b" ".as_slice()].concat().into(), source: None };
            digests(&theme, "zh-CN")
        };
        let known = digests(&Theme::builtin(), "zh-CN");
        let differ = |other: Digests| -> Vec<String> {
            known
                .iter()
                .filter(|(name, digest)| other[*name] != **digest)
                .map(|(name, _)| name.clone())
                .collect()
        };
        assert_eq!(differ(theme("templates/home.html")), ["home.html"]);
        assert!(differ(theme("templates/base.html")).len() >= 13);
        assert_eq!(differ(theme("strings/zh-CN.yaml")).len(), known.len());
        assert_eq!(differ(theme("assets/base.css")), [""; 0]);
        assert_eq!(differ(digests(&Theme::builtin(), "en")).len(), known.len());
        let component = known.keys().find(|name| name.starts_with("components/")).unwrap();
        assert_eq!(differ(theme(&format!("templates/{component}"))).len(), known.len());
    }
}
