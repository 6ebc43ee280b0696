//! An element of XML by itself: its name, its attributes, and what it stands for.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// An attribute, by its name without a prefix.
pub(crate) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|known| local(known.key.as_ref()) == name)?;
    let said = quick_xml::escape::unescape(&found.value).map(Cow::into_owned);
    Some(said.map_or(found.value, Cow::Owned))
}

/// The number in an attribute.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

/// Whether an element only leads to a font that the package brings along.
pub(super) fn names_font(element: &BytesStart<'_>) -> bool {
    match local(element.name().as_ref()) {
        "embedRegular" | "embedBold" | "embedItalic" | "embedBoldItalic" => true,
        "regular" | "bold" | "italic" | "boldItalic" => attribute(element, "id").is_some(),
        "Relationship" => attribute(element, "Type").is_some_and(|kind| kind.ends_with("/font")),
        _ => false,
    }
}

/// The character that an element of its own stands for. Fonts of symbols have theirs where no other font has any.
pub(super) fn symbol(element: &BytesStart<'_>) -> Option<char> {
    if local(element.name().as_ref()) != "sym" {
        return None;
    }
    let code = u32::from_str_radix(&attribute(element, "char")?, 16).ok()?;
    char::from_u32(if (0xf020..0xf100).contains(&code) { code - 0xf000 } else { code })
}

/// What stands between an element and what follows it.
pub(super) fn gap(name: &str) -> &'static str {
    match name {
        "p" | "h" | "tr" | "table-row" | "br" | "cr" | "line-break" | "row" | "si" | "comment" => "\n",
        "tab" | "tc" | "table-cell" => "\t",
        "s" => " ",
        "noBreakHyphen" => "-",
        _ => "",
    }
}
