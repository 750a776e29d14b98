//! Days in words: `18 November 2020`, `18 de noviembre de 2020`.

use rumor_model::messages::Language;

const MONTHS: [(&str, &str); 12] = [
    ("January", "enero"),
    ("February", "febrero"),
    ("March", "marzo"),
    ("April", "abril"),
    ("May", "mayo"),
    ("June", "junio"),
    ("July", "julio"),
    ("August", "agosto"),
    ("September", "septiembre"),
    ("October", "octubre"),
    ("November", "noviembre"),
    ("December", "diciembre"),
];

/// A day, `2020-11-18`, in words. What is no day is shown as it is.
pub(super) fn written(day: &str, language: Language) -> String {
    let mut parts = day.splitn(3, '-');
    let numbers = (parts.next(), parts.next(), parts.next());
    let (Some(year), Some(month), Some(day_of_month)) = numbers else {
        return day.to_owned();
    };
    let month = month
        .parse::<usize>()
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (month, day_of_month.parse::<u8>()) {
        (Some((english, _)), Ok(day)) if language == Language::English => {
            format!("{day} {english} {year}")
        }
        (Some((_, spanish)), Ok(day)) => format!("{day} de {spanish} de {year}"),
        _ => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_in_each_language() {
        assert_eq!(written("2020-11-08", Language::English), "8 November 2020");
        assert_eq!(
            written("2020-11-08", Language::Spanish),
            "8 de noviembre de 2020"
        );
        assert_eq!(written("soon", Language::English), "soon");
    }
}
