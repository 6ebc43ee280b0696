//! `gongkailan schema`: JSON Schema for editors.

use clap::ValueEnum;

use super::console::Console;
use super::outcome::Outcome;
use crate::fault::Fault;
use crate::reference::{Document, schema};

/// `gongkailan schema`
#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    #[arg(
        value_name = "records|site|page",
        default_value = "records",
        hide_possible_values = true,
        hide_default_value = true,
        help = "哪一种文件：records 记录（默认）、site 设置、page 页面开头 | Which files: records (default), site.yaml, the front matter of pages"
    )]
    document: DocumentArg,
}

/// Which kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DocumentArg {
    Records,
    Site,
    Page,
}

pub(super) fn run(args: &SchemaArgs, console: &Console) -> Result<Outcome, Fault> {
    let document = match args.document {
        DocumentArg::Records => Document::Records,
        DocumentArg::Site => Document::Site,
        DocumentArg::Page => Document::Page,
    };
    console.result(&format!("{:#}\n", schema(document)))?;
    Ok(Outcome::Done)
}
