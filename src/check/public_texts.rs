//! Every text of the board that gets published, with its record and place: the rules on public text read this.

use std::ops::Range;

use crate::model::board::*;
use crate::model::register::{Stage, Stray};
use crate::model::{Board, Ground, Held, Register};
use crate::source::{At, Places, Span};

use super::naming;

/// What kind of speech a text is: it decides how a word about people's circumstances is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// A name: of a person, a household, a place, an institution, a record.
    Name,
    /// A short field of a person, household, activity or commitment: it speaks of somebody.
    Person,
    /// Pages, answers, services, duties, settings: it may speak of a policy.
    Policy,
    /// What the law says must be disclosed, by its name in the law.
    Catalogue,
}

/// The record that a text belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// `site.yaml` itself.
    Settings,
    /// A list entry of `site.yaml`, by its name.
    Setting(&'a str),
    /// A grid.
    Grid(GridIx),
    /// A member.
    Member(MemberIx),
    /// A household.
    Household(HouseholdIx),
    /// A commitment.
    Commitment(&'a Commitment),
    /// An approved rating of somebody.
    Rating(Subject),
    /// An entry of the ledger.
    Activity,
    /// A question and its answer.
    Reply,
    /// What the service desk offers.
    Service(&'a Service),
    /// A page or notice.
    Page(&'a Page),
    /// What a text is in a further language.
    Translation(&'a Translations),
    /// A record that was left out for a fault.
    LeftOut,
}

/// One public text.
#[derive(Clone, Copy, Debug)]
pub struct PublicText<'a> {
    /// Its content.
    pub text: &'a str,
    /// Its place, or its record's where the board keeps none.
    pub span: Span,
    /// Whose it is.
    pub whose: Whose<'a>,
    /// The key it stands under, Chinese and English.
    pub key: (&'static str, &'static str),
    /// How it speaks.
    pub speech: Speech,
    /// Whether it is Markdown, not plain text.
    pub is_markdown: bool,
    /// Where its parts stand in the file, if that is known.
    pub places: &'a Places,
}

impl PublicText<'_> {
    /// The place of bytes `range` of the text.
    pub fn place(&self, range: Range<usize>) -> Span {
        // What goes over several lines is shown at the first.
        let end = self.text[range.clone()].find('\n').map_or(range.end, |found| range.start + found);
        let place = self.places.span(self.span.file, range.start..end);
        place.unwrap_or_else(|| within(self.span, self.text.len(), range))
    }

    /// The record and key, Chinese and English: `责任人 王芳 的“职务”`, `"title" of member 王芳`.
    pub fn named(&self, board: &Ground) -> (String, String) {
        let (zh, en) = match self.whose {
            Whose::Settings => ("site.yaml".into(), "site.yaml".into()),
            Whose::Setting(name) => {
                let name = naming::shown(name);
                (format!("site.yaml 中 {name} "), format!("{name} in site.yaml"))
            }
            Whose::Grid(at) => both("网格", "grid", naming::grid(board, at)),
            Whose::Member(at) => both("责任人", "member", naming::member(board, at)),
            Whose::Household(at) => both("住户", "household", naming::shown(&board[at].id.value)),
            Whose::Commitment(record) => both("承诺", "commitment", naming::commitment(record)),
            Whose::Rating(subject) => both("评分对象", "the rating of", naming::subject(board, subject)),
            Whose::Activity => ("这条台账".into(), "this activity".into()),
            Whose::Reply => ("这条回音".into(), "this reply".into()),
            Whose::Service(record) => both("服务事项", "service", naming::shown(&record.name.value)),
            Whose::Translation(into) => both("译文", "the translation into", into.language.clone()),
            Whose::LeftOut => ("这条记录".into(), "this record".into()),
            Whose::Page(page) => both("页面", "page", naming::shown(&page.id.value)),
        };
        let (key_zh, key_en) = self.key;
        (format!("{zh}的“{key_zh}”"), format!("\"{key_en}\" of {en}"))
    }
}

/// The place of bytes `range` of a text of `length` bytes written at `span`; the whole of it where quoting or
/// folding hides the exact place.
pub fn within(span: Span, length: usize, range: Range<usize>) -> Span {
    let written = (span.end - span.start) as usize;
    let quote = match written.checked_sub(length) {
        Some(quotes @ (0 | 2)) => quotes / 2,
        _ => return span,
    };
    let start = span.start as usize + quote;
    Span::new(span.file, start + range.start..start + range.end)
}

fn both(zh: &str, en: &str, name: String) -> (String, String) {
    (format!("{zh} {name} "), format!("{en} {name}"))
}

type Key = (&'static str, &'static str);

const ID: Key = ("编号", "id");
const NAME: Key = ("名称", "name");
const TITLE: Key = ("标题", "title");
const KIND: Key = ("类型", "kind");
const NOTE: Key = ("说明", "note");
const DUTIES: Key = ("职责", "duties");

/// Hands the texts of one record to `visit`.
struct Teller<'a, 'v> {
    whose: Whose<'a>,
    /// The record's own place, for texts that have none.
    at: Span,
    visit: &'v mut dyn FnMut(PublicText<'a>),
}

impl<'a> Teller<'a, '_> {
    fn tell(&mut self, text: &'a str, span: Span, key: Key, speech: Speech) {
        let (whose, places) = (self.whose, Places::UNKNOWN);
        (self.visit)(PublicText { text, span, whose, key, speech, is_markdown: false, places });
    }

    fn placed(&mut self, text: &'a At<String>, key: Key, speech: Speech) {
        self.tell(&text.value, text.span, key, speech);
    }

    /// An id that somebody wrote: others are made from the text at `name`, which is told itself.
    fn id(&mut self, id: &'a At<String>, name: Span) {
        if id.span != name && id.span != self.at {
            self.placed(id, ID, Speech::Name);
        }
    }

    fn all(&mut self, texts: impl IntoIterator<Item = &'a At<String>>, key: Key, speech: Speech) {
        texts.into_iter().for_each(|text| self.placed(text, key, speech));
    }

    fn plain(&mut self, texts: impl IntoIterator<Item = &'a String>, key: Key, speech: Speech) {
        for text in texts {
            self.tell(text, self.at, key, speech);
        }
    }

    fn markdown(&mut self, text: impl Into<Option<&'a Markdown>>, key: Key) {
        if let Some(text) = text.into() {
            let Markdown { text, at: span, places, .. } = text;
            let (whose, span, speech) = (self.whose, *span, Speech::Policy);
            (self.visit)(PublicText { text, span, whose, key, speech, is_markdown: true, places });
        }
    }
}

