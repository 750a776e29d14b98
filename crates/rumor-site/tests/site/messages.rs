//! The words of both languages: all there, the same places, short sentences, plain words.

use std::collections::BTreeSet;

use rumor_model::{check::Check, messages::Messages, rumor::Rumor};

use crate::fixture::{read, root};

fn both() -> [Messages; 2] {
    ["messages/en.toml", "messages/es.toml"].map(|path| Messages::read(&read(path)).unwrap())
}

/// The files below a folder, in order.
fn files(folder: &str, ending: &str) -> Vec<std::path::PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn checks() -> Vec<Check> {
    let english = files("checks", ".md")
        .into_iter()
        .filter(|path| !path.to_string_lossy().ends_with(".es.md"));
    english
        .map(|path| {
            let id = path.file_stem().unwrap().to_string_lossy().into_owned();
            Check::read(&id, "", &std::fs::read_to_string(&path).unwrap())
                .unwrap_or_else(|error| panic!("{id}: {error}"))
        })
        .collect()
}

fn rumors() -> Vec<Rumor> {
    let all = files("rumors", ".md")
        .into_iter()
        .chain(files("scenarios", ".md"));
    let rumors = all.filter(|path| path.parent().unwrap().file_name().unwrap() != "antrim-2020");
    rumors
        .filter_map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            text.contains("```rumor").then(|| {
                Rumor::read("any", "", &text)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            })
        })
        .collect()
}

/// The places of a text, sorted.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(place, _)| place)
        .collect()
}

#[test]
fn both_languages_have_the_same_words_with_the_same_places() {
    let [english, spanish] = both();
    let keys = |messages: &Messages| {
        // A form for one may exist in one language alone.
        let texts = messages
            .texts
            .keys()
            .filter(|key| key.rsplit('.').next() != Some("one"))
            .cloned();
        [
            messages.nouns.keys().cloned().collect(),
            messages.records.keys().cloned().collect(),
            texts.collect::<BTreeSet<_>>(),
        ]
    };
    for (in_english, in_spanish) in keys(&english).iter().zip(&keys(&spanish)) {
        assert_eq!(in_english, in_spanish);
    }
    for (key, text) in &english.texts {
        if let Some(other) = spanish.texts.get(key) {
            assert_eq!(places(text), places(other), "{key}");
        }
    }
}

#[test]
fn every_noun_and_record_of_checks_and_rumors_has_words() {
    let mut nouns: BTreeSet<String> = BTreeSet::new();
    let mut needs: BTreeSet<String> = BTreeSet::new();
    for check in checks() {
        nouns.extend([check.facts.units.clone(), check.facts.counts.clone()]);
        needs.extend(check.needs().map(ToString::to_string));
    }
    for rumor in rumors() {
        for pair in &rumor.facts.decides {
            nouns.insert(pair.unit.clone());
            needs.extend(pair.reads.iter().cloned());
        }
    }
    for messages in both() {
        for noun in &nouns {
            assert!(messages.nouns.contains_key(noun), "noun {noun}");
        }
        for need in &needs {
            assert_ne!(messages.record(need), need, "record {need}");
        }
    }
}

#[test]
fn every_text_is_used_and_every_used_one_is_there() {
    let [english, _] = both();
    let sources: Vec<String> = [
        "crates/rumor-site/src",
        "crates/rumor-claims/src",
        "crates/rumor-case/src",
    ]
    .iter()
    .flat_map(|folder| files(folder, ".rs"))
    .map(|path| std::fs::read_to_string(path).unwrap())
    .collect();
    let all = sources.join("\n");
    for key in english.texts.keys() {
        let whole = key.strip_suffix(".one").unwrap_or(key);
        let list = whole.rsplit_once('.').map_or(whole, |(list, _)| list);
        let used = all.contains(&format!("\"{whole}\""))
            || all.contains(&format!("\"{list}.{{"))
            || all.contains(&format!("\"{list}\""));
        assert!(used, "no page says `{key}`");
    }
}

