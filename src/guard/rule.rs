//! What is said of a private value in a finished file: where, whose, under which key, and never which.

use super::secrets::{Secret, SecretKey};
use crate::check::rules::word_excused;
use crate::diagnostic::{Diagnostic, rules};
use crate::model::Ground;
use crate::model::board::Named;
use crate::model::settings::Excuse;
use crate::source::Span;
use crate::text;

rules! {
    /// A private value in a file about to be published.
    pub(super) PRIVATE_LEAKED: "private-leaked", Error, fixed;
    what "将要发布的文件里有内部信息。" "A file about to be published holds a private value.";
    why "发布之前，每个文件都要对着内部信息（户主、家人、电话、证号、卡号、微信、车牌、备注、没有核定的评语等）查一遍，查到就什么也不发布。多半是同一个姓名或号码又写进了公告、说明或门牌。怎样写都认得：空格、点、加粗、换行、繁体、全角、汉字数字。两个字的姓名只在单独出现时算数；与公开的责任人同名的、公示名、公开的电话不算。各种信息怎样认、怎样算，见 docs/privacy.md。依法要点名的，在那一页或那条记录写“公示姓名”和“依据”。纯属巧合的，在 site.yaml 的 privacy（隐私）› excused（豁免）里写上那个词和理由。"
        "Before anything is published every file is compared with all private values (heads of households and their families, phones, identity and card numbers, accounts, plates, notes, remarks of ratings not approved); one hit, and nothing is published. Most often a name or number was also typed into a notice, a note or a door. Spelling does not matter: blanks, dots, bold, a line's end, traditional or wide characters, numerals in words. A name of two characters counts only where it stands alone; one that a public member bears, a household's label and a public phone not at all. docs/privacy.md says how each kind is recognised. Whom the law wants named goes below `named` of that page or record, with its `basis`. What is mere chance goes below privacy › excused in site.yaml, with its reason.";
    example "\
< -- content/records.yaml --
grids:
  - {id: village, name: 柳村, level: village, lead: wang-fang}
  - {id: east, name: 东网格, level: grid, parent: village, lead: wang-fang}
members:
  - {id: wang-fang, name: 王芳}
households:
  - id: h-1
    door: 1号
    grid: east
    private: {户主: 李建设}
replies:
  - asked: 2026-03-01
<     question: 李建设家门前的灯何时修？
< #             ^^^^^^
>     question: 东坡的灯何时修？
";
}

/// The problem of `secret`, written `at` that place under `key`, standing in what is `shown` and in so many files in all;
/// `culprit` is where somebody typed it.
pub(super) fn leak(
    secret: &Secret,
    (key, at): (SecretKey<'_>, Span),
    board: &Ground,
    (shown, files): (&str, usize),
    culprit: Option<Span>,
) -> Diagnostic {
    let (owner_zh, owner_en) = secret.owner.told(board);
    let (key_zh, key_en) = key.told();
    let (more_zh, more_en) = match files {
        0 | 1 => (String::new(), String::new()),
        all => (format!("等 {all} 个文件"), format!(" and {} more", all - 1)),
    };
    let message = text!(
        "将要发布的 {shown}{more_zh} 里有{owner_zh}的内部信息（{key_zh}）",
        "{shown}{more_en}, about to be published, would show what is private of {owner_en} ({key_en})"
    );
    let help = text!(
        "把它从公开的文字里删去；依法要点名的，在那一页或那条记录里写“公示姓名”和“依据”；纯属巧合的，在 site.yaml 的“隐私”里写“豁免”和理由。",
        "Take it out of the public text; whom the law wants named goes below `named` of that page or record, with its `basis`; what is mere chance goes below `privacy: excused` with its reason."
    );
    let diagnostic = Diagnostic::new(&PRIVATE_LEAKED, culprit.unwrap_or(at), message).help(help).hidden();
    match culprit {
        Some(_) => diagnostic.related(at, text!("内部信息写在这里", "the private value stands here")),
        None => diagnostic,
    }
}

/// Says that `excuse` was needed in so many files.
pub(super) fn excused(excuse: &Excuse, files: usize) -> Diagnostic {
    let (word, reason) = (&excuse.word.value, &excuse.reason);
    let message = text!(
        "“{word}”与内部信息相同，按豁免发布（{files} 个文件）：{reason}",
        "`{word}` equals a private value and is published by an excuse ({files} files): {reason}"
    );
    Diagnostic::new(&word_excused::RULE, excuse.word.span, message)
}

rules! {
    /// Somebody whom a page or record names on purpose.
    pub(super) NAMED_ON_PURPOSE: "named-on-purpose", Note;
    what "有的户主或家人按“公示姓名”公开了姓名。"
        "Heads or members of households are named because a page or record says so on purpose.";
    why "承包款、补助、评比这类公示要点名时，在那一页（或承诺、台账、回音、网格）写 named（公示姓名）和 basis（依据）。只在那段文字里算数，别处照样查；只放行姓名，不放行电话等。这里每次都写出人数和依据，便于复核。"
        "Where a notice of contracts, grants or awards has to name people, that page (or commitment, activity, reply, grid) lists them below `named`, with the `basis`. It counts where that text stands and nowhere else, and for names alone. The number of people and the basis are told each time so that they can be reviewed.";
    example "\
< -- content/records.yaml --
grids:
  - {id: village, name: 柳村, level: village, lead: wang-fang}
  - {id: east, name: 东网格, level: grid, parent: village, lead: wang-fang}
members:
  - {id: wang-fang, name: 王芳}
households:
  - id: h-1
    door: 1号
    grid: east
    private: {户主: 李建设}
replies:
  - asked: 2026-03-01
    question: 机动地由谁承包？
    answered: 2026-03-10
<     answer: 由李建设承包，三年。
<     named: [李建设]
< #          ^^^^^^^^
<     basis: 村民委员会组织法第三十条
>     answer: 由一户村民承包，三年。
";
}

/// Says that so many people are named on purpose.
pub(super) fn named(named: &Named, people: usize) -> Diagnostic {
    let basis = &named.basis;
    let message = text!(
        "按“公示姓名”公开了 {people} 位户主或家人的姓名，依据：{basis}",
        "people of households are named on purpose ({people}), on the basis of: {basis}"
    );
    Diagnostic::new(&NAMED_ON_PURPOSE, named.at, message)
}
