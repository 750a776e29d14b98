//! The cases of this repository's own rumor files.

use rumor_claims::{
    Library,
    answer::{Question, answer, case_evidence, check_templates},
    ask,
};
use rumor_model::{
    answer::Both,
    messages::Messages,
    rumor::{Case, Rumor},
};

use crate::files::{antrim, library, local_rumors, own, rumors};

#[test]
fn every_post_of_a_rumors_file_is_read_as_the_file_says() {
    let mut wrong = Vec::new();
    let Some(general) = library(None) else { return };
    for rumor in rumors() {
        wrong.extend(misread(&rumor, &general));
    }
    for rumor in local_rumors() {
        let Some(with_local) = library(Some(rumor.clone())) else {
            return;
        };
        wrong.extend(misread(&rumor, &with_local));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The posts of a rumor's file that are read otherwise.
fn misread(rumor: &Rumor, library: &Library) -> Vec<String> {
    let mut wrong = Vec::new();
    for case in &rumor.cases {
        let (Some(post), Some(expected)) = (&case.post, &case.read) else {
            continue;
        };
        let mut found: Vec<String> = Vec::new();
        let asked = ask(post, library, &antrim());
        for rumor in asked.segments.iter().flat_map(|segment| &segment.rumors) {
            let line = format!("{} {}", rumor.found.rumor, rumor.found.stance.as_str());
            // A rumor that a post says twice is listed once.
            if !found.contains(&line) {
                found.push(line);
            }
        }
        let expected = expected.iter();
        let expected: Vec<String> = expected
            .map(|stood| format!("{} {}", stood.rumor, stood.stance.as_str()))
            .collect();
        if found != expected {
            let place = format!("{}.md line {}: {post}", rumor.id, case.line);
            wrong.push(format!("{place}\n  found {found:?}\n  wanted {expected:?}"));
        }
    }
    wrong
}

#[test]
fn every_answer_of_a_rumors_file_comes_out_as_the_file_says() {
    let Some(messages) = messages() else { return };
    let mut wrong = Vec::new();
    for rumor in rumors().into_iter().chain(local_rumors()) {
        for case in &rumor.cases {
            let Some(expected) = &case.answer else {
                continue;
            };
            let (kind, sentence) = answered(&rumor, case, &messages);
            if (kind.as_str(), &sentence) != (expected.kind.as_str(), &expected.sentence) {
                let place = format!("{}.md line {}: {kind}: {sentence}", rumor.id, case.line);
                wrong.push(format!(
                    "{place}\n  wanted {}: {}",
                    expected.kind, expected.sentence
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The kind and the kind's sentence in English.
fn answered(rumor: &Rumor, case: &Case, messages: &Both<Messages>) -> (String, String) {
    let evidence = case_evidence(case).unwrap();
    let claimed = case.claimed.clone().into_iter().collect();
    let question = Question { claimed, ..Question::default() };
    let words = Both { en: &messages.en, es: &messages.es };
    let answer = answer(rumor, &evidence, &question, &words).unwrap();
    (answer.kind.to_string(), answer.text.en.answer.to_string())
}

/// This workspace's words.
fn messages() -> Option<Both<Messages>> {
    let words = |path| own(path).map(|text| Messages::read(&text).unwrap());
    Some(Both { en: words("messages/en.toml")?, es: words("messages/es.toml")? })
}

#[test]
fn every_sentence_of_a_rumors_file_can_be_filled() {
    for rumor in rumors().into_iter().chain(local_rumors()) {
        check_templates(&rumor).unwrap();
    }
}
