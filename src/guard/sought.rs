//! What is looked for, from run to run: where little changed, only that is worked out again.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::facts::{self, Around};
use super::gathered::Gathered;
use super::secrets::Wanted;
use super::seek::Seeker;
use super::telling::Stand;
use super::traces::{self, Traces};
use crate::model::Ground;

/// So many texts are worked out again by themselves; of more, all are.
const SOME: usize = 64;
/// So many texts that came one by one are looked for beside the others; with more, all are looked for together.
const LATE: usize = 256;

/// All that is looked for.
#[derive(Debug, Default)]
pub(super) struct Sought {
    /// One a text that is, or was, a secret.
    texts: Vec<Arc<str>>,
    /// One a text; none where it is no secret any more.
    targets: Vec<Option<Target>>,
    /// Which is that of a text. Only looked up.
    places: FxHashMap<Arc<str>, usize>,
    /// Finds the texts that were looked for together; and those that came later.
    seekers: [Seeker; 2],
    /// How many texts the first one finds.
    settled: usize,
    /// The place of each number. Only looked up.
    by_number: FxHashMap<u32, usize>,
    /// How many numbers there ever were.
    count: u32,
    /// Numbers of those that were not looked for yet.
    pub fresh: BTreeSet<u32>,
    /// How many bytes around the beginning of a hit can decide what it counts for.
    reach: usize,
    /// The records of which no private value is looked for where they say it themselves: no score is such a fact.
    ground: Option<Arc<Ground>>,
}

/// One secret, as it is looked for.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub sign: Sign,
    /// The same while the same is looked for, and never another's.
    pub number: u32,
}

/// All that decides what is found of a secret in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub text: Arc<str>,
    pub stand: Stand,
    /// Public facts that hold it.
    pub around: Vec<Around>,
}

/// Texts, and what finds them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layer<'s> {
    pub seeker: &'s Seeker,
    /// One a text.
    pub targets: &'s [Option<Target>],
}

impl Sought {
    /// Looks for what was `gathered`, where no fact of `ground` stands around it. `touched` are the texts that may not be
    /// the secrets they were the last time; without them all may be others.
    pub fn aim(&mut self, gathered: &Gathered, touched: Option<BTreeSet<Arc<str>>>, ground: &Arc<Ground>) {
        if touched.is_none_or(|touched| !self.follow(gathered, touched, ground)) {
            self.begin(gathered, ground);
        }
        self.ground = Some(ground.clone());
    }

    /// Works out again what is `touched`, and what new facts, or those that are none any more, hold. Whether that is all.
    fn follow(&mut self, gathered: &Gathered, touched: BTreeSet<Arc<str>>, ground: &Arc<Ground>) -> bool {
        let Some(last) = &self.ground else { return false };
        let mut again = touched;
        if !Arc::ptr_eq(last, ground) {
            let Some(facts) = facts::differing(last, ground) else { return false };
            for fact in facts {
                for (layer, first) in self.layers().into_iter().zip([0, self.settled]) {
                    layer.seeker.each(fact.as_bytes(), 0..fact.len(), |number, _| {
                        again.insert(self.texts[first + number].clone());
                    });
                }
            }
        }
        if again.is_empty() {
            return true;
        }
        if again.len() > SOME || self.texts.len() - self.settled + again.len() > LATE {
            return false;
        }
        let wanted = gathered.wanted(Some(&again));
        for text in again.iter().filter(|text| !wanted.iter().any(|wanted| wanted.text == **text)) {
            self.places.get(text).copied().into_iter().for_each(|place| self.put(place, None));
        }
        let seeker = Seeker::new(wanted.iter().map(|wanted| wanted.text.clone()));
        for sign in signs(wanted, &seeker, ground) {
            let place = *self.places.entry(sign.text.clone()).or_insert_with(|| {
                self.texts.push(sign.text.clone());
                self.targets.push(None);
                self.texts.len() - 1
            });
            self.put(place, Some(sign));
        }
        self.seekers[1] = Seeker::new(self.texts[self.settled..].iter().cloned());
        true
    }

