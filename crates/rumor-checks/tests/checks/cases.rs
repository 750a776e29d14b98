//! Every case comes out as it says; and what is asked of each file is there.

use rumor_checks::cases::mismatches;
use rumor_model::word::Relation;

use crate::{checks, messages};

#[test]
fn every_case_comes_out_as_it_says() {
    let messages = messages();
    let wrong: Vec<String> = checks()
        .iter()
        .flat_map(|check| mismatches(check, &messages))
        .map(|mismatch| mismatch.to_string())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_has_cases_that_agree_differ_and_cannot_tell() {
    for check in checks() {
        let has = |words: &[&str]| {
            let begins = |line: &str| words.iter().any(|word| line.starts_with(word));
            check.cases.iter().any(|case| begins(&case.expected.line))
        };
        assert!(has(&["agrees", "listed"]), "{}: no case agrees", check.id);
        assert!(has(&["cannot-tell"]), "{}: no case cannot tell", check.id);
        let may_differ = check.facts.compares != Relation::Report;
        assert!(
            !may_differ || has(&["unexplained", "impossible"]),
            "{}: no case differs",
            check.id
        );
    }
}

#[test]
fn every_noun_of_a_check_is_a_word_of_messages() {
    let messages = messages();
    for check in checks() {
        for noun in [&check.facts.units, &check.facts.counts] {
            assert!(messages.nouns.contains_key(noun), "{}: `{noun}`", check.id);
        }
    }
}
