//! Chores. `cargo xtask ci [--install] [STAGE…]` is all of CI, the same here and there; `cargo xtask
//! tidy [FOLDER]` reads the sources the way a strict reviewer would.

#![expect(
    clippy::print_stderr,
    reason = "this program talks to a developer's terminal"
)]
#![expect(
    clippy::print_stdout,
    reason = "tests of other crates are passed through as they come"
)]

mod browser;
mod ci;
mod install;
mod same;
mod tests_run;
mod tidy;
mod workspace;

use std::{env, path::Path, process::ExitCode};

use workspace::Workspace;

const USAGE: &str = "usage: cargo xtask ci [--install] [STAGE…]
       cargo xtask tidy [FOLDER]
       cargo xtask walk SITE_FOLDER [--shots FOLDER]";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let clean = match *words.as_slice() {
        ["ci", "--install", ref stages @ ..] => {
            chore(|workspace| install::install(workspace) && ci::run(workspace, stages))
        }
        ["ci", ref stages @ ..] => chore(|workspace| ci::run(workspace, stages)),
        ["tidy"] => tidy::run(&workspace::root()),
        ["tidy", folder] => tidy::run(Path::new(folder)),
        ["walk", site, ref options @ ..] => {
            chore(|workspace| browser::walk(workspace, Path::new(site), options))
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs what needs to know where cargo builds.
fn chore(run: impl FnOnce(&Workspace) -> bool) -> bool {
    match Workspace::find() {
        Ok(workspace) => run(&workspace),
        Err(error) => {
            eprintln!("{error}");
            false
        }
    }
}
