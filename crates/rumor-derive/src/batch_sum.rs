//! Ballots cast beside the ballots that the rows of a count by batch hold (`canvass.md` §5, R5).
//!
//! Where a rule says that a ballot has several sheets, batches may hold further sheets that do not
//! carry the contest. How many there are, and whether the contest is on the first sheet, stands in
//! each row; what follows from it is said by the check.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
    tables::SheetRuleRow,
};

use crate::{
    derived::Parameters,
    figure::{self, Figure, Levels},
};

tables! {
    /// A contest in one unit: the ballots cast, and those in the rows of its batches.
    BatchSumRow = "batch_sum" {
        /// The area counted.
        reporting_unit: Text Public,
        /// The contest.
        contest: Text Public,
        /// Ballots cast by the canvassed result: of the contest, else of the unit.
        ballots_cast: Integer Public,
        /// Ballots in the rows of all batches: votes, overvotes, write-ins and blanks; absent if a row
        /// lacks one of them.
        in_batches: Integer Public,
        /// How many options a voter may choose; a row is as many ballots as votes only where it is 1.
        votes_allowed: Integer Public,
        /// Sheets of a ballot by the case's rule; NULL where there is none.
        sheets: Integer Public,
        /// Whether the rule says that the contest stands on the first sheet.
        on_first_sheet: Boolean Public,
        /// Further sheets that the canvassed result counts among the batches.
        further_sheets: Integer Public,
    }
}

pub(crate) const SCHEMA: &Schema = BatchSumRow::SCHEMA;

/// A contest in one unit.
type Place<'a> = (&'a str, &'a str);

/// What a row of a batch may say of a ballot.
const CELLS: [&str; 7] = [
    "votes",
    "undervotes",
    "overvotes",
    "blank",
    "write_ins",
    "write_ins_invalid",
    "write_ins_unresolved",
];

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let result = figure::result(tables);
    let figures = figure::figures_without_batches(&result);
    let levels = Levels::of(tables);
    let contests = figure::contests(tables);
    let rules = Rules::of(tables);
    let in_batches = in_batches(&figure::sums_of_batches(&result));
    let cast = cast(&figures);
    let further = further_sheets(&figures);
    let mut rows = Vec::new();
    for (unit, contest) in asked(&in_batches, &cast, &levels) {
        let of_contest = cast
            .get(&(unit, Some(contest)))
            .or_else(|| cast.get(&(unit, None)));
        // A figure that stands twice makes two rows: neither is chosen.
        for ballots_cast in of_contest.unwrap_or(&vec![None]) {
            rows.push(BatchSumRow {
                reporting_unit: Some(unit),
                contest: Some(contest),
                ballots_cast: *ballots_cast,
                in_batches: in_batches.get(&(unit, contest)).copied().flatten(),
                votes_allowed: contests.get(contest).and_then(|facts| facts.votes_allowed),
                sheets: rules.sheets.get(unit).copied(),
                on_first_sheet: Some(rules.holds_on_first(unit, contest)),
                further_sheets: further.get(unit).copied().flatten(),
            });
        }
    }
    Table::of(&rows)
}

/// Ballots in the rows of each unit's batches.
fn in_batches<'a>(batches: &[Figure<'a>]) -> BTreeMap<Place<'a>, Option<i64>> {
    let mut cells: BTreeMap<Place<'_>, Vec<Option<i64>>> = BTreeMap::new();
    let of_ballots = batches.iter().filter(|figure| {
        figure.source == "audit"
            && CELLS.contains(&figure.measure)
            && (figure.measure != "votes" || figure.option.is_some())
    });
    for figure in of_ballots {
        if let Some(contest) = figure.contest {
            let cells = cells.entry((figure.unit, contest)).or_default();
            cells.push(figure.value);
        }
    }
    cells
        .into_iter()
        .map(|(place, cells)| (place, figure::sum(cells)))
        .collect()
}

/// Ballots cast in a unit, or in a contest of it.
fn cast<'a>(figures: &[Figure<'a>]) -> BTreeMap<(&'a str, Option<&'a str>), Vec<Option<i64>>> {
    let mut cast: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for figure in canvassed(figures, "ballots_cast").filter(|figure| figure.method == Some("total"))
    {
        cast.entry((figure.unit, figure.contest))
            .or_default()
            .push(figure.value);
    }
    cast
}

/// Further sheets of a unit: its total, else the sum of its methods.
fn further_sheets<'a>(figures: &[Figure<'a>]) -> BTreeMap<&'a str, Option<i64>> {
    let mut sheets: BTreeMap<&str, Vec<&Figure<'_>>> = BTreeMap::new();
    for figure in canvassed(figures, "sheets") {
        sheets.entry(figure.unit).or_default().push(figure);
    }
    let whole = |figures: Vec<&Figure<'_>>| {
        let totals = figures
            .iter()
            .filter(|figure| figure.method == Some("total"));
        let totals: Vec<Option<i64>> = totals.map(|figure| figure.value).collect();
        if totals.is_empty() {
            figure::sum(figures.iter().map(|figure| figure.value))
        } else {
            totals.into_iter().max().flatten()
        }
    };
    sheets
        .into_iter()
        .map(|(unit, figures)| (unit, whole(figures)))
        .collect()
}

