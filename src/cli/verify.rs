//! `gongkailan verify`: whether what is published agrees with its log. Reads nothing but the published files.

use std::cell::RefCell;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::json;

use super::console::Console;
use super::outcome::Outcome;
use crate::diagnostic::{Lang, Text};
use crate::fault::Fault;
use crate::publication::keys::{PublicKey, Signed};
use crate::publication::proof::{self, Asked, Verdict};
use crate::publication::public::CHECKPOINT;
use crate::publication::tree::Said;
use crate::publication::{Key, Op};
use crate::text;

/// `gongkailan verify`
#[derive(Debug, clap::Args)]
pub(super) struct VerifyArgs {
    #[arg(
        value_name = "DIR|ZIP",
        help = "发布的文件夹，或装着它的 zip 文件 | A published folder, or a zip file that holds one"
    )]
    published: PathBuf,
    #[arg(
        long,
        value_name = "KEY",
        help = "必须是这把公钥签的：公钥本身，或写着它的文件 | The public key that must have signed: itself, or a file that holds it"
    )]
    key: Option<String>,
    #[arg(
        long,
        value_name = "CHECKPOINT",
        help = "以前留存的 log/checkpoint：证明日志从那以后只增不改，并列出改了什么 | A log/checkpoint kept from before: proves that the log only grew since, and lists what changed"
    )]
    since: Option<PathBuf>,
    #[arg(
        long,
        value_name = "human|json",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help = "结果的写法，默认 human | How the result is written; human by default"
    )]
    format: VerifyFormat,
    #[arg(long, conflicts_with = "format", help = "就是 --format json | The same as --format json")]
    json: bool,
}

/// A value of `verify --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum VerifyFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// What gives the bytes of a published file by its path.
pub(super) type Files = Box<dyn FnMut(&str) -> Option<Vec<u8>>>;

/// No file of a site is larger, in bytes.
const MAX_FILE: u64 = 1 << 30;

pub(super) fn run(args: &VerifyArgs, console: &Console) -> Result<Outcome, Fault> {
    let asked = Asked {
        key: args.key.as_deref().map(public_key).transpose()?,
        since: args.since.as_deref().map(kept).transpose()?,
    };
    let mut files = open(&args.published)?;
    let path = args.published.display();
    let verdict = proof::verify(&asked, &mut files).ok_or_else(|| {
        Fault::usage(text!(
            "{path} 里没有 {CHECKPOINT}，没有可核对的：这个公开栏没有用 gongkailan publish 公布",
            "there is no {CHECKPOINT} in {path} and nothing to verify: this board was not published with `gongkailan publish`"
        ))
    })?;
    let told = match args.format {
        VerifyFormat::Human if !args.json => human(&verdict, console.lang),
        _ => as_json(&verdict, console.lang),
    };
    console.result(&told)?;
    Ok(if verdict.wrong.is_empty() { Outcome::Done } else { Outcome::Errors })
}

/// The files of a published folder, or of a zip file that holds one, at whatever depth.
pub(super) fn open(published: &Path) -> Result<Files, Fault> {
    if published.is_dir() {
        let folder = published.to_owned();
        return Ok(Box::new(move |path| {
            let is_within = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
            let file = fs::File::open(folder.join(path)).ok().filter(|_| is_within)?;
            limited(file)
        }));
    }
    let failed = |error| Fault::machine(&text!("读取", "read"), published, &error);
    let file = fs::File::open(published).map_err(failed)?;
    let path = published.display();
    let zip = zip::ZipArchive::new(file).map_err(|_| {
        Fault::usage(text!(
            "{path} 既不是文件夹，也不是 zip 文件",
            "{path} is neither a folder nor a zip file"
        ))
    })?;
    let above = |name: &str| {
        let above = name.strip_suffix(CHECKPOINT)?;
        (above.is_empty() || above.ends_with('/')).then(|| above.to_owned())
    };
    let tops = zip.file_names().filter_map(|name| above(&name.ok()?));
    let top = tops.min_by_key(String::len).unwrap_or_default();
    let zip = RefCell::new(zip);
    Ok(Box::new(move |path| {
        let mut zip = zip.borrow_mut();
        limited(zip.by_name(&format!("{top}{path}")).ok()?)
    }))
}

fn limited(file: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = file.take(MAX_FILE + 1).read_to_end(&mut bytes).ok()?;
    (read as u64 <= MAX_FILE).then_some(bytes)
}

