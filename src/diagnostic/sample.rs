//! One small board with one problem of each kind: what all renderers are tested on.

use super::{Diagnostic, Diagnostics, Rule, Said, Severity};
use crate::source::{Source, Sources, Span};
use crate::text;

const fn rule(name: &'static str, severity: Severity, zh: &'static str, en: &'static str) -> Rule {
    let why = Said { zh: "村民要看得懂。", en: "Villagers must understand it." };
    Rule { name, severity, fixed: false, what: Said { zh, en }, why, example: "" }
}

static GRID_UNKNOWN: Rule = rule("grid-unknown", Severity::Error, "网格不存在", "Unknown grid");
static PHONE_BAD: Rule = rule("phone-bad", Severity::Error, "电话有误", "Bad phone");
static TEXT_ODD: Rule = rule("text-odd", Severity::Note, "怪字符", "Odd characters");
static BOARD_EMPTY: Rule = rule("board-empty", Severity::Warning, "没有内容", "Nothing to show");

/// The board's text: wide characters before a fault, a bidi mark, a tab, and a hidden value in the last line.
const RECORDS: &str = "网格:\n- 编号: g-1\n- 上级: g1  # 找不到\n- 名称: 甲\u{202e}乙\n- 门牌:\t3号\n  内部: {电话: '1380013800'}\n";

/// The problems, sorted, and the files they stand in.
pub(super) fn board() -> (Diagnostics, Sources) {
    let mut sources = Sources::default();
    sources.add(Source::new("content/site.yaml", "标题: 村\n"));
    let id = sources.add(Source::new("content/王家湾.yaml", RECORDS));
    let span = |needle: &str, skip: usize, take: usize| {
        let at = RECORDS.find(needle).unwrap_or_default() + skip;
        Span::new(id, at..at + take)
    };
    let hidden = span("{电话", 0, "{电话: '1380013800'}".len());
    sources.hide(hidden);

    let mut diagnostics = Diagnostics::default();
    diagnostics.push(
        Diagnostic::new(&GRID_UNKNOWN, span("g1", 0, 2), text!("网格“g1”不存在", "no grid 'g1'"))
            .help(text!("写成 g-1", "write g-1"))
            .related(span("g-1", 0, 3), text!("最接近的网格在此", "the closest grid is here")),
    );
    diagnostics.push(Diagnostic::new(
        &TEXT_ODD,
        span("\u{202e}", 0, 3),
        text!("名称里有看不见的字符 \u{202e}", "an invisible character \u{202e} in the name"),
    ));
    diagnostics.push(
        Diagnostic::new(&PHONE_BAD, span("{电话", 1, 6), text!("电话少一位", "a digit is missing"))
            .help(text!("补全电话", "complete the number"))
            .related(span("3号", 0, 4), text!("属于这一户", "of this household")),
    );
    diagnostics.push(Diagnostic::new(
        &BOARD_EMPTY,
        Span::BOARD,
        text!("看板没有公告", "the board has no notices"),
    ));
    diagnostics.sort(&sources);
    (diagnostics, sources)
}
