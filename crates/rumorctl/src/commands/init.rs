//! `rumorctl init DIR`: a new case folder.

use std::path::PathBuf;

use rumor_case::{Case, Start};

use crate::{exit::Exit, show::say};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder to make it in.
    folder: PathBuf,
    /// Election day, as 2026-11-03.
    #[arg(long)]
    date: Option<String>,
    /// Whose election, as "Antrim County, Michigan".
    #[arg(long)]
    jurisdiction: Option<String>,
    /// The zone of its clocks, as America/Detroit.
    #[arg(long)]
    time_zone: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let start = Start {
        date: arguments.date.clone(),
        jurisdiction: arguments.jurisdiction.clone(),
        time_zone: arguments.time_zone.clone(),
    };
    let case = Case::init(&arguments.folder, &start)?;
    let folder = case.root().display();
    say!("A new case is in {folder}.");
    say!("  case.toml      look at the names and the date");
    say!("  forms/         templates: type a paper form, then import the file");
    say!("Next: rumorctl import FILE --case {folder}");
    Ok(Exit::Agrees)
}
