//! What the open data are.

use crate::site::data::{self, Described};
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{DataColumn, DataTable, DataView, DataWord};

/// The languages in which columns are explained.
pub(in crate::site) const CHINESE: &str = "zh-CN";
const ENGLISH: &str = "en";

/// `data/index.html`
pub(in crate::site) fn page(facts: &Facts) -> DataView {
    let desk = Desk::new(facts, Target::Data);
    let table = |(code, columns): (&'static str, Vec<Described>)| DataTable {
        code,
        csv: desk.href(Target::Csv(code)),
        json: desk.href(Target::Json(code)),
        size: None,
        columns: columns.into_iter().map(|described| column(facts, described)).collect(),
    };
    DataView {
        page: desk.frame("data", None, Vec::new()),
        site: facts.site.clone(),
        licence: facts.board.settings.data_licence.clone(),
        tables: data::described(facts).map(table).collect(),
        package: desk.href(Target::DataPackage),
    }
}

/// A column: its head as in the files of this board, explained in the nearer of two languages.
fn column(facts: &Facts, (field, about): Described) -> DataColumn {
    let page = facts.edition.language;
    let of_files = nearer(&facts.board.settings.language);
    let of_words = nearer(page);
    let foreign = |language| foreign(page, language);
    let is_chinese = of_files == CHINESE;
    let word = |&(code, zh): &(&'static str, &'static str)| DataWord { code, csv: is_chinese.then_some(zh) };
    DataColumn {
        head: if is_chinese { field.zh } else { field.name },
        head_language: foreign(of_files),
        name: field.name,
        kind: field.kind,
        about: if of_words == CHINESE { about.zh } else { about.en },
        about_language: foreign(of_words),
        words: field.words.iter().map(word).collect(),
    }
}

/// `language`, where a page in the language `page` has to say that of a text.
pub(in crate::site) fn foreign(page: &str, language: &'static str) -> Option<&'static str> {
    Some(language).filter(|language| !page.starts_with(language))
}

/// Chinese for whatever is Chinese, else English.
pub(in crate::site) fn nearer(language: &str) -> &'static str {
    if language == "zh" || language.starts_with("zh-") { CHINESE } else { ENGLISH }
}
