//! Which format a record is, told by its first bytes alone (`records.md` §2).
//!
//! First what is no text: archives, spreadsheets, pictures of pages, zeros; then the header. Exactly
//! one format may claim a record. If none does, the nearest is named with what it misses.

use std::borrow::Cow;

use encoding_rs::{UTF_8, WINDOWS_1252};

use crate::{
    Format,
    formats::{arlo_report, counts, election_night_feed as feed, openelections},
    forms::{device_and_media, incident_and_correction, tape},
    row_problem::shortened,
    rows::{sample, separator_of},
    text::{is_utf16, marked_encoding},
};

/// How many bytes from its beginning decide what a record is.
pub const HEAD: usize = 64 * 1024;

/// Why a record is of no format that is read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unrecognised {
    /// There is nothing in it.
    #[error("the file is empty; export it again")]
    Empty,
    /// Zeros, as a stopped copy leaves.
    #[error("the file begins with {0} zero bytes and nothing else: the copy failed; copy it again")]
    OnlyZeros(usize),
    /// Bytes that no text has.
    #[error("byte {0} is zero, so the file is no text; export it as CSV")]
    Binary(usize),
    /// UTF-16 that does not say so.
    #[error("the file seems to be UTF-16 without a byte-order mark; save it as UTF-8")]
    Utf16WithoutMark,
    /// A container or picture, with what to do instead.
    #[error("the file is {is}; {instead}")]
    NoText {
        /// What it is.
        is: &'static str,
        /// What helps.
        instead: &'static str,
    },
    /// A line that no table has.
    #[error("the first line is longer than {HEAD} bytes, so the file is no table of rows")]
    LongLine,
    /// Text, and of no format.
    #[error("the file is of no format that is read; line 1 is `{first}`")]
    Unknown {
        /// Its first line.
        first: String,
    },
    /// Text that is nearly of a format.
    #[error("the file looks most like {}, but the header lacks {missing}", format.title())]
    Nearly {
        /// The format.
        format: Format,
        /// The columns that are not there.
        missing: String,
    },
    /// Several formats claim it.
    #[error("the file may be {}; name the format in case.toml", .0.iter().map(|format| format.id()).collect::<Vec<_>>().join(" or "))]
    Several(Vec<Format>),
}

/// Bytes with which files begin that are no text.
const MAGIC: [(&[u8], &str, &str); 5] = [
    (
        b"PK\x03\x04",
        "a zip archive or an xlsx workbook",
        "export the sheet as CSV, or unpack it first",
    ),
    (b"\x1F\x8B", "compressed with gzip", "unpack it first"),
    (
        b"\xD0\xCF\x11\xE0",
        "an old Excel workbook, whatever its name says",
        "export the sheet as CSV",
    ),
    (
        b"%PDF",
        "a PDF",
        "ask the office for the table behind it, or type it into a form",
    ),
    (
        b"SQLite format 3\0",
        "a database",
        "export the table as CSV",
    ),
];

/// Characters with which text begins that is no table.
const MARKUP: [(char, &str); 3] = [
    ('{', "JSON, which is not read"),
    ('[', "JSON, which is not read"),
    ('<', "XML or a web page, which is not read"),
];

/// Says which format the record is of that begins with `head`. More than [`HEAD`] bytes are not
/// looked at.
pub fn recognise(head: &[u8]) -> Result<Format, Unrecognised> {
    let is_whole = head.len() < HEAD;
    let head = head.get(..HEAD).unwrap_or(head);
    refuse_what_is_no_text(head)?;
    let text = text_of(head);
    let text = text.trim_start();
    if text.is_empty() {
        return Err(Unrecognised::Empty);
    }
    if let Some((_, is)) = MARKUP.into_iter().find(|(mark, _)| text.starts_with(*mark)) {
        return Err(Unrecognised::NoText { is, instead: "export the counts in it as CSV" });
    }
    if !is_whole && !text.contains(['\n', '\r']) {
        return Err(Unrecognised::LongLine);
    }
    let rows = sample(text, separator_of(text));
    let claims = Format::ALL.map(|format| (format, claim(format, &rows)));
    let claimed: Vec<Format> = claims
        .iter()
        .filter(|(_, claim)| claim.missing.is_empty())
        .map(|(format, _)| *format)
        .collect();
    match claimed.as_slice() {
        [format] => Ok(*format),
        [] => Err(nearest(claims, text)),
        _ => Err(Unrecognised::Several(claimed)),
    }
}

