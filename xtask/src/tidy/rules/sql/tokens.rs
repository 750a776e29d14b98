//! A query in words, numbers and signs, each with its line and the brackets around it.

use std::collections::BTreeSet;

use crate::tidy::rules::markdown::Fence;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of SQL, or a name.
    Word,
    /// A name in double quotes.
    Name,
    /// A number.
    Number,
    /// A text in single quotes.
    Text,
    /// Anything else, one letter each.
    Sign,
}

/// A query. Asked for a place outside it, it says nothing rather than panic.
pub(super) struct Query<'a> {
    tokens: Vec<Token<'a>>,
    counts: BTreeSet<&'a str>,
}

struct Token<'a> {
    line: usize,
    kind: Kind,
    text: &'a str,
    /// Places of the brackets that are open here, the outermost first.
    around: Vec<usize>,
}

impl<'a> Query<'a> {
    pub(super) fn read(fence: &Fence<'a>) -> Self {
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (line, text) in &fence.lines {
            let mut rest = text.trim_start();
            while let Some((kind, length)) = next(rest) {
                let (text, after) = rest.split_at(length);
                if text == ")" {
                    open.pop();
                }
                let around = open.clone();
                if text == "(" {
                    open.push(tokens.len());
                }
                tokens.push(Token { line: *line, kind, text, around });
                rest = after.trim_start();
            }
        }
        let mut query = Self { tokens, counts: BTreeSet::new() };
        query.counts = query.counts();
        query
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::Sign, |token| token.kind)
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(1, |token| token.line)
    }

    /// How many brackets are open.
    pub(super) fn depth(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.around.len())
    }

    /// The words before the brackets that are open here: `SUM` in `CAST(SUM(` has `CAST` around it.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = &'a str> {
        let open = self
            .tokens
            .get(at)
            .map(|token| token.around.as_slice())
            .unwrap_or_default();
        open.iter()
            .filter_map(|bracket| bracket.checked_sub(1))
            .map(|word| self.text(word))
    }

    /// The place of the bracket that opens what is closed just before `at`, or `at` itself.
    pub(super) fn opening(&self, at: usize) -> usize {
        let Some(before) = at.checked_sub(1).filter(|before| self.text(*before) == ")") else {
            return at;
        };
        let depth = self.depth(before);
        let opens = |place: &usize| self.text(*place) == "(" && self.depth(*place) == depth;
        (0..before).rev().find(opens).unwrap_or(at)
    }

    pub(super) fn within(&self, from: usize, to: usize) -> impl Iterator<Item = &'a str> {
        (from..to).map(|at| self.text(at))
    }

    /// What stands between the bracket at `opening` and its end, parted at commas.
    pub(super) fn arguments(&self, opening: usize) -> Vec<Vec<&'a str>> {
        let depth = self.depth(opening);
        let mut arguments = vec![Vec::new()];
        for at in opening + 1..self.len() {
            let text = self.text(at);
            if text == ")" && self.depth(at) == depth {
                break;
            }
            if text == "," && self.depth(at) == depth + 1 {
                arguments.push(Vec::new());
            } else if let Some(argument) = arguments.last_mut() {
                argument.push(text);
            }
        }
        arguments
    }

    /// Whether a name stands for `COUNT(…)`, or for a sum or the like of counts.
    pub(super) fn is_count(&self, name: &str) -> bool {
        self.counts.contains(name)
    }

    /// The names given to counts. A name given to a sum, maximum or coalesced value of such a
    /// name is one too, so parts are read in their order.
    fn counts(&self) -> BTreeSet<&'a str> {
        let mut counts = BTreeSet::new();
        for at in 0..self.len() {
            let named = self.text(at) == "AS" && self.kind(at + 1) == Kind::Word;
            let opening = self.opening(at);
            if !named || opening == at {
                continue;
            }
            let names = self
                .within(opening, at)
                .filter(|text| text.starts_with(|c: char| c.is_ascii_lowercase()));
            let names: Vec<&str> = names.collect();
            let function = opening.checked_sub(1).map_or("", |at| self.text(at));
            let counted = function == "COUNT" || self.text(opening + 1) == "COUNT";
            let of_counts = ["CAST", "SUM", "MAX", "MIN", "COALESCE"].contains(&function)
                && names.last().is_some_and(|name| counts.contains(name));
            if counted || of_counts {
                counts.insert(self.text(at + 1));
            }
        }
        counts
    }
}

/// The kind and length of the token that a text begins with. A comment is none.
fn next(text: &str) -> Option<(Kind, usize)> {
    let first = text.chars().next().filter(|_| !text.starts_with("--"))?;
    let run = |inside: fn(char) -> bool| text.find(|c| !inside(c)).unwrap_or(text.len());
    let quoted = |quote: char| {
        let end = text.get(1..).and_then(|rest| rest.find(quote));
        end.map_or(text.len(), |end| end + 2)
    };
    Some(match first {
        '\'' => (Kind::Text, quoted('\'')),
        '"' => (Kind::Name, quoted('"')),
        c if c.is_ascii_digit() => (Kind::Number, run(|c| c.is_ascii_digit() || c == '.')),
        c if c.is_alphabetic() || c == '_' => {
            (Kind::Word, run(|c| c.is_alphanumeric() || c == '_'))
        }
        c => (Kind::Sign, c.len_utf8()),
    })
}
