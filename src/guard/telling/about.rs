//! What the keys of a private value are about.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::guard::names::{self, Speaks};
use crate::word_list::word_list;

/// What keys are about beside people.
const BIRTHS: [&str; 6] = ["出生", "生日", "生辰", "诞辰", "birth", "dob"];
pub(super) const SUMS: [&str; 20] = word_list(
    "收入 金额 工资 薪 补贴 补助 存款 欠款 贷款 借款 债 养老金 低保金 救助金 资金 income amount salary wage \
    loan",
);
pub(super) const ACCOUNTS: [&str; 14] =
    word_list("微信 qq wechat 抖音 快手 支付宝 邮箱 邮件 mail 账号 帐号 账户 account 网名");
pub(super) const TELEPHONES: [&str; 8] =
    ["电话", "手机", "座机", "短号", "联系方式", "phone", "mobile", "tel"];
const PLATES: [&str; 4] = ["车牌", "车号", "牌照", "plate"];
const ADDRESSES: [&str; 5] = ["地址", "住址", "住所", "住房", "address"];
/// Keys that hold one of a few words for all.
const CATEGORIES: [&str; 17] = word_list(
    "类别 类型 性质 身份类 状态 标签 岗位 职业 学历 文化 民族 政治面貌 婚姻 性别 category kind status",
);

/// What a key is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct About {
    pub speaks: Option<Speaks>,
    pub telephone: bool,
    pub birth: bool,
    pub sum: bool,
    pub account: bool,
    pub plate: bool,
    pub address: bool,
    pub category: bool,
}

impl About {
    fn of(key: &str) -> About {
        let key = key.to_lowercase();
        let said = |words: &[&str]| words.iter().any(|word| key.contains(word));
        let about = About {
            speaks: None,
            telephone: said(&TELEPHONES),
            birth: said(&BIRTHS),
            sum: said(&SUMS),
            account: said(&ACCOUNTS),
            plate: said(&PLATES),
            address: said(&ADDRESSES),
            category: said(&CATEGORIES),
        };
        // 户主电话 is a telephone.
        let is_other = about.telephone || about.birth || about.sum || about.account || about.plate;
        About { speaks: names::speaks(&key).filter(|_| !is_other || names::names_somebody(&key)), ..about }
    }

    /// What all keys down to a value are about: 子女 › 电话 is a telephone.
    pub(super) fn of_path(path: &[String]) -> About {
        thread_local! {
            /// A board has few keys, and as many values as people.
            static KNOWN: RefCell<FxHashMap<String, About>> = RefCell::default();
        }
        KNOWN.with_borrow_mut(|known| {
            path.iter().fold(About::default(), |above, key| {
                let own = match known.get(key) {
                    Some(own) => *own,
                    None => *known.entry(key.clone()).or_insert(About::of(key)),
                };
                let is_other =
                    own.telephone || own.birth || own.sum || own.account || own.plate || own.category;
                About {
                    speaks: own.speaks.or(above.speaks.filter(|_| !is_other)),
                    telephone: own.telephone || above.telephone,
                    birth: own.birth || above.birth,
                    sum: own.sum || above.sum,
                    account: own.account || above.account,
                    plate: own.plate || above.plate,
                    address: own.address || above.address,
                    category: own.category,
                }
            })
        })
    }
}