fn public_key(given: &str) -> Result<PublicKey, Fault> {
    let read = || {
        let text = fs::read_to_string(given).ok()?;
        // The line for site.yaml is as good.
        let line = text
            .lines()
            .find_map(|line| line.split_once("key:"))
            .map(|(_, key)| key.trim_matches([' ', '}', '"', '\'']));
        PublicKey::read(line.unwrap_or(&text))
    };
    PublicKey::read(given).or_else(read).ok_or_else(|| {
        Fault::usage(text!(
            "“{given}”不是公钥，也不是写着公钥的文件",
            "`{given}` is neither a public key nor a file that holds one"
        ))
    })
}

fn kept(path: &Path) -> Result<Said, Fault> {
    let text =
        fs::read_to_string(path).map_err(|error| Fault::machine(&text!("读取", "read"), path, &error))?;
    let path = path.display();
    Said::read(&text).ok_or_else(|| {
        Fault::usage(text!("{path} 不是 {CHECKPOINT} 的副本", "{path} is no copy of a {CHECKPOINT}"))
    })
}

const fn code(op: Op) -> &'static str {
    match op {
        Op::Added => "added",
        Op::Changed => "changed",
        Op::Removed => "removed",
    }
}

fn human(verdict: &Verdict, lang: Lang) -> String {
    let mut told = String::new();
    let mut say = |text: Text| {
        told.push_str(text.get(lang));
        told.push('\n');
    };
    let Verdict { origin, root, publications, last, signed, is_given, withdrawn, wrong, since } = verdict;
    let (size, short) = (root.size, root.short());
    let last = last.map(|last| last.to_string()).unwrap_or_default();
    say(text!(
        "{origin}：{publications} 次公布，最近一次 {last}，共 {size} 条，校验码 {short}",
        "{origin}: {publications} publications, the last on {last}, {size} entries, check code {short}"
    ));
    match (signed, is_given) {
        (Signed::Good, true) => say(text!("签名正确，是给出的公钥签的", "signed by the key that was given")),
        (Signed::Good, false) => say(text!(
            "签名正确，用的是网站自己给的公钥；要确认是谁，用 --key 写从别处得到的公钥",
            "signed, by the key that the site itself tells; to be sure whose it is, give the key you got elsewhere with --key"
        )),
        (Signed::None, false) => say(text!("没有签名", "not signed")),
        _ => {}
    }
    if *withdrawn > 0 {
        say(text!("依法撤下过 {withdrawn} 处", "{withdrawn} versions were withdrawn, wholly or in part"));
    }
    for (number, Key { kind, id }, op) in since.iter().flatten() {
        let what = match op {
            Op::Added => text!("新增", "added"),
            Op::Changed => text!("改动", "changed"),
            Op::Removed => text!("撤下", "taken down"),
        };
        let (zh, en) = (what.zh, what.en);
        say(text!("  第 {number} 次公布{zh}：{kind}/{id}", "  publication {number}, {en}: {kind}/{id}"));
    }
    for Text { zh, en } in wrong {
        say(text!("✗ {zh}", "✗ {en}"));
    }
    let count = wrong.len();
    say(match count {
        0 => text!("网页、数据和日志一致", "pages, data and log agree"),
        _ => text!("有 {count} 处对不上", "{count} disagreements"),
    });
    told
}

fn as_json(verdict: &Verdict, lang: Lang) -> String {
    let since = verdict.since.as_ref().map(|since| {
        let one = |(number, Key { kind, id }, op): &(u32, Key, Op)| json!({ "publication": number, "kind": kind, "id": id, "op": code(*op) });
        since.iter().map(one).collect::<Vec<_>>()
    });
    let told = json!({
        "version": 1,
        "agrees": verdict.wrong.is_empty(),
        "origin": verdict.origin,
        "publications": verdict.publications,
        "last": verdict.last.map(|last| last.to_string()),
        "size": verdict.root.size,
        "root": verdict.root.hash.to_string(),
        "check_code": verdict.root.short(),
        "signed": match verdict.signed { Signed::Good => "good", Signed::None => "none", Signed::Wrong => "wrong" },
        "withdrawn": verdict.withdrawn,
        "disagreements": verdict.wrong.iter().map(|wrong| wrong.get(lang)).collect::<Vec<_>>(),
        "since": since,
    });
    format!("{told:#}\n")
}
