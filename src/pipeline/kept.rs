//! What one run leaves to the next: the way is the same for the first run and for every later one, and what a stage
//! can prove unchanged it does not make again.
//!
//! | kept | used again when |
//! |---|---|
//! | a file's raw records, a picture made fit | path, kind, place in the order and bytes are the same (`load::ReadCache`) |
//! | an entry of a long list | its bytes are; the places of it move (`load::edit`) |
//! | by which ids households are known | the same ids come in the same order |
//! | a household, resolved | its raw record is the same, and the names it refers to mean the same |
//! | the records but for the ratings, the rating records of a file, the results | what they are made of is (`model::ResolveCache`) |
//! | what the rules found to which no score matters | the records but for the ratings are (`check::CheckCache`) |
//! | that a household's texts concern no rule | the household is the same, and so are the sensitive words |
//! | the renderer | the theme's templates, its strings and the languages are the same |
//! | a page's view, a table, a block of the look-up | every record that was read for it says the same (`site::PlanCache`) |
//! | a page | its view equals the last one at that path; the templates it uses, the strings and the language are the same |
//! | some lines of a bulletin, rendered | they say the same, and so does the page beside them (`render::lines`) |
//! | a table, a shard | it equals the last one; for a table, the language is the same |
//! | the parts of private values that are looked for | a record's private values are the same (`guard::LookCache`) |
//! | what is looked for, and which facts stand around it | no record that tells it, and no fact that holds it, changed |
//! | what was found in a file | its bytes are the same; for each text looked for, that and the facts around it are (`guard::LookCache`) |

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

use super::patience;
use super::print::{self, Printed, Printing};
use super::stages::{Judged, Made, Read, Request, Step, beside, check, finish, free_later, resolve};
use crate::calendar::AsOf;
use crate::fault::Fault;
use crate::guard;
use crate::load;
use crate::model::{self, BaseUrl, Records};
use crate::render::{Again, Last, Renderer};
use crate::site;

/// What the theme's wording is checked in when `site.yaml` cannot be read.
const DEFAULT_LANGUAGE: &str = "zh-CN";

/// Where posters lie in the site.
const FOLDER: &str = "posters/";

/// What all runs so far left; without any, everything is made.
#[derive(Debug, Default)]
pub struct Kept {
    /// Whether it is worked out what pages show otherwise than before.
    explain: bool,
    files: load::ReadCache,
    judged: Judged,
    plan: site::PlanCache,
    renderer: Option<Renderer>,
    last: Option<Last>,
    /// What `last` shows: stages let go of it one by one, and none of them is to be the last.
    records: Option<Records>,
    looks: guard::LookCache,
    /// What earlier runs left that no later one needs.
    spent: Vec<Spent>,
    /// What the last finished run was asked.
    asked: Option<(AsOf, Option<BaseUrl>)>,
    /// What changed since.
    changed: BTreeSet<String>,
}

/// A run's site and records, and what these were made of.
type Spent = (Option<Last>, Option<Records>, Option<model::Resolved>);

/// A finished site that nobody has looked through.
struct Rendered {
    last: Last,
    again: Vec<Again>,
    ready: guard::Ready,
}

/// What a further run came to.
#[derive(Debug)]
pub enum Remade {
    /// Nothing that counts has changed.
    Same,
    /// Something newer came up meanwhile; nothing was finished.
    Superseded,
    /// A run to its end.
    Made(Box<Made>),
}

impl Kept {
    /// Nothing yet. To `explain` why a page is rendered again costs time.
    pub fn new(explain: bool) -> Kept {
        Kept { explain, ..Kept::default() }
    }

    /// The whole way from files to artifacts, with posters when they are asked for.
    pub(super) fn make(
        &mut self,
        request: &Request<'_>,
        printing: Option<&Printing<'_>>,
        watch: &mut dyn FnMut(Step),
    ) -> Result<Printed, Fault> {
        watch(Step::Load);
        let (loaded, diagnostics, changed) = patience::reload(request.site, &mut self.files)?;
        let mut read = resolve(request, loaded, diagnostics, &mut self.judged.records, watch);
        let mut shown = self.show_beside(&mut read, request.as_of, watch);
        let mut set = Vec::new();
        let Read { loaded, records, diagnostics } = &mut read;
        if let Some(((shown, records), printing)) = shown.as_mut().zip(records.as_ref()).zip(printing) {
            watch(Step::Print);
            let sheets =
                print::sheets(records, &loaded.theme, request.as_of, printing, |_| true, diagnostics)?;
            set = sheets
                .map(|sheets| print::add(Arc::make_mut(&mut shown.last.artifacts), FOLDER, sheets))
                .unwrap_or_default();
        }
        Ok(Printed { made: self.look(read, shown, changed, watch), set, stopped: Vec::new() })
    }

