//! A board with settings and nothing else: what `init --empty` writes.

use std::collections::BTreeMap;

use super::board::{editor_line, schema_files};
use super::words::plain;
use crate::diagnostic::Lang;
use crate::filename;
use crate::model::id_from_name;

/// What a clerk is asked about a new board. What is not answered is left to be filled in.
#[derive(Debug, Default)]
pub struct Answers<'a> {
    /// What the board is called.
    pub title: Option<&'a str>,
    /// Who publishes it.
    pub publisher: Option<&'a str>,
    /// The levels of its grids, top first; of none, the usual two.
    pub levels: &'a [Level],
}

/// A level of grids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// What it is called.
    pub name: String,
    /// What its leads are called.
    pub lead_title: Option<String>,
}

impl Level {
    /// A level whose leads have no title of their own.
    pub fn new(name: impl Into<String>) -> Level {
        Level { name: name.into(), lead_title: None }
    }
}

/// Why the levels cannot be those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadLevel {
    /// No id can be made from the name of this one.
    Nameless(String),
    /// This one sounds like one before it.
    Twice(String),
}

/// The files of an empty board by their paths, with the schemas that its editor line names.
pub fn empty(answers: &Answers<'_>, lang: Lang) -> Result<BTreeMap<String, Vec<u8>>, BadLevel> {
    const PATH: &str = "content/site.yaml";
    let text = editor_line(PATH, "schema") + &settings(answers, lang)?;
    let mut files = schema_files();
    files.insert(PATH.to_owned(), text.into_bytes());
    Ok(files)
}

fn settings(answers: &Answers<'_>, lang: Lang) -> Result<String, BadLevel> {
    let usual = match lang {
        Lang::Zh => ["村", "网格"].map(Level::new),
        Lang::En => ["village", "grid"].map(Level::new),
    };
    let levels = if answers.levels.is_empty() { &usual[..] } else { answers.levels };
    let mut ids: Vec<String> = Vec::with_capacity(levels.len());
    for Level { name, .. } in levels {
        let id = id_from_name(name);
        match () {
            () if !filename::is_id(&id) => return Err(BadLevel::Nameless(name.clone())),
            () if ids.contains(&id) => return Err(BadLevel::Twice(name.clone())),
            () => ids.push(id),
        }
    }
    let value = |answer: Option<&str>, missing: &str| match answer {
        Some(answer) => plain(answer),
        None => format!("   # {missing}"),
    };
    let level = |(id, level): (&String, &Level)| {
        let (id, name) = (plain(id), plain(&level.name));
        let title = |key: &str| level.lead_title.as_ref().map(|title| format!(", {key}: {}", plain(title)));
        match lang {
            Lang::Zh => {
                let title = title("负责人称谓").unwrap_or_default();
                format!("      - {{编号: {id}, 名称: {name}{title}}}\n")
            }
            Lang::En => {
                let title = title("lead_title").unwrap_or_default();
                format!("      - {{id: {id}, name: {name}{title}}}\n")
            }
        }
    };
    let levels: String = ids.iter().zip(levels).map(level).collect();
    Ok(match lang {
        Lang::Zh => {
            let title = value(answers.title, "写上公开栏的名称，例如“土岭底村公开栏”");
            let publisher = value(answers.publisher, "写上谁发布，例如“土岭底村村民委员会”");
            format!(
                "\
# 全站设置：公开栏叫什么、谁发布、网格怎么分层
#
# 写法：冒号用英文冒号，后面空一格；下一层往右缩进两个空格，不要用制表符。
# 井号后面的字是给自己看的，不会公开。改好以后运行 gongkailan check。
# 还能写热线、意见箱、办公时间、评分办法、公开目录……写法见样例：gongkailan init 样例

标题: {title}
发布单位: {publisher}

网格体系:
  - 编号: grid
    名称: 网格
    层级:                   # 从上往下；每一级可以加上 负责人称谓: 网格长、负责人: 必设
{levels}
隐私:
  电话: 遮蔽                # 没有同意公开的号码只显示头尾
"
            )
        }
        Lang::En => {
            let title = value(answers.title, "what the board is called, such as `Board of Willow Bend`");
            let publisher =
                value(answers.publisher, "who publishes it, such as `Willow Bend village council`");
            format!(
                "\
# Settings of the whole board: what it is called, who publishes it, the levels of its grids
#
# A colon is followed by a space; what belongs below a key stands two spaces further in, never a tab.
# What follows # is for yourself and never published. Then run gongkailan check.
# More can be set: hotline, office hours, rating schemes, disclosures; see an example: gongkailan init example

title: {title}
publisher: {publisher}

networks:
  - id: grid
    name: Grids
    levels:                 # top first; each may have `lead_title` (grid lead) and `lead: required`
{levels}
privacy:
  phones: masked            # numbers without consent show their ends only
"
            )
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_need_names_that_can_be_told_apart() {
        let made = |levels: &[&str]| {
            let levels: Vec<Level> = levels.iter().map(|name| Level::new(*name)).collect();
            empty(&Answers { levels: &levels, ..Answers::default() }, Lang::Zh).map(|_| ())
        };
        assert_eq!(made(&["镇", "村", "网格"]), Ok(()));
        assert_eq!(made(&["村", "※"]), Err(BadLevel::Nameless("※".into())));
        assert_eq!(made(&["村", "网格", "村"]), Err(BadLevel::Twice("村".into())));
    }
}
