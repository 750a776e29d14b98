//! `rumorctl publish`: the static site and the public bundle.

use std::num::NonZeroUsize;

use serde::Serialize;

use super::CaseArguments;
use crate::{
    exit::Exit,
    show::{self, say},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many moments are looked at at once.
    #[arg(long, value_name = "N", default_value = "2")]
    threads: NonZeroUsize,
    #[command(flatten)]
    case: CaseArguments,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: u32,
    site: &'a str,
    pages: usize,
    bundle: &'a str,
    bundle_sha256: &'a str,
    left_out: Vec<LeftOut<'a>>,
}

#[derive(Debug, Serialize)]
struct LeftOut<'a> {
    what: &'a str,
    why: &'a str,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let case = arguments.case.open()?;
    show::progress("asking the records, writing the pages");
    let published = case.publish(arguments.threads)?;
    let left_out = published
        .left_out
        .iter()
        .map(|(what, why)| LeftOut { what, why })
        .collect();
    if arguments.case.json {
        show::json(&Document {
            schema: 1,
            site: &published.site,
            pages: published.pages,
            bundle: &published.bundle,
            bundle_sha256: &published.bundle_sha256,
            left_out,
        })?;
        return Ok(Exit::Agrees);
    }
    let folder = case.root().display();
    say!(
        "{} pages: {folder}/{}/index.html",
        published.pages,
        published.site
    );
    say!("bundle: {folder}/{}", published.bundle);
    say!("        SHA-256 {}", published.bundle_sha256);
    if left_out.is_empty() {
        say!("Nothing was left out.");
    }
    for left in left_out {
        say!("left out: {}: {}", left.what, left.why);
    }
    Ok(Exit::Agrees)
}
