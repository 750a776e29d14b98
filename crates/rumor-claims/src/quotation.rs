//! Quotations: whether a rumor stands in somebody else's words (`claims.md` §2).
//!
//! One or two quoted words are a manner of speaking, without effect.

use crate::fold::Part;

/// The quotations of three words or more in a sentence.
pub(crate) fn quotations(text: &str, sentence: Part) -> Vec<Part> {
    let marks: Vec<usize> = sentence
        .of(text)
        .match_indices('"')
        .map(|(at, _)| sentence.start + at)
        .collect();
    marks
        .chunks_exact(2)
        .filter_map(|pair| match pair {
            [open, close] => Some(Part::new(*open, *close)),
            _ => None,
        })
        .filter(|part| part.of(text).split_whitespace().count() >= 3)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_word_is_no_quotation() {
        let text = "\"glitches\" said he, \"dead people voted here\"";
        let found = quotations(text, Part::new(0, text.len()));
        assert_eq!(
            found.iter().map(|part| part.of(text)).collect::<Vec<_>>(),
            ["\"dead people voted here"]
        );
    }
}
