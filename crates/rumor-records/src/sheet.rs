//! A header and the rows below it: finding columns, and what may be wrong with any row.

use rumor_model::moment::{Moment, Zone};

use crate::{
    Fault, Input,
    cell::{self, NoFigure},
    reading::Entries,
    row_problem::{Action, Code, Problems, RowProblem, shortened},
    rows::{Row, Rows},
    text,
};

/// How much of a header a message quotes, in characters.
const SHOWN: usize = 300;

/// A record that is one header with rows below it.
pub(crate) struct Sheet<'a> {
    rows: Rows<'a>,
    header: Header,
    problems: Problems,
}

/// The names of the columns.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// The line where it stands.
    pub(crate) line: u64,
    names: Vec<String>,
}

/// A column, or none where the header lacks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column(Option<usize>);

/// A row that has a cell for each column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    header: &'a Header,
    row: &'a Row,
}

/// What became of an entry that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Kept,
    PassedOver,
}

impl<'a> Sheet<'a> {
    /// Opens a record and reads its header, the first row that is not blank.
    pub(crate) fn open(input: &Input<'a>) -> Result<Self, Fault> {
        let mut problems = Problems::default();
        let mut rows = open_rows(input, &mut problems)?;
        let mut row = Row::default();
        while rows.next(&mut row)? {
            if !row.is_blank() {
                return Ok(Self { rows, header: Header::of(&row)?, problems });
            }
        }
        Err(Fault::Empty)
    }

    /// The columns.
    pub(crate) const fn header(&self) -> &Header {
        &self.header
    }

    /// Says something of the file as a whole.
    pub(crate) fn note(&mut self, problem: RowProblem) {
        self.problems.push(problem);
    }

    /// Hands each row to `take`, and counts what became of it.
    pub(crate) fn each(
        mut self,
        mut take: impl FnMut(Line<'_>, &mut Problems) -> Result<Fate, RowProblem>,
    ) -> Result<(Vec<RowProblem>, Entries), Fault> {
        let mut entries = Entries::default();
        let mut row = Row::default();
        while self.rows.next(&mut row)? {
            let line = Line { header: &self.header, row: &row };
            let fate = match line.of_its_own(&mut self.problems) {
                Ok(None) => take(line, &mut self.problems),
                Ok(Some(fate)) => Ok(fate),
                Err(problem) => Err(problem),
            };
            entries.add(fate, &mut self.problems);
        }
        Ok((self.problems.finish(), entries))
    }
}

/// Opens a record's rows, and says so where its encoding had to be guessed.
pub(crate) fn open_rows<'a>(input: &Input<'a>, problems: &mut Problems) -> Result<Rows<'a>, Fault> {
    let found = text::encoding_of(input)?;
    if let Some(line) = found.not_utf8 {
        let message = "the file is not UTF-8 here; all of it was read as windows-1252, so look at \
                       the letters with accents";
        let note = RowProblem::new(line, Code::EncodingFallback, message);
        problems.push(note.but(Action::Kept));
    }
    Rows::open(input, found)
}

impl Header {
    /// The header that stands in this row.
    pub(crate) fn of(row: &Row) -> Result<Self, Fault> {
        let mut names: Vec<String> = row
            .cells()
            .map(|cell| cell::text(cell).to_owned())
            .collect();
        // Spreadsheets end lines with empty cells.
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        let twice = names.iter().enumerate().find(|(at, name)| {
            !name.is_empty()
                && names
                    .iter()
                    .take(*at)
                    .any(|other| other.eq_ignore_ascii_case(name))
        });
        if let Some((_, column)) = twice {
            return Err(Fault::RepeatedColumn { line: row.line, column: column.clone() });
        }
        Ok(Self { line: row.line, names })
    }

    /// The names, as written.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The column of that name.
    pub(crate) fn column(&self, name: &str) -> Column {
        Column(
            self.names
                .iter()
                .position(|found| found.eq_ignore_ascii_case(name)),
        )
    }

    /// The column of the first of these names that is there.
    pub(crate) fn column_of(&self, names: &[&str]) -> Column {
        Column(names.iter().find_map(|name| self.column(name).0))
    }

