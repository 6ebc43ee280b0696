//! What one run leaves to the next: the way is the same for the first run and for every later one, and what a stage
//! can prove unchanged it does not make again. `docs/design.md` says what is kept and what it depends on.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

use super::patience;
use super::print::{self, Printed, Printing};
use super::publication::{Begun, Entered, add_log, review_of};
use super::stages::{Judged, Made, Read, Request, Step, beside, check, finish, resolve};
use crate::calendar::AsOf;
use crate::fault::Fault;
use crate::guard;
use crate::load;
use crate::model::BaseUrl;
use crate::render::{Again, Artifacts, RenderCache, Rendered, Renderer};
use crate::site::{self, Site};

/// What the theme's wording is checked in when `site.yaml` cannot be read.
const DEFAULT_LANGUAGE: &str = "zh-CN";

/// Where posters lie in the site.
const FOLDER: &str = "posters/";

/// What all runs so far left; without any, everything is made.
#[derive(Debug, Default)]
pub struct RunCache {
    /// Whether it is worked out what pages show otherwise than before.
    explain: bool,
    /// Whether no run follows: what only that could use is freed as soon as it can be.
    once: bool,
    /// Whether what differs from the last publication was looked at already.
    is_reviewed: bool,
    files: load::ReadCache,
    judged: Judged,
    plan: site::PlanCache,
    renderer: Option<Renderer>,
    rendered: RenderCache,
    looks: guard::LookCache,
    /// What the last finished run was asked.
    asked: Option<(AsOf, Option<BaseUrl>)>,
    /// What changed since, and the pages that were rendered since.
    changed: BTreeSet<String>,
    again: Vec<Again>,
}

/// A finished site that nobody has looked through.
struct Unseen {
    artifacts: Arc<Artifacts>,
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

impl RunCache {
    /// Nothing yet. To `explain` why a page is rendered again costs time.
    pub fn new(explain: bool) -> RunCache {
        RunCache { explain, ..RunCache::default() }
    }

    /// For a run that none follows.
    pub(super) fn once() -> RunCache {
        RunCache { once: true, rendered: RenderCache::once(), ..RunCache::default() }
    }

    /// The whole way from files to artifacts, with posters when they are asked for.
    pub(super) fn make(
        &mut self,
        request: &Request<'_>,
        printing: Option<&Printing<'_>>,
        watch: &mut dyn FnMut(Step),
    ) -> Result<Printed, Fault> {
        Ok(self.make_recorded(request, None, printing, watch)?.0)
    }