fn refuse_what_is_no_text(head: &[u8]) -> Result<(), Unrecognised> {
    if head.is_empty() {
        return Err(Unrecognised::Empty);
    }
    if let Some((_, is, instead)) = MAGIC
        .into_iter()
        .find(|(magic, ..)| head.starts_with(magic))
    {
        return Err(Unrecognised::NoText { is, instead });
    }
    if is_utf16(marked_encoding(head)) {
        return Ok(());
    }
    let Some(first) = head.iter().position(|byte| *byte == 0) else {
        return Ok(());
    };
    if head.iter().all(|byte| *byte == 0) {
        return Err(Unrecognised::OnlyZeros(head.len()));
    }
    // In UTF-16 every second byte of plain letters is zero.
    let zeros_at = |rest: usize| {
        head.iter()
            .enumerate()
            .filter(|(at, byte)| at % 2 == rest && **byte == 0)
            .count()
    };
    let (even, odd) = (zeros_at(0), zeros_at(1));
    let many = head.len() / 3;
    if (even > many && odd == 0) || (odd > many && even == 0) {
        return Err(Unrecognised::Utf16WithoutMark);
    }
    Err(Unrecognised::Binary(first.saturating_add(1)))
}

/// The head as text. Its end may cut a character in two, which says nothing of the record.
fn text_of(head: &[u8]) -> Cow<'_, str> {
    let is_utf8 =
        std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    let unmarked = if is_utf8 { UTF_8 } else { WINDOWS_1252 };
    // A byte-order mark goes before what was guessed.
    unmarked.decode(head).0
}

/// How far a header is a format's: how many of its columns are wanted, and which are missing.
struct Claim {
    wanted: usize,
    missing: Vec<&'static str>,
}

impl Claim {
    /// How many of a hundred columns are missing.
    fn misses(&self) -> usize {
        let hundredfold = self.missing.len().saturating_mul(100);
        hundredfold.checked_div(self.wanted).unwrap_or(100)
    }
}

fn claim(format: Format, rows: &[Vec<String>]) -> Claim {
    match format {
        Format::OpenElections => {
            let plain = of_columns(&openelections::REQUIRED, rows);
            let votes = openelections::VOTES.map(|name| of_columns(&[name], rows));
            let [votes, total_votes] = votes;
            let votes = if total_votes.missing.is_empty() {
                total_votes
            } else {
                votes
            };
            Claim {
                wanted: plain.wanted.saturating_add(votes.wanted),
                missing: plain.missing.into_iter().chain(votes.missing).collect(),
            }
        }
        Format::ArloReport => {
            let titles = rows
                .iter()
                .filter_map(|row| arlo_report::title_of(row.first()?));
            let found = titles
                .filter(|title| *title == arlo_report::CONTESTS)
                .count();
            let missing = if found > 0 {
                vec![]
            } else {
                vec!["the section CONTESTS"]
            };
            Claim { wanted: 1, missing }
        }
        Format::ElectionNightFeed => nearer(
            of_columns(&feed::STATES, rows),
            of_columns(&feed::COUNTIES, rows),
        ),
        Format::Counts => of_columns(&counts::REQUIRED, rows),
        Format::Tape => of_form(tape::HEADER, rows),
        Format::DeviceAndMedia => of_form(device_and_media::HEADER, rows),
        Format::IncidentAndCorrection => nearer(
            of_form(incident_and_correction::INCIDENT, rows),
            of_form(incident_and_correction::CORRECTION, rows),
        ),
    }
}

