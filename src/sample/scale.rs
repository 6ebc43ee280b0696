//! How large a township is, and what chance makes it of.

use crate::calendar::Month;

/// How large a township is, and how many there are.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Townships, each as large as the rest says; one unless in one network.
    pub townships: usize,
    /// Villages, each a township's child.
    pub villages: usize,
    /// Leaf grids in all.
    pub grids: usize,
    /// Leaf grids of a second network beside the first, which has ended; none for a township in one network.
    pub ended_grids: usize,
    /// Settlements (屋场) between villages and leaf grids, at most as many as there are of these; only beside a second
    /// network.
    pub settlements: usize,
    /// Members in all, at least one a grid and two a village.
    pub members: usize,
    /// Households in all.
    pub households: usize,
    /// Promises of each member; none beside a second network.
    pub promises: usize,
    /// Months of approved ratings, ending with `last_month`.
    pub months: usize,
    /// The last rated month.
    pub last_month: Month,
    /// Another seed, another township.
    pub seed: u64,
}

impl Scale {
    /// A real township: 10 villages, 353 grids, 1,000 members, 10,000 households, 12 months.
    pub fn township(last_month: Month) -> Scale {
        Scale {
            townships: 1,
            villages: 10,
            grids: 353,
            ended_grids: 0,
            settlements: 0,
            members: 1_000,
            households: 10_000,
            promises: 0,
            months: 12,
            last_month,
            seed: 1,
        }
    }

    /// 凉泉乡 in both of its networks: 10 villages, 167 settlements, 274 safety grids in force and the 353 epidemic grids
    /// that ended in 2022, 1,000 members, 10,000 households, 3 months.
    pub fn liangquan(last_month: Month) -> Scale {
        let grids = Scale { grids: 274, ended_grids: 353, settlements: 167, ..Scale::township(last_month) };
        Scale { months: 3, ..grids }
    }

    /// Townships of one county, each with two promises a member.
    pub fn townships(count: usize, last_month: Month) -> Scale {
        Scale { townships: count, promises: 2, ..Scale::township(last_month) }
    }

    /// A county, for the look-up: 300 villages, 10,000 grids, 300,000 households, no ratings.
    pub fn county(last_month: Month) -> Scale {
        let villages = Scale { villages: 300, grids: 10_000, ..Scale::township(last_month) };
        Scale { members: 10_400, households: 300_000, months: 0, ..villages }
    }
}

/// SplitMix64: small, well known, and the same on every machine.
pub(crate) struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    pub(super) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

pub(super) const PLACES: &[&str] =
    &["汪屋", "郭屋", "李屋", "上街", "下街", "前河", "后河", "东岗", "西岗", "竹林", "桥头", "塘边"];

/// Family names.
pub(super) const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗",
];

/// Characters of given names.
pub(super) const GIVEN: &[&str] = &[
    "建", "国", "文", "明", "秀", "英", "海", "春", "梅", "玉", "志", "强", "红", "军", "丽", "平", "桂",
    "兰", "福", "贵",
];