fn canvassed<'f, 'a: 'f>(
    figures: &'f [Figure<'a>],
    measure: &'static str,
) -> impl Iterator<Item = &'f Figure<'a>> {
    figures.iter().filter(move |figure| {
        figure.source == "canvass" && figure.measure == measure && figure.is_of_unit()
    })
}

/// Every contest and unit with batches, and the units of the same kind that have none.
fn asked<'a>(
    in_batches: &BTreeMap<Place<'a>, Option<i64>>,
    cast: &BTreeMap<(&'a str, Option<&'a str>), Vec<Option<i64>>>,
    levels: &Levels,
) -> BTreeSet<Place<'a>> {
    let counted: BTreeSet<(&str, &str)> = in_batches
        .keys()
        .map(|(unit, contest)| (levels.kind(unit), *contest))
        .collect();
    let mut asked: BTreeSet<Place<'_>> = in_batches.keys().copied().collect();
    for (unit, of_contest) in cast.keys() {
        let kind = levels.kind(unit);
        let contests = counted.iter().filter(|(of_kind, _)| *of_kind == kind);
        let contests = contests.filter(|(_, contest)| of_contest.is_none_or(|of| of == *contest));
        asked.extend(contests.map(|(_, contest)| (*unit, *contest)));
    }
    asked
}

/// The rules about sheets of a case.
struct Rules {
    /// Sheets of a ballot, by unit; of several ballot styles the most.
    sheets: BTreeMap<String, i64>,
    on_first: BTreeSet<(String, String)>,
}

impl Rules {
    fn of(tables: &TableSet) -> Self {
        let table = tables.table(SheetRuleRow::SCHEMA);
        let [unit, contest] = ["reporting_unit", "contest"].map(|column| table.texts(column));
        let sheets = table.integers("sheets");
        let mut rules = Self { sheets: BTreeMap::new(), on_first: BTreeSet::new() };
        for row in 0..table.rows() {
            let Some(unit) = unit.get(row) else { continue };
            if let Some(sheets) = sheets.get(row) {
                let most = rules.sheets.entry(unit.to_owned()).or_insert(sheets);
                *most = sheets.max(*most);
            }
            if let Some(contest) = contest.get(row) {
                rules.on_first.insert((unit.to_owned(), contest.to_owned()));
            }
        }
        rules
    }

    fn holds_on_first(&self, unit: &str, contest: &str) -> bool {
        self.on_first
            .contains(&(unit.to_owned(), contest.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use rumor_model::tables::{ContestRow, ReportingUnitRow};

    use super::*;
    use crate::figure::tests::{shown, tables};

    /// In Grove the mayor stands on the first of two sheets; Star is a county as Grove is.
    fn check(rows: &str, expected: &str) {
        let mut tables = tables(rows);
        let county =
            |name| ReportingUnitRow { name: Some(name), kind: Some("county"), parent: None };
        tables.feed(Table::of(&[county("Grove"), county("Star")]));
        let mayor =
            ContestRow { name: Some("Mayor"), votes_allowed: Some(1), ..Default::default() };
        tables.feed(Table::of(&[mayor]));
        let rule = SheetRuleRow {
            reporting_unit: Some("Grove"),
            ballot_style: Some("*"),
            sheets: Some(2),
            contest: Some("Mayor"),
        };
        tables.feed(Table::of(&[rule]));
        let table = compute(&tables, &Parameters::new());
        assert_eq!(shown(&table, |_| true), expected);
    }

    #[test]
    fn the_rows_of_all_batches_are_added_up() {
        check(
            "canvass Star total - - ballots_cast 20
             audit Star mail Mayor Ada votes 7 - 1
             audit Star mail Mayor - blank 1 - 1
             audit Star early Mayor Ada votes 12 - 2
             audit Star early Mayor - blank 0 - 2",
            "Star,Mayor,20,20,1,,false,\n",
        );
    }

    #[test]
    fn a_batch_that_lacks_a_row_or_a_figure_makes_the_sum_absent() {
        let rows = "canvass Star total Mayor - ballots_cast 20
             audit Star mail Mayor Ada votes 7 - 1
             audit Star mail Mayor - blank 1 - 1
             audit Star early Mayor Ada votes 12 - 2\n";
        check(rows, "Star,Mayor,20,,1,,false,\n");
        check(
            &format!("{rows}audit Star early Mayor - blank ? - 2"),
            "Star,Mayor,20,,1,,false,\n",
        );
    }

    #[test]
    fn further_sheets_and_the_rule_stand_beside() {
        check(
            "canvass Grove total - - ballots_cast 20
             canvass Grove mail - - sheets 5
             canvass Grove early - - sheets 1
             audit Grove mail Mayor Ada votes 26 - 1",
            "Grove,Mayor,20,26,1,2,true,6\n",
        );
    }

    #[test]
    fn a_unit_without_batches_is_asked_for_if_its_kind_has_some() {
        check(
            "canvass Star total - - ballots_cast 20
             canvass State total - - ballots_cast 40
             canvass Grove total - - ballots_cast 20
             audit Grove mail Mayor Ada votes 20 - 1",
            "Grove,Mayor,20,20,1,2,true,\nStar,Mayor,20,,1,,false,\n",
        );
    }
}
