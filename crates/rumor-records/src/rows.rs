//! Text to rows of cells: RFC 4180, with the line on which each row starts.
//!
//! Written out here rather than taken from a library because a row problem must name the right line
//! after blank lines and quoted line breaks, because blank lines count as entries, and because a
//! quote that is never closed must be said, not swallow the rest of the file into one cell.

use crate::{
    Fault,
    text::{Decoded, Found},
};

/// The longest cell, in bytes.
const LONGEST_CELL: usize = 64 * 1024;
/// The most cells of a row.
const MOST_CELLS: usize = 4_096;
/// How many rows decide which separator a file has.
const ROWS_TO_COMPARE: usize = 20;
/// In the order in which a tie is decided.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// One row: its cells, without the quotes, otherwise as written.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// The line where it starts, from 1.
    pub(crate) line: u64,
    /// Whether a line end follows; only a file's last row may lack it.
    pub(crate) ended: bool,
    /// Where text stands behind a quote that closed a cell, so that its end cannot be told.
    pub(crate) stray_quote_on: Option<u64>,
    text: String,
    ends: Vec<usize>,
}

/// The rows of a text, one after the other.
pub(crate) struct Rows<'a> {
    source: Decoded<'a>,
    separator: u8,
    piece: String,
    at: usize,
    line: u64,
    after_return: bool,
}

/// Where in a cell the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// After a quote within a quoted cell: its end, or the first of two.
    Quote,
}

impl Row {
    /// How many cells it has; at least one.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell as written, from 0.
    pub(crate) fn cell(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        self.text.get(start.copied().unwrap_or(0)..end)
    }

    /// Its cells, as written.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.cell(at))
    }

    /// Whether every cell is empty or blank.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn clear(&mut self, line: u64) {
        self.line = line;
        self.ended = false;
        self.stray_quote_on = None;
        self.text.clear();
        self.ends.clear();
    }

    fn push(&mut self, text: &str) -> Result<(), Fault> {
        self.text.push_str(text);
        let start = self.ends.last().copied().unwrap_or(0);
        if self.text.len().saturating_sub(start) > LONGEST_CELL {
            return Err(Fault::LongCell { line: self.line, limit: LONGEST_CELL });
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        self.ends.push(self.text.len());
        if self.ends.len() > MOST_CELLS {
            return Err(Fault::ManyCells { line: self.line, limit: MOST_CELLS });
        }
        Ok(())
    }
}

impl<'a> Rows<'a> {
    /// The rows of a text with this separator.
    pub(crate) const fn new(source: Decoded<'a>, separator: u8) -> Self {
        Self {
            source,
            separator,
            piece: String::new(),
            at: 0,
            line: 1,
            after_return: false,
        }
    }

    /// The rows of a record, with the separator that gives its first rows equally many cells.
    pub(crate) fn open(input: &crate::Input<'a>, found: Found) -> Result<Self, Fault> {
        let mut rows = Self::new(Decoded::open(input, found)?, b',');
        rows.source.next(&mut rows.piece, 1)?;
        rows.separator = separator_of(&rows.piece);
        Ok(rows)
    }

    /// Reads the next row in place of `row`; says whether there was one.
    pub(crate) fn next(&mut self, row: &mut Row) -> Result<bool, Fault> {
        row.clear(self.line);
        let mut place = Place::Start;
        let mut quoted_on = self.line;
        loop {
            let Some(next) = self.piece.as_bytes().get(self.at).copied() else {
                self.at = 0;
                if self.source.next(&mut self.piece, self.line)? {
                    continue;
                }
                return Self::end(row, place, quoted_on);
            };
            if std::mem::take(&mut self.after_return) && next == b'\n' {
                self.skip();
                continue;
            }
            place = match place {
                Place::Start if next == b'"' => {
                    quoted_on = self.line;
                    self.skip();
                    Place::Quoted
                }
                Place::Quote if next == b'"' => {
                    self.skip();
                    row.push("\"")?;
                    Place::Quoted
                }
                Place::Quoted => self.quoted(row)?,
                Place::Quote if matches!(next, b' ' | b'\t') && next != self.separator => {
                    self.skip();
                    Place::Quote
                }
                Place::Quote if next != self.separator && !matches!(next, b'\n' | b'\r') => {
                    if self.line > quoted_on {
                        return Err(Fault::StrayQuote { line: quoted_on });
                    }
                    row.stray_quote_on = Some(self.line);
                    Place::Plain
                }
                Place::Start | Place::Quote | Place::Plain => match self.plain(row)? {
                    None => Place::Plain,
                    Some(end) => {
                        row.end_cell()?;
                        if end != self.separator {
                            self.line = self.line.saturating_add(1);
                            self.after_return = end == b'\r';
                            row.ended = true;
                            return Ok(true);
                        }
                        Place::Start
                    }
                },
            };
        }
    }

    /// Takes text up to the end of a cell; says which byte ended it, unless the piece ended first.
    fn plain(&mut self, row: &mut Row) -> Result<Option<u8>, Fault> {
        let rest = self.piece.get(self.at..).unwrap_or("");
        let separator = self.separator;
        let end = rest
            .bytes()
            .position(|byte| byte == separator || byte == b'\n' || byte == b'\r');
        let length = end.unwrap_or(rest.len());
        row.push(rest.get(..length).unwrap_or(""))?;
        let ended_by = end.and_then(|at| rest.as_bytes().get(at).copied());
        self.at = self.at.saturating_add(length);
        if ended_by.is_some() {
            self.skip();
        }
        Ok(ended_by)
    }

