//! The rules, one subject a file.

mod checks;
mod documents;
mod excerpts;
mod glossary;
mod layers;
mod lines;
mod markdown;
mod names;
mod repeats;
mod size;
mod spanish;
mod sql;
mod words;

use crate::tidy::{Remark, Tree};

/// Every rule, in the order in which a report shows them.
pub(crate) const RULES: &[fn(&Tree) -> Vec<Remark>] = &[
    size::size,
    size::header,
    words::words,
    names::names,
    glossary::glossary,
    lines::swallowed_errors,
    lines::waiting,
    lines::disk,
    repeats::same_lines,
    repeats::same_functions,
    names::unimplemented_traits,
    layers::layers,
    checks::checks,
    checks::numbered_once,
    sql::sql,
    spanish::spanish,
    excerpts::excerpts,
    excerpts::pages,
    documents::documents,
];
