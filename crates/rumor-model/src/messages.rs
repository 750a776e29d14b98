//! Words that people see: nouns in singular and plural, and sentences with places to fill, one file
//! a language (`messages/`).
//!
//! Out of scope: the words of a check or a rumor, which stand in its own file.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A language that pages and answers are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Both, in the order in which they are written.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The code of BCP 47.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

/// The words of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// Singular and plural of what is counted.
    pub nouns: BTreeMap<String, [String; 2]>,
    /// What a table, or the rows of a source or measure in it, is called: `result:tape` → the tapes.
    pub records: BTreeMap<String, String>,
    /// Sentences and labels.
    pub texts: BTreeMap<String, String>,
    /// What the queries of checks say in English, and how it is said in this language. `{}` stands
    /// for a part that is kept as it is. English needs none.
    #[serde(default)]
    pub missing: BTreeMap<String, String>,
}

impl Messages {
    /// Reads a language's file.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// `1 ballot`, `1,552 ballots`. A noun that the file lacks is shown as it is.
    pub fn count(&self, number: i64, noun: &str) -> String {
        format!("{} {}", grouped(number), self.noun(number, noun))
    }

    /// The noun for so many.
    pub fn noun<'a>(&'a self, number: i64, noun: &'a str) -> &'a str {
        let known = self.nouns.get(noun);
        known.map_or(
            noun,
            |[singular, plural]| if number == 1 { singular } else { plural },
        )
    }

    /// What a table, or part of it, is called.
    pub fn record<'a>(&'a self, need: &'a str) -> &'a str {
        let whole = need.split_once(':').map_or(need, |(table, _)| table);
        self.records
            .get(need)
            .or_else(|| self.records.get(whole))
            .map_or(need, String::as_str)
    }

    /// What a query says is missing, or remarks, in this language; English where it is not known.
    pub fn said(&self, english: &str) -> String {
        if let Some(known) = self.missing.get(english) {
            return known.clone();
        }
        let fitting = self.missing.iter().find_map(|(pattern, known)| {
            let kept = kept_parts(english, pattern)?;
            Some(
                kept.into_iter()
                    .fold(known.clone(), |text, part| text.replacen(KEPT, part, 1)),
            )
        });
        fitting.unwrap_or_else(|| english.to_owned())
    }

    /// A sentence or label, with `{name}`s filled. One that the file lacks is shown by its name, and
    /// a test looks that none is.
    pub fn text(&self, name: &str, fills: &[(&str, &str)]) -> String {
        let mut text = self
            .texts
            .get(name)
            .cloned()
            .unwrap_or_else(|| format!("[{name}]"));
        for (place, fill) in fills {
            text = text.replace(&format!("{{{place}}}"), fill);
        }
        text
    }
}

/// Stands for a part that differs from row to row.
const KEPT: &str = "{}";

/// The parts of a text that stand where its pattern has `{}`, if it fits.
fn kept_parts<'a>(text: &'a str, pattern: &str) -> Option<Vec<&'a str>> {
    let mut pieces = pattern.split(KEPT);
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut kept = Vec::new();
    for piece in pieces {
        let at = if piece.is_empty() {
            rest.len()
        } else {
            rest.find(piece)?
        };
        let (part, after) = rest.split_at_checked(at)?;
        kept.push(part);
        rest = after.strip_prefix(piece)?;
    }
    (rest.is_empty() && !kept.is_empty()).then_some(kept)
}

/// `1,552`, with the minus sign of typography.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 {
        format!("\u{2212}{text}")
    } else {
        text
    }
}

/// Billionths with two significant digits: `0.08`, `9.8`, `296`.
pub fn few(billionths: i64) -> String {
    const ONE: u64 = 1_000_000_000;
    let number = billionths.unsigned_abs();
    if number >= 10 * ONE {
        let whole = number
            .saturating_add(ONE / 2)
            .checked_div(ONE)
            .unwrap_or_default();
        return grouped(i64::try_from(whole).unwrap_or(i64::MAX));
    }
    let digits = number
        .checked_ilog10()
        .map_or(1, |log| log.saturating_add(1));
    let step = 10_u64.pow(digits.saturating_sub(2));
    let rounded = number
        .saturating_add(step / 2)
        .checked_div(step)
        .unwrap_or_default()
        .saturating_mul(step);
    let (whole, rest) = (rounded / ONE, rounded % ONE);
    let text = format!("{whole}.{rest:09}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(5_145_771), "5,145,771");
        assert_eq!(grouped(-1329), "\u{2212}1,329");
    }

    #[test]
    fn what_a_query_says_is_said_in_the_language() {
        let text = "[nouns]\n[records]\n[texts]\n[missing]\nvotes = \"votos\"\n\
                    \"first missing at {}\" = \"falta desde {}\"\n\"{} of {} read\" = \"de {} se leyó {}\"\n";
        let messages = Messages::read(text).unwrap();
        for (english, expected) in [
            ("votes", "votos"),
            ("first missing at noon", "falta desde noon"),
            ("3 of 4 read", "de 3 se leyó 4"),
            ("3 of 4 lost", "3 of 4 lost"),
            ("", ""),
        ] {
            assert_eq!(messages.said(english), expected);
        }
    }

    #[test]
    fn chance_is_told_with_two_digits() {
        for (billionths, expected) in [
            (0, "0"),
            (5_000_000, "0.005"),
            (82_400_000, "0.082"),
            (415_800_000, "0.42"),
            (9_780_000_000, "9.8"),
            (296_400_000_000, "296"),
        ] {
            assert_eq!(few(billionths), expected);
        }
    }
}
