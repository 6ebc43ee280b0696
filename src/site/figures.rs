//! Figures with what they are made of.

use crate::model::board::{Figure, GridIx};

use super::codes;
use super::desk::Desk;
use super::facts::Facts;
use super::urls::Target;
use super::view::{FigureItem, FigurePart, FigureSection, FiguresView, GridFigure};

/// Figures of a grid, and what others say of it in their parts.
pub(super) fn of(desk: &Desk, grid: GridIx) -> Vec<GridFigure> {
    let page = desk.href(Target::Figures);
    let told = |figure: &Figure| {
        let own = figure.grid.as_ref().filter(|at| at.value == grid).map(|_| figure.value.value);
        let part = figure.parts.iter().find(|part| part.grid == Some(grid)).map(|part| part.value.value);
        own.or(part).map(|value| GridFigure {
            name: figure.name.value.clone(),
            value: codes::number(value),
            unit: figure.unit.clone(),
            approx: figure.approx,
            href: format!("{page}#{}", anchor(figure)),
        })
    };
    desk.facts.board.figures.iter().filter_map(told).collect()
}

/// Id of a figure's element.
fn anchor(figure: &Figure) -> String {
    format!("f-{}", figure.id.value)
}

/// `figures/index.html`
pub(super) fn page(facts: &Facts) -> FiguresView {
    let desk = Desk::new(facts, Target::Figures);
    let mut sections: Vec<FigureSection> = Vec::new();
    for figure in &facts.board.figures {
        let part = |part: &crate::model::board::FigurePart| FigurePart {
            name: part.name.clone(),
            value: codes::number(part.value.value),
            grid: part.grid.map(|grid| desk.grid(grid)),
        };
        let item = FigureItem {
            anchor: anchor(figure),
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
