//! Form 12: events that needed a response, and written changes of figures (`forms.md` §3).
//!
//! Two files of one form, told apart by their first line. The writer's words are private columns.

use rumor_model::{
    moment::Zone,
    table::Builder,
    tables::{CorrectionRow, IncidentRow},
    word::Measure,
};

use super::{fields::Fields, first_line};
use crate::{
    Fault, Format, Input, Reading, RowProblem,
    gather::builder,
    sheet::{Fate, Sheet},
    words::{ACCOUNTING_MEASURES, METHODS},
};

/// The first line of the list of incidents.
pub(crate) const INCIDENT: &str = "page,incident_number,reporting_unit,device,batch,moment_at,class,wording,response,\
sheets_affected,sheets_again,decided_by,closed_at";
/// The first line of the list of corrections.
pub(crate) const CORRECTION: &str = "page,correction_number,reporting_unit,method,contest,contest_option,measure,before,\
after,published_at,why,legal_basis,decided_by";

const CLASSES: [&str; 13] = [
    "equipment",
    "supply",
    "power",
    "access",
    "intimidation",
    "threat",
    "wrong-list",
    "security",
    "site-outage",
    "staff",
    "deletion",
    "test-left-in",
    "other",
];

/// Reads either list.
pub(crate) fn read(input: &Input<'_>, zone: &Zone) -> Result<Reading, Fault> {
    let sheet = Sheet::open(input)?;
    let (take, mut builder): (fn(&mut Builder, &mut Fields<'_, '_>) -> _, _) =
        if first_line(sheet.header(), &[INCIDENT, CORRECTION])? == INCIDENT {
            (take_incident, builder::<IncidentRow<'_>>())
        } else {
            (take_correction, builder::<CorrectionRow<'_>>())
        };
    let (problems, entries) =
        sheet.each(|line, problems| take(&mut builder, &mut Fields { line, problems, zone }))?;
    let lacks = Format::IncidentAndCorrection.needs().to_vec();
    Ok(Reading { tables: vec![builder.finish()], problems, entries, lacks })
}

fn take_incident(incident: &mut Builder, fields: &mut Fields<'_, '_>) -> Result<Fate, RowProblem> {
    let page = fields.page()?;
    let number = fields.required("incident_number")?;
    let class = fields.required_word("class", &CLASSES)?;
    let moment_at = fields.moment("moment_at")?;
    let closed_at = fields.moment("closed_at")?;
    incident.push(&IncidentRow {
        record_id: None,
        row_number: fields.line.row_number(),
        page: Some(page),
        incident_number: Some(number),
        reporting_unit: fields.text("reporting_unit"),
        device: fields.text("device"),
        batch: fields.text("batch"),
        moment_at: moment_at.as_deref(),
        class: Some(class),
        wording: fields.text("wording"),
        response: fields.text("response"),
        sheets_affected: fields.figure("sheets_affected")?,
        sheets_again: fields.figure("sheets_again")?,
        decided_by: fields.text("decided_by"),
        closed_at: closed_at.as_deref(),
    });
    Ok(Fate::Kept)
}

fn take_correction(
    correction: &mut Builder,
    fields: &mut Fields<'_, '_>,
) -> Result<Fate, RowProblem> {
    let measures: Vec<&str> = Measure::ALL
        .iter()
        .map(|measure| measure.as_str())
        .chain(ACCOUNTING_MEASURES)
        .collect();
    let page = fields.page()?;
    let number = fields.required("correction_number")?;
    let published_at = fields.moment("published_at")?;
    correction.push(&CorrectionRow {
        record_id: None,
        row_number: fields.line.row_number(),
        page: Some(page),
        correction_number: Some(number),
        reporting_unit: fields.text("reporting_unit"),
        method: fields.word("method", &METHODS)?,
        contest: fields.text("contest"),
        contest_option: fields.text("contest_option"),
        measure: fields.word("measure", &measures)?,
        before: fields.figure("before")?,
        after: fields.figure("after")?,
        published_at: published_at.as_deref(),
        why: fields.text("why"),
        legal_basis: fields.text("legal_basis"),
        decided_by: fields.text("decided_by"),
    });
    Ok(Fate::Kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::{problems, rows};

    fn check(text: &str, table: &str, expected: &[&str]) {
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        let reading = read(&input, &Zone::named("America/Detroit").unwrap()).unwrap();
        let mut found = rows(&reading, table);
        found.extend(problems(&reading));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_correction_has_both_figures_and_may_name_no_law() {
        check(
            &format!(
                "{CORRECTION}\n2,14,County,total,President,Ada,votes,7769,7289,2020-11-05 16:42,old definition,,County board\n\
                 2,15,County,total,President,Bea,vote,1,2,,,,\n"
            ),
            "correction",
            &[
                "row_number=2 page=2 correction_number=14 reporting_unit=County method=total \
                 contest=President contest_option=Ada measure=votes before=7769 after=7289 \
                 published_at=2020-11-05T21:42:00Z why=old definition decided_by=County board",
                "3: unknown_cell_value set_aside: `vote` is no measure; one of: votes, undervotes, \
                 overvotes, write_ins, write_ins_invalid, write_ins_unresolved, blank, exhausted, \
                 ballots_cast, ballots_rejected, ballots_outstanding, registered, sheets, \
                 stock_received, transferred_in, transferred_out, issued, spoiled_before_issue, \
                 unused, test, check_ins, re_issues, fled, in_line, spoiled, emergency_bin, \
                 provisional_issued, public_counter_start, public_counter_end, voted, requested, \
                 sent, undeliverable, replaced, received, accepted, accepted_in_part, rejected, \
                 cured, pending, outstanding, extracted, empty, extra, duplicated, scanned, counted, \
                 both_counted",
            ],
        );
    }

    #[test]
    fn an_incident_has_a_number_and_a_class() {
        check(
            &format!(
                "{INCIDENT}\n1,7,Star,ICP 12,,2020-11-03 09:10,equipment,\"jam, twice\",,12,3,,\n1,8,,,,,,,,,,,\n"
            ),
            "incident",
            &[
                "row_number=2 page=1 incident_number=7 reporting_unit=Star device=ICP 12 \
                 moment_at=2020-11-03T14:10:00Z class=equipment wording=jam, twice sheets_affected=12 sheets_again=3",
                "3: required_empty set_aside: `class` is not there; the row means nothing without it",
            ],
        );
    }
}
