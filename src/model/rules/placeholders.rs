//! What `init` writes to be replaced, and is there still.

use crate::diagnostic::{Rule, Said, Severity};

/// A sample's number, address or accounts.
pub static PLACEHOLDER_LEFT: Rule = Rule {
    name: "placeholder-left",
    severity: Severity::Warning,
    fixed: false,
    what: Said {
        zh: "样例里的号码、网址或账目还没有换成自己的。",
        en: "A number, address or account is still that of an example.",
    },
    why: Said {
        zh: "init 写的热线、电话和收支都是占位的：号码一串零，打不通；收支不是本村的。example.org 一类网址不属于任何人，二维码会印成它。换成自己的，或整条删去。",
        en: "The hotline, phones and accounts that `init` writes stand for real ones: numbers of zeros reach nobody, and the accounts are no village's. An address such as example.org belongs to nobody, and QR codes would lead there. Replace them, or remove them.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nhotline: 0355-0000000\n#        ^^^^^^^^^^^^\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nhotline: 0355-7830012\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n",
};
