//! The words of a page in its language: sentences with places to fill, counts, days, keys of rows.

use maud::{Markup, PreEscaped, html};
use rumor_model::{
    answer::Both,
    check::{Check, Prose},
    messages::{Language, Messages, grouped},
    moment::{Moment, Zone},
    word::{Outcome, Source, Standing},
};

use crate::publication::Scope;

/// A language, its words, and the zone in which days are told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice<'a> {
    pub(crate) language: Language,
    words: &'a Messages,
    zone: &'a Zone,
}

/// Keeps a count and its noun on one line.
const NO_BREAK: char = '\u{a0}';

impl<'a> Voice<'a> {
    pub(crate) const fn new(language: Language, words: &'a Messages, zone: &'a Zone) -> Self {
        Self { language, words, zone }
    }

    /// A label or sentence without places.
    pub(crate) fn say(&self, key: &str) -> String {
        self.words.text(key, &[])
    }

    /// A sentence with its places filled with text.
    pub(crate) fn text(&self, key: &str, fills: &[(&str, &str)]) -> String {
        self.words.text(key, fills)
    }

    /// The sentence for so many: `key.one` for one, where there is such a sentence, else `key`.
    pub(crate) fn text_for(&self, number: i64, key: &str, fills: &[(&str, &str)]) -> String {
        let one = format!("{key}.one");
        let known = number == 1 && self.words.texts.contains_key(&one);
        self.text(if known { &one } else { key }, fills)
    }