    /// The same, unless nothing changed since the last run. `now` is the time at which files are read. When
    /// `is_superseded`, the run ends as soon as it can.
    pub fn remake(
        &mut self,
        request: &Request<'_>,
        now: SystemTime,
        is_superseded: &dyn Fn() -> bool,
        watch: &mut dyn FnMut(Step),
    ) -> Result<Remade, Fault> {
        watch(Step::Load);
        let asked = (request.as_of, request.base_url.cloned());
        // What cannot be read must be told, and what can be again as well.
        let known = self.asked.take();
        let (loaded, diagnostics, changed) = load::reload(request.site, &mut self.files, now)?;
        self.changed.extend(changed);
        if self.changed.is_empty() && known.as_ref() == Some(&asked) {
            self.asked = known;
            return Ok(Remade::Same);
        }
        let mut read = resolve(request, loaded, diagnostics, &mut self.judged.records, watch);
        if is_superseded() {
            return Ok(Remade::Superseded);
        }
        let shown = self.show_beside(&mut read, request.as_of, watch);
        if is_superseded() {
            shown.into_iter().for_each(|shown| self.looks = shown.ready.keep());
            return Ok(Remade::Superseded);
        }
        self.asked = Some(asked);
        let changed = std::mem::take(&mut self.changed).into_iter().collect();
        Ok(Remade::Made(Box::new(self.look(read, shown, changed, watch))))
    }

    /// Whether what was read last may be half of what is being written: it is to be the same after [`load::STILL`] before
    /// it is shown.
    pub fn doubts(&self) -> bool {
        self.files.doubts()
    }

    /// What was in doubt has stayed the same.
    pub fn trust(&mut self) {
        self.files.trust();
    }

    /// Frees what no later run needs: of a township that takes as long as making some pages, and whoever waits for those
    /// is to have them first.
    pub fn let_go(&mut self) {
        if !self.spent.is_empty() {
            free_later(std::mem::take(&mut self.spent));
        }
    }

    /// [`Kept::show`], and beside it what the last look will look for.
    fn show_beside(&mut self, read: &mut Read, as_of: AsOf, watch: &mut dyn FnMut(Step)) -> Option<Rendered> {
        let Some(records) = read.records.clone().filter(|_| !read.diagnostics.has_errors()) else {
            // What the theme lacks is told all the same.
            self.show(read, as_of, watch);
            return None;
        };
        let looks = std::mem::take(&mut self.looks);
        let (shown, ready) = beside(&records, as_of, looks, || self.show(read, as_of, watch));
        match shown {
            Some((last, rendered)) => Some(Rendered { last, again: rendered, ready }),
            None => {
                self.looks = ready.keep();
                None
            }
        }
    }

    /// The last look, and the end.
    fn look(
        &mut self,
        read: Read,
        shown: Option<Rendered>,
        changed: Vec<String>,
        watch: &mut dyn FnMut(Step),
    ) -> Made {
        let Read { mut loaded, records, mut diagnostics } = read;
        let (mut artifacts, mut again) = (None, Vec::new());
        if let Some((Rendered { last, again: rendered, mut ready }, records)) = shown.zip(records) {
            watch(Step::Guard);
            diagnostics.append(ready.look(&last.artifacts, &records.board, &loaded.sources));
            self.looks = ready.keep();
            (artifacts, again) = (Some(last.artifacts.clone()), rendered);
            self.spent.push((
                self.last.replace(last),
                self.records.replace(records),
                self.judged.records.spent(),
            ));
        }
        if diagnostics.has_errors() {
            artifacts = None;
        }
        finish(&mut diagnostics, &mut loaded.sources);
        Made { sources: loaded.sources, diagnostics, artifacts, again, changed }
    }

    /// The finished site, unless the records or the theme have errors; all of both are told. It never sees private
    /// facts: these concern the rules, which are looked after while pages are planned.
    pub(super) fn show(
        &mut self,
        Read { loaded, records, diagnostics }: &mut Read,
        as_of: AsOf,
        watch: &mut dyn FnMut(Step),
    ) -> Option<(Last, Vec<Again>)> {
        let theme = &loaded.theme;
        let settings = records.as_ref().map(|records| &records.board.settings);
        let language = settings.map_or(DEFAULT_LANGUAGE, |settings| &settings.language);
        let further = settings.map_or(&[][..], |settings| &settings.languages);
        let known = self.renderer.take().filter(|renderer| renderer.suits(theme, language, further));
        self.renderer = match known {
            Some(renderer) => Some(renderer),
            None => {
                Renderer::new(theme, language, further).map_err(|problems| diagnostics.append(problems)).ok()
            }
        };
        let records = records.as_ref()?;
        watch(Step::Site);
        let faults = &mut self.judged.faults;
        let mut found = || check(records, as_of, faults);
        if diagnostics.has_errors() {
            diagnostics.append(found());
            return None;
        }
        let (site, found) = rayon::join(|| site::replan(&records.board, as_of, &mut self.plan), found);
        diagnostics.append(found);
        let renderer = self.renderer.as_mut().filter(|_| !diagnostics.has_errors())?;
        watch(Step::Render);
        let rendered = renderer.rerender(&site, theme, self.last.as_ref(), self.explain);
        let rendered = rendered.map_err(|problems| diagnostics.append(problems)).ok()?;
        Some(renderer.keep(site, rendered))
    }
}
