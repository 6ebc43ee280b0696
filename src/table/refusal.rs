//! Why a file cannot be read as a table, and what to do.

use super::book::Unreadable;
use crate::attachment;

/// The reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// There is not one byte in it.
    Empty,
    Password,
    /// It ends too early, or makes no sense.
    Broken,
    /// It holds or unpacks to more than is read.
    TooLarge,
    /// Something else, by its names in Chinese and English.
    Other(&'static str, &'static str),
    /// An archive of other files, by its kind.
    Archive(&'static str),
    /// A format of tables that is not read.
    Format(&'static str),
    /// A web page or a package without a table in it.
    NoTable,
    /// Quotes that begin in this line of a text, from 1, and do not end.
    Quotes(usize),
}

impl From<attachment::Why> for Why {
    fn from(why: attachment::Why) -> Why {
        match why {
            attachment::Why::Encrypted => Why::Password,
            attachment::Why::TooLarge => Why::TooLarge,
            _ => Why::Broken,
        }
    }
}

impl Why {
    /// What is told of the file called `name`.
    pub(super) fn told(self, name: &str) -> Unreadable {
        let (zh, en) = match self {
            Why::Empty => (
                "是空文件（0 字节）。多半是拷贝或下载没有完成：重新拷一份再导入".to_owned(),
                "is empty (0 bytes), probably because copying or downloading it did not end: fetch it again".to_owned(),
            ),
            Why::Password => (
                "要密码才能打开。用 WPS 或 Excel 打开，去掉密码（文件 › 信息 › 保护工作簿），另存为 .xlsx 再导入"
                    .to_owned(),
                "takes a password. Open it in Excel or WPS, remove the password (File › Info › Protect Workbook), and save it as .xlsx"
                    .to_owned(),
            ),
            Why::Broken => (
                "已损坏，或者没有拷全。用 WPS 或 Excel 打开看看是否完整，另存为 .xlsx 再导入；打不开就重新拷一份"
                    .to_owned(),
                "is broken or was not copied to its end. Open it in Excel or WPS to see that it is whole, and save it as .xlsx; if it does not open, copy it again"
                    .to_owned(),
            ),
            Why::TooLarge => (
                "内容太多，超过读表的上限。删去用不着的工作表、空白行列和图片，或拆成几个文件再导入".to_owned(),
                "holds more than is read of one file. Remove sheets, blank rows and columns and pictures that are not needed, or split it"
                    .to_owned(),
            ),
            Why::Other(zh, en) => (
                format!("是{zh}，不是表格。把里面的表格复制到 WPS 或 Excel，存为 .xlsx 再导入"),
                format!("is {en} and no table. Copy the table in it into Excel or WPS, save that as .xlsx, and import it"),
            ),
            Why::Archive(kind) => (
                format!("是压缩包（{kind}）。先解压，再导入里面的表格"),
                format!("is an archive ({kind}). Unpack it, and import the tables in it"),
            ),
            Why::Format(format) => (
                format!("是 {format} 格式，这里读不了。用 WPS 或 Excel 打开，另存为 .xlsx 再导入"),
                format!("is in the {format} format, which is not read here. Open it in Excel or WPS and save it as .xlsx"),
            ),
            Why::NoTable => (
                "里面没有表格。看看是不是拿错了文件".to_owned(),
                "has no table in it. See whether it is the right file".to_owned(),
            ),
            Why::Quotes(line) => (
                format!("第 {line} 行有一个双引号没有配对，从那里起分不清单元格。补上或删去这个引号，或用 WPS 打开另存为 .xlsx"),
                format!("has a quotation mark in line {line} that is never closed, so that cells cannot be told apart from there on. Close or delete it, or save the table as .xlsx"),
            ),
        };
        Unreadable(format!("“{name}”{zh}。"), format!("`{name}` {en}."))
    }
}