    /// Refuses a header that lacks one of these.
    pub(crate) fn require(&self, names: &[&'static str]) -> Result<(), Fault> {
        let missing = names
            .iter()
            .filter(|name| !self.column(name).is_there())
            .copied();
        let missing: Vec<&'static str> = missing.collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Fault::MissingColumns { line: self.line, missing, found: self.shown() })
    }

    /// The header as a message quotes it.
    pub(crate) fn shown(&self) -> String {
        shortened(&self.names.join(","), SHOWN)
    }
}

impl Column {
    /// Whether the header has it.
    pub(crate) const fn is_there(self) -> bool {
        self.0.is_some()
    }
}

impl<'a> Line<'a> {
    /// A row below a header; for records that have several headers.
    pub(crate) const fn new(header: &'a Header, row: &'a Row) -> Self {
        Self { header, row }
    }

    /// The line where the row starts.
    pub(crate) const fn number(self) -> u64 {
        self.row.line
    }

    /// The same, as tables have it.
    pub(crate) fn row_number(self) -> Option<i64> {
        i64::try_from(self.row.line).ok()
    }

    /// The columns.
    pub(crate) const fn header(self) -> &'a Header {
        self.header
    }

    /// A cell exactly as written; empty where there is none.
    pub(crate) fn raw(self, column: Column) -> &'a str {
        column.0.and_then(|at| self.row.cell(at)).unwrap_or("")
    }

    /// A cell's text; nothing where it is empty or the column is not there.
    pub(crate) fn text(self, column: Column) -> Option<&'a str> {
        Some(cell::text(self.raw(column))).filter(|text| !text.is_empty())
    }

    /// A cell's text, without which the row means nothing.
    pub(crate) fn required(self, column: Column) -> Result<&'a str, RowProblem> {
        self.text(column).ok_or_else(|| {
            let name = self.name_of(column);
            self.problem(
                column,
                Code::RequiredEmpty,
                format!("`{name}` is empty; the row means nothing without it"),
            )
        })
    }

    /// A cell's figure; nothing where it is empty.
    pub(crate) fn figure(self, column: Column) -> Result<Option<i64>, RowProblem> {
        let cell = self.raw(column);
        cell::figure(cell).map_err(|why| self.no_figure(column, cell, why))
    }

    /// A cell's word, of a closed list; nothing where it is empty.
    pub(crate) fn word(
        self,
        column: Column,
        known: &[&str],
    ) -> Result<Option<&'a str>, RowProblem> {
        match self.text(column) {
            Some(found) if !known.contains(&found) => {
                Err(self.unknown_word(column, &known.join(", ")))
            }
            found => Ok(found),
        }
    }

    /// A cell's yes or no; nothing where it is empty.
    pub(crate) fn flag(self, column: Column) -> Result<Option<bool>, RowProblem> {
        match self.text(column).map(cell::flag) {
            None => Ok(None),
            Some(Some(flag)) => Ok(Some(flag)),
            Some(None) => {
                let found = shortened(cell::text(self.raw(column)), 40);
                let message = format!("`{found}` is neither yes nor no");
                Err(self.problem(column, Code::UnknownCellValue, message))
            }
        }
    }

    /// A cell's day, as `2020-11-03`; nothing where it is empty.
    pub(crate) fn day(self, column: Column) -> Result<Option<&'a str>, RowProblem> {
        let Some(found) = self.text(column) else {
            return Ok(None);
        };
        let whole = "2020-11-03".len();
        if found.len() == whole && Moment::read(found, &Zone::utc()).is_ok() {
            return Ok(Some(found));
        }
        let message = format!(
            "`{}` is no day; write it as 2020-11-03",
            shortened(found, 40)
        );
        Err(self.problem(column, Code::BadMoment, message))
    }

    /// A cell's moment, in UTC; nothing where it is empty.
    pub(crate) fn moment(self, column: Column, zone: &Zone) -> Result<Option<String>, RowProblem> {
        let Some(found) = self.text(column) else {
            return Ok(None);
        };
        match Moment::read(found, zone) {
            Ok(moment) => Ok(Some(moment.to_string())),
            Err(why) => Err(self.problem(column, Code::BadMoment, why.to_string())),
        }
    }

    /// The problem that a cell, or this part of it, is no figure.
    pub(crate) fn no_figure(self, column: Column, part: &str, why: NoFigure) -> RowProblem {
        let found = shortened(cell::text(part), 40);
        self.problem(column, Code::BadNumber, format!("`{found}` {why}"))
    }

    /// A problem with this cell, for which the row is set aside.
    pub(crate) fn problem(self, column: Column, code: Code, message: String) -> RowProblem {
        let problem = RowProblem::new(self.number(), code, message).column(self.name_of(column));
        match self.text(column) {
            Some(found) => problem.found(found),
            None => problem,
        }
    }

    /// The problem that a word is not in its column's closed list.
    pub(crate) fn unknown_word(self, column: Column, known: &str) -> RowProblem {
        let found = shortened(cell::text(self.raw(column)), 40);
        let name = self.name_of(column);
        let message = format!("`{found}` is no {name}; one of: {known}");
        self.problem(column, Code::UnknownCellValue, message)
    }

    fn name_of(self, column: Column) -> &'a str {
        column
            .0
            .and_then(|at| self.header.names.get(at))
            .map_or("", String::as_str)
    }

    /// What can be said of a row whatever its format: nothing, if it has a cell for each column.
    fn of_its_own(self, problems: &mut Problems) -> Result<Option<Fate>, RowProblem> {
        if self.row.is_blank() {
            return Ok(Some(Fate::PassedOver));
        }
        if self.is_the_header_again() {
            let message = "the header stands here again; are these two files in one?";
            let again = RowProblem::new(self.number(), Code::HeaderRepeated, message);
            problems.push(again.but(Action::PassedOver));
            return Ok(Some(Fate::PassedOver));
        }
        self.has_its_cells().map(|()| None)
    }

    /// Refuses a row that has too few cells, or text beyond its last column.
    pub(crate) fn has_its_cells(self) -> Result<(), RowProblem> {
        let (wanted, found) = (self.header.names.len(), self.row.len());
        let has_name = |at: usize| {
            self.header
                .names
                .get(at)
                .is_some_and(|name| !name.is_empty())
        };
        let mut cells = self.row.cells().enumerate();
        let beyond = cells.any(|(at, cell)| !has_name(at) && !cell.trim().is_empty());
        let problem = |code, message: String| {
            let cells: Vec<&str> = self.row.cells().collect();
            RowProblem::new(self.number(), code, message).found(&cells.join(","))
        };
        if self.row.stray_quote_on.is_some() {
            let message = "text stands behind a quote that closes its cell; a quote within a text is \
                           written twice";
            return Err(problem(Code::StrayQuote, message.to_owned()));
        }
        if found < wanted && !self.row.ended {
            let message = format!(
                "the file's last row has {found} cells of {wanted} and no line end: the file is \
                 cut off; get a whole copy"
            );
            return Err(problem(Code::Truncated, message));
        }
        if found < wanted {
            let message = format!("{found} cells where the header has {wanted}");
            return Err(problem(Code::TooFewCells, message));
        }
        if beyond {
            let message = "text stands in a column that has no name; is a quote missing?";
            let message = format!("{message} {found} cells, {wanted} in the header");
            return Err(problem(Code::TooManyCells, message));
        }
        Ok(())
    }

    fn is_the_header_again(self) -> bool {
        let name = |at: usize| self.header.names.get(at).map_or("", String::as_str);
        self.row.len() >= self.header.names.len()
            && self
                .row
                .cells()
                .enumerate()
                .all(|(at, cell)| cell::text(cell) == name(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What became of each row, and what was said.
    fn check(text: &str, expected: &[&str]) {
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        let sheet = Sheet::open(&input).unwrap();
        let votes = sheet.header().column("votes");
        let mut said = Vec::new();
        let (problems, entries) = sheet
            .each(|line, _| {
                let figure = line.figure(votes)?;
                said.push(format!("{}: {figure:?}", line.number()));
                Ok(Fate::Kept)
            })
            .unwrap();
        said.extend(problems.iter().map(|problem| {
            format!(
                "{}: {} {}",
                problem.row_number,
                problem.code.as_str(),
                problem.action.as_str()
            )
        }));
        assert_eq!(said, expected);
        let ends = [entries.kept, entries.set_aside, entries.passed_over];
        assert_eq!(entries.lines, ends.iter().sum::<u64>());
    }

    #[test]
    fn a_bad_row_is_set_aside_and_the_rest_is_read() {
        check(
            "unit,votes,,\nA,1,\nB\nC,2,3\nD,n/a\nE,\n,\nF,\"4\",,\nunit,votes\nG,5\nH",
            &[
                "2: Some(1)",
                "6: None",
                "8: Some(4)",
                "10: Some(5)",
                "3: too_few_cells set_aside",
                "4: too_many_cells set_aside",
                "5: bad_number set_aside",
                "9: header_repeated passed_over",
                "11: truncated set_aside",
            ],
        );
    }

    #[test]
    fn a_column_named_twice_is_refused() {
        let text = "votes,unit,Votes\n";
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        let error = Sheet::open(&input).err().unwrap();
        assert_eq!(
            error.to_string(),
            "line 1 names the column `Votes` twice; rename or remove one"
        );
    }
}
