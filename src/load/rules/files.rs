//! Faults of whole files.

use crate::diagnostic::rules;

rules! {
    /// Bytes of no known encoding.
    pub ENCODING_INVALID: "encoding-invalid", Error, fixed;
    what "文件里有读不出的字节或乱码。" "A file holds bytes that cannot be read, or garbled text.";
    why "文件多半以错误的编码转存过，原来的字已经丢了。找回原稿，另存为 UTF-8。"
        "The file was probably saved in a wrong encoding and characters were lost. Go back to the original and save it as UTF-8.";
    example "members:\n<   - name: 张\u{fffd}\n< #           ^\n>   - name: 张三\n";

    /// GB18030 or UTF-16.
    pub ENCODING_LEGACY: "encoding-legacy", Warning;
    what "文件不是 UTF-8 编码。" "A file is not encoded as UTF-8.";
    why "已按 GB18030、UTF-16 或看来用了的编码读出。请在记事本里“另存为”，编码选 UTF-8，免得别的程序读错。"
        "It was read as GB18030, UTF-16 or what it seems to be. Save it as UTF-8 so that other programs read it alike.";
    example "< -- content/records.yaml (GB18030) --\nmembers:\n  - name: 张三\n";

    /// Garbled, or rare.
    pub ENCODING_DOUBTFUL: "encoding-doubtful", Warning;
    what "文字也许是乱码。" "A text may be garbled.";
    why "这几个字换一种编码读，是更常见的字，但也可能本来就这样写。提示里写出了两种读法（内部信息除外）；有把握的乱码是 encoding-invalid。"
        "Read in another encoding these characters are more common ones, yet they may be meant. The message shows both readings (not of private text); what is certainly garbled is `encoding-invalid`.";
    example "members:\n  - name: 张三\n<     title: ëƺ村书记\n< #          ^^\n>     title: 毛坪村书记\n";

    /// Nothing in it.
    pub FILE_EMPTY: "file-empty", Warning;
    what "记录文件是空的，或只有注释。" "A record file is empty or holds only comments.";
    why "可能是没有保存成功。补上内容，或删除这个文件。" "Perhaps a save failed. Fill it or remove it.";
    example "< # 本月评分\n> members: # 责任人\n>   - name: 张三\n";

    /// A file named in a record is not there.
    pub FILE_MISSING: "file-missing", Error;
    what "记录里写的文件不存在。" "A file named in a record does not exist.";
    why "路径从写它的那个文件所在的文件夹算起，大小写要一致。"
        "Paths start at the folder of the file that names them; case counts.";
    example "members:\n  - name: 张三\n<     photo: photos/zhang.jpg\n< #          ^^^^^^^^^^^^^^^^\n";

    /// A file outside content/.
    pub FILE_OUTSIDE: "file-outside", Error, fixed;
    what "文件不在 content/ 文件夹里。" "A file lies outside the folder content/.";
    why "只有 content/ 里的文件会被发布，链接和 ../ 也不能通到外面。把文件复制进来。"
        "Only files within content/ are published, and neither links nor `../` lead out. Copy the file in.";
    example "members:\n  - name: 张三\n<     photo: ../../zhang.jpg\n< #          ^^^^^^^^^^^^^^^\n";

    /// A file that cannot be opened.
    pub FILE_UNREADABLE: "file-unreadable", Error, fixed;
    what "文件打不开。" "A file cannot be opened.";
    why "检查文件的权限，或是否被别的程序占用。"
        "Check its permissions, and whether another program holds it.";
    example "> members:\n>   - name: 张三\n";

    /// No site.yaml.
    pub SITE_MISSING: "site-missing", Error, fixed;
    what "没有 content/site.yaml。" "There is no content/site.yaml.";
    why "它写着标题、发布单位和网格体系。名字要一字不差；可用 `gongkailan init` 得到一份样例。"
        "It tells title, publisher and networks. Its name must be exactly this; `gongkailan init` makes one to start from.";
    example "< -- content/Site.yml --\n> -- content/site.yaml --\ntitle: 甲村\npublisher: 甲村村委会\nnetworks: [{id: grid, name: 网格, levels: [{id: village, name: 村}]}]\n";

    /// A second site.yaml.
    pub SITE_DUPLICATE: "site-duplicate", Error, fixed;
    what "content/ 的下级文件夹里还有一个 site.yaml。" "There is another site.yaml further down in content/.";
    why "全板只有一份设置，在 content/site.yaml。把内容并过去，再删除这个文件。"
        "The board has one file of settings, content/site.yaml. Move the content there and remove this one.";
    example "-- content/village/members.yaml --\nmembers:\n  - name: 张三\n< -- content/village/site.yaml --\n< title: 另一个\n";

    /// `---` without its end.
    pub FRONT_MATTER_UNCLOSED: "front-matter-unclosed", Error, fixed;
    what "页面开头的“---”没有收尾。" "The front matter of a page is never closed.";
    why "设置写在两行“---”之间，正文在第二行“---”之后。"
        "Settings stand between two lines `---`, the text after the second.";
    example "-- content/rules.md --\n---\ntitle: 村规民约\n> ---\n\n第一条……\n";

    /// Settings of a page that do not begin on its first line.
    pub FRONT_MATTER_MISPLACED: "front-matter-misplaced", Error, fixed;
    what "页面的设置没有从第一行的“---”开始。"
        "The front matter of a page does not begin with `---` on its first line.";
    why "前面多了一行，或者“---”多写、少写了一横，设置就成了正文：草稿会被发布，日期和栏目都没有了。"
        "With a line above it, or a dash too many or too few, the settings become text: a draft would be published, without its date and section.";
    example "-- content/rules.md --\n< # 村规民约\n---\n#^^\ntitle: 村规民约\ndraft: true\n---\n\n第一条……\n";

    /// themes/NAME is not there.
    pub THEME_UNKNOWN: "theme-unknown", Error, fixed;
    what "没有这个主题。" "There is no such theme.";
    why "主题放在 themes/名称/ 里；去掉 theme 就用自带的主题。"
        "Themes lie in themes/NAME/; without `theme` the built-in one is used.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村村委会\nnetworks: [{id: grid, name: 网格, levels: [{id: village, name: 村}]}]\n< theme: red\n< #      ^^^\n> theme: default\n";

    /// A file of a theme of one's own that nobody can look through.
    pub THEME_UNREADABLE: "theme-unreadable", Error;
    what "主题里要发布的文件没法查，里面可能有内部信息。"
        "A file that the theme publishes cannot be looked through, and may hold what is private.";
    why "themes/名称/assets/ 里的文件都会发布：文本用 UTF-8，图片、字体照常放，表格和文档要查得了。用不着的删去；看过以后确实要用的，在 site.yaml 里把这条规则降为 warning。"
        "Whatever lies in themes/NAME/assets/ is published: texts in UTF-8, pictures and fonts as they are, tables and documents that can be looked through. Remove what is not needed; for what was looked at and has to stay, make this rule a warning in site.yaml.";
    example "members:\n  - name: 张三\n< -- themes/default/assets/图.png --\n< （不是图片）\n> -- themes/default/assets/图.svg --\n> <svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";

    /// members.yaml.txt
    pub FILE_MISNAMED: "file-misnamed", Warning;
    what "文件名以 .yaml.txt 或 .md.txt 结尾，不会被读。"
        "A file's name ends in .yaml.txt or .md.txt: it is not read.";
    why "记事本保存时会加上 .txt，而系统常常不显示它。改名，或保存时选“所有文件”。"
        "Notepad adds .txt, which the system often hides. Rename the file, or save it as `all files`.";
    example "< -- content/members.yaml.txt --\n> -- content/members.yaml --\nmembers:\n  - name: 张三\n";

    /// The same file twice.
    pub FILE_COPIED: "file-copied", Error, fixed;
    what "两个记录文件的内容一模一样。" "Two record files have the same content.";
    why "content/ 里的每个文件都会被读，备份的副本会让每条记录重复。副本放到 content/ 外面，或在文件名前加“_”。"
        "Every file in content/ is read, so a backup copy gives every record twice. Keep copies elsewhere, or begin their names with `_`.";
    example "-- content/members.yaml --\nmembers:\n  - name: 张三\n< -- content/副本 members.yaml --\n> -- content/_副本 members.yaml --\nmembers:\n  - name: 张三\n";

    /// A roster or a text that nothing reads.
    pub FILE_UNUSED: "file-unused", Note;
    what "content/ 里的表格或文档没有被读，也不会发布。" "A table or document in content/ is neither read nor published.";
    why "记录写在 YAML 文件里：表格用 `gongkailan import 文件` 导入，Word 文档和文本里要公布的文字复制到 .md 页面里。表格、文档和文本只有被记录或页面引用时才作为附件发布；用过的移到 content/ 外面，或在文件名前加“_”。"
        "Records are kept in YAML files: `gongkailan import FILE` makes them of a table; copy what is to be published of a document into a page (.md). Tables, documents and texts are published as attachments only where a record or page names them; move what was used out of content/, or begin its name with `_`.";
    example "-- content/说明.txt --\n每月五日公布。\n> -- content/page.md --\n> # 说明\n> \n> 见[说明](说明.txt)。\n";

    /// A link that is read as text.
    pub LINK_BLANK: "link-blank", Warning;
    what "链接里的文件名有空格，链接不起作用。" "A link to a file has a blank in it, and is no link.";
    why "Markdown 的链接到空格为止，页面上会照样印出方括号，文件也不会发布。用尖括号把路径括起来。"
        "In Markdown a link ends at a blank: the page would show the brackets, and the file would not be published. Put the path into angle brackets.";
    example "> -- content/会议 1.txt --\n> 纪要\n-- content/page.md --\n# 说明\n\n< 见[纪要](会议 1.txt)。\n< #        ^^^^^^^^^^\n> 见[纪要](<会议 1.txt>)。\n";
}
