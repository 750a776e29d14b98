//! Figures that a text claims (`claims.md` §4.1).
//!
//! Bounds are inclusive, and as exact as the words: "6,000" is about, "more than 6,000" has no
//! upper bound, "thousands" is quoted and never replaced. Years, dates, hours, ages and telephone
//! numbers are no figures.

mod scan;
mod unit;
mod value;

use rumor_model::answer::{Amount, Said, Unit};

use crate::fold::Part;
use scan::{Hedge, Quantity, Written};

/// A figure claimed, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) low: Amount,
    pub(crate) high: Option<Amount>,
    pub(crate) unit: Option<Unit>,
    pub(crate) said: Said,
    pub(crate) part: Part,
}

/// The figures in a part of a folded text, in their order.
pub(crate) fn numbers(text: &str, part: Part) -> Vec<Figure> {
    let upto = text.get(..part.end).unwrap_or_default();
    let mut figures = Vec::new();
    let mut from = part.start;
    while let Some(written) = scan::next(upto, from) {
        from = written.part.end;
        figures.extend(figure(upto, part.start, &written));
    }
    figures
}

fn figure(text: &str, start: usize, written: &Written<'_>) -> Option<Figure> {
    let after = text.get(written.part.end..).unwrap_or_default();
    let before = Part::new(start, written.part.start).of(text);
    let unit = written.marked_unit().or_else(|| unit::after(after));
    let (low, high, said) = match &written.quantity {
        Quantity::Vague(words) => (value::vague(words)?, None, Said::Vague),
        Quantity::Digits { digits, scale } => {
            let plain = *scale == 1 && unit != Some(Unit::Percent);
            if plain && is_no_figure(digits, before, after) {
                return None;
            }
            let (value, place) = value::read(digits, *scale)?;
            bounds(value, place, unit, written.hedge)
        }
        Quantity::Words { number, scale } => {
            let value = value::whole(number.checked_mul(*scale)?);
            bounds(value, value::whole(*scale), unit, written.hedge)
        }
    };
    let bare = matches!(&written.quantity, Quantity::Digits { scale: 1, .. });
    // "Two men", "4 states": nothing that a record counts.
    if unit.is_none() && said == Said::Exact && bare && low < value::whole(13) {
        return None;
    }
    Some(Figure { low, high, unit, said, part: written.part })
}

/// Years, dates, hours, ages, ordinals.
fn is_no_figure(digits: &str, before: &str, after: &str) -> bool {
    let bare = digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits
        .parse()
        .is_ok_and(|number: u32| (1800..=2099).contains(&number));
    (bare && unit::is_time_or_length(after))
        || unit::is_beside_a_month(before, after)
        || (bare && year && !unit::follows_at_once(after))
}

/// How far a figure reaches. One that ends in zeros is as exact as its last other digit.
fn bounds(
    value: Amount,
    place: Amount,
    unit: Option<Unit>,
    hedge: Option<Hedge>,
) -> (Amount, Option<Amount>, Said) {
    let parts = |amount: Amount, share: i128| {
        Amount::billionths(amount.in_billionths().saturating_mul(share) / 10)
    };
    let (mut low, mut high, mut said) = (value, value, Said::Exact);
    if place > value::whole(1) && unit != Some(Unit::Percent) {
        let half = place.in_billionths() / 2;
        low = Amount::billionths(value.in_billionths().saturating_sub(half));
        high = Amount::billionths(value.in_billionths().saturating_add(half));
        said = Said::About;
    }
    match hedge {
        None => (low, Some(high), said),
        Some(Hedge::About) => (
            low.min(parts(value, 9)),
            Some(high.max(parts(value, 11))),
            Said::About,
        ),
        Some(Hedge::AtLeast) => (value, None, Said::AtLeast),
        Some(Hedge::AtMost) => (Amount::ZERO, Some(value), Said::AtMost),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, Option<Unit>, Said)]) {
        let found: Vec<_> = numbers(text, Part::new(0, text.len()))
            .into_iter()
            .map(|figure| {
                let high = figure
                    .high
                    .map_or_else(|| "…".to_owned(), |high| high.to_string());
                (figure.low.to_string(), high, figure.unit, figure.said)
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(low, high, unit, said)| ((*low).to_owned(), (*high).to_owned(), *unit, *said))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_figure_is_as_exact_as_it_is_written() {
        let votes = Some(Unit::Votes);
        check("74,243 votes", &[("74243", "74243", votes, Said::Exact)]);
        check("6,000 votes", &[("5500", "6500", votes, Said::About)]);
        check(
            "2.7 million votes",
            &[("2650000", "2750000", votes, Said::About)],
        );
        check(
            "0.0008% of votes",
            &[("0.0008", "0.0008", Some(Unit::Percent), Said::Exact)],
        );
    }

    #[test]
    fn words_set_the_bounds() {
        let ballots = Some(Unit::Ballots);
        check("about 500 ballots", &[("450", "550", ballots, Said::About)]);
        check(
            "at least 500 ballots",
            &[("500", "…", ballots, Said::AtLeast)],
        );
        check("hasta 500 boletas", &[("0", "500", ballots, Said::AtMost)]);
        check(
            "tens of thousands of ballots",
            &[("20000", "…", ballots, Said::Vague)],
        );
        check(
            "two hundred thousand ballots",
            &[("150000", "250000", ballots, Said::About)],
        );
    }

    #[test]
    fn dates_times_and_telephones_are_no_figures() {
        for text in [
            "on november 3, 2020",
            "at 4 am",
            "in 2020",
            "a 12-year-old",
            "call 555-1234",
            "call (555) 555-1234",
            "http 4:30",
            "two men",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_word_that_begins_like_a_month_is_none() {
        check(
            "separate 500 ballots",
            &[("450", "550", Some(Unit::Ballots), Said::About)],
        );
    }
}
