//! What paper asks of the records: characters that fonts have (`render` looks for them, the records are known here), and
//! an address for QR codes.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::public_text::PublicText;
use super::public_texts;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, rules};
use crate::model::{Board, Ground, Register};
use crate::source::Span;
use crate::text;

rules! {
    /// A character that would be a blank box on paper.
    pub GLYPH_MISSING: "glyph-missing", Error, fixed;
    what "要印的文字里有字体没有的字。" "A text to be printed holds a character that no font has.";
    why "排版程序遇到没有的字会印成空框，印出来才发现就晚了，所以有这个字的那几份不印，别的照印（随网站一起发布时则都不发布）。自带的字体有国标一二级、《通用规范汉字表》的全部汉字和全国村名、乡镇名用到的字；人名里更生僻的字，把有这个字的字体放进 themes/NAME/fonts/，或用 --system-fonts 借用本机的字体。表情符号请删去。"
        "A typesetter prints a blank box for it, and nobody notices before the paper hangs; so the sheets that hold it are not printed, and the others are (published with the site, none is). The fonts that come along have all of GB 2312, of the Table of General Standard Chinese Characters, and of the official names of villages and townships. For a rarer character put a font that has it into themes/NAME/fonts/, or borrow this machine's with --system-fonts. Take emoji out.";
    example "grids: [{name: 甲村, level: village, lead: 张三}]\nmembers:\n<   - {name: 张三, pledge: 随叫随到😀}\n< #                                ^^\n>   - {name: 张三, pledge: 随叫随到}\n-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nbase_url: https://jia.example.cn/\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n";

    /// Posters without a QR code, because the board has no address.
    pub BASE_URL_MISSING: "base-url-missing", Warning;
    what "要印海报，但没有网址，印不出二维码。"
        "Posters are printed without QR codes, because there is no base_url.";
    why "二维码要指向一个完整的网址。在 site.yaml 里写“网址”，或用 --base-url 给出；真的没有网站，就把这条规则的级别设为“关闭”。"
        "A QR code leads to a whole address. Write base_url in site.yaml, or give --base-url; where there really is no website, set this rule's severity to off.";
    example "grids: [{name: 甲村, level: village, lead: 张三}]\nmembers:\n  - {name: 张三, pledge: 随叫随到}\n-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\n> base_url: https://jia.example.cn/\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n";
}

/// The rules that are found here.
pub static RULES: &[&Rule] = &[&GLYPH_MISSING, &BASE_URL_MISSING];

/// Says that sheets go without QR codes where the board has no address.
pub fn unaddressed(board: &Ground) -> Diagnostics {
    let mut out = Diagnostics::default();
    if board.settings.base_url.is_none() {
        let message =
            text!("没有网址，海报和联系卡上没有二维码", "without base_url, paper goes without QR codes");
        let help = text!(
            "在 site.yaml 里写“网址”，或加上 --base-url。",
            "Write base_url in site.yaml, or add --base-url."
        );
        out.push(Diagnostic::new(&BASE_URL_MISSING, Span::BOARD, message).help(help));
    }
    out
}

/// A text that cannot be printed as it is.
#[derive(Clone, Debug)]
pub struct Unprintable<'t> {
    /// The character without a glyph.
    pub character: char,
    /// The text as it would be printed.
    pub text: &'t str,
    /// The sheets it would stand on, by their names.
    pub sheets: Vec<&'t str>,
}

/// One error for every record, key and character; `borrowed` says whether the machine's fonts were looked into, too.
pub fn unprintable(
    board: &Board,
    register: &Register,
    found: &[Unprintable<'_>],
    borrowed: bool,
) -> Diagnostics {
    let mut out = Diagnostics::default();
    // Most often the text is printed as it is written; a sheet may put several into one, as the title does. Else parts of
    // it are printed (doors are drawn together): then it is whatever has the character.
    let whole: Holds = |item, public| item.text.contains(public.text);
    let part: Holds = |_, _| true;
    let mut left: Vec<&Unprintable<'_>> = found.iter().collect();
    for holds in [whole, part] {
        let mut told: BTreeSet<(Span, char)> = BTreeSet::new();
        let mut placed = vec![false; left.len()];
        if left.is_empty() {
            break;
        }
        public_texts::each(board, register, &mut |public: PublicText<'_>| {
            for (item, placed) in left.iter().zip(&mut placed) {
                let Some(at) = public.text.find(item.character).filter(|_| holds(item, &public)) else {
                    continue;
                };
                *placed = true;
                let span = public.place(at..at + item.character.len_utf8());
                if told.insert((span, item.character)) {
                    let (zh, en) = public.named(&board.ground);
                    out.push(fault(item.character, span, (&zh, &en), borrowed));
                }
            }
        });
        let mut placed = placed.into_iter();
        left.retain(|_| !placed.next().unwrap_or_default());
    }
    // The theme's own words.
    for item in left {
        let sheet = item.sheets.first().copied().unwrap_or_default();
        let named = (format!("{sheet} 上的“{}”", item.text), format!("`{}` on {sheet}", item.text));
        out.push(fault(item.character, Span::BOARD, (&named.0, &named.1), borrowed));
    }
    out
}

/// Whether a text that cannot be printed is made of a public text with the same character.
type Holds = fn(&Unprintable<'_>, &PublicText<'_>) -> bool;

fn fault(character: char, span: Span, (zh, en): (&str, &str), borrowed: bool) -> Diagnostic {
    let code = format!("U+{:04X}", character as u32);
    let message =
        text!("{zh}里的“{character}”（{code}）没有字体可印", "no font has `{character}` ({code}) of {en}");
    let plain: String = character.nfkc().collect();
    let help = if plain.chars().all(|c| c != character) {
        let code = plain.chars().map(|c| format!("U+{:04X}", c as u32)).collect::<Vec<_>>().join(" ");
        text!("改写成“{plain}”（{code}）。", "Write `{plain}` ({code}).")
    } else if is_symbol(character) {
        text!("纸上印不了这个符号，请删去。", "This symbol cannot be printed: take it out.")
    } else if borrowed {
        text!(
            "这台机器的字体里也没有这个字：找一种有它的字体放进 themes/NAME/fonts/。",
            "This machine's fonts lack it, too: find a font that has it and put it into themes/NAME/fonts/."
        )
    } else {
        text!(
            "把有这个字的字体放进 themes/NAME/fonts/，或加上 --system-fonts 借用本机的字体。",
            "Put a font that has it into themes/NAME/fonts/, or add --system-fonts to borrow this machine's."
        )
    };
    Diagnostic::new(&GLYPH_MISSING, span, message).help(help)
}

/// Emoji and pictographs: no font of the kind that posters use would have them.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}
