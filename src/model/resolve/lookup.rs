//! Finding records by id or unique name, and giving ids to those that have none.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use unicode_normalization::UnicodeNormalization;

use super::super::order::natural;
use super::super::romanise::romanise;
use super::super::rules;
use crate::characters;
use crate::diagnostic::{Cause, Diagnostic, Diagnostics, Said};
use crate::filename;
use crate::load::kind::Key;
use crate::load::misshapen::{MissingAt, missing_key};
use crate::load::spelling;
use crate::load::values::{Id, List};
use crate::source::{At, Span};
use crate::text;
use crate::twins;

/// Records of one kind by id and by name.
#[derive(Debug)]
pub(super) struct Lookup {
    what: Said,
    ids: Vec<Arc<str>>,
    by_id: FxHashMap<Arc<str>, u32>,
    by_name: FxHashMap<String, Vec<u32>>,
    /// What tells records of one name apart, e.g. the member's grid.
    hints: Vec<Option<String>>,
}

/// A record about to be indexed.
#[derive(Clone, Debug)]
pub(super) struct NamedRecord {
    /// The id, given or made.
    pub id: At<String>,
    /// Whether it was made from the name.
    pub derived: bool,
    /// The name, when records of the kind have one.
    pub name: Option<String>,
    /// What tells it from others of the same name.
    pub hint: Option<String>,
}

impl NamedRecord {
    /// A record with a given id, or with one made from its name.
    pub(super) fn new(id: Option<&At<Id>>, name: &At<String>) -> NamedRecord {
        let (id, derived) = match id {
            Some(id) => (At::new(id.value.0.clone(), id.span), false),
            None => (At::new(from_name(&name.value), name.span), true),
        };
        NamedRecord { id, derived, name: Some(name_key(&name.value)), hint: None }
    }

    /// A record that is found by its id only.
    pub(super) fn by_id(id: &At<Id>) -> NamedRecord {
        NamedRecord { id: At::new(id.value.0.clone(), id.span), derived: false, name: None, hint: None }
    }
}

/// The longest id that is made from a name, in bytes: files are named after it.
const LONGEST: usize = 100;

/// The id of a record of this name: its pinyin, of a long name as many whole syllables as there is room for.
pub fn from_name(name: &str) -> String {
    let mut id = romanise(&characters::plain(name));
    if id.len() > LONGEST {
        let end = id.floor_char_boundary(LONGEST);
        id.truncate(id[..end].rfind('-').unwrap_or(end));
    }
    id
}

/// Sorts `records` by id and reports ids that collide. Of those with the same name, or with none, all but the first are
/// dropped.
pub(super) fn admit<R: Send>(
    records: Vec<(NamedRecord, R)>,
    what: Said,
    out: &mut Diagnostics,
) -> (Lookup, Vec<(NamedRecord, R)>) {
    let mut records = records;
    // Stable by place: which of two equals is the first does not depend on how files were read.
    records.par_sort_by(|(a, _), (b, _)| natural(&a.id.value, &b.id.value).then(a.id.span.cmp(&b.id.span)));
    let folds = records.iter().map(|(named, _)| fold(&named.id.value));
    let is_sound = |(named, _): &(NamedRecord, R)| !named.derived || filename::is_id(&named.id.value);
    if records.iter().all(is_sound) && !twins::may_be_among(folds) {
        return (Lookup::in_order(records.iter().map(|(named, _)| named), what), records);
    }
    let mut admitted: Vec<(NamedRecord, R)> = Vec::with_capacity(records.len());
    let mut folded: FxHashMap<String, usize> =
        FxHashMap::with_capacity_and_hasher(records.len(), FxBuildHasher);
    for (named, record) in records {
        if named.derived && !filename::is_id(&named.id.value) {
            missing_id(&named, &what, out);
            // It is still known by its name.
            admitted.push((named, record));
            continue;
        }
        let fold = fold(&named.id.value).into_owned();
        match folded.get(&fold) {
            Some(&first) => {
                let first = &admitted[first].0;
                collide(first, &named, &what, out);
                // Those of another name are known by that: what refers to them is not at fault.
                if named.name.is_some() && named.name != first.name {
                    admitted.push((named, record));
                }
            }
            None => {
                folded.insert(fold, admitted.len());
                admitted.push((named, record));
            }
        }
    }
    (Lookup::in_order(admitted.iter().map(|(named, _)| named), what), admitted)
}

