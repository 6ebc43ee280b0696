//! Every text of the board that gets published: the rules on public text read this.

use crate::model::board::*;
use crate::model::register::{Stage, Stray};
use crate::model::settings::{
    self, Cadence, Dimension, Disclosure, Level, Network, Poster, RatingSource, Scheme, Settings,
};
use crate::model::{Board, Ground, Held, Register};
use crate::source::Span;

use super::public_text::{DUTIES, ID, KIND, NAME, NOTE, PublicText, Speech, TITLE, Teller, Whose};

/// Calls `visit` with every public text, record by record.
pub(super) fn each<'a>(board: &'a Board, register: &'a Register, visit: &mut dyn FnMut(PublicText<'a>)) {
    ground(&board.ground, &register.held, visit);
    remarks(register, visit);
}

/// The remarks of ratings that are published.
pub(super) fn remarks<'a>(register: &'a Register, visit: &mut dyn FnMut(PublicText<'a>)) {
    strays(&register.unrated.strays, visit);
    for sheet in register.ratings.iter().filter(|sheet| sheet.stage.value == Stage::Approved) {
        corrections(&sheet.corrections, visit);
        for entry in &sheet.entries {
            let mut teller = Teller { whose: Whose::Rating(entry.subject.value), at: entry.at, visit };
            teller.all(&entry.note, NOTE, Speech::Person);
        }
    }
}

fn corrections<'a>(list: &'a [Correction], visit: &mut dyn FnMut(PublicText<'a>)) {
    for Correction { key, reason, at, date: _ } in list {
        let mut teller = Teller { whose: Whose::Correction, at: *at, visit };
        teller.placed(key, ("事项", "key"), Speech::Name);
        teller.placed(reason, ("原因", "reason"), Speech::Person);
    }
}

fn strays<'a>(strays: &'a [Stray], visit: &mut dyn FnMut(PublicText<'a>)) {
    for Stray { text: Markdown { text, at: span, places, .. }, key, is_markdown } in strays {
        let (whose, span, key, is_markdown) = (Whose::LeftOut, *span, *key, *is_markdown);
        let speech = if is_markdown { Speech::Policy } else { Speech::Person };
        visit(PublicText { text, span, whose, key, speech, is_markdown, places });
    }
}

/// Those of all records but ratings. Every field of every record is named here, so that one that is added does not compile
/// until it is said whether it is a public text.
pub(super) fn ground<'a>(board: &'a Ground, held: &'a Held, visit: &mut dyn FnMut(PublicText<'a>)) {
    let Ground {
        settings,
        networks,
        schemes,
        cadences,
        disclosures,
        boards,
        grids,
        members,
        households,
        commitments,
        activities,
        replies,
        services,
        pages,
        translations,
        corrections: put_right,
        // Names that are told on purpose, and files: what they say is looked at by rules of its own.
        named: _,
        assets: _,
    } = board;
    self::settings(settings, visit);
    strays(&held.strays, visit);
    networks.iter().for_each(|record| network(record, visit));
    schemes.iter().for_each(|record| scheme(record, visit));
    cadences.iter().for_each(|record| cadence(record, visit));
    disclosures.iter().for_each(|record| disclosure(record, visit));
    // What they published was looked through when it was.
    for BoardBelow { name, at, id: _, home: _, reading: _ } in boards {
        Teller { whose: Whose::Setting(name), at: *at, visit }.plain([name], NAME, Speech::Name);
    }
    for (record, at) in grids.iter().zip(board.grid_ids()) {
        grid(record, &mut Teller { whose: Whose::Grid(at), at: record.at, visit });
    }
    for (record, at) in members.iter().zip(board.member_ids()) {
        member(record, &mut Teller { whose: Whose::Member(at), at: record.at, visit });
    }
    for (record, at) in households.iter().zip(board.all_household_ids()) {
        household(record, &mut Teller { whose: Whose::Household(at), at: record.at, visit });
    }
    for record in commitments {
        commitment(record, &mut Teller { whose: Whose::Commitment(record), at: record.at, visit });
    }
    for record in activities {
        activity(record, &mut Teller { whose: Whose::Activity, at: record.at, visit });
    }
    for record in replies {
        reply(record, &mut Teller { whose: Whose::Reply, at: record.at, visit });
    }
    for record in services {
        service(record, &mut Teller { whose: Whose::Service(record), at: record.at, visit });
    }
    for record in pages {
        page(record, &mut Teller { whose: Whose::Page(record), at: record.at, visit });
    }
    put_right.values().for_each(|list| corrections(list, visit));
    for into in translations {
        let Translations { language: _, texts } = into;
        let mut teller = Teller { whose: Whose::Translation(into), at: Span::BOARD, visit };
        for Translated { text, original: _ } in texts.values() {
            teller.placed(text, ("译法", "texts"), Speech::Policy);
        }
    }
}

