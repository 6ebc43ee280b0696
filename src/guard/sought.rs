//! What is looked for, from run to run: what is looked for as before keeps its number.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::facts::{self, Around};
use super::gathered::{Gathered, Wanted};
use super::public::Excuse;
use super::seek::{Seeker, Units};
use super::traces::Traces;
use super::{sense, telling};
use crate::model::Ground;
use crate::reading::{Letters, TITLE};

/// So many letters beside a hit, its table, or the longest fact around it, matter at most.
const NEAR: usize = 2 * telling::NEAR + telling::LIST + TITLE;

/// All that is looked for.
#[derive(Debug, Default)]
pub(super) struct Sought {
    pub all: Layer,
    /// The place of each number. Only looked up.
    by_number: FxHashMap<u32, usize>,
    /// How many numbers there ever were.
    count: u32,
    /// Numbers of those that were not looked for yet.
    pub fresh: BTreeSet<u32>,
    /// How many letters around a hit can decide what it counts for.
    reach: usize,
    /// The records of which no private value is looked for where they say it themselves: no score is such a fact.
    ground: Option<Arc<Ground>>,
    /// Remarks with a number, be they public or looked for.
    addresses: Vec<Units>,
}

/// One secret, as it is looked for.
#[derive(Clone, Debug)]
pub(super) struct SoughtText {
    pub sign: Sign,
    /// The same while the same is looked for, and never another's.
    pub number: u32,
}

/// All that decides what is found of a secret in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub wanted: Wanted,
    /// Public facts that hold it.
    pub around: Vec<Around>,
}

impl Sign {
    /// Whether it leaks at letter `at`, where it begins, and by what excuse if by one; `None` where it counts for nothing
    /// or a public fact stands around it.
    pub(super) fn leaks(&self, letters: &Letters, at: usize) -> Option<Option<Excuse>> {
        let Wanted { text, sense, by_chance } = &self.wanted;
        let counts = sense::counts(*sense, letters, at, text.len())
            && (!by_chance || telling::is_told(*sense, letters, at, text.len()));
        if !counts {
            return None;
        }
        match self.around.iter().find(|fact| fact.stands(letters, at)) {
            Some(fact) => fact.excuse.map(Some),
            None => Some(None),
        }
    }
}

/// Secrets, and what finds them.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub seeker: Seeker,
    /// One a text.
    pub targets: Vec<SoughtText>,
}

impl Layer {
    fn new(targets: Vec<SoughtText>) -> Layer {
        Layer { seeker: Seeker::new(targets.iter().map(|target| target.sign.wanted.text.clone())), targets }
    }
}

impl Sought {
    /// Looks for what was `gathered`, where no fact of `ground` stands around it. Unless it `is_new` that is what was
    /// gathered the last time.
    pub(super) fn aim(&mut self, gathered: &Gathered, is_new: bool, ground: &Arc<Ground>) {
        let last = self.ground.replace(ground.clone());
        if is_new || !last.is_some_and(|last| self.holds_for(&last, ground)) {
            self.begin(gathered, ground);
        }
    }

    /// Whether the facts of `ground` leave everything as those of the `last` one did.
    fn holds_for(&self, last: &Arc<Ground>, ground: &Arc<Ground>) -> bool {
        Arc::ptr_eq(last, ground)
            || facts::differing(last, ground).is_some_and(|facts| {
                let mut held = false;
                facts.iter().for_each(|fact| self.all.seeker.each(fact, |_, _| held = true));
                // A fact is also what a public address is made of.
                let holds = |text: &Units| {
                    facts.iter().any(|fact| text.windows(fact.len().max(1)).any(|part| part == &**fact))
                };
                !held && !self.addresses.iter().any(holds)
            })
    }

    fn begin(&mut self, gathered: &Gathered, ground: &Ground) {
        let wanted = gathered.wanted();
        let seeker = Seeker::new(wanted.iter().map(|wanted| wanted.text.clone()));
        self.addresses = wanted
            .iter()
            .filter(|wanted| wanted.may_be_address())
            .map(|wanted| wanted.text.clone())
            .collect();
        let mut facts = facts::around(ground, &gathered.register, &wanted, &seeker);
        let before = std::mem::take(&mut self.all.targets);
        let known: FxHashMap<&[u16], &SoughtText> =
            before.iter().map(|target| (&*target.sign.wanted.text, target)).collect();
        let mut targets = Vec::with_capacity(wanted.len());
        for (at, wanted) in wanted.into_iter().enumerate().filter(|(at, _)| !facts.public.contains(at)) {
            let around = facts.around.remove(&at).unwrap_or_default();
            let sign = Sign { wanted, around };
            let known = known.get(&*sign.wanted.text).filter(|known| known.sign == sign);
            let number = known.map(|known| known.number).unwrap_or_else(|| {
                self.count += 1;
                self.fresh.insert(self.count);
                self.count
            });
            targets.push(SoughtText { sign, number });
        }
        self.by_number = targets.iter().map(|target| target.number).zip(0..).collect();
        self.fresh.retain(|number| self.by_number.contains_key(number));
        self.reach = targets.iter().map(|target| reach(&target.sign)).max().unwrap_or(0).max(self.reach);
        self.all = Layer::new(targets);
    }

    /// How many letters around a hit can decide what it counts for.
    pub(super) fn reach(&self) -> usize {
        self.reach
    }

    /// What has this number; `None` where that is no secret any more.
    pub(super) fn target(&self, number: u32) -> Option<&SoughtText> {
        Some(&self.all.targets[*self.by_number.get(&number)?])
    }

    /// What was not looked for yet and may stand in a file that left its `traces`.
    pub(super) fn not_yet(&self, traces: Option<&Traces>) -> Layer {
        let fresh = self.fresh.iter().filter_map(|number| self.target(*number));
        let may_stand =
            |target: &&SoughtText| traces.is_some_and(|traces| traces.may_hold(&target.sign.wanted.text));
        Layer::new(fresh.filter(may_stand).cloned().collect())
    }
}

/// The secret, or the longest fact that holds it, and what stands near.
fn reach(sign: &Sign) -> usize {
    let longest = sign.around.iter().map(|fact| fact.text.len()).max().unwrap_or(0);
    longest.max(sign.wanted.text.len()) + NEAR
}
