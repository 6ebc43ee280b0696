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
use super::version::{Fields, Version};

/// What the reasons for corrections are called among the fields.
pub(super) const REASONS: &str = ".reasons";

/// The digest of the field with `salt`.
fn digest(salt: Digest, value: &Value) -> Digest {
    // Only numbers that JSON cannot hold fail, and no field is one.
    let canonical = serde_json_canonicalizer::to_vec(value).unwrap_or_default();
    Digest(Sha256::new().chain_update(salt.0).chain_update(canonical).finalize().into())
}

/// What `version`, which says `fields` in all, is proven by: its names with their values.
fn told<'f>(version: &Version, fields: &'f Fields) -> BTreeMap<&'f str, std::borrow::Cow<'f, Value>> {
    use std::borrow::Cow::{Borrowed, Owned};
    let own = |text: &str| Owned(Value::String(text.to_owned()));
    let op = serde_json::to_value(version.op).unwrap_or_default();
    let mut all: BTreeMap<&str, _> =
        fields.iter().map(|(name, value)| (name.as_str(), Borrowed(value))).collect();
    all.insert(".kind", own(&version.key.kind));
    all.insert(".id", own(&version.key.id));
    all.insert(".op", Owned(op));
    if !version.reasons.is_empty() {
        all.insert(REASONS, Owned(serde_json::to_value(&version.reasons).unwrap_or_default()));
    }
    all
}

fn entry_of(digests: &BTreeMap<&str, Digest>) -> Digest {
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
        let digests = all.iter().map(|(name, value)| (*name, digest(salt.of(name), value)));
        return Some(entry_of(&digests.collect()));
    }
    let withdrawn = version.withdrawn.as_ref()?;
    if let Some(entry) = withdrawn.entry {
        return Some(entry);
    }
    let gone = withdrawn.digests.iter().map(|(name, digest)| Some((name.as_str(), *digest)));
    // While a withdrawal is being written, earlier versions still say what is gone here.
    let left = all.iter().filter(|(name, _)| !withdrawn.digests.contains_key(**name));
    let left = left.map(|(name, value)| Some((*name, digest(*withdrawn.salts.get(*name)?, value))));
    Some(entry_of(&gone.chain(left).collect::<Option<_>>()?))
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
            true => digests.insert(name.to_owned(), digest(salt, &value)),
            false => salts.insert(name.to_owned(), salt),
        };
    }
    (salts, digests)
}