    /// Works out everything. What is looked for as before keeps its number.
    fn begin(&mut self, gathered: &Gathered, ground: &Ground) {
        let wanted = gathered.wanted(None);
        let texts: Vec<Arc<str>> = wanted.iter().map(|wanted| wanted.text.clone()).collect();
        let places = texts.iter().cloned().zip(0..).collect();
        let seeker = Seeker::new(texts.iter().cloned());
        let before = std::mem::take(self);
        (self.count, self.fresh, self.settled) = (before.count, before.fresh, texts.len());
        (self.targets, self.places, self.texts) = (vec![None; texts.len()], places, texts);
        for (place, sign) in signs(wanted, &seeker, ground).enumerate() {
            let known = before.places.get(&sign.text).and_then(|known| before.targets[*known].as_ref());
            match known.filter(|known| known.sign == sign) {
                Some(known) => {
                    self.reach = self.reach.max(reach(&sign));
                    self.by_number.insert(known.number, place);
                    self.targets[place] = Some(known.clone());
                }
                None => self.put(place, Some(sign)),
            }
        }
        self.fresh.retain(|number| self.by_number.contains_key(number));
        self.seekers = [seeker, Seeker::default()];
    }

    /// From now on `sign` is what is looked for at `place`.
    fn put(&mut self, place: usize, sign: Option<Sign>) {
        let before = self.targets[place].take_if(|before| sign.as_ref() != Some(&before.sign));
        if let Some(before) = before {
            self.by_number.remove(&before.number);
            self.fresh.remove(&before.number);
        }
        if let Some(sign) = sign.filter(|_| self.targets[place].is_none()) {
            self.count += 1;
            self.reach = self.reach.max(reach(&sign));
            self.by_number.insert(self.count, place);
            self.fresh.insert(self.count);
            self.targets[place] = Some(Target { sign, number: self.count });
        }
    }

    /// Everything that is looked for.
    pub fn layers(&self) -> [Layer<'_>; 2] {
        let (settled, late) = self.targets.split_at(self.settled);
        let [first, second] = &self.seekers;
        [Layer { seeker: first, targets: settled }, Layer { seeker: second, targets: late }]
    }

    /// How many bytes around the beginning of a hit can decide what it counts for, and no fewer than what is entered into
    /// traces needs, also while nothing is looked for.
    pub fn reach(&self) -> usize {
        self.reach.max(traces::LONGEST)
    }

    /// What has this number; `None` where that is no secret any more.
    pub fn target(&self, number: u32) -> Option<&Target> {
        self.targets[*self.by_number.get(&number)?].as_ref()
    }

    /// What was not looked for yet and may stand in a file that left its `traces`; `None` where that is nothing.
    pub fn not_yet(&self, traces: Option<&Traces>) -> Option<(Seeker, Vec<Option<Target>>)> {
        let fresh = self.fresh.iter().filter_map(|number| self.target(*number));
        let may_stand =
            |target: &&Target| traces.is_some_and(|traces| traces.may_hold(target.sign.text.as_bytes()));
        let targets: Vec<&Target> = fresh.filter(may_stand).collect();
        let seeker = || Seeker::new(targets.iter().map(|target| target.sign.text.clone()));
        (!targets.is_empty())
            .then(|| (seeker(), targets.iter().map(|&target| Some(target.clone())).collect()))
    }
}

/// What `wanted`, which `seeker` finds, is looked for as.
fn signs(wanted: Vec<Wanted>, seeker: &Seeker, ground: &Ground) -> impl Iterator<Item = Sign> {
    let mut around = facts::around(ground, |at| wanted[at].is_name, seeker);
    wanted.into_iter().enumerate().map(move |(at, Wanted { text, stand, .. })| {
        let around = around.remove(&at).unwrap_or_default();
        Sign { text, stand, around }
    })
}

/// The secret, or the longest fact that holds it, and the characters that touch it.
fn reach(sign: &Sign) -> usize {
    let longest = sign.around.iter().map(|fact| fact.text.len()).max().unwrap_or(0);
    2 * longest.max(sign.text.len()) + 2 * char::MAX.len_utf8()
}
