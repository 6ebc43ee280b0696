//! `gongkailan serve`: the site in the browser, following every save.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::console::Console;
use super::follow::{FollowArgs, News, follow};
use super::outcome::Outcome;
use super::usage::Wrong;
use crate::fault::Fault;
use crate::load::rules::FILE_UNUSED;
use crate::pipeline::Made;
use crate::serve::{self, Site, Trouble};
use crate::text;

/// The port that is tried first.
const PORT: u16 = 8000;

/// `gongkailan serve`
#[derive(Debug, clap::Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    follow: FollowArgs,
    #[arg(
        long,
        value_name = "IP",
        value_parser = parse_address,
        conflicts_with = "lan",
        help = "在哪个地址上服务，默认 127.0.0.1（只有本机能看） | Address to serve on; 127.0.0.1 by default (this machine only)"
    )]
    addr: Option<IpAddr>,
    #[arg(
        long,
        value_name = "PORT",
        value_parser = parse_port,
        help = "端口，默认从 8000 起找空闲的 | Port; the first free one from 8000 by default"
    )]
    port: Option<u16>,
    #[arg(
        long,
        help = "同一网络里的手机和电脑也能看，并显示二维码 | Phones and computers in the same network may look, too; shows a QR code"
    )]
    lan: bool,
    #[arg(long, help = "打开浏览器 | Open the browser")]
    open: bool,
    #[arg(short, long, value_name = "OUT", help = "同时发布到这个文件夹 | Publish into this folder, too")]
    out: Option<PathBuf>,
}

fn parse_address(text: &str) -> Result<IpAddr, Wrong> {
    let wrong = |_| Wrong(text!("写 IP 地址，例如 127.0.0.1", "write an IP address, such as 127.0.0.1"));
    text.parse().map_err(wrong)
}

fn parse_port(text: &str) -> Result<u16, Wrong> {
    let wrong = |_| Wrong(text!("端口是 0 到 65535 的整数", "a port is a whole number from 0 to 65535"));
    text.parse().map_err(wrong)
}

pub(super) fn run(args: &ServeArgs, console: &Console) -> Result<Outcome, Fault> {
    let usual = if args.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let bound = serve::bind(args.addr.unwrap_or(usual.into()), args.port, PORT)?;
    let (address, port) = (bound.address().ip(), bound.address().port());
    let shown = if address.is_unspecified() { IpAddr::from(Ipv4Addr::LOCALHOST) } else { address };
    let url = url(shown, port);
    let server = bound.serve(console.lang)?;
    if !console.quiet {
        console.result(&format!("{url}\n"))?;
        if address.is_unspecified() {
            console.result(&network(port))?;
        }
    }
    console.progress(&text!("保存后网页自动更新；按 Ctrl-C 结束", "pages follow every save; Ctrl-C ends it"));
    if args.open {
        open(&url, console);
    }
    let site = std::path::absolute(&args.follow.input.site).ok();
    let site = site.and_then(|site| site.to_str().map(|site| site.replace('\\', "/")));
    let (lang, site) = (console.lang, site.as_deref());
    follow(&args.follow, args.out.as_deref(), console, &mut |news| match news {
        News::Made { made, is_refused } => {
            let found = (&made.diagnostics, &made.sources);
            match is_refused {
                true => server.show(None, Some(Trouble::of(found, &FILE_UNUSED, lang, site))),
                false => server.show(finished(made), Trouble::beside(found, &FILE_UNUSED, lang, site)),
            }
        }
        News::Unreadable(fault) => server.show(None, Some(Trouble::fault(&fault.text, console.lang))),
    })
}

fn finished(made: &Made) -> Option<Site> {
    made.artifacts.as_ref().map(Site::new)
}

fn url(address: IpAddr, port: u16) -> String {
    match address {
        IpAddr::V4(address) => format!("http://{address}:{port}/"),
        IpAddr::V6(address) => format!("http://[{address}]:{port}/"),
    }
}

/// This machine's address in its network, to be read and to be photographed.
fn network(port: u16) -> String {
    let Some(address) = serve::network_address() else { return String::new() };
    let url = url(address, port);
    let code = QrCode::new(&url).map(|code| {
        // Terminals are mostly dark: what is to be light must be drawn.
        code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build()
    });
    format!("{url}\n{}\n", code.unwrap_or_default())
}

fn open(url: &str, console: &Console) {
    let program = match () {
        () if cfg!(target_os = "macos") => "open",
        () if cfg!(windows) => "explorer",
        () => "xdg-open",
    };
    let mut command = Command::new(program);
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if command.spawn().is_err() {
        console.progress(&text!(
            "打不开浏览器，请自己打开 {url}",
            "no browser could be opened; open {url} yourself"
        ));
    }
}
