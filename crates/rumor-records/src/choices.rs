//! Choices as audit reports name them, and cells that list choices with their figures.

use rumor_model::{name::fold, word::Measure};

use crate::{
    RowProblem, cell,
    row_problem::{Code, shortened},
    sheet::{Column, Line},
};

/// A choice as the report has it: one of the ballot, or a name for what is no vote for anybody.
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) counts: Measure,
    pub(crate) is: Kind,
}

/// Whether a choice stands on the ballot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Option,
    Pseudo,
}

/// Choices with their figures, as one cell lists them.
pub(crate) type Tally = Vec<(String, Option<i64>)>;

impl Choice {
    /// The choice of that name.
    pub(crate) fn of(name: &str) -> Self {
        let (counts, is) = match fold(name).as_str() {
            "invalidwritein" | "invalidwriteins" => (Measure::WriteInsInvalid, Kind::Pseudo),
            // The report of November 2020 writes "Valid Write-iin".
            "validwritein" | "validwriteins" | "validwriteiin" => (Measure::WriteIns, Kind::Pseudo),
            "blankundervote" | "undervote" | "undervotes" => (Measure::Undervotes, Kind::Pseudo),
            "blank" | "blanks" => (Measure::Blank, Kind::Pseudo),
            "overvote" | "overvotes" => (Measure::Overvotes, Kind::Pseudo),
            _ => (Measure::Votes, Kind::Option),
        };
        Self { name: name.to_owned(), counts, is }
    }

    /// Its name, if it stands on the ballot.
    pub(crate) fn option(&self) -> Option<&str> {
        (self.is == Kind::Option).then_some(self.name.as_str())
    }
}

/// Reads a cell as `Ada: 12; Bea: 9`. A name may hold a semicolon: it goes on up to its colon.
pub(crate) fn tally(line: Line<'_>, column: Column) -> Result<Tally, RowProblem> {
    let Some(text) = line.text(column) else {
        return Ok(Tally::new());
    };
    let mut tally = Tally::new();
    let mut name_begun = String::new();
    for piece in text.split(';') {
        // The name ends in this piece, at its last colon, or goes on in the next.
        let Some((end, votes)) = piece
            .rsplit_once(':')
            .filter(|(end, _)| !(name_begun.trim().is_empty() && end.trim().is_empty()))
        else {
            name_begun.push_str(piece);
            name_begun.push(';');
            continue;
        };
        name_begun.push_str(end);
        // The program writes `None` where it has no figure.
        let votes = if votes.trim() == "None" { "" } else { votes };
        let votes = cell::figure(votes).map_err(|why| line.no_figure(column, votes, why))?;
        tally.push((name_begun.trim().to_owned(), votes));
        name_begun.clear();
    }
    if name_begun.trim_matches([';', ' ']).is_empty() {
        return Ok(tally);
    }
    let found = shortened(name_begun.trim(), 60);
    let message = format!("`{found}` has no figure; a list of choices is `Ada: 12; Bea: 9`");
    Err(line.problem(column, Code::BadNumber, message))
}
