//! Row problems: entries that were not, or only partly, read (`docs/formats/row-problems.md`).
//!
//! All problems of a file are gathered in one pass. What stops the whole file is an `Error`.

/// Declares the closed list of codes, each with its severity.
macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $word:literal $severity:ident),* $(,)?) => {
        /// What kind of problem it is. The words are never changed or reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])* $variant),* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as tables have it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// How bad it is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// What it means, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),*)),* }
            }
        }
    };
}

codes! {
    /// No format claims the file, or it is no text.
    Unrecognised = "unrecognised" Fatal,
    /// The header, or a section, is not the format's.
    HeaderNotFound = "header_not_found" Fatal,
    /// The file, or its last row, is cut off.
    Truncated = "truncated" Error,
    /// A row has fewer cells than the header.
    TooFewCells = "too_few_cells" Error,
    /// A row has more cells than the header.
    TooManyCells = "too_many_cells" Error,
    /// A quote is closed in the middle of a cell.
    StrayQuote = "stray_quote" Error,
    /// A figure is no whole number, or out of range.
    BadNumber = "bad_number" Error,
    /// A moment cannot be read.
    BadMoment = "bad_moment" Error,
    /// A word is not in the closed list of its column.
    UnknownCellValue = "unknown_cell_value" Error,
    /// A choice belongs to no contest.
    UnknownSelection = "unknown_selection" Error,
    /// A row of totals stands among the rows that it adds up.
    TotalRow = "total_row" Error,
    /// A field without which the row means nothing is empty.
    RequiredEmpty = "required_empty" Error,
    /// A page of a form has two different heads.
    TwoHeads = "two_heads" Error,
    /// A figure stands in a column that its row does not ask.
    MisplacedFigure = "misplaced_figure" Warning,
    /// The header stands again among the rows.
    HeaderRepeated = "header_repeated" Warning,
    /// The paper could not be read at this field.
    UnreadableOnPaper = "unreadable_on_paper" Warning,
    /// More problems than are listed.
    FurtherProblems = "further_problems" Error,
    /// The file is not UTF-8, and was read as windows-1252.
    EncodingFallback = "encoding_fallback" Note,
    /// A column, section or word that is not read.
    UnknownField = "unknown_field" Note,
    /// Figures of a sample, which say nothing of the whole.
    SampleOnly = "sample_only" Note,
    /// A zero that stands where nothing was recorded, read as not recorded.
    ZeroMayBeAbsent = "zero_may_be_absent" Note,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// The entry was kept, and somebody should look.
    Warning,
    /// The entry was not kept.
    Error,
    /// The file was not kept.
    Fatal,
}

impl Severity {
    /// The word as tables have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Fatal => "fatal",
        }
    }
}

/// What was done with the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It is in the tables.
    Kept,
    /// It is in the tables, with this field not recorded.
    KeptWithoutField,
    /// It could not be read and is in no table.
    SetAside,
    /// It holds nothing that the tables keep.
    PassedOver,
}

impl Action {
    /// The word as tables have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::KeptWithoutField => "kept_without_field",
            Self::SetAside => "set_aside",
            Self::PassedOver => "passed_over",
        }
    }
}

/// One problem with one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The line where the entry starts.
    pub row_number: u64,
    /// The column that it is about, as the record names it.
    pub column_name: Option<String>,
    /// What kind of problem.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The text that was found, at most [`LONGEST_VALUE`] characters of it.
    pub value: Option<String>,
    /// What was found and what was expected.
    pub message: String,
    /// What was done with the entry.
    pub action: Action,
}

/// The longest found text that a problem carries, in characters.
pub const LONGEST_VALUE: usize = 200;
/// The most problems that are listed for one file.
pub const MOST_PROBLEMS: usize = 10_000;

impl RowProblem {
    /// A problem for which the entry is set aside.
    pub(crate) fn new(row_number: u64, code: Code, message: impl Into<String>) -> Self {
        let severity = code.severity();
        let message = message.into();
        let action = Action::SetAside;
        Self {
            row_number,
            column_name: None,
            code,
            severity,
            value: None,
            message,
            action,
        }
    }

    /// The column that it is about.
    pub(crate) fn column(mut self, name: &str) -> Self {
        self.column_name = Some(name.to_owned());
        self
    }

    /// The text that was found.
    pub(crate) fn found(mut self, value: &str) -> Self {
        self.value = Some(shortened(value, LONGEST_VALUE));
        self
    }

    /// What was done instead of setting the entry aside.
    pub(crate) const fn but(mut self, action: Action) -> Self {
        self.action = action;
        self
    }
}

/// The first characters of a text, with `…` where some were left out.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The problems of one file. The first [`MOST_PROBLEMS`] are listed, the others counted.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    listed: Vec<RowProblem>,
    first_unlisted: u64,
    unlisted: u64,
    /// Whether a row is set aside for one of those that are not listed.
    sets_aside: bool,
}

impl Problems {
    pub(crate) fn push(&mut self, problem: RowProblem) {
        if self.listed.len() < MOST_PROBLEMS {
            self.listed.push(problem);
            return;
        }
        if self.unlisted == 0 {
            self.first_unlisted = problem.row_number;
        }
        self.unlisted = self.unlisted.saturating_add(1);
        self.sets_aside |= problem.action == Action::SetAside;
    }

    pub(crate) fn finish(mut self) -> Vec<RowProblem> {
        if self.unlisted > 0 {
            let message = format!(
                "{} further problems, the first on line {}, are counted and not listed",
                self.unlisted, self.first_unlisted
            );
            let last = RowProblem::new(self.first_unlisted, Code::FurtherProblems, message);
            let action = if self.sets_aside {
                Action::SetAside
            } else {
                Action::Kept
            };
            self.listed.push(last.but(action));
        }
        self.listed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_beyond_the_list_are_counted_never_lost() {
        let mut problems = Problems::default();
        for line in 0..20_000 {
            problems.push(RowProblem::new(line, Code::BadNumber, "x"));
        }
        let listed = problems.finish();
        assert_eq!(listed.len(), MOST_PROBLEMS.saturating_add(1));
        let last = listed.last().unwrap();
        assert_eq!(
            last.message,
            "10000 further problems, the first on line 10000, are counted and not listed"
        );
    }

    #[test]
    fn each_code_has_its_line_on_the_page() {
        let page = include_str!("../../../docs/formats/row-problems.md");
        for code in Code::ALL {
            let line = format!(
                "| `{}` | {} | {} |",
                code.as_str(),
                code.severity().as_str(),
                code.meaning().trim()
            );
            assert!(
                page.contains(&line),
                "docs/formats/row-problems.md lacks: {line}"
            );
        }
    }
}
