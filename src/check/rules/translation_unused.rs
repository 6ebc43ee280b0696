//! A translation stands for an original that some record says.

use super::*;

rules! {
    /// A translation whose original occurs nowhere.
    pub RULE: "translation-unused", Warning;
    what "译文的原文在记录里没有。" "The original of a translation occurs in no record.";
    why "译文按整段原文对应：名称、职务、标题等要一字不差。多半是打错了，或者记录后来改了。编号、门牌和公示名不译。"
        "A translation replaces a whole text, such as a name, position or title, that equals its original. Most likely one of them was mistyped, or changed later. Ids, doors and public labels are not translated.";
    example "translations:\n  - language: en\n<     texts: {甲忖: Jia Village}\n< #           ^^^^\n>     texts: {甲村: Jia Village}\ngrids: [{name: 甲村, level: village, lead: 张三}]\nmembers: [{name: 张三}]\n-- content/site.yaml --\ntitle: 甲村公开栏\npublisher: 甲村村民委员会\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nlanguages: [en]\n";
}

/// What is never translated.
const KEPT: [&str; 3] = ["id", "door", "label"];

/// How many comparisons all guesses at what was meant may take.
const BUDGET: usize = 1_000_000;

/// Looks for each original among the public texts, unless records are missing that may say it.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    let gaps = &register.held.gaps;
    let incomplete = gaps.grids || gaps.members || gaps.households > 0;
    let incomplete = incomplete || !gaps.faulty.is_empty() || !register.unrated.faulty.is_empty();
    if incomplete || board.ground.translations.iter().all(|into| into.texts.is_empty()) {
        return;
    }
    let mut said: BTreeSet<&str> = BTreeSet::new();
    public_texts::each(board, register, &mut |text| {
        if !matches!(text.whose, Whose::Translation(_)) && !KEPT.contains(&text.key.1) {
            said.insert(text.text.trim());
        }
    });
    let candidates = LazyLock::new(|| Candidates::new(said.iter().copied()));
    let mut budget = BUDGET;
    for into in &board.ground.translations {
        for (original, translated) in
            into.texts.iter().filter(|(original, _)| !said.contains(original.as_str()))
        {
            let shown = naming::shown(original);
            let message = text!(
                "记录里没有“{shown}”，这条译文不会显示",
                "no record says {shown}, so this translation is never shown"
            );
            let help = match candidates.closest(original, &mut budget) {
                Some(guess) => text!("是不是“{guess}”？", "Did you mean `{guess}`?"),
                None => text!("原文要与记录里的一字不差。", "The original must equal the records' text."),
            };
            out.push(Diagnostic::new(&RULE, translated.original, message).help(help));
        }
    }
}
