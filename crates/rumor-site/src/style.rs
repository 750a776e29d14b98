//! The one style sheet. It loads no font, no script and nothing from another host.

/// As it is written beside the pages.
pub(crate) const SHEET: &str = include_str!("site.css");

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The tokens of a block: their names and colours.
    fn tokens(block: &str) -> BTreeMap<&str, [u8; 3]> {
        let declared = block
            .split(';')
            .filter_map(|part| part.rsplit_once("--")?.1.split_once(": #"));
        declared
            .filter_map(|(name, colour)| {
                let part = |at: usize| u8::from_str_radix(colour.get(at..at + 2)?, 16).ok();
                Some((name, [part(0)?, part(2)?, part(4)?]))
            })
            .collect()
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance(colour: [u8; 3]) -> f64 {
        let [red, green, blue] = colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_and_marks_stand_out_in_light_and_dark() {
        let light = tokens(SHEET.split('}').next().unwrap());
        let dark = tokens(
            SHEET
                .split("prefers-color-scheme: dark")
                .nth(1)
                .unwrap()
                .split('}')
                .next()
                .unwrap(),
        );
        for colours in [light, dark] {
            for ground in ["paper", "sheet", "well"] {
                for text in [
                    "ink",
                    "soft",
                    "link",
                    "agrees",
                    "unexplained",
                    "impossible",
                    "cannot",
                ] {
                    let ratio = contrast(colours[text], colours[ground]);
                    assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.1}");
                }
                for mark in ["edge", "one", "two"] {
                    let ratio = contrast(colours[mark], colours[ground]);
                    assert!(ratio >= 3.0, "{mark} on {ground}: {ratio:.1}");
                }
            }
        }
    }

    #[test]
    fn the_sheet_is_small_and_asks_for_nothing() {
        assert!(SHEET.len() <= 20_000, "{} bytes", SHEET.len());
        for word in ["url(", "@import", "@font-face"] {
            assert!(!SHEET.contains(word), "{word}");
        }
    }
}
