//! Records of real elections, against the figures that their offices published. The files are not in
//! this repository; where `../shared` is not there, these tests say so and pass.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::table::Table;
use rumor_records::{Entries, Format, Lack, Reading, row_problem::Code};

use crate::{bytes_of, path, read_as, recognised};

const ANTRIM: &str = "canvass/antrim-2020/20201103__mi__general__antrim__precinct.csv";
const GEORGIA: &str =
    "canvass/georgia-2020/audit-report-November-3-2020-General-Election-2020-11-19.csv";
const STATES: &str = "canvass/election-night-2020/all-state-changes.csv";
const BATTLEGROUND: &str = "canvass/election-night-2020/battleground-state-changes.csv";
const COUNTIES: &str = "canvass/election-night-2020/county-snapshots.csv";
const GEORGIA_2024: &str = "records/openelections/20241105__ga__general__precinct-level.csv";
const GEORGIA_2025: &str = "audits/georgia_2025_psc/final_audit_report.csv";

/// The record, if it is at hand: recognised as `format`, and read.
fn published(name: &str, format: Format) -> Option<Reading> {
    let place = path("../shared/data").join(name);
    let Ok(bytes) = bytes_of(&place) else {
        eprintln!("SKIPPED: {} is absent", place.display());
        return None;
    };
    assert_eq!(recognised(&bytes), Ok(format), "{name}");
    Some(read_as(format, &bytes).unwrap())
}

fn results(reading: &Reading) -> &Table {
    reading.table("result_history").unwrap()
}

/// Sums a column of figures by the words of some text columns, joined by ` · `; `-` where NULL.
fn sums(table: &Table, columns: &[&str], keep: impl Fn(usize) -> bool) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for row in (0..table.rows()).filter(|row| keep(*row)) {
        let words = columns
            .iter()
            .map(|name| table.texts(name).get(row).unwrap_or("-"));
        let key = words.collect::<Vec<_>>().join(" · ");
        *sums.entry(key).or_insert(0) += table.integers("value").get(row).unwrap_or(0);
    }
    sums
}

#[test]
fn antrim_county_2020_adds_up_to_its_certified_totals() {
    let Some(reading) = published(ANTRIM, Format::OpenElections) else {
        return;
    };
    assert_eq!(
        reading.entries,
        Entries { lines: 540, kept: 540, set_aside: 0, passed_over: 0 }
    );
    assert_eq!(reading.problems, []);
    assert_eq!(
        reading.lacks,
        [Lack::Source, Lack::Version, Lack::PublishedAt]
    );

    let result = results(&reading);
    let by_option = sums(result, &["contest", "contest_option", "measure"], |_| true);
    let figure = |key: &str| by_option.get(key).copied();
    let president = "President and Vice President";
    assert_eq!(
        figure(&format!(
            "{president} · Joseph R. Biden / Kamala D. Harris · votes"
        )),
        Some(5_960)
    );
    assert_eq!(
        figure(&format!(
            "{president} · Donald J. Trump / Michael R. Pence · votes"
        )),
        Some(9_748)
    );
    assert_eq!(figure("- · - · ballots_cast"), Some(16_044));
    assert_eq!(figure("- · - · registered"), Some(22_082));
    let contests = sums(result, &["contest"], |_| true);
    assert_eq!(contests.get(president), Some(&15_969));
    let names: Vec<&str> = contests.keys().map(String::as_str).collect();
    let expected = [
        "-",
        president,
        "State House, district 105",
        "Straight Party",
        "U S House, district 1",
        "U S Senate",
    ];
    assert_eq!(names, expected);

    let units = reading.table("reporting_unit").unwrap();
    let precincts =
        (0..units.rows()).filter(|row| units.texts("kind").get(*row) == Some("precinct"));
    assert_eq!(
        precincts.count(),
        22,
        "16 precincts and 6 parts of neighbouring counties"
    );
    let options = reading.table("contest_option").unwrap();
    let write_ins =
        (0..options.rows()).filter(|row| options.texts("kind").get(*row) == Some("write_in"));
    assert_eq!(
        write_ins.count(),
        5,
        "one in each contest, straight party included"
    );
    let contest = reading.table("contest").unwrap();
    let straight = (0..contest.rows()).find(|row| contest.texts("variation").get(*row).is_some());
    assert_eq!(
        straight.and_then(|row| contest.texts("name").get(row)),
        Some("Straight Party")
    );
}

