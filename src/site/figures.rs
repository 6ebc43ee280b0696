//! Figures with what they are made of.

use super::codes;
use super::desk::Desk;
use super::facts::Facts;
use super::urls::Target;
use super::view::{FigureItem, FigurePart, FigureSection, FiguresView};

/// `figures/index.html`
pub(super) fn page(facts: &Facts) -> FiguresView {
    let desk = Desk::new(facts, Target::Figures);
    let mut sections: Vec<FigureSection> = Vec::new();
    for figure in &facts.board.figures {
        let part = |part: &crate::model::board::FigurePart| FigurePart {
            name: part.name.clone(),
            value: codes::number(part.value),
        };
        let item = FigureItem {
            anchor: format!("f-{}", figure.id.value),
            name: figure.name.value.clone(),
            value: codes::number(figure.value.value),
            unit: figure.unit.clone(),
            approx: figure.approx,
            parts: figure.parts.iter().map(part).collect(),
            of: figure.of.as_ref().map(|of| codes::number(of.value)),
            percent: figure.percent.as_ref().map(|percent| codes::number(percent.value)),
            grid: figure.grid.as_ref().map(|grid| desk.grid(grid.value)),
            date: figure.date.map(|date| date.to_string()),
            source: figure.source.clone(),
            note: figure.note.clone(),
        };
        match sections.iter_mut().find(|section| section.name == figure.section) {
            Some(section) => section.items.push(item),
            None => sections.push(FigureSection { name: figure.section.clone(), items: vec![item] }),
        }
    }
    sections.sort_by_key(|section| section.name.is_none());
    FiguresView { page: desk.frame("figures", None, Vec::new()), site: facts.site.clone(), sections }
}
