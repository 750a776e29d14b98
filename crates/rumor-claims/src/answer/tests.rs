//! Tests of whole answers: from findings with their reasons to kinds, sentences and cells.

#![cfg(test)]

mod setup;

use rumor_model::{
    answer::{Amount, Answer, Because, Both, Claimed, Kind, Relation, Said, Unit},
    finding::{Finding, Keys, UnitFinding},
    reason::GivenReason,
    rumor::{Case, Rumor},
    word::{Outcome, Standing},
};

use super::{Evidence, Question, Rehearsal, TEXT_KEYS, answer, case_evidence};
use setup::{
    Row, decided_in, decides, evidence, finding, lacking, messages, resting_on, row, rumor, signed,
};

fn answered(rumor: &Rumor, evidence: &Evidence<'_>, question: &Question) -> Answer {
    let messages = messages();
    let words = Both { en: &messages.en, es: &messages.es };
    answer(rumor, evidence, question, &words).unwrap()
}

/// The kind, confirmed and open of a rumor decided by one check.
fn check(rumor: &Rumor, finding: &Finding, expected: (Kind, i64, i64)) {
    let answer = answered(rumor, &evidence(&[("one", finding)]), &Question::default());
    let one = answer.checks.first().unwrap();
    assert_eq!(
        (answer.kind, one.confirmed, one.open),
        expected,
        "{}",
        answer.text.en.answer
    );
}

const EXPLAINED: Row = Row("Star", 10, 15, Outcome::Explained, &[0]);
const UNEXPLAINED: Row = Row("Star", 10, 15, Outcome::Unexplained, &[]);
const IMPOSSIBLE: Row = Row("Star", 10, 15, Outcome::Impossible, &[]);
const AGREES: Row = Row("Echo", 10, 10, Outcome::Agrees, &[]);

#[test]
fn each_mode_confirms_what_it_may() {
    let explained = |code: &str| finding(&[EXPLAINED], vec![signed(code, 5)]);
    let case = decided_in("case", "");
    check(&case, &finding(&[AGREES], vec![]), (Kind::NotFound, 0, 0));
    check(&case, &finding(&[UNEXPLAINED], vec![]), (Kind::Open, 0, 5));
    check(&case, &finding(&[IMPOSSIBLE], vec![]), (Kind::Open, 0, 5));
    check(&case, &explained("confirmed_case"), (Kind::Found, 5, 0));
    check(&case, &explained("record_error"), (Kind::OtherCause, 0, 0));
    check(&case, &explained("data_entry"), (Kind::OtherCause, 0, 0));
    let breach = decided_in("breach", "");
    check(
        &breach,
        &finding(&[IMPOSSIBLE], vec![]),
        (Kind::Found, 5, 0),
    );
    check(
        &breach,
        &finding(&[UNEXPLAINED], vec![]),
        (Kind::Open, 0, 5),
    );
    let code = decided_in("code", "codes = [\"data_entry\"]");
    check(&code, &explained("data_entry"), (Kind::Found, 5, 0));
    check(&code, &explained("fled_voter"), (Kind::OtherCause, 0, 0));
    let bound = decided_in("bound", "");
    check(
        &bound,
        &explained("confirmed_case"),
        (Kind::OtherCause, 0, 0),
    );
    check(&bound, &finding(&[UNEXPLAINED], vec![]), (Kind::Open, 0, 5));
    let figure = decided_in("figure", "");
    check(
        &figure,
        &finding(&[UNEXPLAINED], vec![]),
        (Kind::Found, 5, 0),
    );
    check(&figure, &finding(&[AGREES], vec![]), (Kind::NotFound, 0, 0));
    let above = decided_in("figure", "when = \"> 5\"");
    check(
        &above,
        &finding(&[UNEXPLAINED], vec![]),
        (Kind::NotFound, 0, 0),
    );
}

#[test]
fn an_unsigned_reason_never_confirms_and_settles_nothing() {
    for code in ["confirmed_case", "data_entry"] {
        let reason = GivenReason { signed: false, ..signed(code, 5) };
        check(
            &decided_in("case", ""),
            &finding(&[EXPLAINED], vec![reason]),
            (Kind::Open, 0, 5),
        );
    }
}

#[test]
fn a_reason_that_says_nothing_of_the_claim_leaves_it_open() {
    for code in ["other", "our_own_code"] {
        let finding = finding(&[EXPLAINED], vec![signed(code, 5)]);
        check(&decided_in("case", ""), &finding, (Kind::Open, 0, 5));
    }
}

