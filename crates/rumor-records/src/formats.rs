//! One file a format, named as its maker names it; `docs/formats/` says the same in prose.

pub(crate) mod arlo_report;
pub(crate) mod counts;
pub(crate) mod election_night_feed;
pub(crate) mod openelections;
