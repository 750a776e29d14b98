//! `rumorctl`: flags in, words and exit codes out. What is done is done in `rumor-case`.
//!
//! Exit codes (`contract.md` §6): 0 all agrees or is explained · 1 something is unexplained or
//! impossible · 3 otherwise something cannot be told · 2 could not run. One JSON document goes to
//! standard output with `--json`; progress and messages go to standard error.

#![expect(clippy::print_stderr, reason = "this program talks to a terminal")]

mod commands;
mod exit;
mod hint;
mod show;

use std::process::ExitCode;

use clap::Parser as _;

use crate::{commands::Command, exit::Exit};

/// Checks an election's own records, and answers rumors with evidence that anyone can run again.
#[derive(Debug, clap::Parser)]
#[command(name = "rumorctl", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    match commands::run(Arguments::parse().command) {
        Ok(exit) => exit.into(),
        Err(error) if nobody_reads_on(&error) => Exit::CouldNotRun.into(),
        Err(error) => {
            eprintln!("error: {error}");
            if let Some(hint) = hint::hint(&error) {
                eprintln!("hint: {hint}");
            }
            Exit::CouldNotRun.into()
        }
    }
}

/// Whether the output was closed before its end, as by `head`.
fn nobody_reads_on(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
