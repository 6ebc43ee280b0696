//! 低保, 信访, an illness: what labels a household is never published about it.

use aho_corasick::{AhoCorasick, MatchKind};

use super::*;

rules! {
    /// A sensitive word in a public text.
    pub RULE: "sensitive-word", Error;
    what "公开的文字里有给住户贴标签的词（低保、信访、疾病、残疾、矫正一类）。"
        "A public text holds a word that labels a household: relief, petitions, illness, disability, custody.";
    why "这类情况属于敏感个人信息。写在名称、住户、台账、承诺这类短字段里是错误；写在页面、公告、答复、职责、设置里，多半是讲政策，只提醒，“低保申请流程”一类的说法不提醒；名称只在说人时（3号低保户）算，戒毒所、五保村不算；但同一句里出现住户的姓名或公示名的，是错误。公开目录的事项名不查。要留存的写在“内部”下面；确需公开的词，在 site.yaml 的“隐私”（privacy）›“豁免”（excused）里逐个写明理由；“敏感词”（words）可以再添。"
        "Such facts are sensitive. In short fields (names, households, ledger, commitments) the word is an error. In pages, notices, answers, duties and settings it usually speaks of a policy: a warning, and none for phrases such as 低保申请流程; names count where they speak of people (3号低保户), not 戒毒所 or 五保村; but in one sentence with a household's name it is an error. The catalogue of disclosures is exempt. Keep such facts below `private`; a word that must stand goes below privacy › excused in site.yaml with its reason, and further words below privacy › words.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
cadences:
  - {id: visit, name: 走访, every: month, by: member}
-- content/records.yaml --
members:
  - name: 王芳
activities:
<   - {date: 2026-01-05, cadence: visit, member: 王芳, title: 走访低保户}
< #    ^^^^
>   - {date: 2026-01-05, cadence: visit, member: 王芳, title: 低保申请代办, count: 2}
";
}

/// Looks at every public text that may have one. Only one word of a text is told, and not which one where it may label somebody.
/// Excused words are [`word_excused`]'s matter.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    let privacy = &texts.board.settings.privacy;
    let vocabulary = Vocabulary::new(&privacy.words);
    let places = worded_names(texts.board, &vocabulary);
    // Most boards never need it: built at the first sensitive word.
    let mut names: Option<Option<AhoCorasick>> = None;
    for text in texts.worded().filter(|text| text.speech != Speech::Catalogue) {
        let mut words: Vec<Word> = Vec::new();
        for hit in vocabulary.find(text.text) {
            let is_name = text.speech == Speech::Name;
            let passes =
                if is_name { !words::labels(text.text, &hit) } else { is_named(text.text, &hit, &places) };
            if passes {
                continue;
            }
            let excuse = words::excuse(&privacy.excused, text.span.file, text.text, &hit.range);
            let is_placed = excuse.is_some_and(|excuse| privacy.excused[excuse].files.is_some());
            // Only an excuse for this very file covers what stands beside somebody's name.
            if !is_placed {
                words.push(Word { hit, is_excused: excuse.is_some() });
            }
        }
        if words.is_empty() {
            continue;
        }
        let names = names.get_or_insert_with(|| household_names(texts.board, texts.register));
        if let Some(problem) = judge(texts.board, &text, &words, names.as_ref()) {
            out.push(problem);
        }
    }
}

/// The names of grids, places and people in which a sensitive word stands and labels nobody: 留守营镇.
fn worded_names<'b>(board: &'b Ground, vocabulary: &Vocabulary) -> Vec<&'b str> {
    let grids = board.grids.iter().flat_map(|grid| {
        let others = grid.aka.iter().chain(&grid.merged_from).chain(&grid.place);
        others.chain([&grid.name.value])
    });
    let names = grids.chain(board.members.iter().map(|member| &member.name.value));
    let mut names: Vec<&str> = names.map(String::as_str).collect();
    names.retain(|name| {
        let mut hits = vocabulary.find(name).peekable();
        hits.peek().is_some() && hits.all(|hit| !words::labels(name, &hit))
    });
    names
}

