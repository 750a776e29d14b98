//! Names as parts of addresses: ASCII, lower case, words joined by `-`.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// `Elk Rapids Township, Precinct 1` → `elk-rapids-township-precinct-1`. Never empty.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "unnamed".to_owned()
    } else {
        slug.to_owned()
    }
}

/// A slug that is not taken yet; a second `star` becomes `star-2`.
pub fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = slug(name);
    let mut chosen = plain.clone();
    let mut number = 2_u64;
    while !taken.insert(chosen.clone()) {
        chosen = format!("{plain}-{number}");
        number = number.saturating_add(1);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_address() {
        assert_eq!(
            slug("Elk Rapids Township, Precinct 1"),
            "elk-rapids-township-precinct-1"
        );
        assert_eq!(slug("Cañón / Norte"), "canon-norte");
        assert_eq!(slug("../.."), "unnamed");
    }

    #[test]
    fn two_names_never_share_an_address() {
        let mut taken = BTreeSet::new();
        assert_eq!(free("Star", &mut taken), "star");
        assert_eq!(free("STAR!", &mut taken), "star-2");
    }
}
