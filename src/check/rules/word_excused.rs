//! A word that the board excuses is published, and every run says so with the reason.

use super::*;

rules! {
    /// An excuse that was needed.
    pub RULE: "word-excused", Note;
    what "有敏感的词按“豁免”公开了。" "A sensitive word is published because the board excuses it.";
    why "豁免写在 site.yaml 的“隐私”（privacy）›“豁免”（excused）：词、理由，可以限定文件。这里每次都照写理由，便于复核；与住户姓名同一句出现的，只有限定了文件的豁免才算数。"
        "Excuses stand in site.yaml below privacy › excused: the word, the reason, and, if wanted, the file. The reason is printed each time so that it can be reviewed. In one sentence with a household's name only an excuse for that very file counts.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
< privacy:
<   excused:
<     - {word: 残疾人运动会, reason: 县残联统一的活动名称}
< #            ^^^^^^^^^^^^
-- content/records.yaml --
replies:
  - asked: 2026-02-03
<     question: 残疾人运动会怎样报名？
>     question: 运动会怎样报名？
";
}

/// Counts the texts in which each excuse was needed.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    let privacy = &board.ground.settings.privacy;
    if privacy.excused.is_empty() {
        return;
    }
    let vocabulary = Vocabulary::new(&privacy.words);
    let mut needed = vec![0usize; privacy.excused.len()];
    public_texts::each(board, register, &mut |text| {
        let hits = vocabulary.find(text.text).filter(|_| text.speech != Speech::Catalogue);
        let used: BTreeSet<usize> = hits
            .filter_map(|hit| words::excuse(&privacy.excused, text.span.file, text.text, &hit.range))
            .collect();
        used.into_iter().for_each(|excuse| needed[excuse] += 1);
    });
    for (excuse, texts) in privacy.excused.iter().zip(needed).filter(|(_, texts)| *texts > 0) {
        let (word, reason) = (&excuse.word.value, &excuse.reason);
        let message = text!(
            "“{word}”按豁免公开（{texts} 处），理由：{reason}",
            "`{word}` is published by an excuse (in {texts} texts): {reason}"
        );
        out.push(Diagnostic::new(&RULE, excuse.word.span, message));
    }
}