/// Calls `visit` with every public text, record by record.
pub fn each<'a>(board: &'a Board, register: &'a Register, visit: &mut dyn FnMut(PublicText<'a>)) {
    ground(board, &register.held, &|_| true, visit);
    remarks(register, visit);
}

/// The remarks of ratings that are published.
pub(super) fn remarks<'a>(register: &'a Register, visit: &mut dyn FnMut(PublicText<'a>)) {
    strays(&register.unrated.strays, visit);
    for sheet in register.ratings.iter().filter(|sheet| sheet.stage.value == Stage::Approved) {
        for entry in &sheet.entries {
            let mut teller = Teller { whose: Whose::Rating(entry.subject.value), at: entry.at, visit };
            teller.all(&entry.note, NOTE, Speech::Person);
        }
    }
}

fn strays<'a>(strays: &'a [Stray], visit: &mut dyn FnMut(PublicText<'a>)) {
    for Stray { text: Markdown { text, at: span, places, .. }, key, is_markdown } in strays {
        let (whose, span, key, is_markdown) = (Whose::LeftOut, *span, *key, *is_markdown);
        let speech = if is_markdown { Speech::Policy } else { Speech::Person };
        visit(PublicText { text, span, whose, key, speech, is_markdown, places });
    }
}

/// Those of all records but ratings, and of households only where they are due.
pub(super) fn ground<'a>(
    board: &'a Ground,
    held: &'a Held,
    is_due: &dyn Fn(HouseholdIx) -> bool,
    visit: &mut dyn FnMut(PublicText<'a>),
) {
    settings(board, visit);
    strays(&held.strays, visit);
    for (grid, at) in board.grids.iter().zip(board.grid_ids()) {
        self::grid(grid, &mut Teller { whose: Whose::Grid(at), at: grid.at, visit });
    }
    for (member, at) in board.members.iter().zip(board.member_ids()) {
        self::member(member, &mut Teller { whose: Whose::Member(at), at: member.at, visit });
    }
    for (household, at) in board.households.iter().zip(board.household_ids()).filter(|(_, at)| is_due(*at)) {
        let mut teller = Teller { whose: Whose::Household(at), at: household.at, visit };
        teller.placed(&household.id, ID, Speech::Name);
        teller.placed(&household.door, ("门牌", "door"), Speech::Name);
        teller.plain(&household.label, ("公示名", "label"), Speech::Name);
        teller.plain(&household.group, ("村民小组", "group"), Speech::Name);
    }
    for record in &board.commitments {
        commitment(record, &mut Teller { whose: Whose::Commitment(record), at: record.at, visit });
    }
    for activity in &board.activities {
        let mut teller = Teller { whose: Whose::Activity, at: activity.at, visit };
        teller.plain(&activity.title, ("事项", "title"), Speech::Person);
        teller.all(&activity.note, NOTE, Speech::Person);
    }
    for reply in &board.replies {
        let mut teller = Teller { whose: Whose::Reply, at: reply.at, visit };
        teller.plain(&reply.topic, ("主题", "topic"), Speech::Policy);
        teller.placed(&reply.question, ("问题", "question"), Speech::Policy);
        teller.markdown(reply.answer.as_ref(), ("答复", "answer"));
    }
    for record in &board.services {
        service(record, &mut Teller { whose: Whose::Service(record), at: record.at, visit });
    }
    for page in &board.pages {
        let mut teller = Teller { whose: Whose::Page(page), at: page.at, visit };
        teller.placed(&page.id, ID, Speech::Policy);
        teller.placed(&page.title, TITLE, Speech::Policy);
        teller.plain(&page.section, ("栏目", "section"), Speech::Policy);
        teller.markdown(&page.body, ("正文", "text"));
        for version in &page.versions {
            teller.placed(&version.title, TITLE, Speech::Policy);
            teller.markdown(&version.body, ("正文", "text"));
        }
    }
    for into in &board.translations {
        let mut teller = Teller { whose: Whose::Translation(into), at: Span::BOARD, visit };
        for translated in into.texts.values() {
            teller.placed(&translated.text, ("译法", "texts"), Speech::Policy);
        }
    }
}

