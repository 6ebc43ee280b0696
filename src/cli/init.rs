//! `gongkailan init`: a board to begin with, in a new folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::AS_OF;
use super::clock::{as_of, parse_day};
use super::console::Console;
use super::found;
use super::outcome::Outcome;
use crate::calendar::NaiveDate;
use crate::diagnostic::{Lang, Text};
use crate::fault::Fault;
use crate::sample::Division;
use crate::start::{Answers, BadLevel, EXAMPLES, Level, TOWNSHIP, board, empty, is_written_in, many};
use crate::suggest::closest;
use crate::text;

/// `gongkailan init`
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "DIR", help = "新文件夹，或空文件夹 | A new or an empty folder")]
    folder: PathBuf,
    #[arg(
        long,
        value_name = "NAME",
        help = "样例：village（默认）、hamlet、two-networks、tulingdi、gangxi、yiyang、resettlement、liangquan、township（一万户） | Example: village (default), hamlet, two-networks, tulingdi, gangxi, yiyang, resettlement, liangquan, township (10,000 households)"
    )]
    example: Option<String>,
    #[arg(
        long,
        value_name = "N",
        requires = "example",
        value_parser = super::args::parse_count,
        help = "和 --example township 一起用：生成 N 个乡镇，每个一万户、一年评分，用来测速 | With --example township: make N townships of 10,000 households and a year of ratings each, for measuring"
    )]
    townships: Option<u16>,
    #[arg(
        long,
        group = "blank",
        conflicts_with = "example",
        help = "空的公开栏：只有设置，没有样例内容 | An empty board: settings only, nothing of an example"
    )]
    empty: bool,
    #[arg(
        long,
        value_name = "FILE",
        group = "blank",
        help = "由花名册（xlsx、xls、ods、csv）做成：层级、网格和负责人按表里的列（可以给几次）；和 --example township 一起用时，是行政区划的 JSON（code、name、children） | Made of a roster (xlsx, xls, ods, csv): levels, grids and leads from its columns (may be given several times); with --example township, of a tree of divisions in JSON (code, name, children)"
    )]
    from: Vec<PathBuf>,
    #[arg(
        long,
        value_name = "TEXT",
        requires = "blank",
        help = "公开栏的标题，例如 土岭底村公开栏 | What the board is called, such as Board of Willow Bend"
    )]
    title: Option<String>,
    #[arg(
        long,
        value_name = "TEXT",
        requires = "blank",
        help = "发布单位，例如 土岭底村村民委员会 | Who publishes it, such as Willow Bend village council"
    )]
    publisher: Option<String>,
    #[arg(
        long,
        value_name = "NAME,…",
        value_delimiter = ',',
        requires = "empty",
        conflicts_with = "from",
        help = "网格的层级，从上往下，默认 村,网格 | Levels of the grids, top first; village,grid by default"
    )]
    levels: Vec<String>,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    as_of: Option<NaiveDate>,
}

pub(super) fn run(args: &InitArgs, console: &Console) -> Result<Outcome, Fault> {
    let as_of = as_of(args.as_of)?;
    let name = args.example.as_deref().unwrap_or(EXAMPLES[0].name);
    let is_measured = is_measured(args)?;
    let rosters = if is_measured { Vec::new() } else { found::rosters(&args.from)? };
    let bare = |levels: &[Level]| empty(&answers(args, levels), console.lang).map_err(|bad| unlevelled(&bad));
    let levels = match rosters.is_empty() {
        true => args.levels.iter().map(Level::new).collect(),
        false => found::levels(&rosters, &bare(&[])?)?,
    };
    let is_bare = args.empty || !rosters.is_empty();
    let files = match is_bare {
        true => bare(&levels)?,
        false if is_measured => many(args.townships.map(usize::from), tree(&args.from)?.as_deref()),
        false => board(name, console.lang).ok_or_else(|| unknown(name))?,
    };
    let folder = &args.folder;
    let is_there = is_free(folder)?;
    for (path, bytes) in &files {
        write(&folder.join(path), bytes)?;
        if console.verbose {
            console.progress(&text!("  写入 {path}", "  wrote {path}"));
        }
    }
    let mut refused = None;
    if !rosters.is_empty() {
        match found::fill(folder, (&rosters, levels), as_of, console) {
            Ok(Some(count)) => refused = Some(count),
            nothing => {
                undo(folder, is_there, files.keys());
                return nothing.map(|_| Outcome::Errors);
            }
        }
    }
    if !is_bare && !is_written_in(name, console.lang) {
        console.progress(&text!("样例 {name} 是中文的", "the example {name} is written in Chinese"));
    }
    if !console.quiet {
        console.result(done(args, files.len(), refused).get(console.lang))?;
    }
    Ok(Outcome::Done)
}

/// Whether a board is made for measuring; a fault when that is asked for together with what has nothing to do with it.
fn is_measured(args: &InitArgs) -> Result<bool, Fault> {
    let is_asked = args.townships.is_some() || !args.from.is_empty();
    match args.example.as_deref() {
        Some(TOWNSHIP) if args.title.is_none() && args.publisher.is_none() && args.from.len() <= 1 => {
            Ok(is_asked)
        }
        Some(_) if is_asked => Err(Fault::usage(text!(
            "--townships 和 --from 只有样例 township 能用，--from 给一次，不加标题和发布单位；由花名册做成时不写 --example",
            "--townships and --from go with the example township alone, --from once, without title and publisher; a board made of a roster is no example"
        ))),
        _ => Ok(false),
    }
}

