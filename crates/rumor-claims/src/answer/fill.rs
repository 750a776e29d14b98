//! Filling templates: each figure is written in the language and recorded with its cell.
//!
//! A sentence whose figure is absent is left out, for an absent figure is no zero. If nothing of
//! the kind's own sentence stays, the plain sentence of `messages` says it.

use rumor_model::{
    answer::{Both, Claimed, Figure, Kind, Piece, Sentence},
    messages::{Language, Messages, few, grouped},
    rumor::{Line, Rumor},
};

use super::{
    Error, Question, compose, date,
    evidence::{Evidence, Found},
    template::{self, Field, Filter, Name, Part, Template},
    weigh::Weighed,
};

/// All that sentences are filled from.
#[derive(Clone, Copy)]
pub(super) struct Filler<'a> {
    pub(super) rumor: &'a Rumor,
    pub(super) evidence: &'a Evidence<'a>,
    pub(super) question: &'a Question,
    pub(super) words: &'a Both<&'a Messages>,
    pub(super) weighed: &'a [Weighed<'a>],
    pub(super) headline: Option<&'a Weighed<'a>>,
    pub(super) kind: Kind,
    pub(super) claimed: Option<&'a Claimed>,
}

/// What a placeholder stands for.
enum Value {
    Figure { check: String, found: Found },
    Words(String),
    List(Vec<String>),
}

impl Filler<'_> {
    /// What is true in it. It may be that nothing can be said.
    pub(super) fn truth(
        &self,
        language: Language,
        figures: &mut Vec<Figure>,
    ) -> Result<Sentence, Error> {
        let line = self.rumor.truth.in_language(language);
        let (sentence, _) = self.filled(line, language, figures)?;
        Ok(sentence)
    }

    /// The kind's sentence: the rumor's own, else the plain one of `messages`.
    pub(super) fn kind_sentence(
        &self,
        language: Language,
        figures: &mut Vec<Figure>,
    ) -> Result<Sentence, Error> {
        let own = match self.rumor.kinds.of(self.kind) {
            Some(line) => self.filled(line.in_language(language), language, figures)?,
            None => (Sentence::default(), First::LeftOut),
        };
        match own {
            (sentence, First::Said) => Ok(sentence),
            // The first sentence says the answer; without it the others would hang in the air.
            (rest, First::LeftOut) => {
                let plain = compose::plain_kind(self, language, figures);
                Ok(if self.kind == Kind::OtherCause {
                    join([plain, rest])
                } else {
                    plain
                })
            }
        }
    }

    /// The sentences of a text that can be filled, and whether the first is among them.
    fn filled(
        &self,
        line: &Line,
        language: Language,
        figures: &mut Vec<Figure>,
    ) -> Result<(Sentence, First), Error> {
        let templates = template::read(line, self.rumor)?;
        let mut first = None;
        let mut sentences = Vec::new();
        for template in templates {
            let sentence = self.sentence(&template, language, figures);
            first.get_or_insert(if sentence.is_some() {
                First::Said
            } else {
                First::LeftOut
            });
            sentences.extend(sentence);
        }
        Ok((join(sentences), first.unwrap_or(First::LeftOut)))
    }

    /// A sentence, if all its figures are there.
    fn sentence(
        &self,
        template: &Template<'_>,
        language: Language,
        figures: &mut Vec<Figure>,
    ) -> Option<Sentence> {
        let known = figures.len();
        let mut pieces = Vec::new();
        for part in template {
            match part {
                Part::Words(words) => pieces.push(Piece::Words((*words).to_owned())),
                Part::Place { name, filter } => {
                    match self.place(name, filter.as_ref(), language, figures) {
                        Some(filled) => pieces.extend(filled),
                        None => {
                            figures.truncate(known);
                            return None;
                        }
                    }
                }
            }
        }
        Some(Sentence(pieces))
    }

    fn place(
        &self,
        name: &Name,
        filter: Option<&Filter<'_>>,
        language: Language,
        figures: &mut Vec<Figure>,
    ) -> Option<Vec<Piece>> {
        let words = self.words.in_language(language);
        let pieces = match (self.value(name, language)?, filter) {
            (Value::Figure { check, found }, None) => {
                vec![recorded(figures, &check, &found, grouped(found.number))]
            }
            (Value::Figure { check, found }, Some(Filter::Count(noun))) => {
                counted(words, figures, (&check, &found), noun)
            }
            (Value::Figure { check, found }, Some(Filter::Percent(whole))) => {
                let Value::Figure { found: whole, .. } = self.value(whole, language)? else {
                    return None;
                };
                let text = percent(found.number, whole.number, words)?;
                vec![recorded(figures, &check, &found, text)]
            }
            (Value::Words(day), Some(Filter::Date)) => {
                vec![Piece::Words(date::written(&day, language))]
            }
            (Value::List(names), _) => vec![Piece::Words(compose::list(&names, words))],
            (Value::Words(text), _) => vec![Piece::Words(text)],
            (Value::Figure { .. }, Some(Filter::Date | Filter::List)) => return None,
        };
        Some(pieces)
    }

    /// What a placeholder stands for; none where it is absent.
    fn value(&self, name: &Name, language: Language) -> Option<Value> {
        let setting = &self.evidence.setting;
        Some(match name {
            Name::Figure { check, field } => {
                Value::Figure { check: check.clone(), found: self.found(check, field)? }
            }
            Name::Margin => {
                let headline = self.headline?;
                let margin = headline.margin.as_ref()?;
                let found = Found { number: margin.votes, row: None, column: "margin" };
                Value::Figure { check: headline.pair.check.clone(), found }
            }
            Name::Contest => {
                let contest = &self.headline?.margin.as_ref()?.contest;
                Value::Words(Some(contest).filter(|name| !name.is_empty())?.clone())
            }
            Name::ClaimFigure => Value::Words(compose::claimed(self.claimed?)),
            Name::ClaimQuote => Value::Words(self.question.quote.clone()?),
            Name::Place => Value::Words(setting.place.clone()),
            Name::Election => Value::Words(setting.election_name.clone()),
            Name::AsOf => Value::Words(setting.as_of_on.clone()),
            Name::Missing => {
                let names = self.missing(language);
                Value::List(Some(names).filter(|names| !names.is_empty())?)
            }
        })
    }

    /// A figure of a check. In a sentence that confirms, a check with nothing confirmed says
    /// nothing: "Yes: 0 votes" would be no answer. Likewise where something is open.
    fn found(&self, check: &str, field: &Field) -> Option<Found> {
        let weighed = self
            .weighed
            .iter()
            .find(|weighed| weighed.pair.check == check);
        let source = self.evidence.sources.get(check);
        let told = |number, column| Found { number, row: None, column };
        match field {
            Field::Confirmed => {
                let confirms = matches!(self.kind, Kind::Found | Kind::FoundInPart);
                let confirmed = weighed?.confirmed;
                (confirmed > 0 || !confirms).then(|| told(confirmed, "confirmed"))
            }
            Field::Open => {
                let open = weighed?.open;
                (open > 0 || self.kind != Kind::Open).then(|| told(open, "open"))
            }
            Field::Denominator => match weighed {
                Some(weighed) => weighed.denominator.clone(),
                None => source?.total(super::evidence::Total::OutOf),
            },
            Field::Total(total) => source?.total(*total),
            Field::Cell(cell) => source?.cell(cell),
        }
    }

    /// What is missing, each name once, in the order of the file.
    pub(super) fn missing(&self, language: Language) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for lack in self.weighed.iter().flat_map(|weighed| &weighed.lacks) {
            let name = lack.what.in_language(language);
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
}