fn settings<'a>(board: &'a Ground, visit: &mut dyn FnMut(PublicText<'a>)) {
    let site = &board.settings;
    // The hotline is a number on purpose, and the theme's and the region's names are not text.
    let mut teller = Teller { whose: Whose::Settings, at: Span::BOARD, visit };
    teller.plain([&site.title], TITLE, Speech::Policy);
    teller.plain([&site.publisher], ("发布单位", "publisher"), Speech::Name);
    teller.plain(&site.description, ("简介", "description"), Speech::Policy);
    teller.plain(&site.mailbox, ("意见箱", "mailbox"), Speech::Policy);
    teller.plain(&site.address, ("地址", "address"), Speech::Name);
    teller.plain(&site.hours, ("办公时间", "hours"), Speech::Policy);
    for service in &site.poster.services {
        // Its number is a number on purpose, like the hotline.
        let mut teller = Teller { whose: Whose::Setting(&service.name), at: service.at, visit };
        teller.plain([&service.name], NAME, Speech::Policy);
        teller.plain(&service.note, NOTE, Speech::Policy);
    }
    for network in &board.networks {
        let mut teller = Teller { whose: Whose::Setting(&network.name), at: network.id.span, visit };
        teller.placed(&network.id, ID, Speech::Policy);
        teller.plain([&network.name], NAME, Speech::Policy);
        for level in &network.levels {
            teller.placed(&level.id, ID, Speech::Policy);
            teller.tell(&level.name, level.id.span, NAME, Speech::Policy);
            teller.tell(&level.lead_title, level.id.span, ("负责人称谓", "lead_title"), Speech::Policy);
        }
    }
    for scheme in &board.schemes {
        let mut teller = Teller { whose: Whose::Setting(&scheme.name), at: scheme.id.span, visit };
        let ids = scheme.dimensions.iter().map(|dimension| &dimension.id);
        let ids = ids.chain(scheme.sources.iter().map(|source| &source.id)).chain([&scheme.id]);
        teller.all(ids, ID, Speech::Policy);
        teller.plain([&scheme.name], NAME, Speech::Policy);
        teller.plain(scheme.dimensions.iter().map(|dimension| &dimension.name), NAME, Speech::Policy);
        teller.plain(scheme.sources.iter().map(|source| &source.name), NAME, Speech::Policy);
    }
    for cadence in &board.cadences {
        let mut teller = Teller { whose: Whose::Setting(&cadence.name), at: cadence.id.span, visit };
        teller.placed(&cadence.id, ID, Speech::Policy);
        teller.plain([&cadence.name], NAME, Speech::Policy);
    }
    for item in &board.disclosures {
        let mut teller = Teller { whose: Whose::Setting(&item.name), at: item.id.span, visit };
        teller.placed(&item.id, ID, Speech::Catalogue);
        teller.plain([&item.name], NAME, Speech::Catalogue);
        teller.plain(&item.section, ("栏目", "section"), Speech::Catalogue);
        teller.plain(&item.basis, ("依据", "basis"), Speech::Catalogue);
    }
}

