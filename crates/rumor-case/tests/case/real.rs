//! Real files: Georgia's full hand tally of 2020, Antrim's certified precincts, the news feed. They
//! stand beside the checkout, never in it.

use std::fmt::Write as _;

use rumor_case::{
    Case, Explanation, Role,
    model::{
        finding::{Compared, FindingRow, Keys},
        word::Outcome,
    },
};
use serde::Deserialize;

use crate::{file, line, new_case, role, shared, with};

/// A county's official totals, as the file beside the checkout has them.
#[derive(Deserialize)]
struct Official {
    #[serde(rename = "BC")]
    ballots_cast: i64,
}

#[test]
fn georgia_2020_comes_out_as_published() {
    let Some(folder) = shared("canvass/georgia-2020") else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    let report = folder.join("audit-report-November-3-2020-General-Election-2020-11-19.csv");
    let audit = Role {
        version: Some(1),
        published: Some("2020-11-19T22:25:48Z".to_owned()),
        public: true,
        ..Role::default()
    };
    let case = with(&new_case(place.path(), "Georgia"), &report, &audit);
    assert_eq!(line(&case, "rows-read"), "agrees · 1 record");
    assert_eq!(line(&case, "sums"), "agrees · 1 unit");
    assert_eq!(
        line(&case, "contest-closure"),
        "impossible · 1 of 1 unit differs · 122,258 ballots in question · cannot tell: Georgia (ballots times votes allowed)"
    );
    assert_eq!(
        line(&case, "equal-tallies"),
        "unexplained · 2 of 159 counties pointed at, 0.08 expected by chance · 6 pairs found, 0.42 expected by chance"
    );

    let case = with_ballots_and_sheets(&case, &folder, place.path());
    let findings = case
        .findings(&["sheets-and-ballots".to_owned()], case.newest().unwrap())
        .unwrap();
    let finding = findings.first().unwrap();
    assert_eq!(
        finding.line,
        "unexplained · 94 of 159 units differ · 5,146 ballots in question"
    );
    assert_eq!(
        (finding.units.agrees, finding.in_question.net),
        (65, Some(-374))
    );
    let gwinnett = finding
        .rows
        .iter()
        .find(|row| row.keys.unit == "GWINNETT")
        .unwrap();
    assert_eq!(
        gwinnett.compared,
        Compared::Figures(Some(535_919), Some(537_516))
    );
}

/// The counties' official ballots, Gwinnett's second sheets, and the rule about its sheets.
fn with_ballots_and_sheets(case: &Case, folder: &std::path::Path, place: &std::path::Path) -> Case {
    let text = std::fs::read_to_string(folder.join("county-official-totals.json")).unwrap();
    let official: std::collections::BTreeMap<String, Official> =
        serde_json::from_str(&text).unwrap();
    let mut counts = "reporting_unit,method,measure,value\n".to_owned();
    for (county, totals) in &official {
        writeln!(counts, "{county},,ballots_cast,{}", totals.ballots_cast).unwrap();
    }
    counts.push_str("Gwinnett,mail,sheets,119461\n");
    let path = case.root().join("case.toml");
    let mut toml = std::fs::read_to_string(&path).unwrap();
    toml.push_str(
        "\n[[sheets]]\nreporting_unit = \"GWINNETT\"\nballot_style = \"*\"\nsheets = 2\n\
         contests_on_first = [\"President of the United States\"]\n",
    );
    std::fs::write(&path, toml).unwrap();
    let case = Case::open(case.root()).unwrap();
    with(
        &case,
        &file(place, "official.csv", &counts),
        &role("canvass", 1, "2020-11-18"),
    )
}

#[test]
fn antrims_certified_precincts_come_out_as_published() {
    let Some(folder) = shared("canvass/antrim-2020") else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    let precincts = folder.join("20201103__mi__general__antrim__precinct.csv");
    let certified = role("canvass", 3, "2020-11-21T15:33-05:00");
    let case = with(
        &new_case(place.path(), "Antrim County, Michigan"),
        &precincts,
        &certified,
    );
    assert_eq!(line(&case, "turnout-ceiling"), "agrees · 22 units");
    let findings = case
        .findings(&["residual-votes".to_owned()], case.newest().unwrap())
        .unwrap();
    let pointed: Vec<(&str, &str, Option<i64>)> = findings
        .first()
        .unwrap()
        .rows
        .iter()
        .filter(|row| row.differs())
        .map(|row| {
            let Compared::Figures(_, right) = row.compared else {
                unreachable!("figures")
            };
            let unit = row.keys.unit.split(' ').next().unwrap_or_default();
            (unit, row.keys.contest.as_deref().unwrap_or_default(), right)
        })
        .collect();
    assert_eq!(
        pointed,
        [
            ("Chestonia", "State House, district 105", Some(205)),
            ("Kearney", "U S Senate", Some(912)),
            ("Milton", "State House, district 105", Some(1206)),
            ("Star", "State House, district 105", Some(635)),
        ]
    );
}

