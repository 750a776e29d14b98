//! Nothing absent counts as zero: whichever figure, row or record is taken away, no unit of any check
//! comes out better, and what was compared with it cannot be told.

use rumor_case::{Case, Findings, model::word::Outcome};

use crate::{file, new_case, role, with};

/// Two precincts and the county, a hand count, an earlier version: enough that most checks compare.
const CERTIFIED: &str = "reporting_unit,contest,contest_option,measure,value
County,,,ballots_cast,30
County,,,registered,50
County,Mayor,Ada,votes,18
County,Mayor,Ben,votes,10
County,Mayor,,undervotes,2
County,Mayor,,overvotes,0
Star,,,ballots_cast,20
Star,,,registered,30
Star,Mayor,Ada,votes,12
Star,Mayor,Ben,votes,7
Star,Mayor,,undervotes,1
Star,Mayor,,overvotes,0
Echo,,,ballots_cast,10
Echo,,,registered,20
Echo,Mayor,Ada,votes,6
Echo,Mayor,Ben,votes,3
Echo,Mayor,,undervotes,1
Echo,Mayor,,overvotes,0
";
const HAND: &str = "reporting_unit,contest,contest_option,measure,value
County,Mayor,Ada,votes,18
County,Mayor,Ben,votes,10
";
const STATE: &str = "reporting_unit,contest,contest_option,measure,value
County,Mayor,Ben,votes,10
County,Mayor,Ada,votes,18
";

/// The checks that compare something in these records.
const CHECKS: [&str; 6] = [
    "sums",
    "turnout-ceiling",
    "every-unit-reported",
    "hand-count-and-total",
    "published-copies-agree",
    "impossible-numbers",
];

struct Files<'a> {
    certified: &'a str,
    hand: Option<&'a str>,
    state: Option<&'a str>,
}

fn findings(files: &Files<'_>) -> Findings {
    let place = tempfile::tempdir().unwrap();
    let mut case: Case = new_case(place.path(), "County, Michigan");
    let path = file(place.path(), "certified.csv", files.certified);
    case = with(&case, &path, &role("canvass", 1, "2020-11-20"));
    for (name, text, source) in [
        ("hand.csv", files.hand, "hand_count"),
        ("state.csv", files.state, "state"),
    ] {
        if let Some(text) = text {
            let path = file(place.path(), name, text);
            case = with(&case, &path, &role(source, 1, "2020-12-01"));
        }
    }
    let checks = CHECKS.map(str::to_owned);
    case.findings(&checks, case.newest().unwrap()).unwrap()
}

/// How good an outcome is for whoever would like to hear that all is well.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Agrees => 2,
        Outcome::Explained => 1,
        Outcome::CannotTell | Outcome::Unexplained | Outcome::Impossible => 0,
    }
}

fn no_better(before: &Findings, after: &Findings, what: &str) {
    for made in &before.made {
        let check = &made.finding.check;
        let now = after.of(check).unwrap();
        assert!(
            rank(now.outcome) <= rank(made.finding.outcome),
            "{what} taken away: {check} became {}",
            now.line
        );
        for unit in &made.finding.by_unit {
            let after = now.by_unit.iter().find(|other| other.unit == unit.unit);
            let better = after.is_some_and(|after| rank(after.outcome) > rank(unit.outcome));
            assert!(
                !better,
                "{what} taken away: {check}, {} became better",
                unit.unit
            );
        }
    }
}

fn whole() -> Files<'static> {
    Files { certified: CERTIFIED, hand: Some(HAND), state: Some(STATE) }
}

#[test]
fn with_everything_there_the_records_agree() {
    let findings = findings(&whole());
    for made in &findings.made {
        assert!(
            made.finding
                .by_unit
                .iter()
                .any(|unit| unit.outcome == Outcome::Agrees),
            "{}: {}",
            made.finding.check,
            made.finding.line
        );
    }
}

#[test]
fn a_figure_that_is_taken_away_makes_nothing_better_and_is_missed() {
    let before = findings(&whole());
    for (at, line) in CERTIFIED.lines().enumerate().skip(1) {
        let (names, _) = line.rsplit_once(',').unwrap();
        let without = CERTIFIED.replace(&format!("{line}\n"), &format!("{names},\n"));
        let after = findings(&Files { certified: &without, ..whole() });
        no_better(&before, &after, line);
        let number = i64::try_from(at).unwrap() + 1;
        for made in &after.made {
            let behind = |unit: &str| {
                let mut rows = made.finding.behind.iter();
                rows.any(|row| row.unit == unit && (row.record_id, row.row_number) == (1, number))
            };
            let silent = made.finding.by_unit.iter().find(|unit| {
                behind(&unit.unit)
                    && unit.outcome == Outcome::Agrees
                    && asked(&made.finding.check, line)
            });
            assert!(
                silent.is_none(),
                "`{line}` is absent and {} agrees",
                made.finding.check
            );
        }
    }
}

/// Whether a check compares the figure of that line: each reads whole records, and not each figure.
fn asked(check: &str, line: &str) -> bool {
    match check {
        "sums" => true,
        "turnout-ceiling" => line.contains("ballots_cast") || line.contains("registered"),
        "hand-count-and-total" | "published-copies-agree" => {
            line.starts_with("County") && line.contains("votes") && !line.contains(",,")
        }
        _ => false,
    }
}

#[test]
fn a_row_that_is_taken_away_makes_nothing_better() {
    let before = findings(&whole());
    for line in CERTIFIED.lines().skip(1) {
        let without = CERTIFIED.replace(&format!("{line}\n"), "");
        no_better(
            &before,
            &findings(&Files { certified: &without, ..whole() }),
            line,
        );
    }
}

#[test]
fn a_record_that_is_taken_away_makes_nothing_better() {
    let before = findings(&whole());
    no_better(
        &before,
        &findings(&Files { hand: None, ..whole() }),
        "the hand count",
    );
    no_better(
        &before,
        &findings(&Files { state: None, ..whole() }),
        "the state's copy",
    );
}
