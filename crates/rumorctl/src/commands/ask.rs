//! `rumorctl ask "TEXT"`: a post, split into claims, each answered from this case's findings.

use std::io::Read as _;

use rumor_case::{
    answers::{Answered, Answers},
    model::{
        answer::{Answer, Kind},
        messages::Language,
    },
};
use serde::Serialize;

use super::{CaseArguments, as_of};
use crate::{
    exit::Exit,
    show::{self, say},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The post, as people pass it on; `-` reads it from standard input.
    text: String,
    /// The moment as of which the records are read; else the newest in the case.
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<String>,
    /// The language of the answers: en or es.
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    language: String,
    #[command(flatten)]
    case: CaseArguments,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: u32,
    as_of: String,
    asked: &'a rumor_case::answers::Asked,
    answers: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    segment: usize,
    rumor: usize,
    answer: &'a Answer,
}

/// The longest post that is read, in bytes (`claims.md` §1).
const LONGEST: u64 = 64 * 1024;

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let text = text(arguments)?;
    let case = arguments.case.open()?;
    let as_of = as_of(&case, arguments.as_of.as_deref())?;
    show::progress("asking the records");
    let findings = case.findings(&[], as_of)?;
    let answers = case.answers(&findings)?;
    let answered = answers.ask(&text)?;
    if arguments.case.json {
        show::json(&Document {
            schema: 1,
            as_of: as_of.to_string(),
            asked: &answered.asked,
            answers: answered
                .answers
                .iter()
                .map(|((segment, rumor), answer)| Told { segment: *segment, rumor: *rumor, answer })
                .collect(),
        })?;
    } else {
        print(&answers, &answered, language(&arguments.language))?;
    }
    Ok(exit(&answered))
}

fn text(arguments: &Arguments) -> anyhow::Result<String> {
    let mut text = arguments.text.clone();
    if text == "-" {
        text.clear();
        std::io::stdin()
            .take(LONGEST.saturating_add(1))
            .read_to_string(&mut text)?;
    }
    anyhow::ensure!(
        u64::try_from(text.len()).is_ok_and(|length| length <= LONGEST),
        "the post is longer than {LONGEST} bytes; ask its parts one by one"
    );
    Ok(text)
}

pub(super) fn language(code: &str) -> Language {
    if code == "es" {
        Language::Spanish
    } else {
        Language::English
    }
}

/// Exit codes as of findings: something found or open, else something that cannot be told. A post
/// without a claim that our list knows cannot be told either.
fn exit(answered: &Answered) -> Exit {
    let kinds = || answered.answers.values().map(|answer| answer.kind);
    if kinds().any(|kind| matches!(kind, Kind::Found | Kind::FoundInPart | Kind::Open)) {
        Exit::Differs
    } else if answered.answers.is_empty() || kinds().any(|kind| kind == Kind::CannotTell) {
        Exit::CannotTell
    } else {
        Exit::Agrees
    }
}

/// The claims in their order, true part first.
pub(super) fn print(
    answers: &Answers<'_>,
    answered: &Answered,
    language: Language,
) -> anyhow::Result<()> {
    let mut number = 0;
    for (at, segment) in answered.asked.segments.iter().enumerate() {
        for (place, found) in segment.rumors.iter().enumerate() {
            let Some(answer) = answered.answers.get(&(at, place)) else {
                continue;
            };
            number += 1;
            say!("{number}. “{}”", segment.text);
            let title = answers
                .title(&found.found.rumor)
                .map(|title| title.in_language(language).as_str());
            say!("   {}", title.unwrap_or(&found.found.rumor));
            if let Some(general) = &found.in_place_of {
                say!("   (this office's own answer, in place of {general})");
            }
            let text = answer.text.in_language(language);
            for sentence in text.sentences() {
                let sentence = show::wrapped(&sentence.to_string(), 6, 92);
                say!("{}", sentence.trim_end());
            }
            say!();
        }
    }
    if number == 0 {
        say!("No claim here that our list knows.");
        for related in answered
            .asked
            .segments
            .iter()
            .flat_map(|segment| &segment.related)
            .take(5)
        {
            say!("  possibly related: {}", related.rumor);
        }
    }
    Ok(())
}
