//! What the service desk offers.

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{ServiceCategory, ServiceItem, ServicesView};

/// All matters by category, in the order of the first id of each; those without one last.
pub(in crate::site) fn categories(facts: &Facts) -> Vec<ServiceCategory> {
    let mut categories: Vec<ServiceCategory> = Vec::new();
    for service in facts.board.services() {
        let item = ServiceItem {
            anchor: format!("s-{}", service.id.value),
            name: service.name.value.clone(),
            time_limit: service.time_limit.clone(),
            materials: service.materials.clone(),
            fee: service.fee.clone(),
            window: service.window.clone(),
            appointment: service.appointment,
            note: service.note.clone(),
        };
        match categories.iter_mut().find(|category| category.name == service.category) {
            Some(category) => category.items.push(item),
            None => categories.push(ServiceCategory { name: service.category.clone(), items: vec![item] }),
        }
    }
    categories.sort_by_key(|category| category.name.is_none());
    categories
}

/// `services/index.html`
pub(in crate::site) fn page(facts: &Facts) -> ServicesView {
    ServicesView {
        page: Desk::new(facts, Target::Services).frame("services", None, Vec::new()),
        site: facts.site.clone(),
        total: facts.board.services().len(),
        categories: categories(facts),
    }
}
