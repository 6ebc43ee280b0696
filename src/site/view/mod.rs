//! What templates see: one struct per template, neutral facts only. Wording belongs to the theme's strings.
//!
//! Conventions, the same in every view:
//! - every page view has `page` ([`Frame`]: where it is, navigation, as-of date) and `site` ([`SiteInfo`]);
//! - hrefs are ready: relative to the page, naming their file, percent-encoded;
//! - dates are `2026-03-31`, periods `2026-03`, `2026-q1`, `2026-h1`, `2026`: filters `date` and `period` word them;
//! - states, kinds and cycles are codes (`"overdue"`, `"quarter"`): look them up in `t`;
//! - what is not given is null (falsy in `{% if %}`), a list is never null;
//! - scores are strings as they are to be read (`"92.5"`); counts are numbers;
//! - Markdown is a [`MarkdownText`]: print it with the filter `markdown`.
//!
//! Beside Tera's own, templates have (see `render`):
//! - `t`: the theme's strings (`t.home`, `t[code]`), in templates; inside a component declare it as `@t`;
//! - filters `x | date` → 2026年3月31日, `x | period` → 2026年3月 / 2026年第一季度 …
//!   (`x | year_of` → 2026年 and `x | within_year` → 3月 are its parts), `text | fill(n=85)` puts 85
//!   in place of `{n}` and one of two words in place of `{n|home|homes}`, `x | markdown(level=2)` → HTML whose highest heading is `h2`, `code | language_name` → English;
//! - functions `stars(stars=entry.stars)`, `progress_bar(percent=item.percent)`, `trend_chart(history=history)`,
//!   `trend_line(points=entry.trend, scale=scale)`, each HTML, each empty for null; `in_words(point=…)` and
//!   `change_in_words(change=…)`: a result, and how it stands to the one before, as text.
//!
//! Words that filters and functions take from the theme's strings: `format_date` (`{y}` `{m}` `{d}`), `format_month`
//! (`{y}` `{m}`), `format_quarter` (`{y}` `{n}`), `format_first_half`, `format_second_half`, `format_year` (`{y}`),
//! `format_years` (`{from}` `{to}`), `numerals` (零一二三四五…), `star_word` (`{n}`), `point_word` (`{n}`),
//! `percent_word` (`{n}`), `unpublished`, `blank`, `trend_unrated`, `trend_title` (`{from}` `{to}`), `trend_sep`,
//! `change_same`, `change_stars_up` and its like (`{n}`), `change_unknown`.

mod article;
mod board;
mod calendar;
mod change;
mod commitment;
mod data;
mod disclosure;
mod feed;
mod frame;
mod grid;
mod hand;
mod home;
mod kiosk;
mod lookup;
mod map;
mod member;
mod number;
mod page;
mod pager;
mod paper;
mod people;
mod poster;
mod rating;
mod reply;
mod service;
mod shard;
mod sheet;
mod table;
mod worded;

pub use article::*;
pub use board::*;
pub use calendar::*;
pub use change::*;
pub use commitment::*;
pub use data::*;
pub use disclosure::*;
pub use feed::*;
pub use frame::*;
pub use grid::*;
pub use hand::*;
pub use home::*;
pub use kiosk::*;
pub use lookup::*;
pub use map::*;
pub use member::*;
pub use number::*;
pub use page::*;
pub use pager::*;
pub use paper::*;
pub use people::*;
pub use poster::*;
pub use rating::*;
pub use reply::*;
pub use service::*;
pub use shard::*;
pub use sheet::*;
pub use table::*;
pub use worded::*;