#[test]
fn georgia_2024_keeps_precincts_of_one_name_apart() {
    let Some(reading) = published(GEORGIA_2024, Format::OpenElections) else {
        return;
    };
    assert_eq!(
        reading.entries,
        Entries { lines: 27_593, kept: 27_593, set_aside: 0, passed_over: 0 }
    );
    let by_option = sums(results(&reading), &["contest", "contest_option"], |_| true);
    assert_eq!(
        by_option.get("President · Donald J. Trump"),
        Some(&2_663_110)
    );
    assert_eq!(
        by_option.get("President · Kamala D. Harris"),
        Some(&2_548_006)
    );
    let units = reading.table("reporting_unit").unwrap();
    assert_eq!(units.rows(), 2_701 + 159);
}

#[test]
fn georgia_2020_batches_add_up_to_what_the_report_says_of_the_state() {
    let Some(reading) = published(GEORGIA, Format::ArloReport) else {
        return;
    };
    assert_eq!(
        reading.entries,
        Entries { lines: 41_885, kept: 41_883, set_aside: 0, passed_over: 2 }
    );
    assert_eq!(reading.lacks, [Lack::Version, Lack::PublishedAt]);
    let codes: Vec<Code> = reading
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, [Code::ZeroMayBeAbsent]);

    let result = results(&reading);
    let is_batch = |row| result.texts("batch").get(row).is_some();
    let of_source = |row, source| result.texts("source").get(row) == Some(source);
    let columns = ["contest_option", "measure"];
    let batches = sums(result, &columns, is_batch);
    let expected = [
        ("- · overvotes", 563),
        ("- · undervotes", 132_554),
        ("- · write_ins", 2_983),
        ("- · write_ins_invalid", 9_086),
        ("Donald J. Trump · votes", 2_462_857),
        ("Jo Jorgensen · votes", 62_587),
        ("Joseph R. Biden · votes", 2_475_141),
    ];
    let expected: BTreeMap<String, i64> = expected
        .into_iter()
        .map(|(key, sum)| (key.to_owned(), sum))
        .collect();
    assert_eq!(batches, expected);
    assert_eq!(batches.values().sum::<i64>(), 5_145_771);

    let mut whole = sums(result, &columns, |row| {
        !is_batch(row) && of_source(row, "audit")
    });
    assert_eq!(whole.remove("- · ballots_cast"), Some(5_023_513));
    assert_eq!(whole, batches, "Audited Votes of ROUNDS");

    let reported: Vec<(Option<&str>, Option<i64>)> = (0..result.rows())
        .filter(|row| of_source(*row, "canvass"))
        .map(|row| {
            (
                result.texts("contest_option").get(row),
                result.integers("value").get(row),
            )
        })
        .collect();
    let expected = [
        (Some("Donald J. Trump"), Some(2_461_468)),
        (Some("Joseph R. Biden"), Some(2_474_248)),
        (Some("Jo Jorgensen"), Some(62_131)),
        (None, None),
        (None, None),
        (None, None),
        (None, None),
    ];
    assert_eq!(
        reported, expected,
        "a 0 that stands for nothing is not recorded"
    );

    let methods = sums(result, &["method"], is_batch);
    assert_eq!(
        methods.keys().collect::<Vec<_>>(),
        ["-", "early", "election-day", "mail", "provisional"]
    );
    assert_eq!(reading.table("reporting_unit").unwrap().rows(), 159);
    let votes_allowed = reading
        .table("contest")
        .unwrap()
        .integers("votes_allowed")
        .get(0);
    assert_eq!(votes_allowed, Some(1));
    assert_eq!(
        result.integers("row_number").get(result.rows() - 8),
        Some(41_899)
    );
    let with_tab = (0..result.rows()).any(|row| {
        result
            .texts("batch")
            .get(row)
            .is_some_and(|name| name != name.trim())
    });
    assert!(with_tab, "names of batches keep their blanks");
}

#[test]
fn georgia_2025_samples_say_nothing_of_the_state() {
    let Some(reading) = published(GEORGIA_2025, Format::ArloReport) else {
        return;
    };
    assert_eq!(
        reading.entries,
        Entries { lines: 360, kept: 1, set_aside: 0, passed_over: 359 }
    );
    let by_option = sums(
        results(&reading),
        &["source", "contest_option", "measure"],
        |_| true,
    );
    let expected = [
        ("audit · - · ballots_cast", 1_581_543),
        ("canvass · Alicia M. Johnson (Dem) · votes", 980_470),
        ("canvass · Tim Echols (I) (Rep) · votes", 582_403),
    ];
    let expected: BTreeMap<String, i64> = expected
        .into_iter()
        .map(|(key, sum)| (key.to_owned(), sum))
        .collect();
    assert_eq!(by_option, expected);
    assert!(
        reading
            .problems
            .iter()
            .all(|problem| problem.code == Code::SampleOnly)
    );
}

