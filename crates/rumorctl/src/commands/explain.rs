//! `rumorctl explain CHECK UNIT`: a reason for a difference, bound to its figures.

use rumor_case::Explanation;
use rumor_case::model::finding::Keys;
use serde::Serialize;

use super::CaseArguments;
use crate::{
    exit::Exit,
    show::{self, say},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The check.
    check: String,
    /// The unit that differs; `*` for every unit at --moment.
    unit: String,
    /// The reason's code, as `data_entry`.
    #[arg(long)]
    code: String,
    /// How much it explains, with its sign: right less left.
    #[arg(long, allow_hyphen_values = true)]
    ballots: i64,
    /// Who gives the reason.
    #[arg(long)]
    by: String,
    /// In your words.
    #[arg(long, default_value = "")]
    note: String,
    /// Narrow it to a contest.
    #[arg(long)]
    contest: Option<String>,
    /// Narrow it to a choice.
    #[arg(long)]
    option: Option<String>,
    /// Narrow it to an item of the check.
    #[arg(long)]
    item: Option<String>,
    /// Narrow it to a moment; with unit `*`, a day or an hour will do.
    #[arg(long)]
    moment: Option<String>,
    #[command(flatten)]
    case: CaseArguments,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: u32,
    path: &'a str,
    line: &'a str,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let case = arguments.case.open()?;
    let explained = case.explain(&Explanation {
        check: case.check(&arguments.check)?.id.clone(),
        keys: Keys {
            unit: arguments.unit.clone(),
            contest: arguments.contest.clone(),
            contest_option: arguments.option.clone(),
            item: arguments.item.clone(),
            moment_at: arguments.moment.clone(),
            ..Keys::default()
        },
        code: arguments.code.clone(),
        ballots: arguments.ballots,
        note: arguments.note.clone(),
        by: arguments.by.clone(),
    })?;
    let finding = &explained.finding;
    if arguments.case.json {
        show::json(&Document { schema: 1, path: &explained.path, line: &finding.line })?;
    } else {
        say!("written: {} (not signed)", explained.path);
        say!(
            "{:>3} {}: {}",
            show::mark(finding.outcome),
            finding.check,
            finding.line
        );
    }
    Ok(Exit::Agrees)
}
