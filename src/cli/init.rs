//! `gongkailan init`: a board to begin with, in a new folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::console::Console;
use super::outcome::Outcome;
use crate::diagnostic::{Lang, Text};
use crate::fault::Fault;
use crate::start::{EXAMPLES, board, is_written_in};
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
        default_value = "village",
        hide_default_value = true,
        help = "样例：village（默认）、hamlet、two-networks、tulingdi、gangxi、yiyang、resettlement、liangquan、township（一万户） | Example: village (default), hamlet, two-networks, tulingdi, gangxi, yiyang, resettlement, liangquan, township (10,000 households)"
    )]
    example: String,
}

pub(super) fn run(args: &InitArgs, console: &Console) -> Result<Outcome, Fault> {
    let Some(files) = board(&args.example, console.lang) else { return Err(unknown(&args.example)) };
    let folder = &args.folder;
    let shown = folder.display();
    let reading = |error| Fault::machine(&text!("读取", "read"), folder, &error);
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(Fault::usage(text!(
                    "“{shown}”里已有文件，不在里面新建；换一个名字",
                    "{shown} is not empty, so nothing is put into it; choose another name"
                )));
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(reading(error)),
    }
    for (path, bytes) in &files {
        write(&folder.join(path), bytes)?;
        if console.verbose {
            console.progress(&text!("  写入 {path}", "  wrote {path}"));
        }
    }
    if !is_written_in(&args.example, console.lang) {
        let name = &args.example;
        console.progress(&text!("样例 {name} 是中文的", "the example {name} is written in Chinese"));
    }
    if !console.quiet {
        let count = files.len();
        let done = text!(
            "已在 {shown} 建好公开栏，共 {count} 个文件。\n先改 content/site.yaml，再改别的；然后：\n\n    cd {shown}\n    gongkailan check\n    gongkailan build\n",
            "A board of {count} files stands in {shown}.\nBegin with content/site.yaml, then the rest; and then:\n\n    cd {shown}\n    gongkailan check\n    gongkailan build\n"
        );
        console.result(done.get(console.lang))?;
    }
    Ok(Outcome::Done)
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
