//! `rumorctl check [CHECK…]`: findings, written into the case and told in one line each.

use rumor_case::model::{
    finding::{Compared, Finding, Keys},
    messages::grouped,
    word::Outcome,
};
use rumor_case::{Findings, Made};
use serde::Serialize;

use super::{CaseArguments, as_of};
use crate::{
    exit::Exit,
    show::{self, say},
};

#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(crate) struct Arguments {
    /// Checks by id or short name; all, if none is named.
    checks: Vec<String>,
    /// The moment as of which the records are read; else the newest in the case.
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<String>,
    /// Show the rows that differ or cannot be told.
    #[arg(long)]
    rows: bool,
    /// List the checks and ask nothing.
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    case: CaseArguments,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: u32,
    as_of: String,
    findings: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    line: &'a str,
    finding: &'a Finding,
    margin: Option<&'a rumor_case::model::finding::Margin>,
}

#[derive(Debug, Serialize)]
struct Checks<'a> {
    schema: u32,
    checks: Vec<Listed<'a>>,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    check: &'a str,
    code: &'a str,
    title: &'a str,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let case = arguments.case.open()?;
    if arguments.list {
        if arguments.case.json {
            let listed = case.library().checks.iter().map(|check| Listed {
                check: &check.id,
                code: &check.facts.code,
                title: &check.english.title,
            });
            show::json(&Checks { schema: 1, checks: listed.collect() })?;
            return Ok(Exit::Agrees);
        }
        for check in &case.library().checks {
            say!(
                "{:<30} {:<5} {}",
                check.id,
                check.facts.code,
                check.english.title
            );
        }
        return Ok(Exit::Agrees);
    }
    let as_of = as_of(&case, arguments.as_of.as_deref())?;
    show::progress("asking the records");
    let findings = case.findings(&arguments.checks, as_of)?;
    case.write_findings(&findings)?;
    if arguments.case.json {
        show::json(&document(&findings))?;
    } else {
        print(&findings)?;
        for made in findings.made.iter().filter(|_| arguments.rows) {
            print_rows(&made.finding)?;
        }
    }
    Ok(Exit::of(findings.worst()))
}

fn document(findings: &Findings) -> Document<'_> {
    Document {
        schema: 1,
        as_of: findings.as_of.to_string(),
        findings: findings
            .made
            .iter()
            .map(|made| told(&made.finding))
            .collect(),
    }
}

fn told(finding: &Finding) -> Told<'_> {
    Told { line: &finding.line, finding, margin: finding.margin.as_ref() }
}

/// What differs first, what agrees last; within, by name.
fn print(findings: &Findings) -> anyhow::Result<()> {
    let mut made: Vec<&Made> = findings.made.iter().collect();
    made.sort_by_key(|made| (made.finding.outcome, made.check.id.clone()));
    say!("As of {}", findings.as_of);
    for made in made {
        let finding = &made.finding;
        say!(
            "{:>3} {:<30} {}",
            show::mark(finding.outcome),
            finding.check,
            finding.line
        );
        let standing: Vec<&str> = finding
            .rests_on_standing
            .iter()
            .map(|standing| standing.as_str())
            .collect();
        if !standing.is_empty() {
            say!("    {:<30} rests on {} figures", "", standing.join(" and "));
        }
    }
    for name in &findings.unresolved {
        say!(
            "    name not resolved: {} {:?}; nearest: {:?}",
            name.kind,
            name.raw,
            name.nearest
        );
    }
    Ok(())
}

/// The rows of a finding that differ or cannot be told.
fn print_rows(finding: &Finding) -> anyhow::Result<()> {
    say!("{}", finding.check);
    for row in finding
        .rows
        .iter()
        .filter(|row| row.outcome != Outcome::Agrees)
    {
        let keys = Keys::NAMES
            .iter()
            .zip(row.keys.values())
            .filter_map(|(_, key)| key);
        let keys = keys.collect::<Vec<_>>().join(" · ");
        let absent = || "not recorded".to_owned();
        let (left, right) = match &row.compared {
            Compared::Figures(left, right) => (
                left.map_or_else(absent, grouped),
                right.map_or_else(absent, grouped),
            ),
            Compared::Texts(left, right) => (
                left.clone().unwrap_or_else(absent),
                right.clone().unwrap_or_else(absent),
            ),
        };
        let missing = row
            .missing
            .as_deref()
            .map(|what| format!(" · missing: {what}"));
        say!(
            "        {} {keys}: {left} → {right}{}",
            show::mark(row.outcome),
            missing.unwrap_or_default()
        );
    }
    Ok(())
}
