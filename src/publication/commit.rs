//! What the log keeps of a version: a digest of salted digests, one a field, so that a field can be withdrawn and the rest
//! still be proven (as selective disclosure of JSON does it).
//!
//! ```text
//! salt of a field   = SHA-256(salt of the version ‖ name)
//! digest of a field = SHA-256(salt of the field ‖ value in the canonical form of RFC 8785)
//! entry             = SHA-256(name ‖ 00 ‖ digest, for every field, by the bytes of their names)
//! ```
//!
//! Beside its fields a version has `.kind`, `.id`, `.op` and, where it was corrected, `.reasons`.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::digest::Digest;
use super::version::{Fields, Op, Version};

/// What the reasons for corrections are called among the fields.
pub(super) const REASONS: &str = ".reasons";

/// A value that is proven.
enum Proven<'f> {
    Text(&'f str),
    Value(&'f Value),
    Reasons(Value),
}

impl Proven<'_> {
    /// In the canonical form of RFC 8785, which of texts and whole numbers is how they are written anyway.
    fn canonical(&self) -> Vec<u8> {
        let value = match self {
            Proven::Text(text) => return serde_json::to_vec(text).unwrap_or_default(),
            Proven::Value(value) => *value,
            Proven::Reasons(value) => value,
        };
        let is_plain = match value {
            Value::Number(number) => !number.is_f64(),
            Value::Array(_) | Value::Object(_) => false,
            _ => true,
        };
        // Only numbers that JSON cannot hold fail, and no field is one.
        let written = match is_plain {
            true => serde_json::to_vec(value),
            false => serde_json_canonicalizer::to_vec(value),
        };
        written.unwrap_or_default()
    }

    /// The digest of the field with `salt`.
    fn digest(&self, salt: Digest) -> Digest {
        Digest(Sha256::new().chain_update(salt.0).chain_update(self.canonical()).finalize().into())
    }
}

/// What `version`, which says `fields` in all, is proven by, in the order of the names: no column begins with a dot.
fn told<'f>(version: &'f Version, fields: &'f Fields) -> impl Iterator<Item = (&'f str, Proven<'f>)> {
    let op = match version.op {
        Op::Added => "added",
        Op::Changed => "changed",
        Op::Removed => "removed",
    };
    let reasons = (!version.reasons.is_empty())
        .then(|| (REASONS, Proven::Reasons(serde_json::to_value(&version.reasons).unwrap_or_default())));
    let own = [
        (".id", Proven::Text(&version.key.id)),
        (".kind", Proven::Text(&version.key.kind)),
        (".op", Proven::Text(op)),
    ];
    let fields = fields.iter().map(|(name, value)| (name.as_str(), Proven::Value(value)));
    own.into_iter().chain(reasons).chain(fields)
}

fn entry_of<'d>(digests: impl Iterator<Item = (&'d str, Digest)>) -> Digest {
    let mut hasher = Sha256::new();
    for (name, digest) in digests {
        hasher.update(name);
        hasher.update([0]);
        hasher.update(digest.0);
    }
    Digest(hasher.finalize().into())
}

/// The entry of the log for `version`, which says `fields` in all; `None` where what is left does not tell.
pub fn entry(version: &Version, fields: &Fields) -> Option<Digest> {
    let all = told(version, fields);
    if let Some(salt) = version.salt {
        return Some(entry_of(all.map(|(name, value)| (name, value.digest(salt.of(name))))));
    }
    let withdrawn = version.withdrawn.as_ref()?;
    if let Some(entry) = withdrawn.entry {
        return Some(entry);
    }
    let gone = withdrawn.digests.iter().map(|(name, digest)| Some((name.as_str(), *digest)));
    // While a withdrawal is being written, earlier versions still say what is gone here.
    let left = all.filter(|(name, _)| !withdrawn.digests.contains_key(*name));
    let left = left.map(|(name, value)| Some((name, value.digest(*withdrawn.salts.get(name)?))));
    let digests: BTreeMap<&str, Digest> = gone.chain(left).collect::<Option<_>>()?;
    Some(entry_of(digests.into_iter()))
}

/// The salts and digests that prove what is left of `version` without `gone`: those of the fields that stay, and those of
/// the fields that go.
pub(super) fn opened(
    version: &Version,
    fields: &Fields,
    gone: &[String],
) -> (BTreeMap<String, Digest>, BTreeMap<String, Digest>) {
    let (mut salts, mut digests) = (BTreeMap::new(), BTreeMap::new());
    let before = version.withdrawn.as_ref();
    if let Some(before) = before {
        digests.extend(before.digests.clone());
    }
    for (name, value) in told(version, fields) {
        let known = || before.and_then(|before| before.salts.get(name)).copied();
        let Some(salt) = version.salt.map(|salt| salt.of(name)).or_else(known) else { continue };
        match gone.iter().any(|gone| gone == name) {
            true => digests.insert(name.to_owned(), value.digest(salt)),
            false => salts.insert(name.to_owned(), salt),
        };
    }
    (salts, digests)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_plainly_is_canonical() {
        let texts = ["网格", "a\"b\\c/", "\u{1}\u{8}\t\n\u{c}\r\u{1f}\u{7f}", "\u{2028}é🙂", ""];
        let values = texts.iter().map(|text| json!(text)).chain([
            json!(0),
            json!(-7),
            json!(1_u64 << 53),
            json!(true),
            json!(92.5),
        ]);
        for value in values {
            assert_eq!(
                Proven::Value(&value).canonical(),
                serde_json_canonicalizer::to_vec(&value).unwrap(),
                "{value}"
            );
        }
    }

    #[test]
    fn names_follow_one_another_as_their_bytes_do() {
        let fields = Fields::from([("a".to_owned(), json!(1)), ("zh".to_owned(), json!("x"))]);
        let line =
            r#"{"kind":"k","id":"i","op":"added","reasons":[{"date":"2026-01-01","key":"a","reason":"r"}]}"#;
        let version: Version = serde_json::from_str(line).unwrap();
        let names: Vec<&str> = told(&version, &fields).map(|(name, _)| name).collect();
        assert!(names.is_sorted(), "{names:?}");
    }
}
