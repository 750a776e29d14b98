//! A record's bytes, handed in by whoever may open files.

use std::{fmt, io};

/// A record to be read: its name, for messages, and how to get at its bytes.
///
/// It is opened twice: once to learn its encoding, once to be read. Both times in large blocks.
pub struct Input<'a> {
    /// The file's name, as messages say it.
    pub name: &'a str,
    /// Opens it at its beginning.
    pub open: &'a dyn Fn() -> io::Result<Box<dyn io::Read + 'a>>,
}

impl fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