    /// The same with what is to be recorded, which it comes back with unless the records have errors.
    pub(super) fn make_recorded<'p>(
        &mut self,
        request: &Request<'_>,
        publication: Option<Begun<'p>>,
        printing: Option<&Printing<'_>>,
        watch: &mut dyn FnMut(Step),
    ) -> Result<(Printed, Option<Entered<'p>>), Fault> {
        watch(Step::Load);
        let (loaded, diagnostics, changed) = patience::reload(request.site, &mut self.files)?;
        let mut read = resolve(request, loaded, diagnostics, &mut self.judged.records, watch);
        let is_sound = !read.diagnostics.has_errors();
        let mut entered = match (publication, read.records.as_mut().filter(|_| is_sound)) {
            (Some(begun), Some(records)) => {
                Some(Entered::new(begun, records, request.as_of, &mut read.diagnostics)?)
            }
            _ => None,
        };
        self.is_reviewed = entered.is_some();
        if self.once {
            (self.files, self.judged) = Default::default();
            (read.loaded.records, read.loaded.pages) = Default::default();
        }
        let mut shown = self.show_beside(&mut read, request.as_of, printing.is_some(), watch);
        let mut set = Vec::new();
        let Read { loaded, records, diagnostics } = &mut read;
        if let Some((shown, records)) = shown.as_mut().zip(records.as_ref()) {
            let artifacts = Arc::make_mut(&mut shown.artifacts);
            match &mut entered {
                Some(entered) => entered.seal(records, artifacts)?,
                None => add_log(records, artifacts),
            }
        }
        if let Some(((shown, records), printing)) = shown.as_mut().zip(records.as_ref()).zip(printing) {
            watch(Step::Print);
            let sheets =
                print::sheets(records, &loaded.theme, request.as_of, printing, |_| true, diagnostics)?;
            set = sheets
                .map(|sheets| print::add(Arc::make_mut(&mut shown.artifacts), FOLDER, sheets))
                .unwrap_or_default();
        }
        let printed = Printed { made: self.look(read, shown, changed, watch), set, stopped: Vec::new() };
        Ok((printed, entered))
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
        let mut shown = self.show_beside(&mut read, request.as_of, false, watch);
        if let Some((shown, records)) = shown.as_mut().zip(read.records.as_ref()) {
            add_log(records, Arc::make_mut(&mut shown.artifacts));
        }
        if is_superseded() {
            shown.into_iter().for_each(|shown| {
                self.looks = shown.ready.keep();
                self.again.extend(shown.again);
            });
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

    /// Whether a board below was published since it was read.
    pub fn has_news_below(&self) -> bool {
        self.files.has_news_below()
    }

    /// What was in doubt has stayed the same.
    pub fn trust(&mut self) {
        self.files.trust();
    }

    /// [`RunCache::show`], and beside it what the last look will look for.
    fn show_beside(
        &mut self,
        read: &mut Read,
        as_of: AsOf,
        with_sheets: bool,
        watch: &mut dyn FnMut(Step),
    ) -> Option<Unseen> {
        let Some(records) = read.records.clone().filter(|_| !read.diagnostics.has_errors()) else {
            // What the theme lacks is told all the same.
            self.show(read, as_of, with_sheets, watch);
            return None;
        };
        let looks = std::mem::take(&mut self.looks);
        let (shown, ready) = beside(&records, as_of, looks, || self.show(read, as_of, with_sheets, watch));
        match shown {
            Some((_, Rendered { artifacts, again })) => {
                Some(Unseen { artifacts: Arc::new(artifacts), again, ready })
            }
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
        shown: Option<Unseen>,
        changed: Vec<String>,
        watch: &mut dyn FnMut(Step),
    ) -> Made {
        let Read { mut loaded, records, mut diagnostics } = read;
        let (mut artifacts, mut again) = (None, Vec::new());
        if let Some((mut shown, records)) = shown.zip(records) {
            watch(Step::Guard);
            diagnostics.append(shown.ready.look(&shown.artifacts, &records.board, &loaded.sources));
            self.looks = shown.ready.keep();
            artifacts = Some(shown.artifacts).filter(|_| !diagnostics.has_errors());
            again = shown.again;
            again.append(&mut self.again);
            again.sort_by(|a, b| a.path.cmp(&b.path));
            again.dedup_by(|a, b| a.path == b.path);
        }
        finish(&mut diagnostics, &mut loaded.sources);
        let has_boards = loaded.has_boards();
        Made { sources: loaded.sources, diagnostics, artifacts, again, changed, has_boards }
    }

    /// The finished site, unless the records or the theme have errors; all of both are told. It never sees private
    /// facts: these concern the rules, which are looked after while pages are planned.
    pub(super) fn show(
        &mut self,
        Read { loaded, records, diagnostics }: &mut Read,
        as_of: AsOf,
        with_sheets: bool,
        watch: &mut dyn FnMut(Step),
    ) -> Option<(Site, Rendered)> {
        let theme = &loaded.theme;
        let settings = records.as_ref().map(|records| &records.board.ground.settings);
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
        let plan = &mut self.plan;
        let (mut site, found) = rayon::join(|| site::replan(&records.board, as_of, with_sheets, plan), found);
        diagnostics.append(found);
        if !self.is_reviewed {
            diagnostics.append(review_of(&records.board, &site.tables, as_of));
        }
        let renderer = self.renderer.as_mut().filter(|_| !diagnostics.has_errors())?;
        watch(Step::Render);
        let pages = match self.once {
            true => {
                self.plan = site::PlanCache::default();
                std::mem::take(&mut site.pages)
            }
            false => site.pages.clone(),
        };
        let rendered = renderer.rerender(&site, pages, theme, &mut self.rendered, self.explain);
        let rendered = rendered.map_err(|problems| diagnostics.append(problems)).ok()?;
        Some((site, rendered))
    }
}