    /// A sentence with its places filled with markup.
    pub(crate) fn markup(&self, key: &str, fills: &[(&str, Markup)]) -> Markup {
        let text = self.say(key);
        let mut rest = text.as_str();
        let mut filled = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (place, behind) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(&html! { (before) }.into_string());
            let fill = fills.iter().find(|(name, _)| *name == place);
            filled.push_str(fill.map_or("", |(_, markup)| markup.0.as_str()));
            rest = behind;
        }
        filled.push_str(&html! { (rest) }.into_string());
        PreEscaped(filled)
    }

    /// `1,552 ballots`, never broken between the two.
    pub(crate) fn count(&self, number: i64, noun: &str) -> String {
        format!(
            "{}{NO_BREAK}{}",
            grouped(number),
            self.words.noun(number, noun)
        )
    }

    /// The noun for many: "ballots".
    pub(crate) fn many(&self, noun: &str) -> String {
        self.words.noun(2, noun).to_owned()
    }

    /// The one in this language.
    pub(crate) const fn of<'b, T>(&self, both: &'b Both<T>) -> &'b T {
        both.in_language(self.language)
    }

    /// A day, and the time where one was recorded: `5 November 2020, 16:42`.
    pub(crate) fn moment(&self, moment: Moment) -> String {
        self.told(moment, "date.long")
    }

    /// The same without the year: `5 Nov, 16:42`.
    pub(crate) fn short(&self, moment: Moment) -> String {
        self.told(moment, "date.short")
    }

    /// The day alone.
    pub(crate) fn day_of(&self, moment: Moment) -> String {
        let local = moment.local(self.zone);
        self.dated(local.split(' ').next().unwrap_or(&local), "date.long")
    }

    /// A day as written in files, `2020-11-03`, in words. What is no day is shown as it is.
    pub(crate) fn day(&self, day: &str) -> String {
        self.dated(day, "date.long")
    }

    /// What a moment is called: what the office calls it, and a bare day as "records as of" it.
    pub(crate) fn label(&self, scope: &Scope<'_>) -> String {
        let label = self.of(&scope.label);
        let day = self.day(label);
        if day == *label {
            day
        } else {
            self.text("scope.as-of", &[("day", &day)])
        }
    }

    /// Names in a row: "a, b and c".
    pub(crate) fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.say("list.and")),
        }
    }

    /// The prose of a check in this language, and English where there is no other.
    pub(crate) fn prose<'b>(&self, check: &'b Check) -> &'b Prose {
        match self.language {
            Language::English => &check.english,
            Language::Spanish => check.spanish.as_ref().unwrap_or(&check.english),
        }
    }

    /// What a record or figure is called that is not there.
    pub(crate) fn missing(&self, what: &str, check: &Check) -> String {
        let prose = self.prose(check);
        if what == check.facts.left {
            prose.left.clone()
        } else if what == check.facts.right {
            prose.right.clone()
        } else if check.needs().any(|need| need.to_string() == what) {
            self.words.record(what).to_owned()
        } else {
            self.said(what)
        }
    }

    /// What a query says, in this language, its moments as days.
    pub(crate) fn said(&self, english: &str) -> String {
        let text = self.words.said(english);
        let told = |word: &str| {
            word.parse()
                .map_or_else(|_| word.to_owned(), |at| self.moment(at))
        };
        text.split(' ').map(told).collect::<Vec<_>>().join(" ")
    }

    /// The value of a row's key as people read it.
    pub(crate) fn key(&self, name: &str, value: &str, check: &Check) -> String {
        let known = match name {
            "source" => self.known("source", value),
            "method" => self.known("method", value),
            "measure" => self.known("measure", value),
            "item" => self.prose(check).items.get(value).cloned(),
            "moment_at" => value.parse().ok().map(|moment| self.short(moment)),
            _ => None,
        };
        known.unwrap_or_else(|| value.to_owned())
    }

    /// A word of a list as people read it; one that the list lacks as it is.
    pub(crate) fn of_list(&self, list: &str, value: &str) -> String {
        self.known(list, value).unwrap_or_else(|| value.to_owned())
    }

    /// The word on an outcome's mark.
    pub(crate) fn outcome(&self, outcome: Outcome) -> String {
        self.say(&format!("outcome.{outcome}"))
    }

    /// Who made a count.
    pub(crate) fn source(&self, source: Source) -> String {
        self.say(&format!("source.{source}"))
    }

    /// How near a record is to what left the office.
    pub(crate) fn standing(&self, standing: Standing) -> String {
        self.say(&format!("standing.{standing}"))
    }

    fn known(&self, list: &str, value: &str) -> Option<String> {
        self.words.texts.get(&format!("{list}.{value}")).cloned()
    }

    fn told(&self, moment: Moment, form: &str) -> String {
        let local = moment.local(self.zone);
        let (day, time) = local.split_once(' ').unwrap_or((&local, ""));
        let day = self.dated(day, form);
        if moment.is_end_of_day(self.zone) {
            day
        } else {
            format!("{day}, {time}")
        }
    }

    fn dated(&self, day: &str, form: &str) -> String {
        let mut parts = day.splitn(3, '-');
        let (Some(year), Some(month), Some(number)) = (parts.next(), parts.next(), parts.next())
        else {
            return day.to_owned();
        };
        let Some(month) = self.known("month", month) else {
            return day.to_owned();
        };
        let letters = month.chars().take(3).collect::<String>();
        let number = number.trim_start_matches('0');
        let fills = [
            ("day", number),
            ("month", &month),
            ("short", &letters),
            ("year", year),
        ];
        self.text(form, &fills)
    }
}

/// A count of things as rows of a table are counted.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A length as a number that can be printed.
pub(crate) fn length<T>(things: &[T]) -> i64 {
    i64::try_from(things.len()).unwrap_or(i64::MAX)
}

/// The first letter as a capital, for a phrase that begins a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.map_or_else(String::new, |first| first + letters.as_str())
}

/// The first letter small, for a phrase within a sentence.
pub(crate) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_lowercase().to_string());
    first.map_or_else(String::new, |first| first + letters.as_str())
}

/// Foreign text that may run the other way, kept from turning what stands around it.
pub(crate) fn foreign(text: &str) -> Markup {
    html! { bdi { (text) } }
}
