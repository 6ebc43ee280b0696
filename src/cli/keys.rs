//! `gongkailan key new`: the pair of keys that checkpoints are signed and checked with.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::args::SITE;
use super::console::Console;
use super::outcome::Outcome;
use crate::fault::Fault;
use crate::publication::folder;
use crate::publication::keys::{self, PrivateKey};
use crate::text;

/// `gongkailan key`
#[derive(Debug, clap::Args)]
pub(super) struct KeyArgs {
    #[command(subcommand)]
    command: KeyCommand,
}

/// What is asked of keys.
#[derive(Debug, clap::Subcommand)]
enum KeyCommand {
    #[command(
        about = "新建一对：钥匙写进文件，公钥写进 site.yaml | Make a pair: the key goes into a file, its public half into site.yaml"
    )]
    New(NewKeyArgs),
}

/// `gongkailan key new`
#[derive(Debug, clap::Args)]
struct NewKeyArgs {
    #[arg(
        value_name = "FILE",
        help = "钥匙写到哪里：看板文件夹之外，只有本人读得到 | Where the key goes: outside the site folder, for its owner alone"
    )]
    file: PathBuf,
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
    #[arg(
        long,
        value_name = "NAME",
        help = "钥匙的名字，不含空格和加号；默认是公开记录的来源，再默认是文件名 | Its name, without blanks and plus signs; else what the record calls itself, else the file's name"
    )]
    name: Option<String>,
}

pub(super) fn run(args: &KeyArgs, console: &Console) -> Result<Outcome, Fault> {
    let KeyCommand::New(args) = &args.command;
    new(args, console)
}

fn new(args: &NewKeyArgs, console: &Console) -> Result<Outcome, Fault> {
    let NewKeyArgs { file, site, name } = args;
    let path = file.display();
    let whole = outside(file)?;
    let origin = folder::read(&folder::of(site))?.map(|record| record.origin);
    let stem = file.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
    let name = name.clone().or(origin).or(stem).unwrap_or_default();
    if !keys::is_name(&name) {
        return Err(Fault::usage(text!(
            "“{name}”不能作钥匙的名字：不能空着，不能有空格和加号；用 --name 另写一个",
            "`{name}` cannot be the name of a key: it must not be empty nor hold blanks or plus signs; give another with --name"
        )));
    }
    let (private, public) = keys::pair(&name);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options.open(&whole).and_then(|mut file| {
        file.write_all(format!("{private}\n").as_bytes())?;
        file.sync_all()
    });
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Fault::usage(text!(
                "已有 {path}，不覆盖：丢了钥匙，以后的公布就签不了名",
                "{path} is there already and is not overwritten: without its key a board cannot sign any more"
            )));
        }
        Err(error) => return Err(failed(file, &error)),
    }
    console.progress(&text!(
        "钥匙写在 {path}，请另外备份，不要给别人。下面这一行加进 site.yaml：",
        "The key is in {path}: keep a copy elsewhere, and give it to nobody. Add this line to site.yaml:"
    ));
    console.result(&format!("record: {{key: {public}}}\n"))?;
    Ok(Outcome::Done)
}

/// Where `file` is, which must not be within a site folder.
fn outside(file: &Path) -> Result<PathBuf, Fault> {
    let whole = std::path::absolute(file).map_err(|error| failed(file, &error))?;
    let folder = whole.parent().and_then(|folder| folder.canonicalize().ok()).unwrap_or_default();
    let is_site = |folder: &Path| folder.join("content").join("site.yaml").is_file();
    if !folder.ancestors().any(is_site) {
        return Ok(whole);
    }
    let path = file.display();
    Err(Fault::usage(text!(
        "{path} 在看板文件夹里：钥匙不能放在会拷走、会公布的地方，请换一个地方",
        "{path} lies in the site folder: a key must not be where things are copied and published; choose another place"
    )))
}

fn failed(file: &Path, error: &std::io::Error) -> Fault {
    Fault::machine(&text!("写入", "write"), file, error)
}

/// The key in `file`.
pub(super) fn private_key(file: &Path) -> Result<PrivateKey, Fault> {
    outside(file)?;
    let text =
        fs::read_to_string(file).map_err(|error| Fault::machine(&text!("读取", "read"), file, &error))?;
    let path = file.display();
    PrivateKey::read(&text).ok_or_else(|| {
        Fault::usage(text!(
            "{path} 不是 gongkailan key new 做的钥匙文件",
            "{path} is no key file made by `gongkailan key new`"
        ))
    })
}