/// Whether the sentence that says the answer could be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Said,
    LeftOut,
}

/// Sentences, joined by blanks.
pub(super) fn join(sentences: impl IntoIterator<Item = Sentence>) -> Sentence {
    let mut pieces = Vec::new();
    for sentence in sentences
        .into_iter()
        .filter(|sentence| !sentence.is_empty())
    {
        if !pieces.is_empty() {
            pieces.push(Piece::Words(" ".to_owned()));
        }
        pieces.extend(sentence.0);
    }
    Sentence(pieces)
}

/// A figure with its noun: `1 ballot`, `1,552 ballots`.
pub(super) fn counted(
    words: &Messages,
    figures: &mut Vec<Figure>,
    (check, found): (&str, &Found),
    noun: &str,
) -> Vec<Piece> {
    let figure = recorded(figures, check, found, grouped(found.number));
    vec![
        figure,
        Piece::Words(format!(" {}", words.noun(found.number, noun))),
    ]
}

/// A figure's piece; what is recorded already is recorded once.
pub(super) fn recorded(
    figures: &mut Vec<Figure>,
    check: &str,
    found: &Found,
    text: String,
) -> Piece {
    let figure = Figure {
        text: text.clone(),
        check: check.to_owned(),
        row: found.row,
        column: found.column.to_owned(),
    };
    let at = figures
        .iter()
        .position(|known| *known == figure)
        .unwrap_or_else(|| {
            figures.push(figure);
            figures.len().saturating_sub(1)
        });
    Piece::Figure(text, at)
}

/// A share with two significant digits; never nothing for something, never all for nearly all.
fn percent(part: i64, whole: i64, words: &Messages) -> Option<String> {
    const ONE: i128 = 1_000_000_000;
    let billionths = i128::from(part)
        .checked_mul(100)?
        .checked_mul(ONE)?
        .checked_div(i128::from(whole))?;
    if part > 0 && billionths < ONE / 100 {
        return Some(words.text("answer.under", &[("percent", "0.01\u{a0}%")]));
    }
    let nearly_all = part < whole && billionths > 99 * ONE;
    let share = if nearly_all {
        "99".to_owned()
    } else {
        few(i64::try_from(billionths).ok()?)
    };
    Some(format!("{share}\u{a0}%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_to_nothing_or_all() {
        let texts = [("answer.under".to_owned(), "under {percent}".to_owned())];
        let words = Messages { texts: texts.into(), ..Messages::default() };
        for (part, whole, expected) in [
            (0, 15_969, "0\u{a0}%"),
            (1, 15_969, "under 0.01\u{a0}%"),
            (12, 15_969, "0.075\u{a0}%"),
            (15_968, 15_969, "99\u{a0}%"),
            (15_969, 15_969, "100\u{a0}%"),
        ] {
            assert_eq!(percent(part, whole, &words).unwrap(), expected);
        }
        assert_eq!(percent(1, 0, &words), None);
    }
}