fn grid<'a>(grid: &'a Grid, teller: &mut Teller<'a, '_>) {
    // The grid's code is digits by nature and exempt.
    teller.id(&grid.id, grid.name.span);
    teller.placed(&grid.name, NAME, Speech::Name);
    teller.plain(&grid.aka, ("别称", "aka"), Speech::Name);
    teller.plain(&grid.merged_from, ("合并自", "merged_from"), Speech::Name);
    teller.plain(&grid.kind, KIND, Speech::Policy);
    teller.plain(&grid.place, ("阵地", "place"), Speech::Name);
    for figure in &grid.figures {
        teller.placed(&figure.name, ("数据", "figures"), Speech::Person);
        teller.plain(&figure.unit, ("单位", "unit"), Speech::Person);
        teller.plain(figure.parts.iter().map(|(name, _)| name), ("组成", "parts"), Speech::Person);
    }
    teller.all(&grid.services, ("服务清单", "services"), Speech::Policy);
    teller.markdown(grid.note.as_ref(), NOTE);
    for post in &grid.posts {
        // What leads are called stands in site.yaml.
        if !post.is_lead {
            teller.placed(&post.title, ("岗位", "post"), Speech::Policy);
        }
        teller.all(&post.duties, DUTIES, Speech::Policy);
        teller.all(&post.how, ("产生方式", "how"), Speech::Policy);
    }
    for team in &grid.teams {
        teller.plain([&team.name], ("队伍", "teams"), Speech::Policy);
        teller.plain(&team.kind, KIND, Speech::Policy);
        teller.plain(&team.theme, ("主题", "theme"), Speech::Policy);
    }
}

fn member<'a>(member: &'a Member, teller: &mut Teller<'a, '_>) {
    teller.placed(&member.id, ID, Speech::Name);
    teller.placed(&member.name, ("姓名", "name"), Speech::Name);
    teller.plain(&member.title, ("职务", "title"), Speech::Policy);
    teller.all(&member.duties, DUTIES, Speech::Policy);
    if let Some(pledge) = &member.pledge {
        teller.placed(pledge, ("承诺语", "pledge"), Speech::Policy);
    }
    teller.all(member.honours.iter().map(|honour| &honour.title), ("荣誉", "honours"), Speech::Person);
}

fn commitment<'a>(record: &'a Commitment, teller: &mut Teller<'a, '_>) {
    teller.id(&record.id, record.title.span);
    teller.placed(&record.title, ("事项", "title"), Speech::Person);
    teller.markdown(record.detail.as_ref(), ("内容", "detail"));
    teller.plain(&record.kind, ("类别", "kind"), Speech::Person);
    for (text, key) in [(&record.baseline, ("基数", "baseline")), (&record.target, ("目标", "target"))] {
        if let Some(text) = text {
            teller.placed(text, key, Speech::Person);
        }
    }
    let notes = record.progress.iter().filter_map(|step| step.note.as_ref());
    teller.all(notes, ("进展说明", "progress note"), Speech::Person);
    teller.plain(&record.evaluation, ("评诺", "evaluation"), Speech::Person);
}

fn service<'a>(record: &'a Service, teller: &mut Teller<'a, '_>) {
    teller.placed(&record.id, ID, Speech::Policy);
    teller.placed(&record.name, NAME, Speech::Policy);
    teller.plain(&record.category, ("类别", "category"), Speech::Policy);
    teller.plain(&record.time_limit, ("时限", "time_limit"), Speech::Policy);
    teller.plain(&record.materials, ("材料", "materials"), Speech::Policy);
    teller.plain(&record.fee, ("收费", "fee"), Speech::Policy);
    teller.plain(&record.window, ("窗口", "window"), Speech::Policy);
    teller.plain(&record.note, NOTE, Speech::Policy);
}
