//! `gongkailan publish`: what `build` does, and an entry in the publication record.

use std::path::{Path, PathBuf};

use super::build::{SiteArgs, one};
use super::clock;
use super::console::Console;
use super::keys::private_key;
use super::outcome::Outcome;
use super::verify::open;
use crate::fault::Fault;
use crate::pipeline::Publication;
use crate::publication::folder;
use crate::publication::keys::PrivateKey;
use crate::publication::proof::{self, Asked};
use crate::publication::public::CHECKPOINT;
use crate::text;

/// `gongkailan publish`
#[derive(Debug, clap::Args)]
pub(super) struct PublishArgs {
    #[command(flatten)]
    site: SiteArgs,
    #[arg(
        long,
        value_name = "TEXT",
        help = "这次公布的说明，会公开 | What to say of this publication; it is published"
    )]
    note: Option<String>,
    #[arg(
        long,
        value_name = "FILE",
        help = "签名用的钥匙文件（gongkailan key new 做的） | The key file to sign with, made by `gongkailan key new`"
    )]
    key: Option<PathBuf>,
    #[arg(
        long,
        value_name = "RECORD",
        help = "并入另一份副本的 record/ 文件夹 | Merge record/ of another copy of this board"
    )]
    merge: Option<PathBuf>,
    #[arg(
        long,
        value_name = "BOARD",
        requires = "key",
        conflicts_with_all = ["note", "merge", "out", "base_url", "posters"],
        help = "不公布，而是核对另一个公开栏（看板文件夹或发布的文件夹）后，给它的校验点会签 | Publish nothing: check another board (its site folder, or what it published) and countersign its checkpoint"
    )]
    cosign: Option<PathBuf>,
}

pub(super) fn run(args: &PublishArgs, console: &Console) -> Result<Outcome, Fault> {
    let key = args.key.as_deref().map(private_key).transpose()?;
    if let Some((board, key)) = args.cosign.as_deref().zip(key.as_ref()) {
        return cosign(board, key, console);
    }
    let merged = match &args.merge {
        Some(other) => Some(folder::read(other)?.ok_or_else(|| no_record(other))?),
        None => None,
    };
    let note = args.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
    let publication = Publication { note, key, merged: merged.as_ref() };
    one(&args.site, &args.site.input, Some(&publication), console)
}

/// That `path` holds no record.
pub(super) fn no_record(path: &Path) -> Fault {
    let path = path.display();
    Fault::usage(text!(
        "{path} 里没有公开记录：先用 gongkailan publish 公布一次",
        "there is no publication record in {path}: publish once with `gongkailan publish`"
    ))
}

/// Countersigns the newest checkpoint of `board`, if everything it says holds.
fn cosign(board: &Path, key: &PrivateKey, console: &Console) -> Result<Outcome, Fault> {
    let failed = || {
        Fault::new(text!("校验点读不懂，不能会签", "the checkpoint cannot be read, and is not countersigned"))
    };
    let record = folder::of(board);
    let _held = folder::hold(board)?;
    let own = if record.is_dir() { folder::read(&record)? } else { None };
    let checkpoint = match &own {
        Some(record) => record.last().map(|last| last.checkpoint.clone()).ok_or_else(failed)?,
        None => {
            let mut files = open(board)?;
            let verdict = proof::verify(&Asked::default(), &mut files).ok_or_else(|| no_record(board))?;
            if !verdict.wrong.is_empty() {
                verdict.wrong.iter().for_each(|wrong| console.progress(wrong));
                console.progress(&text!(
                    "有对不上的地方，没有会签",
                    "it does not agree with itself, and was not countersigned"
                ));
                return Ok(Outcome::Errors);
            }
            String::from_utf8(files(CHECKPOINT).unwrap_or_default()).map_err(|_| failed())?
        }
    };
    let line = key.cosign(&checkpoint, clock::seconds()).ok_or_else(failed)?;
    match own.as_ref().and_then(|record| record.last()) {
        Some(last) => {
            folder::sign(&record, last.number, &line)?;
            let number = last.number;
            console.progress(&text!(
                "第 {number} 次公布的校验点已会签；再运行一次 build 或 publish，网站上就有了",
                "the checkpoint of publication {number} is countersigned; build or publish once more to have it on the site"
            ));
        }
        None => console.progress(&text!(
            "会签如下；请那个公开栏把这一行存进 record/ 里，文件名是公布的编号加 .signatures（如 000012.signatures）",
            "The countersignature follows. That board keeps the line in its record/, in a file named by the number of the publication: 000012.signatures"
        )),
    }
    console.result(&line)?;
    Ok(Outcome::Done)
}