#[test]
fn the_feeds_falls_are_found_to_the_vote() {
    let Some(folder) = shared("canvass/election-night-2020") else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    let feed = Role { public: true, ..Role::default() };
    let case = with(
        &new_case(place.path(), "United States"),
        &folder.join("battleground-state-changes.csv"),
        &feed,
    );
    let findings = case
        .findings(&["totals-never-fall".to_owned()], case.newest().unwrap())
        .unwrap();
    let finding = findings.first().unwrap();
    let falls = || finding.rows.iter().filter(|row| row.differs());
    let of_options: Vec<_> = falls()
        .filter(|row| row.keys.contest_option.is_some())
        .collect();
    let moments: std::collections::BTreeSet<_> = of_options
        .iter()
        .map(|row| row.keys.moment_at.as_deref())
        .collect();
    assert_eq!((of_options.len(), moments.len()), (42, 25));
    assert_eq!(
        falls()
            .filter(|row| row.keys.contest_option.is_none())
            .count(),
        22
    );
}

#[test]
fn michigans_feed_shows_antrims_withdrawal_to_the_vote() {
    let Some(folder) = shared("canvass/election-night-2020") else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    let feed = Role { public: true, ..Role::default() };
    let case = with(
        &new_case(place.path(), "United States"),
        &folder.join("all-state-changes.csv"),
        &feed,
    );
    let findings = case
        .findings(&["totals-never-fall".to_owned()], case.newest().unwrap())
        .unwrap();
    let withdrawn: Vec<(Option<&str>, Option<i64>)> = findings
        .first()
        .unwrap()
        .rows
        .iter()
        .filter(|row| row.keys.unit == "Michigan" && row.keys.contest_option.is_some())
        .filter(|row| row.keys.moment_at.as_deref() == Some("2020-11-04T18:30:33Z"))
        .map(|row| {
            (
                row.keys.contest_option.as_deref(),
                row.compared.difference(),
            )
        })
        .collect();
    assert_eq!(
        withdrawn,
        [(Some("Biden"), Some(-7769)), (Some("Trump"), Some(-4509))]
    );
}

#[test]
fn one_reason_covers_the_feeds_change_of_12_november() {
    let Some(folder) = shared("canvass/election-night-2020") else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    let feed = Role { public: true, ..Role::default() };
    let case = new_case(place.path(), "United States");
    let case = with(&case, &folder.join("county-snapshots.csv"), &feed);
    let explanation = Explanation {
        check: "totals-never-fall".to_owned(),
        keys: Keys {
            unit: "*".to_owned(),
            item: Some("total".to_owned()),
            moment_at: Some("2020-11-12T00".to_owned()),
            ..Keys::default()
        },
        code: "other".to_owned(),
        ballots: 0,
        note: "the feed no longer counts some written names in its totals".to_owned(),
        by: "newsroom".to_owned(),
    };
    let finding = case.explain(&explanation).unwrap().finding;
    let covered = |row: &&FindingRow| row.outcome == Outcome::Explained;
    let units: std::collections::BTreeSet<&str> = finding
        .rows
        .iter()
        .filter(covered)
        .map(|row| row.keys.unit.as_str())
        .collect();
    assert!(units.len() >= 80, "{} units", units.len());
    let open = finding
        .rows
        .iter()
        .filter(|row| row.outcome == Outcome::Unexplained);
    assert!(
        open.clone().count() > 0,
        "other falls of that day have no reason"
    );
    let hour = |row: &FindingRow| {
        row.keys
            .moment_at
            .as_deref()
            .is_some_and(|moment| moment.starts_with("2020-11-12T00"))
    };
    assert!(
        open.filter(|row| hour(row))
            .all(|row| row.keys.contest_option.is_some())
    );
}
