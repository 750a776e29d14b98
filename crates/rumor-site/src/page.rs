//! A page as (path, bytes), and how one page finds another.
//!
//! Links are relative and end in a file, so that they open from a stick and from any host
//! (`site.md` §1.1).

use rumor_model::messages::Language;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page {
    /// Below the election's folder, with `/` on every system.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Page {
    /// A file of text. Characters that XML 1.0 forbids, which a record may hold, would keep a picture
    /// or a feed from being read at all; each is shown as the sign for one that cannot be shown.
    pub(crate) fn of_text(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        let bytes = text.replace(is_forbidden, "\u{fffd}").into_bytes();
        Self { path: path.into(), bytes }
    }
}

/// XML 1.0, section 2.2.
fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') && c < '\u{7f}'
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The folder of a page: English below the election's folder, Spanish in `es/` below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folder {
    language: Language,
    path: String,
}

impl Folder {
    /// The folder of a page; `path` is that of the English one, empty for the overview.
    pub(crate) fn new(path: impl Into<String>, language: Language) -> Self {
        Self { language, path: path.into() }
    }

    /// The path of the page itself.
    pub(crate) fn page(&self) -> String {
        joined(&joined(&self.path, tongue(self.language)), "index.html")
    }

    /// The English folder, where the files beside the page are.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The address that is printed: from the election's folder, ending in `/`.
    pub(crate) fn address(&self) -> String {
        let folder = joined(&self.path, tongue(self.language));
        if folder.is_empty() {
            folder
        } else {
            format!("{folder}/")
        }
    }

    /// From here to the page of another folder, in the same language.
    pub(crate) fn to(&self, path: &str) -> String {
        self.to_file(&Self::new(path, self.language).page())
    }

    /// From here to the same page in a language.
    pub(crate) fn in_language(&self, language: Language) -> String {
        self.to_file(&Self::new(self.path.as_str(), language).page())
    }

    /// From here to a file below the election's folder, by the shortest way.
    pub(crate) fn to_file(&self, file: &str) -> String {
        let own = joined(&self.path, tongue(self.language));
        let mut from: Vec<&str> = own.split('/').filter(|part| !part.is_empty()).collect();
        let mut to: Vec<&str> = file.split('/').collect();
        while to.len() > 1 && from.first() == to.first() {
            from.remove(0);
            to.remove(0);
        }
        format!("{}{}", "../".repeat(from.len()), to.join("/"))
    }
}

const fn tongue(language: Language) -> &'static str {
    match language {
        Language::English => "",
        Language::Spanish => "es",
    }
}

/// `a/b`, or `b` where there is no `a`.
pub(crate) fn joined(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("", name) => name.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, name) => format!("{folder}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_shown_as_not_to_be_shown() {
        let page = Page::of_text("a.svg", "a\u{0}\u{1b}\tb\u{ffff}");
        assert_eq!(page.bytes, "a\u{fffd}\u{fffd}\tb\u{fffd}".as_bytes());
    }

    #[test]
    fn a_link_is_relative_and_ends_in_a_file() {
        let english = Folder::new("findings/sums", Language::English);
        assert_eq!(english.page(), "findings/sums/index.html");
        for (to, expected) in [
            ("", "../../index.html"),
            ("findings/sums", "index.html"),
            ("findings/sums/first", "first/index.html"),
            ("findings/closing", "../closing/index.html"),
            ("records/a", "../../records/a/index.html"),
        ] {
            assert_eq!(english.to(to), expected, "{to}");
        }
        assert_eq!(english.in_language(Language::Spanish), "es/index.html");
    }

    #[test]
    fn a_spanish_page_links_to_spanish_ones_and_to_the_files_of_both() {
        let spanish = Folder::new("findings/sums", Language::Spanish);
        assert_eq!(spanish.page(), "findings/sums/es/index.html");
        assert_eq!(spanish.to(""), "../../../es/index.html");
        assert_eq!(spanish.to("records/a"), "../../../records/a/es/index.html");
        assert_eq!(spanish.to_file("findings/sums/rows.csv"), "../rows.csv");
        assert_eq!(spanish.in_language(Language::English), "../index.html");
        let overview = Folder::new("", Language::Spanish);
        assert_eq!(overview.page(), "es/index.html");
        assert_eq!(overview.to("verify"), "../verify/es/index.html");
    }
}