#[test]
fn a_row_explained_in_part_is_split() {
    let row = Row("Star", 10, 20, Outcome::Unexplained, &[0, 1]);
    let reasons = vec![signed("confirmed_case", 3), signed("data_entry", 2)];
    check(
        &decided_in("case", ""),
        &finding(&[row], reasons),
        (Kind::Found, 3, 5),
    );
}

#[test]
fn a_gain_and_the_loss_it_goes_with_are_one_ballot() {
    let keys = |option: &str| Keys {
        unit: "Star".to_owned(),
        contest: Some("President".to_owned()),
        contest_option: Some(option.to_owned()),
        ..Keys::default()
    };
    let reasons = vec![signed("confirmed_case", 3), signed("confirmed_case", -3)];
    let mut finding = finding(&[UNEXPLAINED], reasons);
    finding.rows = vec![
        row(keys("A"), (0, 5), Outcome::Unexplained, &[0]),
        row(keys("B"), (5, 0), Outcome::Unexplained, &[1]),
    ];
    let unit = finding.by_unit.first().unwrap().clone();
    finding.by_unit = vec![UnitFinding { rows: vec![0, 1], ..unit }];
    check(&decided_in("case", ""), &finding, (Kind::Found, 3, 2));
}

/// A finding of one contest in one unit, whose first figures were wrong.
fn changed(first: &str, second: &str) -> Finding {
    let keys = |option: &str| Keys {
        unit: "Antrim County".to_owned(),
        contest: Some("President".to_owned()),
        contest_option: Some(option.to_owned()),
        ..Keys::default()
    };
    let mut finding = finding(&[UNEXPLAINED], vec![]);
    finding.rows = vec![
        row(keys(first), (7769, 5960), Outcome::Unexplained, &[]),
        row(keys(second), (4509, 9748), Outcome::Unexplained, &[]),
    ];
    finding.margin = None;
    finding
}

#[test]
fn a_cell_has_the_whole_and_the_margin_of_its_own_contest() {
    let gap = "figure = \"[contest=President,contest_option=Trump].gap\"";
    let finding = changed("Biden", "Trump");
    let answer = answered(
        &decided_in("figure", gap),
        &evidence(&[("one", &finding)]),
        &Question::default(),
    );
    let said = "Yes: 5,239 votes, of 15,708 votes.";
    assert_eq!(answer.text.en.answer.to_string(), said);
    let said = "Of 15,708 votes. More than the margin, 3,788.";
    assert_eq!(answer.text.en.scale.to_string(), said);
}

#[test]
fn a_cell_that_is_absent_is_missing_and_no_zero() {
    let gap = "figure = \"[contest_option=Nobody].gap\"";
    check(
        &decided_in("figure", gap),
        &changed("Biden", "Trump"),
        (Kind::CannotTell, 0, 0),
    );
}

#[test]
fn swapping_the_names_of_options_swaps_nothing_else() {
    let said = |first: &str, second: &str| {
        let finding = changed(first, second);
        let evidence = evidence(&[("one", &finding)]);
        let answer = answered(&decided_in("case", ""), &evidence, &Question::default());
        serde_json::to_string(&answer).unwrap()
    };
    assert_eq!(said("Biden", "Trump"), said("Trump", "Biden"));
}

#[test]
fn a_unit_is_counted_once() {
    let precincts = rumor(&decides("one", "breach", "precincts"));
    check(
        &precincts,
        &finding(&[IMPOSSIBLE, AGREES], vec![]),
        (Kind::Found, 1, 0),
    );
}

#[test]
fn a_check_that_was_not_made_is_a_missing_record_and_no_all_clear() {
    let answer = answered(
        &decided_in("case", ""),
        &evidence(&[]),
        &Question::default(),
    );
    assert_eq!(answer.kind, Kind::CannotTell);
    let said = "We cannot tell: the record of printed tapes is missing.";
    assert_eq!(answer.text.en.answer.to_string(), said);
    let said = "No lo podemos saber: falta el registro de las cintas impresas.";
    assert_eq!(answer.text.es.answer.to_string(), said);
}