/// Those of a list that are `named`, as [`admit`] takes them in, but in the order written: it means something in `site.yaml`.
pub(super) fn in_order<'r, R: Sync>(
    list: &'r Option<At<List<R>>>,
    named: impl Fn(&R) -> Option<NamedRecord>,
    what: Said,
    out: &mut Diagnostics,
) -> (Lookup, Vec<(NamedRecord, &'r R)>) {
    let records = list.iter().flat_map(|list| &list.value.0).map(|at| &at.value);
    let records = records.filter_map(|record| Some((named(record)?, record)));
    let (_, mut admitted) = admit(records.collect(), what, out);
    admitted.sort_by_key(|(named, _)| named.id.span);
    (Lookup::in_order(admitted.iter().map(|(named, _)| named), what), admitted)
}

/// An id as it is compared: case does not tell two apart.
fn fold(id: &str) -> Cow<'_, str> {
    match id.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(id),
        false => Cow::Owned(id.to_lowercase()),
    }
}

fn missing_id(named: &NamedRecord, what: &Said, out: &mut Diagnostics) {
    let (zh, en) = (what.zh, what.en);
    let name = named.name.as_deref().unwrap_or_default();
    let message = text!("{zh}“{name}”的名称转不成编号", "no id can be made from the name of {en} `{name}`");
    let help = text!("写上编号，例如“编号: a-1”。", "Give it an id, such as `id: a-1`.");
    out.push(Diagnostic::new(&rules::ID_MISSING, named.id.span, message).help(help));
}

fn collide(first: &NamedRecord, second: &NamedRecord, what: &Said, out: &mut Diagnostics) {
    let (zh, en) = (what.zh, what.en);
    let (id, other) = (&second.id.value, &first.id.value);
    // Show the later place as the fault, unless only the other one can be helped.
    let (fault, kept) = match first.id.span > second.id.span {
        true => (first, second),
        false => (second, first),
    };
    let at = text!("另一条在这里", "the other one is here");
    let diagnostic = if id == other {
        let message = text!("{zh}编号“{id}”重复", "the {en} id `{id}` is used twice");
        let help = match second.derived || first.derived {
            true => text!(
                "编号由名称的拼音得来；给其中一条写上编号。",
                "It comes from the pinyin of the name; give one of them an id."
            ),
            false => text!(
                "改掉其中一个编号；若是同一条记录，留下一条。",
                "Change one of them, or remove one if they are the same record."
            ),
        };
        Diagnostic::new(&rules::ID_DUPLICATE, fault.id.span, message).help(help)
    } else {
        let message = text!(
            "{zh}编号“{id}”和“{other}”只有大小写不同",
            "the {en} ids `{id}` and `{other}` differ in case only"
        );
        Diagnostic::new(&rules::ID_COLLISION, fault.id.span, message)
            .help(text!("改掉其中一个。", "Change one of them."))
    };
    out.push(diagnostic.related(kept.id.span, at));
}

/// What is written in place of a name where there is nobody.
const VACANT: [&str; 7] = ["空缺", "暂缺", "无", "待定", "缺", "暂无", "none"];

