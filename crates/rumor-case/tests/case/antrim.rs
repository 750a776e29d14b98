//! The scenario of Antrim County: what its `expected.toml` says comes out, moment by moment.

use std::collections::BTreeMap;

use rumor_case::{Case, demo, model::moment::Moment};
use serde::Deserialize;

use crate::root;

#[derive(Deserialize)]
struct Expected {
    as_of: Vec<AsOf>,
}

#[derive(Deserialize)]
struct AsOf {
    moment: String,
    lines: BTreeMap<String, String>,
}

#[test]
fn every_version_comes_out_as_the_scenario_says() {
    let place = tempfile::tempdir().unwrap();
    let case = demo::lay_out(demo::ANTRIM, &place.path().join("antrim")).unwrap();
    let text = std::fs::read_to_string(root().join("scenarios/antrim-2020/expected.toml")).unwrap();
    let expected: Expected = toml::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    for AsOf { moment, lines } in expected.as_of {
        let checks: Vec<String> = lines.keys().cloned().collect();
        let moment: Moment = moment.parse().unwrap();
        let findings = case.findings(&checks, moment).unwrap();
        for (check, line) in lines {
            let found = &findings.of(&check).unwrap().line;
            if *found != line {
                wrong.push(format!(
                    "{moment} {check}\n  expected {line}\n  found    {found}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_written_is_verified_and_a_changed_digit_is_not() {
    let place = tempfile::tempdir().unwrap();
    let case = demo::lay_out(demo::ANTRIM, &place.path().join("antrim")).unwrap();
    let checks = ["sums".to_owned(), "turnout-ceiling".to_owned()];
    let findings = case.findings(&checks, case.newest().unwrap()).unwrap();
    case.write_findings(&findings).unwrap();
    assert!(case.verify().unwrap().holds());

    let folder = case
        .root()
        .join("findings")
        .join(findings.as_of.in_path())
        .join("sums");
    let rows = std::fs::read_to_string(folder.join("rows.csv")).unwrap();
    assert!(rows.contains("9748"), "{rows}");
    std::fs::write(folder.join("rows.csv"), rows.replacen("9748", "9749", 1)).unwrap();
    let verified = case.verify().unwrap();
    let broken: Vec<&str> = verified
        .obligations
        .iter()
        .filter(|obligation| obligation.holds == rumor_case::Holds::No)
        .map(|obligation| obligation.found.as_str())
        .collect();
    assert_eq!(broken, ["rows.csv differs from what the records give"]);
}

#[test]
fn a_record_whose_bytes_changed_stops_the_run() {
    let place = tempfile::tempdir().unwrap();
    let case = demo::lay_out(demo::ANTRIM, &place.path().join("antrim")).unwrap();
    let path = case.root().join("records/state.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("5960", "5961")).unwrap();
    let error = Case::open(case.root())
        .unwrap()
        .newest()
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("`records/state.csv` is not the file that was imported"),
        "{error}"
    );
}
