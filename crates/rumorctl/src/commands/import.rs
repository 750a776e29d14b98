//! `rumorctl import FILE…`: recognise, read, tell every problem at once.

use std::path::PathBuf;

use rumor_case::model::word::{Source, Standing};
use rumor_case::{Beside, Case, Imported, Refusal, Role, files_to_import};
use serde::Serialize;

use super::CaseArguments;
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
    /// The files, or folders of files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Who made the count: tape, ems, feed, canvass, state, recount, `hand_count`, audit …
    #[arg(long = "as", value_name = "SOURCE")]
    source: Option<Source>,
    /// Which edition of that source's count it is.
    #[arg(long)]
    version: Option<i64>,
    /// When it was published: a moment, or a day.
    #[arg(long, value_name = "MOMENT")]
    published: Option<String>,
    /// How near it is to what left the office: received, rebuilt or simulated.
    #[arg(long, default_value = "received")]
    standing: Standing,
    /// The office releases the file.
    #[arg(long)]
    public: bool,
    /// The record that this one takes the place of.
    #[arg(long, value_name = "PATH", conflicts_with = "beside")]
    replaces: Option<String>,
    /// It stands beside a count of the same things.
    #[arg(long)]
    beside: bool,
    /// The format, where the content could be two.
    #[arg(long)]
    format: Option<String>,
    /// What people call it, as "Second published report".
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    case: CaseArguments,
}

/// What became of one file, for `--json`.
#[derive(Debug, Serialize)]
struct Told {
    file: String,
    state: &'static str,
    path: Option<String>,
    format: Option<&'static str>,
    lines: Option<u64>,
    rows_kept: Option<u64>,
    rows_set_aside: Option<u64>,
    rows_passed_over: Option<u64>,
    problems: Vec<Problem>,
    message: Option<String>,
}

#[derive(Debug, Serialize)]
struct Problem {
    line: u64,
    column: Option<String>,
    code: &'static str,
    severity: &'static str,
    value: Option<String>,
    message: String,
    action: &'static str,
}

#[derive(Debug, Serialize)]
struct Document {
    schema: u32,
    files: Vec<Told>,
    unresolved: Vec<Name>,
}

#[derive(Debug, Serialize)]
struct Name {
    kind: &'static str,
    raw: String,
    nearest: String,
    record: String,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let role = Role {
        source: arguments.source,
        version: arguments.version,
        published: arguments.published.clone(),
        standing: arguments.standing,
        public: arguments.public,
        replaces: arguments.replaces.clone(),
        beside: if arguments.beside {
            Beside::Yes
        } else {
            Beside::No
        },
        format: arguments.format.clone(),
        title: arguments.title.clone(),
    };
    let mut told = Vec::new();
    let mut case = arguments.case.open()?;
    for given in &arguments.files {
        let files = match files_to_import(given) {
            Ok(files) => files,
            Err(refusal) => {
                told.push(tell(&given.display().to_string(), Err(refusal)));
                continue;
            }
        };
        for file in files {
            show::progress(&format!("reading {}", file.display()));
            let result = case.import(&file, &role);
            told.push(tell(&file.display().to_string(), result));
        }
    }
    let refused = told.iter().any(|file| file.state == "refused");
    let unresolved = unresolved(&case)?;
    let document = Document { schema: 1, files: told, unresolved };
    if arguments.case.json {
        show::json(&document)?;
    } else {
        print(&document)?;
    }
    Ok(if refused {
        Exit::CouldNotRun
    } else {
        Exit::Agrees
    })
}

fn tell(file: &str, result: Result<Imported, Refusal>) -> Told {
    let mut told = Told {
        file: file.to_owned(),
        state: "added",
        path: None,
        format: None,
        lines: None,
        rows_kept: None,
        rows_set_aside: None,
        rows_passed_over: None,
        problems: Vec::new(),
        message: None,
    };
    match result {
        Ok(Imported::Added(record)) => {
            told.path = Some(record.entry.path);
            told.format = Some(record.format.id());
            told.lines = Some(record.entries.lines);
            told.rows_kept = Some(record.entries.kept);
            told.rows_set_aside = Some(record.entries.set_aside);
            told.rows_passed_over = Some(record.entries.passed_over);
            told.problems = record
                .problems
                .iter()
                .map(|problem| Problem {
                    line: problem.row_number,
                    column: problem.column_name.clone(),
                    code: problem.code.as_str(),
                    severity: problem.severity.as_str(),
                    value: problem.value.clone(),
                    message: problem.message.clone(),
                    action: problem.action.as_str(),
                })
                .collect();
        }
        Ok(Imported::AlreadyHere { path }) => {
            told.state = "already-here";
            told.path = Some(path);
        }
        Err(refusal) => {
            told.state = "refused";
            told.message = Some(refusal.to_string());
        }
    }
    told
}

/// The names that no record or alias settles; none while no record says from when on it counts.
fn unresolved(case: &Case) -> anyhow::Result<Vec<Name>> {
    let Some(newest) = case.moments()?.pop() else {
        return Ok(Vec::new());
    };
    let names = case.tables(newest)?.unresolved;
    let names = names.into_iter().map(|name| Name {
        kind: name.kind,
        raw: name.raw,
        nearest: name.nearest,
        record: name.record,
    });
    Ok(names.collect())
}

fn print(document: &Document) -> anyhow::Result<()> {
    for file in &document.files {
        let path = file.path.as_deref().unwrap_or_default();
        match (file.state, &file.message) {
            (_, Some(message)) => eprintln!("refused: {message}"),
            ("already-here", None) => {
                say!("already here: {path}; what case.toml says of it stays as it is");
            }
            (_, None) => {
                say!(
                    "{path}: {} entries read as {}: {} kept, {} set aside, {} passed over",
                    file.lines.unwrap_or_default(),
                    file.format.unwrap_or_default(),
                    file.rows_kept.unwrap_or_default(),
                    file.rows_set_aside.unwrap_or_default(),
                    file.rows_passed_over.unwrap_or_default(),
                );
                print_problems(path, &file.problems)?;
            }
        }
    }
    if !document.unresolved.is_empty() {
        say!("Names that no other record uses. If one means another, add to case.toml:");
        for name in &document.unresolved {
            say!(
                "  [[alias]]\n  kind = \"{}\"\n  raw = {:?}\n  means = {:?}\n  by = \"…\"",
                name.kind,
                name.raw,
                name.nearest
            );
        }
    }
    Ok(())
}

/// Problems of one kind together, with the first three lines.
fn print_problems(path: &str, problems: &[Problem]) -> anyhow::Result<()> {
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let those: Vec<&Problem> = problems
            .iter()
            .filter(|problem| problem.code == code)
            .collect();
        for problem in those.iter().take(3) {
            say!(
                "  {path} line {}: {} ({})",
                problem.line,
                problem.message,
                problem.action
            );
        }
        if let Some(more) = those.len().checked_sub(3).filter(|more| *more > 0) {
            say!("  and {more} more: {code}");
        }
    }
    Ok(())
}
