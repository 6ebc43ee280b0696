//! Why a file cannot be looked through, or must not be published whoever looked at it.

use crate::diagnostic::Text;
use crate::text;

/// Why a file is not published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The numbers of the files within files that lead to the one in question. Their names may tell what is private.
    pub within: Vec<usize>,
    /// Why.
    pub why: Why,
}

/// The reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A program, or what a browser runs: of this kind.
    Active(&'static str),
    /// The board's own internal report, or an internal sheet of an export.
    Report,
    /// A format that is not read.
    Unknown,
    /// An old format that is not read, and the one to be taken instead.
    Old(&'static str),
    /// Its content is not what its name says.
    Misnamed,
    /// It takes a password.
    Encrypted,
    /// It cannot be read to its end.
    Broken,
    /// It unpacks to too much.
    TooLarge,
    /// Files lie within files within files.
    TooDeep,
    /// Packed in a way that is not unpacked.
    Packing,
    /// Pictures of pages.
    Pictures,
    /// Its text cannot be told from its fonts.
    Fonts,
    /// Bytes of no known encoding.
    Encoding,
    /// Text in it is turned around: it stands in another order than it is seen.
    Turned,
    /// It holds something that cannot be looked through: an object of another program, sound, film.
    Embedded,
    /// It names its author where that cannot be taken out.
    Author,
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Refusal {
        Refusal { within: Vec::new(), why }
    }
}

impl Why {
    /// Whether no review helps.
    pub fn is_final(self) -> bool {
        matches!(self, Why::Active(_) | Why::Report)
    }

    /// What is wrong with the file shown as these names, in Chinese and English.
    pub fn told(self, (zh, en): (&str, &str)) -> Text {
        match self {
            Why::Active(kind) => text!(
                "“{zh}”是程序或网页（{kind}），不能作附件发布",
                "`{en}` is a program or a web page ({kind}), which is never published as an attachment"
            ),
            Why::Report => text!(
                "“{zh}”是内部报告或内部资料，不得公开",
                "`{en}` is an internal report or internal data, which must not be published"
            ),
            Why::Unknown => {
                text!("“{zh}”的格式认不出，没法查", "`{en}` has a format that cannot be looked through")
            }
            Why::Old(_) => {
                text!("“{zh}”是旧格式，没法查", "`{en}` has an old format that cannot be looked through")
            }
            Why::Misnamed => text!(
                "“{zh}”的内容与扩展名不符，没法查",
                "`{en}` does not hold what its name says and cannot be looked through"
            ),
            Why::Encrypted => {
                text!("“{zh}”要密码才能打开，没法查", "`{en}` takes a password and cannot be looked through")
            }
            Why::Broken => text!("“{zh}”已损坏，没法查", "`{en}` is broken and cannot be looked through"),
            Why::TooLarge => {
                text!("“{zh}”展开以后太大，没法查", "`{en}` unpacks to too much to be looked through")
            }
            Why::TooDeep => text!(
                "“{zh}”里一层套一层，没法查",
                "`{en}` holds files within files, too deep to be looked through"
            ),
            Why::Packing => {
                text!("“{zh}”的压缩方法不认识，没法查", "`{en}` is packed in a way that cannot be unpacked")
            }
            Why::Pictures => text!(
                "“{zh}”里是整页的图片，图片里的字没法查",
                "`{en}` holds pictures of pages, whose text cannot be looked through"
            ),
            Why::Fonts => text!(
                "“{zh}”里的字取不出来，没法查",
                "the characters of `{en}` cannot be made out, so that it cannot be looked through"
            ),
            Why::Encoding => text!(
                "“{zh}”的编码认不出，没法查",
                "`{en}` is in no known encoding and cannot be looked through"
            ),
            Why::Turned => text!(
                "“{zh}”里有把文字倒过来的控制符（U+202E 之类），没法查",
                "`{en}` holds characters that turn text around (such as U+202E) and cannot be looked through"
            ),
            Why::Embedded => text!(
                "“{zh}”里嵌着没法查的东西（旧格式的对象、录音或录像）",
                "`{en}` holds something that cannot be looked through (an object in an old format, sound or film)"
            ),
            Why::Author => text!(
                "“{zh}”写着作者的姓名，去不掉",
                "`{en}` names its author where that cannot be taken out"
            ),
        }
    }

    /// What can be done, but for having somebody look at it.
    pub fn advice(self) -> Text {
        match self {
            Why::Active(_) => {
                text!("把内容写成页面（.md），或另存为 PDF。", "Write it as a page (.md), or save it as PDF.")
            }
            Why::Report => text!(
                "去掉它；核定以后的评分由程序公布。",
                "Take it away; ratings are published once they are approved."
            ),
            Why::Unknown => text!(
                "另存为 xlsx、docx、pptx、pdf（带文字的）或 csv",
                "Save it as xlsx, docx, pptx, pdf (with text) or csv"
            ),
            Why::Old(new) => text!("用办公软件打开，另存为 {new}", "Open it and save it as {new}"),
            Why::Misnamed => text!(
                "用办公软件打开，按真正的格式重新保存",
                "Open it and save it again in the format that its name says"
            ),
            Why::Encrypted => text!("去掉密码再保存", "Save it without its password"),
            Why::Broken => {
                text!("打开看看，重新保存一份", "Open it to see that it is whole, and save it again")
            }
            Why::TooLarge => text!("删去用不着的部分，或拆成几份", "Remove what is not needed, or split it"),
            Why::TooDeep => {
                text!("把里面的文件取出来，分别附上", "Take the files out and name them one by one")
            }
            Why::Packing => {
                text!("用普通的 zip 重新压缩，不用压缩包更好", "Zip it in the ordinary way, or not at all")
            }
            Why::Pictures => text!(
                "换成由文档直接另存的、带文字的 PDF",
                "Use a PDF with text, saved from the document itself"
            ),
            Why::Fonts => {
                text!("从原来的文档重新另存为 PDF", "Save it as PDF once more from the document itself")
            }
            Why::Encoding => text!("另存为 UTF-8", "Save it as UTF-8"),
            Why::Turned => text!(
                "删去这些控制符，按读的顺序写",
                "Delete them, and write the text in the order in which it is read"
            ),
            Why::Embedded => text!("删去嵌入的东西再保存", "Remove what is embedded and save it again"),
            Why::Author => text!(
                "在“文件 › 信息 › 检查文档”里删去作者，重新另存为 PDF",
                "Remove the author from the document's properties, and save it as PDF again"
            ),
        }
    }
}