#[test]
fn a_simulated_record_decides_nothing_outside_a_rehearsal() {
    let finding = resting_on(finding(&[IMPOSSIBLE], vec![]), Standing::Simulated);
    let rumor = decided_in("breach", "");
    let mut evidence = evidence(&[("one", &finding)]);
    let answer = answered(&rumor, &evidence, &Question::default());
    assert_eq!(answer.kind, Kind::CannotTell);
    assert_eq!(
        answer.beside.first().map(|beside| beside.because),
        Some(Because::Simulated)
    );
    assert_eq!(
        answer
            .checks
            .first()
            .and_then(|check| check.finding_sha256.clone()),
        None
    );
    evidence.setting.rehearsal = Rehearsal::Yes;
    let answer = answered(&rumor, &evidence, &Question::default());
    assert_eq!(answer.kind, Kind::Found);
    assert!(
        answer
            .text
            .en
            .notes
            .iter()
            .any(|note| note.to_string().contains("rehearsal"))
    );
}

#[test]
fn a_missing_record_is_named_in_every_kind() {
    let rumor = decided_in("case", "");
    let missing = |finding: Finding| {
        let finding = lacking(finding, "closing tape");
        let answer = answered(
            &rumor,
            &evidence(&[("one", &finding)]),
            &Question::default(),
        );
        (answer.kind, answer.text.es.missing.to_string())
    };
    let confirmed = finding(&[EXPLAINED], vec![signed("confirmed_case", 5)]);
    let more = "Podrían ser más: falta cinta de cierre.".to_owned();
    assert_eq!(missing(confirmed), (Kind::Found, more.clone()));
    assert_eq!(missing(finding(&[UNEXPLAINED], vec![])), (Kind::Open, more));
    assert_eq!(
        missing(finding(&[AGREES], vec![])),
        (Kind::CannotTell, String::new())
    );
}

#[test]
fn counts_of_two_checks_are_never_added() {
    let pair = |check| decides(check, "figure", "votes");
    let rumor = rumor(&format!("{}{}", pair("one"), pair("two")));
    let (five, nine) = (
        finding(&[UNEXPLAINED], vec![]),
        finding(&[Row("Star", 0, 9, Outcome::Unexplained, &[])], vec![]),
    );
    let answer = answered(
        &rumor,
        &evidence(&[("one", &five), ("two", &nine)]),
        &Question::default(),
    );
    assert_eq!(answer.headline.as_deref(), Some("two"));
    // The sentence of the file is about the first check; with nothing there, the plain one is said.
    let agrees = finding(&[AGREES], vec![]);
    let answer = answered(
        &rumor,
        &evidence(&[("one", &agrees), ("two", &nine)]),
        &Question::default(),
    );
    assert_eq!(answer.text.en.answer.to_string(), "Yes: 9 votes.");
}

#[test]
fn a_claimed_figure_is_held_against_what_was_found() {
    let claimed = |low, unit, quote: &str| Claimed {
        low: Amount::whole(low),
        high: Some(Amount::whole(low)),
        unit: Some(unit),
        said: Said::Exact,
        quote: Some(quote.to_owned()),
    };
    let finding = finding(&[UNEXPLAINED], vec![]);
    let evidence = evidence(&[("one", &finding)]);
    let question = Question {
        claimed: vec![
            claimed(3, Unit::Devices, "3"),
            claimed(6000, Unit::Votes, "6,000"),
        ],
        ..Question::default()
    };
    let answer = answered(&decided_in("figure", ""), &evidence, &question);
    assert_eq!(
        (answer.kind, answer.relation),
        (Kind::FoundInPart, Some(Relation::Fewer))
    );
    let said = "The post says 6,000. The records show 5 votes, none open.";
    assert_eq!(answer.text.en.claimed.to_string(), said);
    assert_eq!(
        answer.text.en.scale.to_string(),
        "Of 15,969 votes. Less than the margin, 3,788."
    );
}

#[test]
fn nothing_is_held_against_a_figure_where_a_record_is_missing() {
    let question = Question {
        claimed: vec![Claimed {
            low: Amount::whole(6000),
            high: None,
            unit: None,
            said: Said::AtLeast,
            quote: None,
        }],
        ..Question::default()
    };
    let answer = answered(&decided_in("case", ""), &evidence(&[]), &question);
    assert_eq!((answer.kind, answer.relation), (Kind::CannotTell, None));
}

