//! The reference's cases, with the reference's lexicon.

use std::collections::BTreeSet;

use rumor_claims::{Span, answer::compare, read, read::figures};
use rumor_model::answer::{Amount, Claimed, Said};
use serde_json::Value;

use crate::files::{own_lexicon, reference_lexicon, rumors, shared};

fn cases(name: &str) -> Option<Vec<Value>> {
    let file: Value = serde_json::from_str(&shared(&format!("cases/{name}.json"))?).unwrap();
    Some(file["cases"].as_array().unwrap().clone())
}

#[test]
fn every_figure_is_read_as_the_reference_reads_it() {
    let Some(cases) = cases("numbers") else {
        return;
    };
    assert_eq!(cases.len(), 38);
    for case in cases {
        let found: Vec<Value> = figures(case["text"].as_str().unwrap())
            .iter()
            .map(|claimed| {
                let mut found = serde_json::to_value(claimed).unwrap();
                found.as_object_mut().unwrap().remove("quote");
                found
            })
            .collect();
        assert_eq!(Value::Array(found), case["figures"], "{}", case["text"]);
    }
}

#[test]
fn every_figure_is_held_against_what_was_found_as_in_the_reference() {
    let Some(cases) = cases("compare") else {
        return;
    };
    assert_eq!(cases.len(), 18);
    for case in cases {
        let number = |value: &Value| value.as_i64().map(Amount::whole);
        let claim = &case["claim"];
        let claimed = Claimed {
            low: number(&claim["low"]).unwrap(),
            high: number(&claim["high"]),
            unit: serde_json::from_value(claim["unit"].clone()).unwrap(),
            said: Said::Exact,
            quote: None,
        };
        let count = |key: &str| case[key].as_i64().unwrap();
        let unit = case["unit"].as_str().unwrap();
        let relation = compare(&claimed, count("confirmed"), count("open"), unit);
        assert_eq!(
            relation.as_str().replace('-', " "),
            case["relation"],
            "{case}"
        );
    }
}

#[test]
fn every_stance_is_taken_as_in_the_reference() {
    let (Some(cases), Some(lexicon)) = (cases("stance"), reference_lexicon()) else {
        return;
    };
    assert_eq!(cases.len(), 62);
    for case in cases {
        let reading = read(case["text"].as_str().unwrap(), &lexicon);
        let mut found = reading.segments.iter().flat_map(|segment| &segment.rumors);
        let found = found.find(|found| found.rumor == case["rumor"].as_str().unwrap());
        assert_eq!(
            found.map(|found| found.stance.as_str()),
            case["stance"].as_str(),
            "{case}"
        );
    }
}

/// The rumors in a text.
fn named(text: &str, lexicon: &rumor_claims::Lexicon) -> BTreeSet<String> {
    let reading = read(text, lexicon);
    let found = reading
        .segments
        .into_iter()
        .flat_map(|segment| segment.rumors);
    found.map(|found| found.rumor).collect()
}

fn expected(case: &Value) -> BTreeSet<String> {
    serde_json::from_value(case["rumors"].clone()).unwrap()
}

#[test]
fn posts_are_read_no_worse_than_by_the_reference() {
    let (Some(cases), Some(lexicon)) = (cases("posts"), reference_lexicon()) else {
        return;
    };
    let mut right = 0;
    for case in &cases {
        let found = named(case["text"].as_str().unwrap(), &lexicon);
        if found == expected(case) {
            right += 1;
        } else {
            println!(
                "{}\n  found {found:?}\n  wanted {:?}",
                case["text"],
                expected(case)
            );
        }
    }
    println!("posts: {right} of {}", cases.len());
    assert!(right >= 23, "{right} of {}", cases.len());
}

#[test]
fn posts_are_read_exactly_where_our_own_rumors_are_concerned() {
    let (Some(cases), Some(lexicon)) = (cases("posts"), own_lexicon()) else {
        return;
    };
    let built: BTreeSet<String> = rumors().into_iter().map(|rumor| rumor.id).collect();
    for case in &cases {
        let found = named(case["text"].as_str().unwrap(), &lexicon);
        let expected: BTreeSet<String> = expected(case).intersection(&built).cloned().collect();
        assert_eq!(found, expected, "{}", case["text"]);
    }
}

#[test]
fn the_worked_example_has_its_spans_and_scores() {
    let (Some(cases), Some(lexicon)) = (cases("posts"), reference_lexicon()) else {
        return;
    };
    let text = cases[0]["text"].as_str().unwrap();
    let reading = read(text, &lexicon);
    let found: Vec<(usize, usize, String)> = reading
        .segments
        .iter()
        .map(|segment| {
            let Span { start, end } = segment.span;
            let characters: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(segment.text, characters);
            let rumors = segment.rumors.iter().map(|found| {
                let words = found.formula.iter().map(|concept| {
                    let words: Vec<&str> = concept
                        .words
                        .iter()
                        .map(|word| word.text.as_str())
                        .collect();
                    format!("{} {}", concept.concept, words.join(" "))
                });
                let words: Vec<String> = words.collect();
                let stance = found.stance.as_str();
                format!(
                    "{} {stance} {:.3} {}",
                    found.rumor,
                    found.score,
                    words.join(" + ")
                )
            });
            (start, end, rumors.collect::<Vec<_>>().join("; "))
        })
        .collect();
    let row = |start, end, rumors: &str| (start, end, rumors.to_owned());
    assert_eq!(
        found,
        [
            row(0, 146, ""),
            row(
                159,
                177,
                "dead-voters asserts 5.382 DEAD dead + VOTE voting"
            ),
            row(
                179,
                227,
                "watchers-barred asserts 7.155 WATCHER Watchers + BARRED not allowed"
            ),
            row(
                230,
                302,
                "glitch-switched asserts 7.029 GLITCH glitches + SWITCH changed votes"
            ),
            row(
                304,
                315,
                "late-ballots asserts 5.382 LATE late voting + VOTE voting"
            ),
            row(332, 341, ""),
            row(343, 364, ""),
            row(366, 466, ""),
        ]
    );
}

#[test]
fn the_post_of_17_november_gives_its_four_claims_in_both_languages() {
    let (Some(cases), Some(lexicon)) = (cases("posts"), own_lexicon()) else {
        return;
    };
    for case in cases.iter().take(2) {
        let reading = read(case["text"].as_str().unwrap(), &lexicon);
        let found: Vec<(String, &str)> = reading
            .segments
            .iter()
            .flat_map(|segment| &segment.rumors)
            .map(|found| (found.rumor.clone(), found.stance.as_str()))
            .collect();
        let claims = [
            "dead-voters",
            "watchers-barred",
            "glitch-switched",
            "late-ballots",
        ];
        let expected = claims.map(|claim| (claim.to_owned(), "asserts"));
        assert_eq!(found, expected, "{}", case["text"]);
    }
}
