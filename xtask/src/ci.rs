//! The stages of CI, in the order in which a mistake is cheapest to learn of.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    browser, same,
    tests_run::{self, Tests},
    tidy,
    workspace::{Workspace, succeeds},
};

struct Stage {
    name: &'static str,
    work: Work,
}

enum Work {
    /// One line, as a developer would type it in the checkout.
    Line(&'static str),
    /// Ours.
    Chore(fn(&Workspace) -> bool),
    /// `cargo test`, whose counts close the report.
    Tests(&'static str),
}

/// What became of a stage.
struct Ended {
    name: &'static str,
    passed: bool,
    took: Duration,
}

/// Clippy, the documentation and the tests each read all dependencies; the profile is the same in
/// all of them, so that nothing is built twice.
const STAGES: &[Stage] = &[
    Stage { name: "fmt", work: Work::Line("cargo fmt --all --check") },
    Stage { name: "tidy", work: Work::Chore(|workspace| tidy::run(workspace.root())) },
    Stage {
        name: "clippy",
        work: Work::Line("cargo clippy --workspace --all-targets --locked -- -D warnings"),
    },
    Stage {
        name: "test",
        work: Work::Tests("cargo test --workspace --locked --no-fail-fast -- --show-output"),
    },
    Stage {
        name: "doc",
        work: Work::Line("cargo doc --workspace --no-deps --document-private-items --locked"),
    },
    Stage { name: "deny", work: Work::Line("cargo-deny check bans licenses sources") },
    // Inside `cargo xtask`, the plain `cargo machete` takes its own name for a folder.
    Stage { name: "machete", work: Work::Line("cargo-machete") },
    Stage { name: "twin", work: Work::Chore(twin) },
    Stage { name: "browser", work: Work::Chore(browser::run) },
    Stage { name: "same", work: Work::Chore(same::run) },
];

/// Runs the named stages, or all of them. Every stage runs, so that one push shows every mistake.
pub(crate) fn run(workspace: &Workspace, names: &[&str]) -> bool {
    let known = |name: &&str| STAGES.iter().any(|stage| stage.name == *name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let known: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        eprintln!(
            "no stage is named `{unknown}`; there are {}",
            known.join(", ")
        );
        return false;
    }
    let chosen = STAGES
        .iter()
        .filter(|stage| names.is_empty() || names.contains(&stage.name));
    let mut tests = None;
    let ended: Vec<Ended> = chosen
        .map(|stage| end(workspace, stage, &mut tests))
        .collect();
    report(&ended, tests);
    ended.iter().all(|stage| stage.passed)
}

/// Tries the judge itself. The tests of other crates ask it about every query and every table.
fn twin(workspace: &Workspace) -> bool {
    let mut python = Command::new(workspace.tools().join("python/bin/python"));
    python.args("-B -m unittest discover --buffer tests/twin".split(' '));
    succeeds(python.current_dir(workspace.root()))
}

/// A tool that is not there is a failure: a check that silently did not run is worse than none.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a stage took is for the developer only"
)]
fn end(workspace: &Workspace, stage: &Stage, tests: &mut Option<Tests>) -> Ended {
    let began = Instant::now();
    let passed = match stage.work {
        Work::Chore(chore) => {
            eprintln!("ci: {}", stage.name);
            chore(workspace)
        }
        Work::Line(line) => {
            eprintln!("ci: {line}");
            succeeds(workspace.command(line).env("RUSTDOCFLAGS", "-D warnings"))
        }
        Work::Tests(line) => {
            eprintln!("ci: {line}");
            tests_run::run(
                workspace.command(line).env("RUSTDOCFLAGS", "-D warnings"),
                tests.get_or_insert_default(),
            )
        }
    };
    Ended { name: stage.name, passed, took: began.elapsed() }
}

fn report(ended: &[Ended], tests: Option<Tests>) {
    for Ended { name, passed, took } in ended {
        let word = if *passed { "passed" } else { "FAILED" };
        eprintln!("ci: {name:<8} {word} {:>7.1} s", took.as_secs_f64());
    }
    let all: Duration = ended.iter().map(|stage| stage.took).sum();
    let failed = ended.iter().filter(|stage| !stage.passed);
    let failed: Vec<&str> = failed.map(|stage| stage.name).collect();
    if !failed.is_empty() {
        eprintln!("hint: a missing tool is installed by `cargo xtask ci --install`");
    }
    let word = if failed.is_empty() {
        "passed"
    } else {
        "FAILED in "
    };
    let tests = tests.map(|tests| format!(". {tests}")).unwrap_or_default();
    eprintln!(
        "ci: {word}{}, {} s{tests}",
        failed.join(", "),
        all.as_secs()
    );
}
