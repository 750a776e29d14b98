//! `rumorctl demo`: Antrim County 2020 from its records to answered rumors, in one folder. Ends by
//! itself; the site opens from there.

use std::{num::NonZeroUsize, path::PathBuf};

use rumor_case::{
    Case, Findings, demo,
    model::{
        messages::Language,
        word::{Outcome, Standing},
    },
};

use super::ask;
use crate::{
    exit::Exit,
    show::{self, say},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder to lay it out in.
    #[arg(long, value_name = "DIR", default_value = "antrim-2020")]
    dir: PathBuf,
    /// How many moments are looked at at once.
    #[arg(long, value_name = "N", default_value = "2")]
    threads: NonZeroUsize,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let case = demo::lay_out(demo::ANTRIM, &arguments.dir)?;
    let published = case.publish(arguments.threads)?;
    let Some((newest, versions)) = published.dated.split_first() else {
        anyhow::bail!("the scenario holds no record");
    };

    say!(
        "{}, {}\n",
        case.file().jurisdiction.name,
        case.file().election.name
    );
    print_records(&case)?;
    for version in versions.iter().rev() {
        let moment = version.findings.as_of.local(case.zone());
        say!("{}, as of {moment}", version.label.en);
        print_findings(&version.findings)?;
    }
    say!("Now, with the hand count of December");
    print_findings(&newest.findings)?;

    let answers = case.answers(&newest.findings)?;
    for post in demo::posts(demo::ANTRIM) {
        say!("{}", show::wrapped(&format!("“{}”", post.trim()), 0, 92));
        ask::print(&answers, &answers.ask(post.trim())?, Language::English)?;
    }

    let folder = case.root().display();
    say!("Look       open {folder}/{}/index.html", published.site);
    say!("Doubt it   rumorctl verify --case {folder}");
    say!(
        "           or, with another engine: cd {folder}/{}/findings/sums",
        published.site
    );
    say!("           and duckdb < rerun.sql");
    say!("Your own   rumorctl init my-county, then rumorctl import FILE --case my-county");
    Ok(Exit::Agrees)
}

fn print_records(case: &Case) -> anyhow::Result<()> {
    say!("Records");
    for standing in Standing::ALL {
        let titles: Vec<&str> = case
            .file()
            .record
            .iter()
            .filter(|entry| entry.standing == *standing)
            .map(|entry| entry.title.as_deref().unwrap_or(&entry.path))
            .collect();
        let titles = titles.join(", ");
        let text = show::wrapped(&titles, 13, 92);
        say!("  {:<10} {}", standing.as_str(), text.trim());
    }
    say!();
    Ok(())
}

/// What differs and what agrees; what cannot be told in one line. Findings that rest on simulated
/// figures stand apart: they show what such a record would have shown.
fn print_findings(findings: &Findings) -> anyhow::Result<()> {
    let of = |outcome: Outcome, simulated: bool| {
        findings.made.iter().filter(move |made| {
            made.finding.outcome == outcome
                && made.finding.rests_on(Standing::Simulated) == simulated
        })
    };
    for outcome in [
        Outcome::Impossible,
        Outcome::Unexplained,
        Outcome::Explained,
        Outcome::Agrees,
    ] {
        for made in of(outcome, false) {
            say!(
                "  {:>3} {:<24} {}",
                show::mark(outcome),
                made.check.id,
                made.finding.line
            );
        }
    }
    for outcome in [Outcome::Impossible, Outcome::Unexplained] {
        for made in of(outcome, true) {
            let line = &made.finding.line;
            say!("  {:>3} {:<24} {line}", show::mark(outcome), made.check.id);
            say!(
                "      {:<24} simulated: what such records would have shown",
                ""
            );
        }
    }
    let unknown: Vec<&str> = findings
        .made
        .iter()
        .filter(|made| made.finding.outcome == Outcome::CannotTell)
        .map(|made| made.check.id.as_str())
        .collect();
    let text = show::wrapped(&unknown.join(", "), 6, 92);
    say!("    ? cannot tell: {}\n", text.trim());
    Ok(())
}