fn settings<'a>(site: &'a Settings, visit: &mut dyn FnMut(PublicText<'a>)) {
    let Settings {
        title,
        publisher,
        description,
        mailbox,
        address,
        hours,
        data_licence,
        poster,
        // A number on purpose.
        hotline: _,
        // Codes, names of files and how things are done.
        language: _,
        languages: _,
        base_url: _,
        region_code: _,
        theme: _,
        norms: _,
        record_key: _,
        privacy: _,
        kiosk: _,
        severity: _,
    } = site;
    let mut teller = Teller { whose: Whose::Settings, at: Span::BOARD, visit };
    teller.plain([title], TITLE, Speech::Policy);
    teller.plain([publisher], ("发布单位", "publisher"), Speech::Name);
    teller.plain(description, ("简介", "description"), Speech::Policy);
    teller.plain(mailbox, ("意见箱", "mailbox"), Speech::Policy);
    teller.plain(address, ("地址", "address"), Speech::Name);
    teller.plain(hours, ("办公时间", "hours"), Speech::Policy);
    teller.plain(data_licence, ("数据许可", "data_licence"), Speech::Policy);
    let Poster { services, size: _, landscape: _, bleed: _, archive: _, card_each_household: _ } = poster;
    for settings::Service { name, note, at, phone: _ } in services {
        // Its number is a number on purpose, like the hotline.
        let mut teller = Teller { whose: Whose::Setting(name), at: *at, visit };
        teller.plain([name], NAME, Speech::Policy);
        teller.plain(note, NOTE, Speech::Policy);
    }
}

fn network<'a>(network: &'a Network, visit: &mut dyn FnMut(PublicText<'a>)) {
    let Network { id, name, levels, complete: _, term: _ } = network;
    let mut teller = Teller { whose: Whose::Setting(name), at: id.span, visit };
    teller.placed(id, ID, Speech::Policy);
    teller.plain([name], NAME, Speech::Policy);
    for Level { id, name, lead_title, lead_required: _ } in levels {
        teller.placed(id, ID, Speech::Policy);
        teller.tell(name, id.span, NAME, Speech::Policy);
        teller.tell(lead_title, id.span, ("负责人称谓", "lead_title"), Speech::Policy);
    }
}

fn scheme<'a>(scheme: &'a Scheme, visit: &mut dyn FnMut(PublicText<'a>)) {
    let Scheme {
        id,
        name,
        dimensions,
        sources,
        of_members: _,
        every: _,
        stars: _,
        show_stars: _,
        show_scores: _,
        ranking: _,
        cycles: _,
        sums: _,
        full_marks: _,
    } = scheme;
    let mut teller = Teller { whose: Whose::Setting(name), at: id.span, visit };
    teller.placed(id, ID, Speech::Policy);
    teller.plain([name], NAME, Speech::Policy);
    for Dimension { id, name, max: _, weight: _ } in dimensions {
        teller.placed(id, ID, Speech::Policy);
        teller.plain([name], NAME, Speech::Policy);
    }
    for RatingSource { id, name, weight: _ } in sources {
        teller.placed(id, ID, Speech::Policy);
        teller.plain([name], NAME, Speech::Policy);
    }
}

