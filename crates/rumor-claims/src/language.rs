//! The language of a text, by its small words (`claims.md` §1).
//!
//! English and Spanish are told apart; of any other language nothing is said.

use rumor_model::messages::Language;

const ENGLISH: &str = "the of and to in is was were that they it for with on are did have has been \
    not this there his her their what how who from by at";

const SPANISH: &str = "el la los las de del que y en se por con para una un fue son es lo al su \
    sus como mas pero hubo hay este esta ya le les nos muy sin";

/// The language of a folded text, if its small words tell.
pub(crate) fn language(folded: &str) -> Option<Language> {
    let (mut english, mut spanish) = (0_usize, 0_usize);
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        english += usize::from(is_in(ENGLISH, word));
        spanish += usize::from(is_in(SPANISH, word));
    }
    match spanish.cmp(&english) {
        std::cmp::Ordering::Greater => Some(Language::Spanish),
        std::cmp::Ordering::Less => Some(Language::English),
        std::cmp::Ordering::Equal => None,
    }
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_the_language() {
        assert_eq!(language("the dead have voted"), Some(Language::English));
        assert_eq!(
            language("los muertos votaron en la casilla"),
            Some(Language::Spanish)
        );
        assert_eq!(language("sharpiegate!"), None);
    }
}
