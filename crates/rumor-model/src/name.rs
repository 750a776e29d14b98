//! Comparing names of units, contests and options as people write them.
//!
//! Two spellings are one name if they are equal, or if they fold alike (`records.md` §4.4); anything
//! further needs an alias that somebody signed. Out of scope: which name wins, which is the case's
//! business.

use unicode_normalization::UnicodeNormalization as _;

/// A name without case, blanks and punctuation: what two spellings of one name have in common.
///
/// # Examples
///
/// ```
/// use rumor_model::name::fold;
///
/// assert_eq!(fold("Ben\u{a0}Hill "), fold("BEN HILL"));
/// assert_ne!(fold("Precinct 1"), fold("Precinct 11"));
/// ```
pub fn fold(name: &str) -> String {
    name.nfc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// How many letters must change to make one folded name of another (Levenshtein).
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut before = i;
        let mut left = i.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(&other) {
            let changed = before.saturating_add(usize::from(a != *b));
            before = *cell;
            left = changed
                .min(left.saturating_add(1))
                .min(before.saturating_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The candidate whose folded form is nearest, if it is near enough to be meant.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let near = folded.chars().count().div_ceil(3).max(2);
    candidates
        .into_iter()
        .map(|candidate| (distance(&folded, &fold(candidate)), candidate))
        .filter(|(apart, candidate)| {
            *apart <= near
                || shares_a_beginning(&folded, candidate)
                || holds_all_words(name, candidate)
                || holds_all_words(candidate, name)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn shares_a_beginning(folded: &str, candidate: &str) -> bool {
    let candidate = fold(candidate);
    folded.len() >= 4 && (candidate.starts_with(folded) || folded.starts_with(&candidate))
}

/// Whether every word of `part` is a word of `whole`, as in `Biden` and `Joseph R. Biden`.
fn holds_all_words(part: &str, whole: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric())
            .map(fold)
            .filter(|word| !word.is_empty())
            .collect()
    };
    let whole = words(whole);
    let part = words(part);
    part.iter().any(|word| word.chars().count() > 2) && part.iter().all(|word| whole.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let units = ["Star Township", "Echo Township", "Elk Rapids Township"];
        assert_eq!(nearest("Str Township", units), Some("Star Township"));
        assert_eq!(nearest("Elk Rapids", units), Some("Elk Rapids Township"));
        assert_eq!(nearest("Fulton County", units), None);
        assert_eq!(
            nearest("Biden", ["Joseph R. Biden"]),
            Some("Joseph R. Biden")
        );
    }

    #[test]
    fn distance_counts_single_letters() {
        assert_eq!(distance("star", "star"), 0);
        assert_eq!(distance("star", "stars"), 1);
        assert_eq!(distance("echo", "elk"), 3);
    }
}
