//! Paper forms as CSV: the template that `init` writes, and the reader of what was typed in
//! (`forms.md` §0–§3).
//!
//! A form's first line is exactly its template's. A field left empty is not recorded; `?` was not
//! readable on the paper. Times are local. The head of a page may stand on its first row only.
//! Out of scope: typing twice, photographs of pages, and the sums that a page closes with.

pub(crate) mod device_and_media;
mod fields;
pub(crate) mod incident_and_correction;
pub(crate) mod tape;

use crate::{Fault, sheet::Header};

/// The templates of the forms that are read: file name and first line.
pub const fn templates() -> [(&'static str, &'static str); 4] {
    [
        ("tape.csv", tape::HEADER),
        ("device-and-media.csv", device_and_media::HEADER),
        ("incident.csv", incident_and_correction::INCIDENT),
        ("correction.csv", incident_and_correction::CORRECTION),
    ]
}

/// The one of these first lines that a form has.
fn first_line(header: &Header, forms: &[&'static str]) -> Result<&'static str, Fault> {
    let same = |form: &&&str| form.split(',').eq(header.names());
    if let Some(form) = forms.iter().find(same) {
        return Ok(form);
    }
    let expected = forms.join("` or `");
    Err(Fault::OtherForm { line: header.line, found: header.shown(), expected })
}