fn of_columns(wanted: &[&'static str], rows: &[Vec<String>]) -> Claim {
    let header = rows.first().map_or(&[][..], Vec::as_slice);
    let is_there = |name: &&str| header.iter().any(|found| found.eq_ignore_ascii_case(name));
    let missing = wanted
        .iter()
        .filter(|name| !is_there(name))
        .copied()
        .collect();
    Claim { wanted: wanted.len(), missing }
}

/// A form is claimed by its whole first line.
fn of_form(form: &'static str, rows: &[Vec<String>]) -> Claim {
    let wanted: Vec<&'static str> = form.split(',').collect();
    let mut claim = of_columns(&wanted, rows);
    let header = rows.first().map_or(&[][..], Vec::as_slice);
    let named = header
        .iter()
        .rposition(|name| !name.is_empty())
        .map_or(0, |last| last.saturating_add(1));
    if claim.missing.is_empty() && !wanted.iter().eq(header.iter().take(named)) {
        claim
            .missing
            .push("the order of its template, which has these columns and no other");
    }
    claim
}

/// The one of two claims that misses less.
fn nearer(one: Claim, other: Claim) -> Claim {
    if other.misses() < one.misses() {
        other
    } else {
        one
    }
}

/// The format of which at least half of the columns are there, and most.
fn nearest(claims: [(Format, Claim); 7], text: &str) -> Unrecognised {
    let best = claims.into_iter().min_by_key(|(_, claim)| claim.misses());
    match best {
        Some((format, claim)) if claim.misses() <= 50 => {
            let missing = claim.missing.iter().map(|name| match name.split_once(' ') {
                None => format!("`{name}`"),
                Some(_) => (*name).to_owned(),
            });
            Unrecognised::Nearly { format, missing: missing.collect::<Vec<_>>().join(", ") }
        }
        _ => {
            let first = text.lines().next().unwrap_or("");
            Unrecognised::Unknown { first: shortened(first, 120) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: impl AsRef<[u8]>, expected: Result<Format, &str>) {
        let found = recognise(head.as_ref()).map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(str::to_owned));
    }

    #[test]
    fn each_template_and_header_is_claimed_once() {
        for (name, header) in crate::forms::templates() {
            assert!(recognise(header.as_bytes()).is_ok(), "{name}");
        }
        check(
            "county,precinct,office,district,candidate,party,votes\n",
            Ok(Format::OpenElections),
        );
        check(
            "Votes;Candidate;Office;Precinct;County\n1;2;3;4;5\n",
            Ok(Format::OpenElections),
        );
        check(
            "county,precinct,office,candidate,total_votes\n",
            Ok(Format::OpenElections),
        );
        check("measure\tvalue\treporting_unit\n", Ok(Format::Counts));
        check(
            "######## ELECTION INFO ########\na,b\n1,2\n\n######## CONTESTS ########\n",
            Ok(Format::ArloReport),
        );
        check(
            "retrieved_at,state,county,total_votes,ada\n",
            Ok(Format::ElectionNightFeed),
        );
        check("\u{feff}reporting_unit,measure,value\n", Ok(Format::Counts));
    }

    #[test]
    fn the_nearest_format_is_named_with_what_it_misses() {
        check(
            "county,precinct,office,district,candidate,party\n",
            Err("the file looks most like OpenElections, but the header lacks `votes`"),
        );
        let turned = tape::HEADER.replace("page,tape_kind", "tape_kind,page");
        check(
            turned,
            Err(
                "the file looks most like form 3, tape, but the header lacks the order of its \
                 template, which has these columns and no other",
            ),
        );
        check(
            "a,b,c\n",
            Err("the file is of no format that is read; line 1 is `a,b,c`"),
        );
    }

    #[test]
    fn what_is_no_text_is_refused_with_what_helps() {
        check("", Err("the file is empty; export it again"));
        check("\n \r\n", Err("the file is empty; export it again"));
        check(
            b"PK\x03\x04xl/workbook.xml",
            Err(
                "the file is a zip archive or an xlsx workbook; export the sheet as CSV, or unpack it first",
            ),
        );
        check(
            b"\x1F\x8B\x08",
            Err("the file is compressed with gzip; unpack it first"),
        );
        check(
            b"\xD0\xCF\x11\xE0",
            Err(
                "the file is an old Excel workbook, whatever its name says; export the sheet as CSV",
            ),
        );
        check(
            "%PDF-1.7",
            Err(
                "the file is a PDF; ask the office for the table behind it, or type it into a form",
            ),
        );
        check(
            vec![0; 100_000],
            Err(
                "the file begins with 65536 zero bytes and nothing else: the copy failed; copy it again",
            ),
        );
        check(
            b"ab\0c,d",
            Err("byte 3 is zero, so the file is no text; export it as CSV"),
        );
        check(
            b"c\0o\0u\0n\0t\0y\0,\0",
            Err("the file seems to be UTF-16 without a byte-order mark; save it as UTF-8"),
        );
        check(
            "{\"a\": 1}",
            Err("the file is JSON, which is not read; export the counts in it as CSV"),
        );
        check(
            "x,".repeat(100_000),
            Err("the first line is longer than 65536 bytes, so the file is no table of rows"),
        );
    }

    #[test]
    fn other_encodings_are_recognised_alike() {
        let header = "reporting_unit,measure,value\nCañón,votes,1\n";
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(header.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        check(utf16, Ok(Format::Counts));
        let latin: Vec<u8> = header
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        check(latin, Ok(Format::Counts));
    }
}
