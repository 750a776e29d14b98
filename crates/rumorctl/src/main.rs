//! `rumorctl`: flags in, words and exit codes out. What is done is done in `rumor-case`.
//!
//! Exit codes (`contract.md` §6): 0 all agrees or is explained · 1 something is unexplained or
//! impossible · 3 otherwise something cannot be told · 2 could not run. One JSON document goes to
//! standard output with `--json`; progress and messages go to standard error.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this program talks to a terminal"
)]

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
        Err(error) => {
            eprintln!("error: {error}");
            for hint in hint::hints(&error) {
                eprintln!("hint: {hint}");
            }
            Exit::CouldNotRun.into()
        }
    }
}