/// The divisions in the file, where one is named.
fn tree(from: &[PathBuf]) -> Result<Option<Vec<Division>>, Fault> {
    let Some(path) = from.first() else { return Ok(None) };
    let bytes = fs::read(path).map_err(|error| Fault::machine(&text!("读取", "read"), path, &error))?;
    serde_json::from_slice(&bytes).map(Some).map_err(|error| {
        let path = path.display();
        Fault::usage(text!(
            "{path} 不是行政区划的 JSON：{error}",
            "{path} holds no tree of divisions: {error}"
        ))
    })
}

/// Whether the folder is there; a fault when something is in it.
fn is_free(folder: &Path) -> Result<bool, Fault> {
    let shown = folder.display();
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(Fault::usage(text!(
                "“{shown}”里已有文件，不在里面新建；换一个名字",
                "{shown} is not empty, so nothing is put into it; choose another name"
            ))),
            None => Ok(true),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Fault::machine(&text!("读取", "read"), folder, &error)),
    }
}

/// Takes the new files away again, with their folders as far as these are empty.
fn undo<'p>(folder: &Path, was_there: bool, paths: impl Iterator<Item = &'p String>) {
    for path in paths.map(|path| folder.join(path)) {
        // What stays is seen the next time: the folder is not empty.
        let _ = fs::remove_file(&path);
        let _ = path.parent().map(fs::remove_dir);
    }
    if !was_there {
        let _ = fs::remove_dir(folder);
    }
}

fn answers<'a>(args: &'a InitArgs, levels: &'a [Level]) -> Answers<'a> {
    fn said(answer: &Option<String>) -> Option<&str> {
        answer.as_deref().map(str::trim).filter(|said| !said.is_empty())
    }
    Answers { title: said(&args.title), publisher: said(&args.publisher), levels }
}

/// What stands there now, and what comes next. `refused` counts what was not taken of rosters.
fn done(args: &InitArgs, count: usize, refused: Option<usize>) -> Text {
    let shown = args.folder.display();
    if let Some(refused) = refused {
        let Text { zh: left_zh, en: left_en } = match refused {
            0 => text!("", ""),
            _ => text!(
                "表里有 {refused} 处没有登记（见上面“不能登记”，加 --verbose 列出每一处）；改好表，再用 gongkailan import 导入一次，只补上缺的。\n",
                "{refused} places of the tables were not taken (Refused, above; --verbose lists each): mend the tables and import them again, which adds what is missing.\n"
            ),
        };
        return text!(
            "已在 {shown} 建好公开栏，记录在 content/ 里。\n{left_zh}下一步看 check 说还缺什么：\n\n    cd {shown}\n    gongkailan check\n    gongkailan serve --open\n",
            "A board stands in {shown}, its records in content/.\n{left_en}Next, check tells what is still missing:\n\n    cd {shown}\n    gongkailan check\n    gongkailan serve --open\n"
        );
    }
    match args.empty {
        false => text!(
            "已在 {shown} 建好公开栏，共 {count} 个文件。\n先改 content/site.yaml，再改别的；然后：\n\n    cd {shown}\n    gongkailan check\n    gongkailan build\n",
            "A board of {count} files stands in {shown}.\nBegin with content/site.yaml, then the rest; and then:\n\n    cd {shown}\n    gongkailan check\n    gongkailan build\n"
        ),
        true => text!(
            "已在 {shown} 建好空的公开栏，设置在 content/site.yaml。\n下一步导入花名册；check 会说还缺什么：\n\n    cd {shown}\n    gongkailan import 花名册.xlsx --dry-run\n    gongkailan check\n",
            "An empty board stands in {shown}, its settings in content/site.yaml.\nNext, import a roster; check tells what is still missing:\n\n    cd {shown}\n    gongkailan import ROSTER.xlsx --dry-run\n    gongkailan check\n"
        ),
    }
}

fn unlevelled(bad: &BadLevel) -> Fault {
    Fault::usage(match bad {
        BadLevel::Nameless(name) => text!(
            "--levels 里的“{name}”转不成编号；层级的名称要有汉字或字母",
            "no id can be made of '{name}' in --levels; the name of a level has letters"
        ),
        BadLevel::Twice(name) => text!(
            "--levels 里的“{name}”和前面一级同名或同音；换一个名称",
            "'{name}' in --levels is, or sounds like, a level before it; choose another name"
        ),
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let writing = |error| Fault::machine(&text!("写入", "write"), path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(writing)?;
    }
    fs::write(path, bytes).map_err(writing)
}

fn unknown(name: &str) -> Fault {
    let list = |lang: Lang| {
        let line =
            |example: &crate::start::Example| format!("\n  {}  {}", example.name, example.what.get(lang));
        EXAMPLES.iter().map(line).collect::<String>()
    };
    let (zh, en) = (list(Lang::Zh), list(Lang::En));
    let Text { zh: guess_zh, en: guess_en } = match closest(name, EXAMPLES.iter().map(|example| example.name))
    {
        Some(guess) => text!("，是不是“{guess}”？", "; did you mean '{guess}'?"),
        None => text!("，有这些：", "; there are:"),
    };
    Fault::usage(text!("没有样例“{name}”{guess_zh}{zh}", "there is no example '{name}'{guess_en}{en}"))
}
