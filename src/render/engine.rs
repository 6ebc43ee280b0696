//! The one Tera instance: templates in, checked against each other, with our filters and functions.

use std::collections::BTreeSet;

use tera::Tera;

use crate::diagnostic::Diagnostics;
use crate::site::view::PageView;
use crate::theme::Theme;

use super::fault::{self, TemplateFault};
use super::strings::{Names, Strings};
use super::{markdown, svg, words};

/// All templates below `templates/`, or every fault of all of them.
pub(super) fn build(theme: &Theme, strings: &Strings, names: &Names) -> Result<Tera, Diagnostics> {
    let (templates, mut faults) = read(theme);
    let mut tera = equipped(strings, names);
    if let Err(error) = tera.add_raw_templates(templates.iter().map(|(name, text)| (name, text))) {
        faults.extend(examine(theme, (strings, names), &templates, &error));
    }
    let missing = PageView::templates().filter(|name| !templates.iter().any(|(known, _)| known == name));
    faults.extend(missing.map(|name| TemplateFault {
        template: name.to_string(),
        range: 0..0,
        message: "the theme has no such template".to_string(),
    }));
    match faults.is_empty() {
        true => Ok(tera),
        false => {
            let mut problems = Diagnostics::default();
            for fault in faults {
                problems.push(fault::diagnostic(theme, fault));
            }
            Err(problems)
        }
    }
}

fn equipped(strings: &Strings, names: &Names) -> Tera {
    let mut tera = Tera::new();
    tera.global_context().insert("t", &strings.marked());
    words::register(&mut tera, strings);
    words::register_names(&mut tera, names);
    markdown::register(&mut tera);
    svg::register(&mut tera, strings);
    tera
}

fn read(theme: &Theme) -> (Vec<(String, String)>, Vec<TemplateFault>) {
    let mut templates = Vec::new();
    let mut faults = Vec::new();
    for (path, file) in &theme.files {
        let Some(name) = path.strip_prefix("templates/").filter(|name| name.ends_with(".html")) else {
            continue;
        };
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => templates.push((name.to_string(), text.to_string())),
            Err(error) => faults.push(TemplateFault {
                template: name.to_string(),
                range: error.valid_up_to()..error.valid_up_to(),
                message: "not UTF-8".to_string(),
            }),
        }
    }
    (templates, faults)
}

/// Tera stops at the first template it cannot parse. So each is parsed alone, and then, with the broken ones left
/// blank, all are checked against each other once more for names that no template could have brought.
fn examine(
    theme: &Theme,
    (strings, names): (&Strings, &Names),
    templates: &[(String, String)],
    first: &tera::Error,
) -> Vec<TemplateFault> {
    let mut faults = Vec::new();
    let mut broken = BTreeSet::new();
    for (name, text) in templates {
        if let Err(error) = Tera::new().add_raw_template(name, text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            broken.insert(name);
            faults.extend(fault::faults(theme, &error));
        }
    }
    if broken.is_empty() {
        return fault::faults(theme, first);
    }
    let blanked = templates.iter().map(|(name, text)| (name, if broken.contains(name) { "" } else { text }));
    if let Err(error) = equipped(strings, names).add_raw_templates(blanked) {
        let certain = ["Unknown filter", "Unknown test", "Unknown function"];
        let found = fault::faults(theme, &error).into_iter();
        faults.extend(found.filter(|fault| certain.iter().any(|known| fault.message.starts_with(known))));
    }
    faults
}