#[test]
fn every_reason_code_has_words() {
    for messages in both() {
        for (code, _) in rumor_model::reason::CODES {
            assert!(
                messages.texts.contains_key(&format!("reason.{code}")),
                "{code}"
            );
        }
    }
}

#[test]
fn what_a_query_says_is_there_in_spanish() {
    let [_, spanish] = both();
    for check in checks() {
        for said in said(&check.sql) {
            let figure = [&check.facts.left, &check.facts.right].contains(&&said);
            let known =
                figure || spanish.said(&said) != said || spanish.missing.contains_key(&said);
            let part = spanish
                .missing
                .keys()
                .any(|pattern| pattern.contains(said.trim()));
            assert!(known || part, "{}: `{said}`", check.id);
        }
    }
}

/// The texts that a query gives as `missing` or `note`.
fn said(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    for end in ["AS missing", "AS note"] {
        for (at, _) in sql.match_indices(end) {
            let before = &sql[..at];
            let start = ["\n    CASE", "\n    '", "\n    CONCAT"]
                .iter()
                .filter_map(|start| before.rfind(start))
                .max()
                .unwrap_or_default();
            let expression = &before[start..];
            for branch in expression
                .split(['\n'])
                .filter(|line| !line.trim_start().starts_with("WHEN") || line.contains("THEN"))
            {
                let told = branch.split("THEN").last().unwrap_or(branch);
                found.extend(told.split('\'').skip(1).step_by(2).map(str::to_owned));
            }
        }
    }
    found.retain(|text| text.trim().len() > 2);
    found
}

/// Sentences of a text; a place counts as one word.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    text.split_inclusive(['.', '?', '!', ':', ';'])
        .map(|sentence| sentence.split_whitespace().collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .collect()
}

#[test]
fn sentences_are_short_and_words_are_plain() {
    let [english, spanish] = both();
    let mut syllables = [0_usize; 2];
    let mut words = [0_usize; 2];
    let mut count = [0_usize; 2];
    for (language, messages) in [english, spanish].iter().enumerate() {
        for (key, text) in &messages.texts {
            for sentence in sentences(text) {
                assert!(sentence.len() <= 25, "{key}: {}", sentence.join(" "));
                if sentence.len() > 3 {
                    count[language] += 1;
                    words[language] += sentence.len();
                    syllables[language] += sentence
                        .iter()
                        .map(|word| vowel_groups(word))
                        .sum::<usize>();
                }
            }
        }
    }
    let share = |part: usize, whole: usize| {
        f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
    };
    let grade = 0.39 * share(words[0], count[0]) + 11.8 * share(syllables[0], words[0]) - 15.59;
    assert!(grade <= 8.0, "Flesch–Kincaid {grade:.1}");
    let ease = 206.84 - 60.0 * share(syllables[1], words[1]) - 1.02 * share(words[1], count[1]);
    assert!(ease >= 60.0, "Fernández Huerta {ease:.1}");
}

/// Syllables as vowel groups; a place is one word of one syllable.
fn vowel_groups(word: &str) -> usize {
    if word.contains('{') {
        return 1;
    }
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    let silent = lower.ends_with('e') && !lower.ends_with("le");
    let mut groups = 0;
    let mut inside = false;
    for c in lower.chars() {
        let vowel = "aeiouyáéíóúü".contains(c);
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
        .saturating_sub(usize::from(silent && groups > 1))
        .max(1)
}

#[test]
fn words_that_say_more_than_records_can_are_not_ours() {
    let banned = [
        "no evidence",
        "debunked",
        "false",
        "glitch",
        "anomal",
        "fraud",
        "verified",
        "simply",
        "!",
    ];
    for (key, text) in &both()[0].texts {
        let lower = text.to_lowercase();
        for word in banned {
            assert!(!lower.contains(word), "{key}: {word}");
        }
    }
}