#[test]
fn a_claim_about_another_place_is_answered_by_no_finding_of_ours() {
    let finding = finding(&[IMPOSSIBLE], vec![]);
    let elsewhere = Some("Wayne County, Michigan".to_owned());
    let question = Question { elsewhere, ..Question::default() };
    let answer = answered(
        &decided_in("breach", ""),
        &evidence(&[("one", &finding)]),
        &question,
    );
    assert_eq!(answer.kind, Kind::Elsewhere);
    assert!(answer.figures.is_empty() && answer.margin.is_none() && answer.checks.is_empty());
}

#[test]
fn every_figure_of_a_sentence_knows_its_cell() {
    let finding = finding(&[EXPLAINED], vec![signed("confirmed_case", 5)]);
    let answer = answered(
        &decided_in("case", ""),
        &evidence(&[("one", &finding)]),
        &Question::default(),
    );
    let cells: Vec<(&str, &str)> = answer
        .figures
        .iter()
        .map(|figure| (figure.text.as_str(), figure.column.as_str()))
        .collect();
    assert_eq!(
        cells,
        [
            ("15,969", "in_question.out_of"),
            ("5", "confirmed"),
            ("3,788", "margin")
        ]
    );
}

#[test]
fn a_conclusion_is_no_count() {
    let concludes = decided_in("figure", "").facts;
    let mut rumor = decided_in("figure", "");
    rumor.facts.concludes = rumor_model::rumor::Conclusion::Drawn;
    assert_ne!(rumor.facts, concludes);
    let finding = finding(&[UNEXPLAINED], vec![]);
    let answer = answered(
        &rumor,
        &evidence(&[("one", &finding)]),
        &Question::default(),
    );
    assert_eq!(answer.kind, Kind::FoundInPart);
    let note = answer.text.en.notes.first().unwrap().to_string();
    assert!(note.ends_with("more than 3,788 votes."), "{note}");
}

#[test]
fn a_case_tells_figures_and_cells_in_place_of_a_finding() {
    let row = |cells: &[(&str, &str)]| {
        cells
            .iter()
            .map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned()))
            .collect()
    };
    let case = Case {
        title: "Two figures".to_owned(),
        line: 1,
        post: None,
        read: None,
        findings: vec![row(&[
            ("check", "one"),
            ("outcome", "unexplained"),
            ("confirmed", "5"),
            ("units", "16"),
        ])],
        cells: vec![row(&[
            ("check", "one"),
            ("unit", "Star"),
            ("left", "10"),
            ("right", "4"),
        ])],
        claimed: None,
        answer: None,
    };
    let told = case_evidence(&case).unwrap();
    let source = &told.sources["one"];
    let cell = |text: &str| {
        source
            .cell(&text.parse().unwrap())
            .map(|found| found.number)
    };
    assert_eq!(cell("[unit=Star].gap"), Some(6));
    assert_eq!(cell("[unit=Star].difference"), Some(-6));
    assert_eq!(cell("[unit=Echo].gap"), None);
    let unreadable = Case { cells: vec![row(&[("check", "one"), ("left", "ten")])], ..case };
    assert!(
        case_evidence(&unreadable)
            .unwrap_err()
            .to_string()
            .contains("`ten` as left")
    );
}

#[test]
fn the_file_has_its_keys_in_order() {
    let answer = answered(
        &decided_in("case", ""),
        &evidence(&[]),
        &Question::default(),
    );
    let json = serde_json::to_string(&answer).unwrap();
    let keys = [
        "schema",
        "rumor",
        "election",
        "jurisdiction",
        "as_of",
        "kind",
        "status",
        "version",
        "replaces",
        "claim",
        "headline",
        "checks",
        "missing",
        "claimed",
        "relation",
        "margin",
        "figures",
        "text",
        "signers",
    ];
    let mut from = 0;
    for key in keys {
        let at = json.get(from..).unwrap().find(&format!("\"{key}\":"));
        from += at.unwrap_or_else(|| panic!("`{key}` is not behind the key before it: {json}"));
    }
}

#[test]
fn every_text_that_answers_need_is_there_with_its_places() {
    let messages = messages();
    for (key, places) in TEXT_KEYS {
        for words in [&messages.en, &messages.es] {
            let text = words
                .texts
                .get(key)
                .unwrap_or_else(|| panic!("`{key}` is missing"));
            for place in text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}'))
            {
                assert!(places.contains(&place.0), "`{key}` has {{{}}}", place.0);
            }
        }
    }
}
