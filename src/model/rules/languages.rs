//! Faults of further languages, and of what is translated into them.

use crate::diagnostic::rules;

rules! {
    /// No language code.
    pub LANGUAGE_CODE: "language-code", Error, fixed;
    what "更多语言里写的不是语言代码。" "What is given as a further language is no language code.";
    why "代码是那种语言的文件夹名，也告诉浏览器和读屏软件用什么语言读，例如 en、ug、zh-Hant。"
        "The code names that language's folder and tells browsers and screen readers how to read: en, ug, zh-Hant.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n< languages: [英语]\n< #           ^^^^\n> languages: [en]\n";

    /// The same language twice.
    pub LANGUAGE_TWICE: "language-twice", Error, fixed;
    what "更多语言里同一种写了两次，或写了本板自己的语言。"
        "A further language is given twice, or is the board's own.";
    why "每种语言只发布一次：自己的语言在最上面，其余各在自己的文件夹里。"
        "Each language is published once: the board's own at the top, every other in its folder.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n< languages: [en, EN]\n< #               ^^\n> languages: [en, ug]\n";

    /// A translation into a language nobody sees.
    pub LANGUAGE_UNPUBLISHED: "language-unpublished", Warning;
    what "译文的语言不在更多语言里。" "A translation is in a language in which nothing is published.";
    why "只有 site.yaml 的更多语言里写了的语言才有页面；别的译文谁也看不到。"
        "Only the languages in site.yaml have pages; a translation into another is seen by nobody.";
    example "translations:\n<   - language: eng\n< #             ^^^\n>   - language: en\n    texts: {甲村: Jia Village}\ngrids: [{name: 甲村, level: village, lead: 张三}]\nmembers: [{name: 张三}]\n-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nlanguages: [en]\n";

    /// One original with two translations.
    pub TRANSLATION_TWICE: "translation-twice", Error, fixed;
    what "同一个原文在同一种语言里译了两次。" "One original is translated twice into the same language.";
    why "相同的文字处处显示同一个译文，写两个就不知道用哪个。"
        "Equal texts are shown alike everywhere, so with two translations it is unclear which one to show.";
    example "translations:\n  - language: en\n    texts: {甲村: Jia Village}\n<   - language: en\n<     texts: {甲村: Village Jia}\n< #           ^^^^\ngrids: [{name: 甲村, level: village, lead: 张三}]\nmembers: [{name: 张三}]\n-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nlanguages: [en]\n";

    /// A translated page without the page.
    pub PAGE_ORIGINAL_MISSING: "page-original-missing", Error, fixed;
    what "译文页没有同一编号的原页。" "A translated page has no original with the same id.";
    why "译文跟着原页：日期、类型、栏目都是原页的。编号相同才对得上；不写编号时用文件名，about.en.md 就是 about。"
        "A translation follows its original, which gives the date, the kind and the section. Both have the same id; unwritten, it is the file's name, and about.en.md is about.";
    example "-- content/about.md --\n---\ntitle: 关于本栏\n---\n公开什么。\n< -- content/abuot.en.md --\n> -- content/about.en.md --\n---\nlanguage: en\n#         ^^\ntitle: About\n---\nWhat is made public.\n-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nlanguages: [en]\n";
}