fn cadence<'a>(cadence: &'a Cadence, visit: &mut dyn FnMut(PublicText<'a>)) {
    let Cadence { id, name, every: _, by: _, bounds: _, advisory: _, from: _ } = cadence;
    let mut teller = Teller { whose: Whose::Setting(name), at: id.span, visit };
    teller.placed(id, ID, Speech::Policy);
    teller.plain([name], NAME, Speech::Policy);
}

fn disclosure<'a>(item: &'a Disclosure, visit: &mut dyn FnMut(PublicText<'a>)) {
    let Disclosure { id, name, section, basis, every: _, days: _, from: _, at: _ } = item;
    let mut teller = Teller { whose: Whose::Setting(name), at: id.span, visit };
    teller.placed(id, ID, Speech::Catalogue);
    teller.plain([name], NAME, Speech::Catalogue);
    teller.plain(section, ("栏目", "section"), Speech::Catalogue);
    teller.plain(basis, ("依据", "basis"), Speech::Catalogue);
}

fn grid<'a>(grid: &'a Grid, teller: &mut Teller<'a, '_>) {
    let Grid {
        id,
        name,
        aka,
        merged_from,
        kind,
        place,
        figures,
        services,
        note,
        posts,
        teams,
        // Digits by nature.
        code: _,
        network: _,
        level: _,
        parent: _,
        children: _,
        households: _,
        declared_households: _,
        declared_population: _,
        listed_population: _,
        area_km2: _,
        boundary: _,
        term: _,
        at: _,
    } = grid;
    teller.id(id, name.span);
    teller.placed(name, NAME, Speech::Name);
    teller.plain(aka, ("别称", "aka"), Speech::Name);
    teller.plain(merged_from, ("合并自", "merged_from"), Speech::Name);
    teller.plain(kind, KIND, Speech::Policy);
    teller.plain(place, ("阵地", "place"), Speech::Name);
    for figure in figures {
        let Figure { name, unit, parts, value: _, approx: _, counts: _, of: _, percent: _ } = figure;
        teller.placed(name, ("数据", "figures"), Speech::Person);
        teller.plain(unit, ("单位", "unit"), Speech::Person);
        teller.plain(parts.iter().map(|(name, _)| name), ("组成", "parts"), Speech::Person);
    }
    teller.all(services, ("服务清单", "services"), Speech::Policy);
    teller.markdown(note.as_ref(), NOTE);
    for post in posts {
        let Post {
            title,
            is_lead,
            duties,
            how,
            member: _,
            is_dangling: _,
            vacant: _,
            backup: _,
            term: _,
            at: _,
        } = post;
        // What leads are called stands in site.yaml.
        if !is_lead {
            teller.placed(title, ("岗位", "post"), Speech::Policy);
        }
        teller.all(duties, DUTIES, Speech::Policy);
        teller.all(how, ("产生方式", "how"), Speech::Policy);
    }
    for Team { name, kind, theme, members: _, at: _ } in teams {
        teller.plain([name], ("队伍", "teams"), Speech::Policy);
        teller.plain(kind, KIND, Speech::Policy);
        teller.plain(theme, ("主题", "theme"), Speech::Policy);
    }
}

fn member<'a>(member: &'a Member, teller: &mut Teller<'a, '_>) {
    let Member {
        id,
        name,
        title,
        duties,
        pledge,
        honours,
        // Shown by consent, and judged by rules of its own.
        phone: _,
        party_member: _,
        grid: _,
        photo: _,
        covers: _,
        term: _,
        at: _,
    } = member;
    teller.placed(id, ID, Speech::Name);
    teller.placed(name, ("姓名", "name"), Speech::Name);
    teller.plain(title, ("职务", "title"), Speech::Policy);
    teller.all(duties, DUTIES, Speech::Policy);
    teller.all(pledge, ("承诺语", "pledge"), Speech::Policy);
    for Honour { title, date: _ } in honours {
        teller.placed(title, ("荣誉", "honours"), Speech::Person);
    }
}

