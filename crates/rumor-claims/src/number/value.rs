//! What written figures are worth, exactly.

use rumor_model::answer::Amount;

/// Spelled numbers, longest first where one begins like another.
pub(super) const SPELLED: [(&str, u64); 45] = [
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("fifteen", 15),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("quince", 15),
    ("veinte", 20),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
    ("ciento", 100),
    ("cien", 100),
    ("doscientos", 200),
    ("doscientas", 200),
];

/// "Thousands" and their like: at least so many.
const VAGUE: [(&[&str], &[&str], u64); 4] = [
    (&["tens", "decenas"], &["millions", "millones"], 20_000_000),
    (
        &["hundreds", "cientos"],
        &["millions", "millones"],
        200_000_000,
    ),
    (
        &["tens", "dozens", "decenas", "docenas"],
        &["thousands", "miles"],
        20_000,
    ),
    (&["hundreds", "cientos"], &["thousands", "miles"], 200_000),
];

/// The last word alone.
const VAGUE_ALONE: [(&[&str], u64); 4] = [
    (&["millions", "millones"], 2_000_000),
    (&["thousands", "miles"], 2000),
    (&["hundreds", "cientos"], 200),
    (&["dozens", "docenas"], 24),
];

/// A whole number as an amount.
pub(super) fn whole(number: u64) -> Amount {
    Amount::billionths(i128::from(number).saturating_mul(ONE))
}

const ONE: i128 = 1_000_000_000;

/// What a spelled number is worth.
pub(super) fn spelled(word: &str) -> u64 {
    SPELLED
        .iter()
        .find(|(known, _)| *known == word)
        .map_or(0, |(_, number)| *number)
}

/// What a word of scale is worth.
pub(super) fn scale(word: &str) -> u64 {
    match word {
        "hundred" => 100,
        "thousand" | "k" | "mil" => 1000,
        "million" | "millions" | "m" | "millon" | "millones" => 1_000_000,
        "billion" | "billions" => 1_000_000_000,
        _ => 1,
    }
}

/// The least that vague words say.
pub(super) fn vague(words: &str) -> Option<Amount> {
    let (first, last) = (words.split(' ').next()?, words.rsplit(' ').next()?);
    let pair = VAGUE
        .iter()
        .find(|(firsts, lasts, _)| firsts.contains(&first) && lasts.contains(&last));
    let alone = VAGUE_ALONE.iter().find(|(words, _)| words.contains(&last));
    pair.map(|(_, _, number)| *number)
        .or(alone.map(|(_, number)| *number))
        .map(whole)
}

/// Digits as written → value, and the size of the last place written. None for what is no number
/// that anybody claims: more than fifteen digits, or marks that do not agree.
pub(super) fn read(digits: &str, scale: u64) -> Option<(Amount, Amount)> {
    let (whole, decimals) = split(digits)?;
    if whole.len() > 15 || decimals.len() > 9 {
        return None;
    }
    let scale = i128::from(scale);
    let number: i128 = whole.parse().ok()?;
    let shift = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let rest: i128 = if decimals.is_empty() {
        0
    } else {
        decimals.parse().ok()?
    };
    let value = number
        .checked_mul(ONE)?
        .checked_add(rest.checked_mul(ONE / shift)?)?;
    let zeros = whole.len() - whole.trim_end_matches('0').len();
    let place = match (decimals.is_empty(), number) {
        (false, _) => ONE / shift,
        (true, 0) => ONE,
        (true, _) => ONE.checked_mul(10_i128.checked_pow(u32::try_from(zeros).ok()?)?)?,
    };
    let scaled = |amount: i128| amount.checked_mul(scale).map(Amount::billionths);
    Some((scaled(value)?, scaled(place)?))
}

/// Digits before and behind the decimal mark. Three digits behind a mark read as thousands.
fn split(digits: &str) -> Option<(String, String)> {
    let Some(first) = digits.find(|c: char| !c.is_ascii_digit()) else {
        return Some((digits.to_owned(), String::new()));
    };
    let mark = digits.get(first..)?.chars().next()?;
    let groups: Vec<&str> = digits.split(mark).collect();
    let (last, before) = groups.split_last()?;
    let (last, decimals) = last.split_once([',', '.']).unwrap_or((last, ""));
    let in_threes = before
        .iter()
        .skip(1)
        .chain([&last])
        .all(|group| group.len() == 3);
    if in_threes
        && before
            .first()
            .is_some_and(|group| (1..=3).contains(&group.len()))
    {
        return Some((format!("{}{last}", before.concat()), decimals.to_owned()));
    }
    let is_decimal = groups.len() == 2 && decimals.is_empty() && mark != ' ';
    is_decimal.then(|| (before.concat(), last.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(digits: &str, value: &str, place: &str) {
        let (found, last) = read(digits, 1).unwrap();
        assert_eq!(
            (found.to_string().as_str(), last.to_string().as_str()),
            (value, place)
        );
    }

    #[test]
    fn marks_are_read_as_people_write_them() {
        check("74,243", "74243", "1");
        check("74.243", "74243", "1");
        check("74 243", "74243", "1");
        check("1.234,5", "1234.5", "0.1");
        check("2.7", "2.7", "0.1");
        check("20,000", "20000", "10000");
        check("0", "0", "1");
    }

    #[test]
    fn what_nobody_counts_is_no_number() {
        assert_eq!(read("1234567890123456", 1), None);
        assert_eq!(read("1.2 345", 1), None);
    }
}
