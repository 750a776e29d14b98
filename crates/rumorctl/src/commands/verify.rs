//! `rumorctl verify`: every finding again from the records.

use rumor_case::Holds;
use serde::Serialize;

use super::CaseArguments;
use crate::{
    exit::Exit,
    show::{self, say},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    case: CaseArguments,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: u32,
    holds: bool,
    obligations: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    number: u32,
    what: &'a str,
    holds: bool,
    found: &'a str,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let case = arguments.case.open()?;
    show::progress("making every finding again");
    let verified = case.verify()?;
    if arguments.case.json {
        let obligations = verified.obligations.iter().map(|obligation| Told {
            number: obligation.number,
            what: &obligation.what,
            holds: obligation.holds == Holds::Yes,
            found: &obligation.found,
        });
        let obligations = obligations.collect();
        show::json(&Document { schema: 1, holds: verified.holds(), obligations })?;
    } else {
        for obligation in &verified.obligations {
            let (mark, found) = match obligation.holds {
                Holds::Yes => ("holds", String::new()),
                Holds::No => ("does not hold", format!(": {}", obligation.found)),
            };
            say!(
                "{} {mark:<13} {}{found}",
                obligation.number,
                obligation.what
            );
        }
        say!(
            "Not verified: who signed, and whether something was removed. Both are for the log, which this case has not."
        );
    }
    Ok(if verified.holds() {
        Exit::Agrees
    } else {
        Exit::Differs
    })
}
