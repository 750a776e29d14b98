//! Figures as posts write them: exact decimals, since a percentage may have some.
//!
//! A count of votes or ballots is never one of these; it is a whole number.

use std::fmt;

use serde::{Serialize, Serializer};

/// A number in billionths, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(i128);

const ONE: i128 = 1_000_000_000;

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many billionths.
    pub const fn billionths(number: i128) -> Self {
        Self(number)
    }

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(i128::from(number).saturating_mul(ONE))
    }

    /// The number in billionths.
    pub const fn in_billionths(self) -> i128 {
        self.0
    }

    /// The whole number that this is, if it is one.
    pub fn as_whole(self) -> Option<i64> {
        let whole = self.0.checked_div(ONE)?;
        if whole.saturating_mul(ONE) == self.0 {
            i64::try_from(whole).ok()
        } else {
            None
        }
    }
}

impl fmt::Display for Amount {
    /// As decimals without trailing zeros: `2650000`, `0.0008`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0.unsigned_abs();
        let one = ONE.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (number.checked_div(one), number.checked_rem(one));
        let text = format!(
            "{sign}{}.{:09}",
            whole.unwrap_or_default(),
            rest.unwrap_or_default()
        );
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.as_whole(), self.to_string().parse()) {
            (Some(whole), _) => serializer.serialize_i64(whole),
            (None, Ok(decimal)) => serializer.serialize_f64(decimal),
            (None, Err(_)) => serializer.serialize_str(&self.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_as_short_as_it_is() {
        for (billionths, expected) in [
            (0, "0"),
            (800_000, "0.0008"),
            (105_000_000_000, "105"),
            (-1_500_000_000, "-1.5"),
        ] {
            let amount = Amount::billionths(billionths);
            assert_eq!(amount.to_string(), expected);
            assert_eq!(serde_json::to_string(&amount).unwrap(), expected);
        }
    }
}
