//! Templates: a rumor's sentences, with placeholders for figures (`claims.md` §8.6).
//!
//! `{tape-and-total.confirmed|count:votes}` names a figure and how it is written. What is named
//! must be a check of the rumor, and a figure that a finding has.

use rumor_model::{
    answer::Both,
    rumor::{Cell, Line, Rumor},
};

use super::evidence::Total;

/// Why a rumor cannot be answered. The file is to be mended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A placeholder is not readable.
    #[error("{rumor}.md line {line}: {{{placeholder}}} is unknown; {hint}")]
    Placeholder {
        /// The rumor.
        rumor: String,
        /// The line.
        line: usize,
        /// What stands between the braces.
        placeholder: String,
        /// What to write.
        hint: String,
    },
    /// A placeholder names a check that the rumor does not.
    #[error(
        "{rumor}.md line {line}: {{{placeholder}}} is of a check that the rumor does not name; \
         add it under [[beside]]"
    )]
    Check {
        /// The rumor.
        rumor: String,
        /// The line.
        line: usize,
        /// What stands between the braces.
        placeholder: String,
    },
}

/// A sentence, in parts.
pub(super) type Template<'a> = Vec<Part<'a>>;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Words(&'a str),
    Place {
        name: Name,
        filter: Option<Filter<'a>>,
    },
}

/// What a placeholder names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    Figure { check: String, field: Field },
    Margin,
    Contest,
    ClaimFigure,
    ClaimQuote,
    Place,
    Election,
    AsOf,
    Missing,
}

/// A figure of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Confirmed,
    Open,
    Denominator,
    Total(Total),
    Cell(Cell),
}

/// How a placeholder is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filter<'a> {
    Count(&'a str),
    Percent(Name),
    Date,
    List,
}

/// Looks that every sentence of a rumor can be filled.
pub fn check_templates(rumor: &Rumor) -> Result<(), Error> {
    let kinds = &rumor.kinds;
    let sentences = [
        &kinds.agree,
        &kinds.found,
        &kinds.found_in_part,
        &kinds.open,
        &kinds.other_cause,
        &kinds.cannot_tell,
    ];
    for Both { en, es } in sentences.into_iter().flatten().chain([&rumor.truth]) {
        read(en, rumor)?;
        read(es, rumor)?;
    }
    Ok(())
}

/// Reads the sentences of a text.
pub(super) fn read<'a>(line: &'a Line, rumor: &Rumor) -> Result<Vec<Template<'a>>, Error> {
    let mut sentences = vec![Template::new()];
    let mut rest = line.text.as_str();
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('{') {
            let (text, behind) = inside.split_once('}').unwrap_or((inside, ""));
            let part = place(text, line.line, rumor)?;
            sentences.last_mut().expect("it begins with one").push(part);
            rest = behind;
        } else {
            let end = sentence_end(rest);
            let brace = rest.find('{').unwrap_or(rest.len());
            let cut = end.unwrap_or(brace).min(brace);
            let (words, behind) = rest.split_at_checked(cut).unwrap_or((rest, ""));
            sentences
                .last_mut()
                .expect("it begins with one")
                .push(Part::Words(words));
            rest = behind;
            if end == Some(cut) {
                sentences.push(Template::new());
                rest = rest.trim_start();
            }
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    Ok(sentences)
}

/// Where a sentence ends: behind a mark before a blank, unless it is an initial as in `J. Doe`.
fn sentence_end(text: &str) -> Option<usize> {
    let mut before = [' ', ' '];
    let mut marks = text.char_indices().peekable();
    while let Some((at, c)) = marks.next() {
        let [earlier, last] = before;
        let is_initial = c == '.' && last.is_uppercase() && !earlier.is_alphanumeric();
        let closed = marks.peek().is_some_and(|(_, next)| *next == ' ');
        if matches!(c, '.' | '?' | '!') && closed && !is_initial {
            return Some(at + 1);
        }
        before = [last, c];
    }
    None
}

fn place<'a>(text: &'a str, line: usize, rumor: &Rumor) -> Result<Part<'a>, Error> {
    let unknown = |hint: &str| Error::Placeholder {
        rumor: rumor.id.clone(),
        line,
        placeholder: text.to_owned(),
        hint: hint.to_owned(),
    };
    let (path, filter) = match text.split_once('|') {
        Some((path, filter)) => (path, Some(filter)),
        None => (text, None),
    };
    let name = name(path).map_err(|hint| unknown(&hint))?;
    let filter = match filter.map(|filter| filter.split_once(':').unwrap_or((filter, ""))) {
        None => None,
        Some(("count", noun)) if !noun.is_empty() => Some(Filter::Count(noun)),
        Some(("percent", whole)) => Some(Filter::Percent(
            self::name(whole).map_err(|hint| unknown(&hint))?,
        )),
        Some(("date", "")) => Some(Filter::Date),
        Some(("list", "")) => Some(Filter::List),
        Some(_) => {
            return Err(unknown(
                "filters are |count:NOUN, |percent:PLACEHOLDER, |date, |list",
            ));
        }
    };
    let whole = match &filter {
        Some(Filter::Percent(whole)) => Some(whole),
        _ => None,
    };
    for named in whole.into_iter().chain([&name]) {
        if let Name::Figure { check, .. } = named
            && !rumor.facts.checks().any(|known| known == check)
        {
            let placeholder = text.to_owned();
            return Err(Error::Check { rumor: rumor.id.clone(), line, placeholder });
        }
    }
    Ok(Part::Place { name, filter })
}

fn name(path: &str) -> Result<Name, String> {
    let name = match path {
        "margin" => Name::Margin,
        "contest" => Name::Contest,
        "claim.figure" => Name::ClaimFigure,
        "claim.quote" => Name::ClaimQuote,
        "place" => Name::Place,
        "election" => Name::Election,
        "as_of" => Name::AsOf,
        "missing" => Name::Missing,
        _ => figure(path)?,
    };
    Ok(name)
}

const FIGURES: &str = "figures are confirmed, open, denominator, units, units_differ, \
    in_question, net, out_of";

fn figure(path: &str) -> Result<Name, String> {
    if let Some((check, _)) = path.split_once('[') {
        let cell = path.get(check.len()..).unwrap_or_default();
        let cell = cell
            .parse()
            .map_err(|error: rumor_model::rumor::NoFigure| error.to_string())?;
        return Ok(Name::Figure { check: check.to_owned(), field: Field::Cell(cell) });
    }
    let (check, field) = path
        .split_once('.')
        .ok_or("write CHECK.confirmed, or margin, place, …")?;
    let field = match field {
        "confirmed" => Field::Confirmed,
        "open" => Field::Open,
        "denominator" => Field::Denominator,
        _ => {
            let total = Total::ALL
                .into_iter()
                .find(|total| total.told_as() == field);
            Field::Total(total.ok_or(FIGURES)?)
        }
    };
    Ok(Name::Figure { check: check.to_owned(), field })
}