fn household<'a>(household: &'a Household, teller: &mut Teller<'a, '_>) {
    let Household { id, door, label, group, grids: _, covered_by: _, covered_from: _, to: _, at: _ } =
        household;
    teller.placed(id, ID, Speech::Name);
    teller.placed(door, ("门牌", "door"), Speech::Name);
    teller.plain(label, ("公示名", "label"), Speech::Name);
    teller.plain(group, ("村民小组", "group"), Speech::Name);
}

fn commitment<'a>(record: &'a Commitment, teller: &mut Teller<'a, '_>) {
    let Commitment {
        id,
        title,
        detail,
        kind,
        baseline,
        target,
        progress,
        evaluation,
        by: _,
        made: _,
        due: _,
        outcome: _,
        is_stand_in: _,
        at: _,
    } = record;
    teller.id(id, title.span);
    teller.placed(title, ("事项", "title"), Speech::Person);
    teller.markdown(detail.as_ref(), ("内容", "detail"));
    teller.plain(kind, ("类别", "kind"), Speech::Person);
    teller.all(baseline, ("基数", "baseline"), Speech::Person);
    teller.all(target, ("目标", "target"), Speech::Person);
    for Progress { note, date: _, percent: _, evidence: _, outcome: _ } in progress {
        teller.all(note, ("进展说明", "progress note"), Speech::Person);
    }
    teller.plain(evaluation, ("评诺", "evaluation"), Speech::Person);
}

fn activity<'a>(activity: &'a Activity, teller: &mut Teller<'a, '_>) {
    let Activity { title, note, date: _, cadence: _, by: _, count: _, planned: _, at: _ } = activity;
    teller.plain(title, ("事项", "title"), Speech::Person);
    teller.all(note, NOTE, Speech::Person);
}

fn reply<'a>(reply: &'a Reply, teller: &mut Teller<'a, '_>) {
    let Reply { topic, question, answer, asked: _, due: _, answered: _, at: _ } = reply;
    teller.plain(topic, ("主题", "topic"), Speech::Policy);
    teller.placed(question, ("问题", "question"), Speech::Policy);
    teller.markdown(answer.as_ref(), ("答复", "answer"));
}

fn service<'a>(record: &'a Service, teller: &mut Teller<'a, '_>) {
    let Service { id, name, category, time_limit, materials, fee, window, note, appointment: _, at: _ } =
        record;
    teller.placed(id, ID, Speech::Policy);
    teller.placed(name, NAME, Speech::Policy);
    teller.plain(category, ("类别", "category"), Speech::Policy);
    teller.plain(time_limit, ("时限", "time_limit"), Speech::Policy);
    teller.plain(materials, ("材料", "materials"), Speech::Policy);
    teller.plain(fee, ("收费", "fee"), Speech::Policy);
    teller.plain(window, ("窗口", "window"), Speech::Policy);
    teller.plain(note, NOTE, Speech::Policy);
}

fn page<'a>(page: &'a Page, teller: &mut Teller<'a, '_>) {
    let Page {
        id,
        title,
        section,
        body,
        versions,
        kind: _,
        date: _,
        disclosure: _,
        period: _,
        expires: _,
        grid: _,
        order: _,
        at: _,
    } = page;
    teller.placed(id, ID, Speech::Policy);
    teller.placed(title, TITLE, Speech::Policy);
    teller.plain(section, ("栏目", "section"), Speech::Policy);
    teller.markdown(body, ("正文", "text"));
    for PageVersion { title, body, language: _, at: _ } in versions {
        teller.placed(title, TITLE, Speech::Policy);
        teller.markdown(body, ("正文", "text"));
    }
}
