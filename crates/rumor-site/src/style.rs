//! The one style sheet. It loads no font, no script and nothing from another host.

/// As it is written beside the pages.
pub(crate) const SHEET: &str = include_str!("site.css");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_is_small_and_asks_for_nothing() {
        assert!(SHEET.len() <= 20_000, "{} bytes", SHEET.len());
        for word in ["url(", "@import", "@font-face"] {
            assert!(!SHEET.contains(word), "{word}");
        }
    }
}
