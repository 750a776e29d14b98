//! Jokes, by explicit marks only (`claims.md` §3).

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::Part;

/// `#satire` is folded to ` satire`, so tags are looked at apart.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:satire|sarcasm|parody|satira|sarcasmo|parodia)$").expect("our own pattern")
});

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s)/s(?:\s|$)|\b(?:satire|satira):|\bes broma\b").expect("our own pattern")
});

/// The mark that says that a post is a joke.
pub(crate) fn joke(folded: &str, tags: &[Part]) -> Option<Part> {
    let tag = tags
        .iter()
        .copied()
        .find(|tag| TAG.is_match(tag.of(folded)));
    tag.or_else(|| MARK.find(folded).map(Part::from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::Folded;

    #[test]
    fn only_an_explicit_mark_makes_a_joke() {
        for (text, expected) in [
            ("Dead people voted /s", true),
            ("Dead people voted #Satire", true),
            ("Sátira: votaron los muertos", true),
            ("Votaron los muertos, es broma", true),
            ("His satire of dead voters", false),
            ("a/s/l", false),
        ] {
            let folded = Folded::of(text);
            assert_eq!(
                joke(folded.text(), folded.tags()).is_some(),
                expected,
                "{text}"
            );
        }
    }
}