    /// Takes text up to the next quote.
    fn quoted(&mut self, row: &mut Row) -> Result<Place, Fault> {
        let rest = self.piece.get(self.at..).unwrap_or("");
        let end = rest.bytes().position(|byte| byte == b'"');
        let length = end.unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or("");
        let lines = text.bytes().filter(|byte| *byte == b'\n').count();
        row.push(text)?;
        self.line = self
            .line
            .saturating_add(u64::try_from(lines).unwrap_or(u64::MAX));
        self.at = self.at.saturating_add(length);
        if end.is_none() {
            return Ok(Place::Quoted);
        }
        self.skip();
        Ok(Place::Quote)
    }

    const fn skip(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn end(row: &mut Row, place: Place, quoted_on: u64) -> Result<bool, Fault> {
        match place {
            Place::Quoted => Err(Fault::OpenQuote { line: quoted_on }),
            Place::Start if row.ends.is_empty() => Ok(false),
            Place::Start | Place::Plain | Place::Quote => {
                row.end_cell()?;
                Ok(true)
            }
        }
    }
}

/// The separator with which most of the first rows have as many cells as the first one, and more
/// than one; among equals, the one that gives most cells.
pub(crate) fn separator_of(head: &str) -> u8 {
    let mut best = (0, 0, b',');
    for separator in SEPARATORS {
        let widths: Vec<usize> = sample(head, separator).iter().map(Vec::len).collect();
        let header = widths.first().copied().unwrap_or(0);
        let alike = widths
            .iter()
            .filter(|width| **width == header && header > 1)
            .count();
        if (alike, header) > (best.0, best.1) {
            best = (alike, header, separator);
        }
    }
    best.2
}

/// The first rows of a text that are not blank, trimmed. A row that the text's end cuts in two is
/// left out, unless it is the only one.
pub(crate) fn sample(head: &str, separator: u8) -> Vec<Vec<String>> {
    let mut rows = Rows::new(Decoded::of(head.as_bytes(), encoding_rs::UTF_8), separator);
    let mut row = Row::default();
    let mut found = Vec::new();
    while found.len() < ROWS_TO_COMPARE && matches!(rows.next(&mut row), Ok(true)) {
        if !row.is_blank() && (row.ended || found.is_empty()) {
            found.push(row.cells().map(|cell| cell.trim().to_owned()).collect());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<String>, Fault> {
        let mut rows = Rows::new(Decoded::of(text.as_bytes(), encoding_rs::UTF_8), b',');
        let mut row = Row::default();
        let mut found = Vec::new();
        while rows.next(&mut row)? {
            found.push(format!(
                "{}: {}",
                row.line,
                row.cells().collect::<Vec<_>>().join("|")
            ));
        }
        Ok(found)
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(rows(text).unwrap(), expected, "{text:?}");
    }

    #[test]
    fn a_row_is_named_by_the_line_where_it_starts() {
        check("a,b\n\"c\nd\",e\nf,g\n", &["1: a|b", "2: c\nd|e", "4: f|g"]);
        check("a\r\n\r\nb\r\n", &["1: a", "2: ", "3: b"]);
        check("a\rb\r", &["1: a", "2: b"]);
    }

    #[test]
    fn quotes_are_those_of_rfc_4180() {
        check("\"a,\"\"b\"\"\",\"\",c\"d\n", &["1: a,\"b\"||c\"d"]);
        check("=\"3-800-1\",x\n", &["1: =\"3-800-1\"|x"]);
    }

    #[test]
    fn the_last_row_needs_no_line_end() {
        check("a,b\nc,", &["1: a|b", "2: c|"]);
        check("", &[]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_said_with_its_line() {
        let error = rows("a,b\nc,\"d\ne,f\n").unwrap_err();
        assert!(matches!(error, Fault::OpenQuote { line: 2 }), "{error}");
    }

    #[test]
    fn a_stray_quote_swallows_no_row() {
        let error = rows("\"Star,1\nEcho,2\n\"Oak\",3\n").unwrap_err();
        assert!(matches!(error, Fault::StrayQuote { line: 1 }), "{error}");
        check("\"a\" ,b\n", &["1: a|b"]);
        let mut rows = Rows::new(Decoded::of(b"\"41\"2,b\n", encoding_rs::UTF_8), b',');
        let mut row = Row::default();
        assert!(rows.next(&mut row).unwrap());
        assert_eq!(row.stray_quote_on, Some(1));
    }

    #[test]
    fn a_row_of_a_million_cells_is_refused() {
        let error = rows(&",".repeat(1_000_000)).unwrap_err();
        assert!(matches!(error, Fault::ManyCells { line: 1, .. }), "{error}");
        let error = rows(&"x".repeat(100_000)).unwrap_err();
        assert!(matches!(error, Fault::LongCell { line: 1, .. }), "{error}");
    }

    #[test]
    fn the_separator_is_the_one_that_gives_equal_rows() {
        assert_eq!(separator_of("a,b\n\"x; y\",2\n"), b',');
        assert_eq!(separator_of("a;b\nDoe, J.;2\nRoe, A.;3\n"), b';');
        assert_eq!(separator_of("a\tb\tc\n1\t2\t3\n"), b'\t');
        assert_eq!(separator_of("a|b|c\n1|2,0|3\n"), b'|');
        assert_eq!(separator_of("only\n"), b',');
    }
}
