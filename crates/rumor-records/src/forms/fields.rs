//! The fields of one row of a form: `?` where the paper could not be read, closed lists, local
//! times, and numbers that a page can hold.

use rumor_model::moment::Zone;

use crate::{
    RowProblem, cell,
    row_problem::{Action, Code, Problems},
    sheet::{Column, Line},
};

/// What is typed where the paper could not be read.
const UNREADABLE: &str = "?";
/// The largest number that one page holds (`forms.md` §5).
const LARGEST: i64 = 10_000_000;

/// A row of a form.
pub(super) struct Fields<'a, 'p> {
    pub(super) line: Line<'a>,
    pub(super) problems: &'p mut Problems,
    pub(super) zone: &'p Zone,
}

impl<'a> Fields<'a, '_> {
    /// Whether a field was filled in, readably or not.
    pub(super) fn is_given(&self, name: &str) -> bool {
        self.line.text(self.column(name)).is_some()
    }

    /// A field's text; nothing where it is empty or could not be read.
    pub(super) fn text(&mut self, name: &str) -> Option<&'a str> {
        let column = self.column(name);
        let found = self.line.text(column)?;
        if found != UNREADABLE {
            return Some(found);
        }
        let message = format!("`{name}` could not be read on the paper: not recorded");
        let problem = self.line.problem(column, Code::UnreadableOnPaper, message);
        self.problems.push(problem.but(Action::KeptWithoutField));
        None
    }

    /// A field without which the row means nothing.
    pub(super) fn required(&mut self, name: &str) -> Result<&'a str, RowProblem> {
        let column = self.column(name);
        self.text(name).ok_or_else(|| {
            let message = format!("`{name}` is not there; the row means nothing without it");
            self.line.problem(column, Code::RequiredEmpty, message)
        })
    }

    /// A whole number of what a page can hold.
    pub(super) fn figure(&mut self, name: &str) -> Result<Option<i64>, RowProblem> {
        let column = self.column(name);
        let Some(found) = self.text(name) else {
            return Ok(None);
        };
        let figure = cell::figure(found).map_err(|why| self.line.no_figure(column, found, why))?;
        if figure.is_none_or(|figure| (0..=LARGEST).contains(&figure)) {
            return Ok(figure);
        }
        let message = format!("`{found}` is not between 0 and 10,000,000");
        Err(self.line.problem(column, Code::BadNumber, message))
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, name: &str) -> Result<Option<bool>, RowProblem> {
        let column = self.column(name);
        self.text(name).map_or(Ok(None), |_| self.line.flag(column))
    }

    /// A word of a closed list.
    pub(super) fn word(
        &mut self,
        name: &str,
        known: &[&str],
    ) -> Result<Option<&'a str>, RowProblem> {
        let column = self.column(name);
        self.text(name)
            .map_or(Ok(None), |_| self.line.word(column, known))
    }

    /// A word of a closed list, without which the row means nothing.
    pub(super) fn required_word(
        &mut self,
        name: &str,
        known: &[&str],
    ) -> Result<&'a str, RowProblem> {
        let found = self.required(name)?;
        self.word(name, known).map(|_| found)
    }

    /// A local time, in UTC.
    pub(super) fn moment(&mut self, name: &str) -> Result<Option<String>, RowProblem> {
        let column = self.column(name);
        self.text(name)
            .map_or(Ok(None), |_| self.line.moment(column, self.zone))
    }

    /// The page, which every row names.
    pub(super) fn page(&mut self) -> Result<i64, RowProblem> {
        self.required("page")?;
        let page = self.figure("page")?;
        page.ok_or_else(|| {
            self.line.problem(
                self.column("page"),
                Code::RequiredEmpty,
                "`page` is empty".to_owned(),
            )
        })
    }

    fn column(&self, name: &str) -> Column {
        self.line.header().column(name)
    }
}
