//! What `init` writes to be replaced, and is there still.

use crate::diagnostic::rules;

rules! {
    /// A sample's number, address or accounts.
    pub PLACEHOLDER_LEFT: "placeholder-left", Warning;
    what "样例里的号码、网址或账目还没有换成自己的。"
        "A number, address or account is still that of an example.";
    why "init 写的热线、电话和收支都是占位的：号码一串零，打不通；收支不是本村的。example.org 一类网址不属于任何人，二维码会印成它。换成自己的，或整条删去。"
        "The hotline, phones and accounts that `init` writes stand for real ones: numbers of zeros reach nobody, and the accounts are no village's. An address such as example.org belongs to nobody, and QR codes would lead there. Replace them, or remove them.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\n< hotline: 0355-0000000\n< #        ^^^^^^^^^^^^\n> hotline: 0355-7830012\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n";
}
