//! The pages, one file a kind.

pub(crate) mod about;
pub(crate) mod answer;
pub(crate) mod bundle;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod checks;
pub(crate) mod finding;
pub(crate) mod findings;
mod list;
pub(crate) mod not_found;
pub(crate) mod overview;
pub(crate) mod record;
pub(crate) mod records;
pub(crate) mod rumors;
pub(crate) mod unit;
pub(crate) mod units;
pub(crate) mod verify;
