//! The base tables: what records are read into (`contract.md` §1, `forms.md` §2, §3).
//!
//! Derived tables are declared where they are computed, in `rumor-derive`. Figures are whole
//! numbers of what the column's meaning says; NULL is "not recorded", never zero.

use crate::{
    table::{Row as _, Schema},
    tables,
};

tables! {
    /// A file received.
    RecordRow = "record" {
        /// Number of the record, in the order of `case.toml`, from 1.
        record_id: Integer Public,
        /// Path below the case folder.
        path: Text Public,
        /// SHA-256 of its bytes.
        sha256: Text Public,
        /// Its size in bytes.
        bytes: Integer Public,
        /// The format it was read as.
        format: Text Public,
        /// Who made the count that it holds.
        source: Text Public,
        /// Which edition of that source's count.
        version: Integer Public,
        /// When it was published.
        published_at: Text Public,
        /// `received`, `rebuilt` or `simulated`.
        standing: Text Public,
        /// Whether the office has released it.
        public: Boolean Public,
        /// Entries in the file.
        lines: Integer Public,
        /// Entries that became rows.
        rows_kept: Integer Public,
        /// Entries that could not be read.
        rows_set_aside: Integer Public,
        /// Entries that the format does not keep, such as blank rows and notes.
        rows_passed_over: Integer Public,
    }

    /// An entry that was not, or only partly, read.
    RowProblemRow = "row_problem" {
        /// Number of the problem, in the order of records and rows, from 1.
        problem_id: Integer Public,
        /// The record it is in.
        record_id: Integer Public,
        /// The line where the entry starts.
        row_number: Integer Public,
        /// The column it is about.
        column_name: Text Public,
        /// What kind of problem, of `docs/formats/row-problems.md`.
        code: Text Public,
        /// `note`, `warning`, `error` or `fatal`.
        severity: Text Public,
        /// The text that was found.
        value: Text Private,
        /// What was found and what was expected. It may quote what a column would have kept private.
        message: Text Private,
        /// What was done with the entry.
        action: Text Public,
    }

    /// A published or recorded count, of every version received.
    ResultHistoryRow = "result_history" {
        /// The record it is in.
        record_id: Integer Public,
        /// The line where it stands.
        row_number: Integer Public,
        /// Who made the count.
        source: Text Public,
        /// Which edition of that source's count.
        version: Integer Public,
        /// When this count was published.
        published_at: Text Public,
        /// The standing of its record.
        standing: Text Public,
        /// The area counted.
        reporting_unit: Text Public,
        /// How the ballots were cast; `total` for all ways together.
        method: Text Public,
        /// The device that counted.
        device: Text Public,
        /// The batch counted.
        batch: Text Public,
        /// The contest.
        contest: Text Public,
        /// The choice; NULL for the contest or the unit as a whole.
        contest_option: Text Public,
        /// The round of a ranked contest.
        round: Integer Public,
        /// What is counted.
        measure: Text Public,
        /// The figure.
        value: Integer Public,
        /// Whether the publisher hid the figure.
        suppressed: Boolean Public,
    }

    /// A count of ballots, envelopes, voters or sheets, from a form or summed from events.
    AccountingRow = "accounting" {
        /// The record it is in.
        record_id: Integer Public,
        /// The line where it stands.
        row_number: Integer Public,
        /// `form` or `events`.
        source: Text Public,
        /// The place.
        reporting_unit: Text Public,
        /// How the ballots were cast.
        method: Text Public,
        /// The device.
        device: Text Public,
        /// The ballot style.
        ballot_style: Text Public,
        /// Why, of rejected and provisional ballots.
        reason: Text Public,
        /// The day.
        day_on: Text Public,
        /// What is counted, of `forms.md` §4.
        measure: Text Public,
        /// The figure.
        value: Integer Public,
    }

    /// An area whose counts are reported together.
    ReportingUnitRow = "reporting_unit" {
        /// Its name.
        name: Text Public,
        /// `state`, `county`, `precinct`, `place`, or `jurisdiction` for the whole; NULL where no record
        /// says.
        kind: Text Public,
        /// The unit that it is a part of.
        parent: Text Public,
    }

    /// A decision put to the voters.
    ContestRow = "contest" {
        /// Its name.
        name: Text Public,
        /// How many options a voter may choose.
        votes_allowed: Integer Public,
        /// `straight-party` where a mark chooses all of a party's candidates; else NULL.
        variation: Text Public,
        /// Its place on the ballot, from 1.
        ballot_order: Integer Public,
    }

    /// A choice in a contest.
    ContestOptionRow = "contest_option" {
        /// The contest.
        contest: Text Public,
        /// The choice.
        name: Text Public,
        /// Its party.
        party: Text Public,
        /// `regular`, `write_in` or `qualified_write_in`.
        kind: Text Public,
        /// Its place in the contest, from 1.
        ballot_order: Integer Public,
    }

    /// A party on the ballot.
    PartyRow = "party" {
        /// Its name, as the records write it.
        name: Text Public,
    }

    /// A way of casting ballots.
    MethodRow = "method" {
        /// Its name.
        name: Text Public,
    }

    /// A device that any record names.
    DeviceRow = "device" {
        /// Its name.
        name: Text Public,
        /// Its kind, of `forms.md` form 4.
        kind: Text Public,
    }

    /// A batch that any record names.
    BatchRow = "batch" {
        /// Its name, within its reporting unit.
        name: Text Public,
        /// The unit that counted it.
        reporting_unit: Text Public,
        /// The device that scanned it.
        device: Text Public,
        /// How its ballots were cast.
        method: Text Public,
    }

    /// How a name in a record was resolved.
    NameAliasRow = "name_alias" {
        /// What is named: `reporting_unit`, `contest`, `contest_option` or `device`.
        kind: Text Public,
        /// The record that uses the name.
        record_id: Integer Public,
        /// The name as written there.
        raw: Text Public,
        /// The name it stands for; NULL where it is not resolved.
        means: Text Public,
        /// `exact`, `folded` or `signed`.
        how: Text Public,
    }

    /// A number of a check or of a derived table.
    ParameterRow = "parameter" {
        /// The check or table.
        owner: Text Public,
        /// The parameter.
        name: Text Public,
        /// Its value in this case.
        value: Integer Public,
    }

    /// A deadline.
    CalendarRow = "calendar" {
        /// Which deadline, of `profiles.md` §1.
        rule: Text Public,
        /// For which unit; NULL for all.
        reporting_unit: Text Public,
        /// When.
        moment_at: Text Public,
        /// The law or order.
        source: Text Public,
    }

    /// How many sheets a ballot has, and which contests are on the first (`[[sheets]]`).
    SheetRuleRow = "sheet_rule" {
        /// Where.
        reporting_unit: Text Public,
        /// For which ballot style; `*` for all.
        ballot_style: Text Public,
        /// Sheets of a ballot.
        sheets: Integer Public,
        /// A contest that is on the first sheet.
        contest: Text Public,
    }

    /// The head of a tabulator's printed report (form 3).
    TapeRow = "tape" {
        /// The record it is in.
        record_id: Integer Public,
        /// The line where it stands.
        row_number: Integer Public,
        /// The page of the form.
        page: Integer Public,
        /// `zero`, `closing` or `observer`.
        tape_kind: Text Public,
        /// The device that printed it.
        device: Text Public,
        /// The place.
        reporting_unit: Text Public,
        /// How the ballots were cast.
        method: Text Public,
        /// The election definition printed on it.
        definition_id: Text Public,
        /// When it was printed.
        printed_at: Text Public,
        /// The same, as written.
        printed_at_as_written: Text Public,
        /// The public counter.
        public_counter: Integer Public,
        /// Ballots cast.
        ballots_cast: Integer Public,
        /// Signatures on it.
        signatures: Integer Public,
    }

    /// A device sent out (form 4).
    DeviceUseRow = "device_use" {
        /// The record it is in.
        record_id: Integer Public,
        /// The line where it stands.
        row_number: Integer Public,
        /// The page of the form.
        page: Integer Public,
        /// The device.
        device: Text Public,
        /// Its kind; `ems` is the totals system.
        device_kind: Text Public,
        /// Where it was used.
        reporting_unit: Text Public,
        /// When it was sent out.
        deployed_at: Text Public,
        /// When it came back.
        returned_at: Text Public,
        /// Why it was not used.
        not_used_why: Text Public,
        /// The election definition on it.
        definition_id: Text Public,
    }

    /// A medium read into the totals system (form 4).
    UploadRow = "upload" {
        /// The record it is in.
        record_id: Integer Public,
        /// The line where it stands.
        row_number: Integer Public,
        /// The page of the form.
        page: Integer Public,
        /// The device it came from.
        device: Text Public,
        /// The medium.
        media_id: Text Public,
        /// The election definition on it.
        definition_id: Text Public,
        /// Whether it had been wiped before.
        wiped: Boolean Public,
        /// When it came back.
        media_returned_at: Text Public,
        /// When it was read.
        uploaded_at: Text Public,
        /// `carried`, `network` or `modem`.
        way: Text Public,
        /// Sheets on it.
        sheets: Integer Public,
        /// Whether its signature was valid.
        signature_valid: Boolean Public,
        /// The batch on it.
        batch: Text Public,
    }

    /// An event that needed a response (form 12).
    IncidentRow = "incident" {
        /// The record it is in.
        record_id: Integer Public,
        /// The line where it stands.
        row_number: Integer Public,
        /// The page of the form.
        page: Integer Public,
        /// Its number.
        incident_number: Text Public,
        /// Where.
        reporting_unit: Text Public,
        /// Which device.
        device: Text Public,
        /// Which batch.
        batch: Text Public,
        /// When.
        moment_at: Text Public,
        /// What kind, of `forms.md` form 12.
        class: Text Public,
        /// What happened, in the writer's words.
        wording: Text Private,
        /// What was done.
        response: Text Private,
        /// Sheets concerned.
        sheets_affected: Integer Public,
        /// Sheets scanned again.
        sheets_again: Integer Public,
        /// The office or board that decided.
        decided_by: Text Public,
        /// When it was closed.
        closed_at: Text Public,
    }

    /// A written change of a recorded or published figure (form 12).
    CorrectionRow = "correction" {
        /// The record it is in.
        record_id: Integer Public,
        /// The line where it stands.
        row_number: Integer Public,
        /// The page of the form.
        page: Integer Public,
        /// Its number.
        correction_number: Text Public,
        /// The unit whose figure changed.
        reporting_unit: Text Public,
        /// How the ballots were cast.
        method: Text Public,
        /// The contest.
        contest: Text Public,
        /// The choice.
        contest_option: Text Public,
        /// What is counted.
        measure: Text Public,
        /// The figure before.
        before: Integer Public,
        /// The figure after.
        after: Integer Public,
        /// When the changed figure was published.
        published_at: Text Public,
        /// Why, in the writer's words.
        why: Text Private,
        /// The law or order; NULL where none was named.
        legal_basis: Text Public,
        /// The office or board that decided.
        decided_by: Text Public,
    }
}

/// A count that stands: `result_history` less the records that another replaces by the moment asked.
pub const RESULT: &Schema = &Schema {
    name: "result",
    meaning: "A count that stands: `result_history` less the records that another replaces.",
    columns: ResultHistoryRow::SCHEMA.columns,
};

/// Every base table.
pub fn all() -> impl Iterator<Item = &'static Schema> {
    ALL.iter().copied().chain([RESULT])
}

/// The base table of that name.
pub fn schema(name: &str) -> Option<&'static Schema> {
    all().find(|schema| schema.name == name)
}
