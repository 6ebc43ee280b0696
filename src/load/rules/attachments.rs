//! Files that records name, other than pictures and maps.

use crate::diagnostic::rules;

rules! {
    /// A file that nobody looked through.
    pub ATTACHMENT_UNREADABLE: "attachment-unreadable", Error, fixed;
    what "附件没法查，里面可能有内部信息。"
        "An attachment cannot be looked through, and may hold what is private.";
    why "附件在发布前都要查一遍：xlsx、docx、pptx、ods、odt、odp、pdf、zip 和文本文件查得了；旧格式、加密的、扫描的图片、认不出的格式查不了。换成查得了的格式；换不了的，请人看过以后在 site.yaml 的“附件”（attachments）里写明文件、审核人和日期。审核过的附件原样发布，作者等元数据也要由审核人看过。"
        "Every attachment is looked through before it is published: xlsx, docx, pptx, ods, odt, odp, pdf, zip and texts can be; old formats, encrypted files, scans and unknown formats cannot. Save it in a format that can; else have somebody look at it, and write the file, who looked and when below `attachments` in site.yaml. What was reviewed is published as it is, with its author and other properties: the reviewer looks at these, too.";
    example "< -- content/花名册.xls --\n< （旧格式）\n> -- content/说明.txt --\n> 每月五日公布。\n-- content/page.md --\n# 说明\n\n< 见[花名册](花名册.xls)。\n> 见[说明](说明.txt)。\n";

    /// A web page, a program, what is internal.
    pub ATTACHMENT_REFUSED: "attachment-refused", Error, fixed;
    what "网页、脚本、程序、内部报告和内部资料不能作附件。"
        "Web pages, scripts, programs, internal reports and internal data are no attachments.";
    why "浏览器会在公开栏的网址下运行它们，村民的电脑也会。内容写成页面（.md），或另存为 PDF、表格。`gongkailan report` 的内部报告、`gongkailan export` 的内部表格也不能发布；要发布的表格用 --public 导出。审核也不能放行。"
        "A browser would run them as part of this site, or a villager's computer would. Write the content as a page (.md), or save it as PDF or as a table. Nor are the report of `gongkailan report` and the internal sheets of `gongkailan export` published; export with --public what is to be. No review lets them through.";
    example "< -- content/intro.html --\n< <!doctype html><script>alert(1)</script>\n> -- content/intro.md --\n> # 介绍\n-- content/page.md --\n# 说明\n\n< 见[介绍](intro.html)。\n< # ^^^^^^^^^^^^^^^^^^\n> 见[介绍](intro.md)。\n";

    /// A review that is needless, or of something else.
    pub ATTACHMENT_REVIEW: "attachment-review", Warning;
    what "site.yaml 的“附件”（attachments）里有一条没有用处。"
        "An entry of `attachments` in site.yaml is of no use.";
    why "只有查不了的附件才要人审核。文件没有被引用、不存在，或者程序已经查过的，删去这一条，免得以后换了文件还算审核过。"
        "Only what cannot be looked through needs a review. Remove an entry whose file nothing names, or does not exist, or was looked through: another file in its place would count as reviewed.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村村委会\nnetworks: [{id: grid, name: 网格, levels: [{id: village, name: 村}]}]\n< attachments:\n<   - {file: 旧账.doc, reviewed_by: 王芳, date: 2026-03-01}\n< #          ^^^^^^^^\n";

    /// Pictures within a file.
    pub ATTACHMENT_PICTURES: "attachment-pictures", Note;
    what "附件里有图片，图片里的字没有查。"
        "An attachment shows pictures, whose text was not looked through.";
    why "程序读不出图片里的字。看一看有没有名单、证件或票据的照片或截图。"
        "Text in pictures cannot be read here. See whether any of them shows a list of names, a certificate or a receipt.";
    example "> members:\n>   - name: 张三\n";
}
