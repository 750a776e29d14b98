//! The words of a text that ranking compares: without the smallest, and without their endings.

use rumor_model::messages::Language;
use rust_stemmers::{Algorithm, Stemmer};

use crate::fold::Folded;

const SMALL_ENGLISH: &str = "\
    a an the of to in on for at by with from and or is are was were be been being this that \
    these those it its as he she they his her their i you we my our your will would can could \
    has have had do does did not no so if but about into over than then there here just u s t \
    via rt amp";

const SMALL_SPANISH: &str = "\
    a al ante bajo con contra de del desde durante e el ella ellas ellos en entre era eran es \
    esa ese eso esta estaba estan este esto fue fueron ha han hasta hay hubo la las le les lo \
    los mas me mi muy ni no nos o para pero por porque que quien se ser si sin sobre son su \
    sus tambien te tu u un una uno y ya";

/// The words of a text, in their order.
pub(super) fn words(text: &str, language: Language) -> Vec<String> {
    let (small, algorithm) = match language {
        Language::English => (SMALL_ENGLISH, Algorithm::English),
        Language::Spanish => (SMALL_SPANISH, Algorithm::Spanish),
    };
    let stemmer = Stemmer::create(algorithm);
    let folded = Folded::of(text);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '\'';
    folded
        .text()
        .split(|c: char| !is_part(c))
        .map(|word| word.trim_matches('\'').replace("'s", "").replace('\'', ""))
        .filter(|word| !word.is_empty() && !small.split_whitespace().any(|known| known == word))
        .map(|word| stemmer.stem(&word).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_small_words_go() {
        assert_eq!(
            words("The voters' ballots were #DeletedVotes", Language::English),
            ["voter", "ballot", "delet", "vote"]
        );
        assert_eq!(
            words("Los votos tardíos", Language::Spanish),
            ["vot", "tardi"]
        );
    }
}
