//! What a cell says: text without the blanks round it, whole numbers, yes and no.
//!
//! An empty cell is "not recorded" and never zero (`contract.md` §1).

use std::borrow::Cow;

/// The largest figure that is believed (`contract.md` §1).
const LARGEST_FIGURE: i64 = 100_000_000_000;
/// More digits than that figure has, and than need be read to see it.
const MOST_DIGITS: usize = 18;

/// Why a cell holds no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoFigure {
    #[error("is no whole number; what was not recorded is left empty")]
    NotWhole,
    #[error("is beyond 100,000,000,000, so it counts no ballots")]
    TooLarge,
}

/// The text of a cell: trimmed, and unwrapped where a spreadsheet was told to keep it as `="x"`.
pub(crate) fn text(cell: &str) -> &str {
    let cell = cell.trim();
    let wrapped = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    wrapped.map_or(cell, str::trim)
}

/// The whole number of a cell; nothing where it is empty. It may have commas or blanks between its
/// thousands, and a `.0` or `.00` that a spreadsheet added; `1.000` may be a thousand and is none.
pub(crate) fn figure(cell: &str) -> Result<Option<i64>, NoFigure> {
    let found = text(cell);
    if found.is_empty() {
        return Ok(None);
    }
    let (sign, unsigned) = found
        .strip_prefix('-')
        .map_or((1, found), |rest| (-1, rest));
    let whole = match unsigned.split_once('.') {
        Some((whole, "0" | "00")) => whole,
        Some(_) => return Err(NoFigure::NotWhole),
        None => unsigned,
    };
    let digits = without_groups(whole).ok_or(NoFigure::NotWhole)?;
    if digits.trim_start_matches('0').len() > MOST_DIGITS {
        return Err(NoFigure::TooLarge);
    }
    let number: i64 = digits.parse().map_err(|_| NoFigure::NotWhole)?;
    if number > LARGEST_FIGURE {
        return Err(NoFigure::TooLarge);
    }
    Ok(Some(number.saturating_mul(sign)))
}

/// The digits of `1325`, `1,325` or `1 325`; nothing if it is otherwise written.
fn without_groups(whole: &str) -> Option<Cow<'_, str>> {
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits(whole) {
        return Some(Cow::Borrowed(whole));
    }
    let mark = whole.chars().find(|c| *c == ',' || c.is_whitespace())?;
    let mut groups = whole.split(mark);
    let first = groups
        .next()
        .filter(|first| all_digits(first) && first.len() <= 3)?;
    let mut digits = first.to_owned();
    for group in groups {
        if !all_digits(group) || group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(Cow::Owned(digits))
}

/// Yes or no, in English, Spanish, or as queries print it; nothing if it is another word.
pub(crate) fn flag(found: &str) -> Option<bool> {
    match found.to_lowercase().as_str() {
        "yes" | "sí" | "si" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, expected: Result<Option<i64>, NoFigure>) {
        assert_eq!(figure(cell), expected, "{cell:?}");
    }

    #[test]
    fn figures_are_read_as_offices_write_them() {
        check("1325", Ok(Some(1325)));
        check(" 1,325 ", Ok(Some(1325)));
        check("1\u{a0}325\u{a0}000", Ok(Some(1_325_000)));
        check("12.0", Ok(Some(12)));
        check("12.00", Ok(Some(12)));
        check("=\"007\"", Ok(Some(7)));
        check("-1", Ok(Some(-1)));
        check("0", Ok(Some(0)));
        check("100000000000", Ok(Some(LARGEST_FIGURE)));
    }

    #[test]
    fn an_empty_cell_is_not_recorded() {
        check("", Ok(None));
        check(" \u{a0}", Ok(None));
        check("=\"\"", Ok(None));
    }

    #[test]
    fn what_is_no_figure_never_becomes_one() {
        for cell in [
            "n/a", "-", "*", "1.5", "1.552,0", "1,32", "12.", ".5", "1e3", "٣", "+1", "1,,000",
            "(5)", "1.000",
        ] {
            check(cell, Err(NoFigure::NotWhole));
        }
        check("100000000001", Err(NoFigure::TooLarge));
        check(&"9".repeat(40), Err(NoFigure::TooLarge));
    }

    #[test]
    fn yes_and_no_are_read_in_two_languages() {
        assert_eq!(flag("Sí"), Some(true));
        assert_eq!(flag("no"), Some(false));
        assert_eq!(flag("perhaps"), None);
    }
}
