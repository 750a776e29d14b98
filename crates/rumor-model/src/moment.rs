//! Moments and days, as text of fixed width (`contract.md` §1).
//!
//! A moment is UTC, `2020-11-04T09:09:00Z`: texts of one width compare as the times do, in every
//! engine. A day is local, `2020-11-03`. What a record wrote stays beside it, as `…_as_written`.
//! Out of scope: the clock. No function here knows what time it is.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil, tz::TimeZone};

/// A second in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

/// Why a text is no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no moment; write 2020-11-04T09:09:00Z, 2020-11-04 04:09-05:00, or a day")]
pub struct NoMoment {
    found: String,
}

/// Why a name is no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no time zone; write one of the IANA database, as America/Detroit")]
pub struct NoZone {
    found: String,
}

/// The zone in which a jurisdiction's clocks run.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// A zone of the IANA database, as `America/Detroit`.
    pub fn named(name: &str) -> Result<Self, NoZone> {
        let zone = TimeZone::get(name).map_err(|_| NoZone { found: name.to_owned() })?;
        Ok(Self(zone))
    }

    /// Coordinated universal time.
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }
}

impl Moment {
    /// Reads a moment: with `Z` or an offset as written, else in `zone`. A day is its last second,
    /// since a count "of that day" is known to be out only when the day is over.
    ///
    /// # Examples
    ///
    /// ```
    /// use rumor_model::moment::{Moment, Zone};
    ///
    /// let detroit = Zone::named("America/Detroit")?;
    /// let day = Moment::read("2020-12-18", &detroit)?;
    /// assert_eq!(day.to_string(), "2020-12-19T04:59:59Z");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(text: &str, zone: &Zone) -> Result<Self, NoMoment> {
        let text = text.trim();
        let no_moment = || NoMoment { found: shortened(text) };
        // A zone that is named in brackets would be passed over, and a day without its hyphens taken
        // for its first second.
        let is_day = text.len() == DAY;
        let has_time = matches!(text.as_bytes().get(DAY), Some(b'T' | b' '));
        if !(is_day || has_time) || text.contains('[') {
            return Err(no_moment());
        }
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Ok(Self(whole_second(moment)));
        }
        let local = match text.parse::<civil::Date>() {
            Ok(day) if is_day => day.at(23, 59, 59, 0),
            _ => text.parse::<civil::DateTime>().map_err(|_| no_moment())?,
        };
        // A local time that occurs twice, in November, is taken as the later one: a count is known
        // to be out by then.
        let moment = zone
            .0
            .to_ambiguous_timestamp(local)
            .later()
            .map_err(|_| no_moment())?;
        Ok(Self(whole_second(moment)))
    }

    /// The moment as a part of a path: no colons, which Windows forbids.
    pub fn in_path(self) -> String {
        self.to_string().replace(':', "")
    }

    /// The local wall-clock time in `zone`, as `2020-11-04 04:09`.
    pub fn local(self, zone: &Zone) -> String {
        zone.0
            .to_datetime(self.0)
            .strftime("%Y-%m-%d %H:%M")
            .to_string()
    }

    /// Whether this is the last second of a day in `zone`, which is how a day is kept.
    pub fn is_end_of_day(self, zone: &Zone) -> bool {
        let local = zone.0.to_datetime(self.0);
        (local.hour(), local.minute(), local.second()) == (23, 59, 59)
    }
}

/// Enough of a text to find it again.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

const DAY: usize = "2020-11-03".len();

fn whole_second(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second()).expect("a second of a timestamp is a timestamp")
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.strftime("%Y-%m-%dT%H:%M:%SZ").fmt(f)
    }
}

impl FromStr for Moment {
    type Err = NoMoment;

    /// Reads the one form in which tables hold a moment, or the same without colons as in paths.
    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let moment = Self::read(&with_colons(text), &Zone::utc())?;
        if moment.to_string() == text || moment.in_path() == text {
            Ok(moment)
        } else {
            Err(NoMoment { found: shortened(text) })
        }
    }
}

fn with_colons(text: &str) -> String {
    match (text.get(..13), text.get(13..15), text.get(15..)) {
        (Some(hour), Some(minute), Some(second)) if text.len() == "2020-11-04T090900Z".len() => {
            format!("{hour}:{minute}:{second}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let zone = Zone::named("America/Detroit").unwrap();
        assert_eq!(
            Moment::read(text, &zone).unwrap().to_string(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn moments_are_read_in_the_forms_that_records_have() {
        check("2020-11-04T09:09:00Z", "2020-11-04T09:09:00Z");
        check("2020-11-04T04:09-05:00", "2020-11-04T09:09:00Z");
        check("2020-11-04 04:09", "2020-11-04T09:09:00Z");
        check("2020-11-04T18:30:33.768Z", "2020-11-04T18:30:33Z");
        check("2020-12-18", "2020-12-19T04:59:59Z");
    }

    #[test]
    fn the_hour_that_occurs_twice_is_the_later_one() {
        check("2020-11-01 01:30", "2020-11-01T06:30:00Z");
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["", "2020-13-01", "yesterday", "2020-11-04T25:00:00Z"] {
            assert!(Moment::read(text, &Zone::utc()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_path_gives_the_moment_back() {
        let moment: Moment = "2020-11-04T09:09:00Z".parse().unwrap();
        assert_eq!(moment.in_path(), "2020-11-04T090900Z");
        assert_eq!(moment.in_path().parse(), Ok(moment));
    }
}