/// Whether `hit` is part of one of `names` in `text`.
fn is_named(text: &str, hit: &words::Hit, names: &[&str]) -> bool {
    let holds = |name: &&str| {
        text.match_indices(*name).any(|(at, _)| at <= hit.range.start && hit.range.end <= at + name.len())
    };
    names.iter().any(holds)
}

/// A sensitive word of a text, and whether the board excuses it where nobody is named.
struct Word {
    hit: words::Hit,
    is_excused: bool,
}

fn judge(
    board: &Ground,
    text: &PublicText<'_>,
    words: &[Word],
    names: Option<&AhoCorasick>,
) -> Option<Diagnostic> {
    let (zh, en) = text.named(board);
    let label = || {
        text!(
            "换一个不指向个人情况的说法；要留存的写在“内部”下面。",
            "Say it without telling people's circumstances; what must be kept goes below `private`."
        )
    };
    // A name that labels is never a policy.
    let is_name = text.speech == Speech::Name;
    if let Some(range) = names.filter(|_| !is_name).and_then(|names| named_beside(text.text, words, names)) {
        let message = text!(
            "{zh}里有敏感的词，同一句里还有住户的姓名或公示名",
            "{en} holds a sensitive word in one sentence with a household's name"
        );
        return Some(Diagnostic::new(&RULE, text.place(range), message).help(label()).hidden());
    }
    let word = words.iter().find(|word| !word.is_excused && (is_name || !word.hit.in_policy))?;
    let range = word.hit.range.clone();
    if text.speech != Speech::Policy {
        let message = text!("{zh}里有给人贴标签的词", "{en} holds a word that labels people");
        return Some(Diagnostic::new(&RULE, text.place(range), message).help(label()).hidden());
    }
    let said = &text.text[range.clone()];
    let message = text!("{zh}里有敏感的词“{said}”", "{en} holds the sensitive word {said}");
    let help = text!(
        "确认只是讲政策，没有指向哪一户；可在 site.yaml 的“隐私”里写“豁免”和理由。",
        "Make sure that it speaks of a policy and of no household; `privacy: excused` takes it with a reason."
    );
    Some(Diagnostic::new(&RULE, text.place(range), message).severity(Severity::Warning).help(help))
}

/// Every name by which the records know a household: its head's, from private keys that say so, and its label.
/// Members' names are public facts and no hint.
fn household_names(board: &Ground, register: &Held) -> Option<AhoCorasick> {
    const KEYS: [&str; 5] = ["户主", "姓名", "名字", "name", "head"];
    let members: BTreeSet<&str> = board.members.iter().map(|member| member.name.value.as_str()).collect();
    let labels = board.households.iter().filter_map(|household| household.label.as_deref());
    let private = register.households.iter().flat_map(|household| {
        let label = household.label.iter().map(|label| label.value.reveal().as_str());
        let telling = household.details.iter().filter(|detail| {
            detail.path.last().is_some_and(|key| KEYS.iter().any(|word| key.to_lowercase().contains(word)))
        });
        label.chain(telling.map(|detail| &**detail.value.reveal()))
    });
    let names: BTreeSet<&str> = labels
        .chain(private)
        .map(str::trim)
        .filter(|name| name.chars().count() >= 2 && !members.contains(name))
        .collect();
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok()
}

/// The first sensitive word that shares a sentence with a household's name.
fn named_beside(text: &str, words: &[Word], names: &AhoCorasick) -> Option<std::ops::Range<usize>> {
    let is_han = |c: Option<char>| c.is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    words.iter().map(|word| &word.hit).find_map(|hit| {
        let ends = ['。', '！', '？', '；', '\n'];
        let start = text[..hit.range.start].rfind(ends).map_or(0, |at| at + 1);
        let start = (start..=hit.range.start).find(|&at| text.is_char_boundary(at))?;
        let end = text[hit.range.end..].find(ends).map_or(text.len(), |at| hit.range.end + at);
        let sentence = &text[start..end];
        let named = names.find_iter(sentence).any(|name| {
            // Two characters also occur inside ordinary words: they count only when they stand alone.
            let alone = !is_han(sentence[..name.start()].chars().next_back())
                && !is_han(sentence[name.end()..].chars().next());
            alone || sentence[name.range()].chars().count() > 2
        });
        named.then(|| hit.range.clone())
    })
}
