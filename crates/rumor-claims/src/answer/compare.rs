//! Claimed against found (`claims.md` §8.3).

use rumor_model::answer::{Amount, Claimed, Relation};

/// What was found, held against what was claimed. `unit` is the noun in which it was found.
pub fn compare(claimed: &Claimed, confirmed: i64, open: i64, unit: &str) -> Relation {
    let most = Amount::whole(confirmed.saturating_add(open));
    let least = Amount::whole(confirmed);
    let within = |high: Option<Amount>| high.is_none_or(|high| most <= high);
    if !same_unit(claimed, unit) {
        Relation::OtherUnit
    } else if confirmed == 0 && open == 0 {
        Relation::NoneFound
    } else if least >= claimed.low && within(claimed.high) {
        Relation::Same
    } else if most < claimed.low {
        Relation::Fewer
    } else if claimed.high.is_some_and(|high| least > high) {
        Relation::More
    } else {
        Relation::Open
    }
}

/// Whether a claimed figure counts what was found. One without a noun does.
pub(crate) fn same_unit(claimed: &Claimed, unit: &str) -> bool {
    // Offices say reporting unit, posts say precinct.
    let unit = if unit == "reporting_units" {
        "precincts"
    } else {
        unit
    };
    claimed.unit.is_none_or(|claimed| claimed.as_str() == unit)
}
