//! Titles of November 2020, half of which claim nothing on the list: what is found, and how often
//! something is found where nothing is.

use rumor_claims::{Lexicon, read, read::best};
use serde::Deserialize;

use crate::files::{reference_lexicon, shared};

#[derive(Deserialize)]
struct Labelled {
    text: String,
    labels: Vec<String>,
}

/// Hits among the first k, answers, and false answers.
#[derive(Debug, Default, PartialEq, Eq)]
struct Score {
    first: usize,
    first_five: usize,
    answered: usize,
    labelled: usize,
    falsely: usize,
}

fn score(path: &str, lexicon: &Lexicon) -> Option<Score> {
    let rows: Vec<Labelled> = serde_json::from_str(&shared(path)?).unwrap();
    let mut score = Score::default();
    for row in rows {
        let found = best(&read(&row.text, lexicon), lexicon);
        if row.labels.is_empty() {
            score.falsely += usize::from(!found.is_empty());
            continue;
        }
        let is_right = |id: &String| row.labels.contains(id);
        score.labelled += 1;
        score.answered += usize::from(!found.is_empty());
        score.first += usize::from(found.iter().take(1).any(is_right));
        score.first_five += usize::from(found.iter().take(5).any(is_right));
    }
    println!("{path}: {score:?}");
    Some(score)
}

#[test]
fn titles_are_read_no_worse_than_by_the_reference() {
    let Some(lexicon) = reference_lexicon() else {
        return;
    };
    let Some(score) = score("titles-2020/dev.json", &lexicon) else {
        return;
    };
    assert_eq!(score.labelled, 111);
    // .865 and .910 of 111; 5 of 104 falsely.
    assert!(
        score.first >= 96 && score.first_five >= 101 && score.falsely <= 5,
        "{score:?}"
    );
}

#[test]
fn paraphrases_are_read_no_worse_than_by_the_reference() {
    let Some(lexicon) = reference_lexicon() else {
        return;
    };
    let Some(score) = score("paraphrases.json", &lexicon) else {
        return;
    };
    assert_eq!(score.labelled, 110);
    assert!(score.first >= 99 && score.first_five >= 107, "{score:?}");
}