/// The figure of a unit's option at a moment.
fn feed_figure(table: &Table, unit: &str, option: Option<&str>, moment: &str) -> Option<i64> {
    let found = (0..table.rows()).find(|row| {
        table.texts("reporting_unit").get(*row) == Some(unit)
            && table.texts("contest_option").get(*row) == option
            && table.texts("published_at").get(*row) == Some(moment)
    });
    found.and_then(|row| table.integers("value").get(row))
}

/// How an option's figure changed at a moment since the moment before.
fn change(table: &Table, unit: &str, option: Option<&str>, moment: &str) -> Option<i64> {
    let moments: BTreeSet<&str> = (0..table.rows())
        .filter(|row| table.texts("reporting_unit").get(*row) == Some(unit))
        .filter_map(|row| table.texts("published_at").get(row))
        .collect();
    let before = moments.range(..moment).next_back()?;
    let now = feed_figure(table, unit, option, moment)?;
    Some(now - feed_figure(table, unit, option, before)?)
}

#[test]
fn the_feed_withdrew_antrims_first_report_to_the_vote() {
    let Some(reading) = published(STATES, Format::ElectionNightFeed) else {
        return;
    };
    assert_eq!(
        reading.entries,
        Entries { lines: 3_406, kept: 3_406, set_aside: 0, passed_over: 0 }
    );
    assert_eq!(reading.lacks, []);
    let result = results(&reading);
    let of = |option, moment| change(result, "Michigan", Some(option), moment);
    assert_eq!(of("Biden", "2020-11-04T18:30:33Z"), Some(-7_769));
    assert_eq!(of("Trump", "2020-11-04T18:30:33Z"), Some(-4_509));
    assert_eq!(
        change(result, "Michigan", None, "2020-11-04T18:30:33Z"),
        Some(-12_287)
    );
    assert_eq!(of("Biden", "2020-11-05T21:29:17Z"), Some(7_289));
    assert_eq!(of("Trump", "2020-11-05T21:29:17Z"), Some(9_783));
    assert_eq!(of("Biden", "2020-11-04T16:12:53Z"), Some(4_165));
    assert_eq!(reading.table("reporting_unit").unwrap().rows(), 51);
}

#[test]
fn the_battleground_file_has_the_falls_that_were_counted_by_hand() {
    let Some(reading) = published(BATTLEGROUND, Format::ElectionNightFeed) else {
        return;
    };
    assert_eq!(reading.entries.kept, 786);
    let result = results(&reading);
    let mut falls = 0;
    let mut figures: BTreeMap<(&str, Option<&str>, &str), i64> = BTreeMap::new();
    for row in 0..result.rows() {
        let unit = result.texts("reporting_unit").get(row).unwrap();
        let option = result.texts("contest_option").get(row);
        let moment = result.texts("published_at").get(row).unwrap();
        figures.insert(
            (unit, option, moment),
            result.integers("value").get(row).unwrap(),
        );
    }
    let (mut of_totals, mut before) = (0, None);
    for ((unit, option, _), figure) in figures {
        let fell = before.is_some_and(|(a, b, old)| (a, b) == (unit, option) && figure < old);
        falls += usize::from(fell && option.is_some());
        of_totals += usize::from(fell && option.is_none());
        before = Some((unit, option, figure));
    }
    assert_eq!((falls, of_totals), (42, 22));
}

#[test]
fn the_county_snapshots_kept_antrims_second_version() {
    let Some(reading) = published(COUNTIES, Format::ElectionNightFeed) else {
        return;
    };
    assert_eq!(reading.entries.kept, 1_148);
    let units = reading.table("reporting_unit").unwrap();
    let counties = (0..units.rows()).filter(|row| units.texts("kind").get(*row) == Some("county"));
    assert_eq!(counties.count(), 513);
    let result = results(&reading);
    let antrim = |row: usize| result.texts("reporting_unit").get(row) == Some("Antrim, Michigan");
    let figures: BTreeSet<(Option<&str>, Option<i64>)> = (0..result.rows())
        .filter(|row| antrim(*row))
        .map(|row| {
            (
                result.texts("contest_option").get(row),
                result.integers("value").get(row),
            )
        })
        .collect();
    for expected in [
        (Some("Biden"), Some(7_289)),
        (Some("Trump"), Some(9_783)),
        (None, Some(17_347)),
    ] {
        assert!(figures.contains(&expected), "{figures:?}");
    }
}
