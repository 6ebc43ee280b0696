//! What a page is made with beside its view: the templates that its own one extends and includes, those of its parts, all
//! components (any template may call any of them), and the strings.

use std::collections::{BTreeMap, BTreeSet};

use crate::theme::Theme;

use super::strings;

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

/// The paths within `theme` of what pages of `template` are made with: the template, those it extends and includes, the
/// files of the components that these call, and the strings for `language`, the nearest last.
pub fn made_with(theme: &Theme, language: &str, template: &str) -> Vec<String> {
    let text = |name: &str| {
        let file = theme.files.get(&format!("{TEMPLATES}{name}"));
        file.map(|file| String::from_utf8_lossy(&file.bytes)).unwrap_or_default()
    };
    let names: Vec<&str> = theme.files.keys().filter_map(|path| path.strip_prefix(TEMPLATES)).collect();
    let texts: BTreeMap<&str, std::borrow::Cow<'_, str>> =
        names.iter().map(|&name| (name, text(name))).collect();
    let references: BTreeMap<&str, Named> = texts.iter().map(|(name, text)| (*name, named(text))).collect();
    let mut used = closure(template, &references);
    let homes: BTreeMap<&str, &str> = texts
        .iter()
        .flat_map(|(name, text)| defined(text).map(move |component| (component, *name)))
        .collect();
    let mut open: Vec<&str> = used.iter().copied().collect();
    while let Some(name) = open.pop() {
        let Some(text) = texts.get(name) else { continue };
        open.extend(
            called(text).filter_map(|component| homes.get(component)).filter(|home| used.insert(home)),
        );
    }
    let templates = used.into_iter().map(|name| format!("{TEMPLATES}{name}"));
    templates.chain(strings::nearer(language)).filter(|path| theme.files.contains_key(path)).collect()
}

/// The components that a template defines.
fn defined(text: &str) -> impl Iterator<Item = &str> {
    text.split("{% component ").skip(1).map(leading_name)
}

/// The components that a template calls: `{{ <name … /> }}`.
fn called(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices('<').filter(|(at, _)| text[..*at].trim_end().ends_with('{'));
    starts.map(|(at, _)| leading_name(&text[at + 1..]))
}

fn leading_name(text: &str) -> &str {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default()
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

/// The template, those of its parts, and all that these name, directly or through others.
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
    use crate::theme::ThemeFile;

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
    fn a_page_is_made_with_what_it_names_and_calls() {
        let made = made_with(&Theme::builtin(), "en", "404.html");
        assert_eq!(made[..2], ["templates/404.html", "templates/base.html"]);
        assert!(made.ends_with(&["strings/zh-CN.yaml".into(), "strings/en.yaml".into()]), "{made:?}");
        assert!(!made.iter().any(|part| part == "templates/components/rating.html"), "{made:?}");
        let made = made_with(&Theme::builtin(), "zh-CN", "member.html");
        for path in
            ["templates/base.html", "templates/components/people.html", "templates/components/marks.html"]
        {
            assert!(made.iter().any(|part| part == path), "{path} in {made:?}");
        }
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
        assert_eq!(differ(theme("templates/bulletin-rows.html")), ["bulletin-rows.html", "bulletin.html"]);
        assert!(differ(theme("templates/base.html")).len() >= 13);
        assert_eq!(differ(theme("strings/zh-CN.yaml")).len(), known.len());
        assert_eq!(differ(theme("assets/base.css")), [""; 0]);
        assert_eq!(differ(digests(&Theme::builtin(), "en")).len(), known.len());
        let component = known.keys().find(|name| name.starts_with("components/")).unwrap();
        assert_eq!(differ(theme(&format!("templates/{component}"))).len(), known.len());
    }
}