impl Lookup {
    /// An index over records that are already unique, in the order given.
    pub(super) fn in_order<'n>(records: impl Iterator<Item = &'n NamedRecord>, what: Said) -> Lookup {
        let (count, _) = records.size_hint();
        let mut lookup = Lookup {
            what,
            ids: Vec::with_capacity(count),
            by_id: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
            by_name: FxHashMap::default(),
            hints: Vec::with_capacity(count),
        };
        for named in records {
            let index = lookup.ids.len() as u32;
            let id: Arc<str> = named.id.value.as_str().into();
            lookup.by_id.entry(id.clone()).or_insert(index);
            if let Some(name) = &named.name {
                lookup.by_name.entry(name.clone()).or_default().push(index);
            }
            lookup.ids.push(id);
            lookup.hints.push(named.hint.clone());
        }
        lookup
    }

    /// The record that `text` refers to by id, else by a name that only one bears.
    pub(super) fn find(&self, text: &str, span: Span, out: &mut Diagnostics) -> Option<u32> {
        if let Some(&index) = self.by_id.get(text) {
            return Some(index);
        }
        let (zh, en) = (self.what.zh, self.what.en);
        match self.by_name.get(&name_key(text)).map(Vec::as_slice) {
            Some([index]) => Some(*index),
            Some(several) => {
                let list = several.iter().map(|&index| self.describe(index)).collect::<Vec<_>>();
                let (list_zh, list_en) = (list.join("、"), list.join(", "));
                let message = text!("叫“{text}”的{zh}不止一个", "more than one {en} is called `{text}`");
                let help = text!("改写编号：{list_zh}。", "Write the id: {list_en}.");
                out.push(Diagnostic::new(&rules::REFERENCE_AMBIGUOUS, span, message).help(help));
                None
            }
            None => {
                let message = text!("没有{zh}“{text}”", "there is no {en} `{text}`");
                let cause = Cause { of: en, value: text.to_owned() };
                let problem = Diagnostic::new(&rules::REFERENCE_UNKNOWN, span, message).cause(cause);
                // Else `guess` knows the remedy.
                let vacant = VACANT.contains(&text).then(|| {
                    text!(
                        "没有人就不写这个键；岗位空缺写成“岗位: [{{岗位: 职务, 空缺: 是}}]”（posts）。",
                        "Where there is nobody, leave the key out; a vacant post is written `posts: [{{post: title, vacant: true}}]`."
                    )
                });
                let help = vacant.or_else(|| {
                    self.several(text).then(|| {
                        text!(
                            "这里只写一个；几个{zh}的，各写一条。",
                            "Write one here; where there are several, give each an entry of its own."
                        )
                    })
                });
                out.push(problem.maybe_help(help));
                None
            }
        }
    }

    /// Whether `text` names several of them side by side.
    fn several(&self, text: &str) -> bool {
        let mut parts =
            text.split(['、', '，', ',', '；', ';', '/', '和', ' ']).filter(|part| !part.is_empty());
        let is_known =
            |part: &str| self.by_id.contains_key(part) || self.by_name.contains_key(&name_key(part));
        parts.clone().nth(1).is_some() && parts.all(is_known)
    }

    /// What one of them is called.
    pub(super) fn what(&self) -> Said {
        self.what
    }

    /// All by which they are known, in no order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(|id| &**id).chain(self.by_name.keys().map(String::as_str))
    }

    fn describe(&self, index: u32) -> String {
        let id = &self.ids[index as usize];
        match &self.hints[index as usize] {
            Some(hint) => format!("{id}（{hint}）"),
            None => id.to_string(),
        }
    }

    /// All of them, by name and id.
    pub(super) fn list(&self, comma: &str) -> String {
        let name =
            |index: u32| self.by_name.iter().find(|(_, all)| all.contains(&index)).map(|(name, _)| name);
        let one = |(id, index): (&Arc<str>, u32)| match name(index) {
            Some(name) if **name != **id => format!("{name} ({id})"),
            _ => id.to_string(),
        };
        self.ids.iter().zip(0..).map(one).collect::<Vec<_>>().join(comma)
    }

    /// Whether every text means here what it means there, and what is told of it is the same.
    pub(super) fn is_same(&self, other: &Lookup) -> bool {
        self.ids == other.ids && self.by_name == other.by_name && self.hints == other.hints
    }

    /// The ids, sorted.
    pub(super) fn ids(&self) -> &[Arc<str>] {
        &self.ids
    }

    /// The record with exactly this id.
    pub(super) fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}

/// A name as it is compared: 张 三 and 张\u{200b}三 are 张三, ⻢ is 马.
fn name_key(name: &str) -> String {
    let name: String = characters::plain(name).trim().nfc().collect();
    spelling::joined(&name).unwrap_or(name)
}

/// Reports that a key which is required under a condition is missing.
pub(super) fn missing(
    keys: &'static [Key],
    key: &str,
    span: Span,
    what: &Said,
    label: Option<&str>,
    out: &mut Diagnostics,
) {
    let Some(key) = keys.iter().find(|candidate| candidate.en == key) else { return };
    missing_key(key, MissingAt::Record(span), what, label.map(str::to_owned), out);
}
