//! Comments that were written into texts, `<!-- 先不说 -->`: what a clerk did not want to tell yet is not published.

use super::context::Context;
use super::kind::ValueKind;
use super::rules;
use super::tree::{Data, Node};
use crate::diagnostic::Diagnostic;
use crate::markdown::comments::{self, Cut};
use crate::source::Span;
use crate::text;

/// `text` without its comments, of which is told; `None` where there are none. It is what `node` says.
pub(super) fn cut(text: &str, node: &Node<'_>, cx: &mut Context<'_>) -> Option<Cut> {
    let cut = comments::cut(text)?;
    // YAML may have folded the lines, but every comment begins as it was written.
    let written = &cx.text[node.span.range()];
    let places = cut.comments.iter().map(|&at| {
        let sign = sign(&text[at..]);
        let earlier = text[..at].matches(sign).count();
        let start = written.match_indices(sign).nth(earlier).map(|(at, _)| node.span.start as usize + at);
        start.map_or(node.span, |start| Span::new(node.span.file, start..start + sign.len()))
    });
    let places: Vec<Span> = places.collect();
    places.into_iter().for_each(|place| tell(place, cx));
    cx.hidden.push(node.span);
    Some(cut)
}

/// The text of a page from byte `start` of its file on, without its comments, of which is told unless nobody sees the
/// page yet.
pub(super) fn cut_page(start: usize, is_draft: bool, cx: &mut Context<'_>) -> Option<Cut> {
    let text = &cx.text[start..];
    let cut = comments::cut(text)?;
    for &at in &cut.comments {
        let begin = start + at;
        if !is_draft {
            tell(Span::new(cx.file, begin..begin + sign(&text[at..]).len()), cx);
        }
    }
    cx.hidden.extend(cut.gaps.iter().map(|gap| Span::new(cx.file, start + gap.start..start + gap.end)));
    Some(cut)
}

/// With what a comment begins: `<!--`, or the name of a link that leads nowhere.
fn sign(comment: &str) -> &str {
    let end = if comment.starts_with('<') { "<!--".len() } else { comment.find("]:").map_or(1, |at| at + 2) };
    &comment[..end]
}

fn tell(place: Span, cx: &mut Context<'_>) {
    let message = text!("注释不公布", "a comment is not published");
    let help = text!(
        "本来就不想公布，删掉它最稳妥；想照样印出来，写成 \\<!--。",
        "What nobody is to read is safest removed; what is to be shown as it is begins with `\\<!--`."
    );
    cx.out.push(Diagnostic::new(&rules::COMMENT_LEFT_OUT, place, message).help(help));
}

/// Whether `node` gives a key of this kind nothing: no value, or comments alone.
pub(super) fn is_blank(node: &Node<'_>, kind: &ValueKind) -> bool {
    let says_nothing = |text: &str| comments::cut(text).is_some_and(|cut| cut.text.trim().is_empty());
    match &node.data {
        Data::Scalar { text, .. } if !matches!(kind, ValueKind::Private) && says_nothing(text) => true,
        _ => node.is_blank(),
    }
}
