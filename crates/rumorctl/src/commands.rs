//! The commands, one file each.

mod ask;
mod check;
mod demo;
mod explain;
mod import;
mod init;
mod publish;
mod verify;

use std::path::PathBuf;

use rumor_case::{Case, model::moment::Moment};

use crate::exit::Exit;

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Show Antrim County 2020 from its records to answered rumors, in one folder.
    Demo(demo::Arguments),
    /// Make a new case folder, with templates of the paper forms.
    Init(init::Arguments),
    /// Recognise and read files, and tell every row that could not be read, all at once.
    Import(import::Arguments),
    /// Ask the records: every check, or those named.
    Check(check::Arguments),
    /// Write down the reason for a difference.
    Explain(explain::Arguments),
    /// Split a post into its claims and answer each from the case's findings.
    Ask(ask::Arguments),
    /// Write the static site and the public bundle.
    Publish(publish::Arguments),
    /// Make every finding again from the records and compare.
    Verify(verify::Arguments),
}

/// Runs a command.
pub(crate) fn run(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Ask(arguments) => ask::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
    }
}

/// Which case, and how to answer.
#[derive(Debug, clap::Args)]
struct CaseArguments {
    /// The case's folder.
    #[arg(long = "case", value_name = "DIR", default_value = ".")]
    case: PathBuf,
    /// Answer with one JSON document on standard output.
    #[arg(long)]
    json: bool,
}

impl CaseArguments {
    fn open(&self) -> anyhow::Result<Case> {
        Ok(Case::open(&self.case)?)
    }
}

/// The moment that was asked for, or the newest in the case.
fn as_of(case: &Case, asked: Option<&str>) -> anyhow::Result<Moment> {
    match asked {
        Some(text) => Ok(Moment::read(text, case.zone())?),
        None => Ok(case.newest()?),
    }
}
