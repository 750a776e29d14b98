//! The list of derived tables.

use std::collections::BTreeMap;

use rumor_model::{
    table::{Schema, Table},
    table_set::TableSet,
};

use crate::{
    batch_sum, contest_sum, copy_pair, equal_tally, expected_unit, hand_count_pair, residual,
    result_sum, shift, surplus_match, tape_pair,
};

/// The numbers that a case gives to checks and derived tables: by owner and name.
pub type Parameters = BTreeMap<(String, String), i64>;

/// One derived table.
#[derive(Debug)]
pub struct Derived {
    /// Its columns.
    pub schema: &'static Schema,
    /// What it is made from: fed if all of these are (`contract.md` §2, `reads`).
    pub made_from: &'static [&'static str],
    /// Computes it.
    pub compute: fn(&TableSet, &Parameters) -> Table,
}

/// Every derived table.
pub const DERIVED: &[Derived] = &[
    Derived {
        schema: batch_sum::SCHEMA,
        made_from: &["result:canvass", "result:audit"],
        compute: batch_sum::compute,
    },
    Derived {
        schema: contest_sum::SCHEMA,
        made_from: &["result"],
        compute: contest_sum::compute,
    },
    Derived {
        schema: copy_pair::SCHEMA,
        made_from: &["result:canvass"],
        compute: copy_pair::compute,
    },
    Derived {
        schema: equal_tally::PAIRS,
        made_from: &["result:audit"],
        compute: equal_tally::compute_pairs,
    },
    Derived {
        schema: equal_tally::UNITS,
        made_from: &["result:audit"],
        compute: equal_tally::compute_units,
    },
    Derived {
        schema: expected_unit::SCHEMA,
        made_from: &["result"],
        compute: expected_unit::compute,
    },
    Derived {
        schema: hand_count_pair::SCHEMA,
        made_from: &["result:canvass"],
        compute: hand_count_pair::compute,
    },
    Derived {
        schema: residual::SCHEMA,
        made_from: &["result"],
        compute: residual::compute,
    },
    Derived {
        schema: result_sum::SCHEMA,
        made_from: &["result"],
        compute: result_sum::compute,
    },
    Derived {
        schema: shift::SCHEMA,
        made_from: &["result:tape"],
        compute: shift::compute,
    },
    Derived {
        schema: surplus_match::SCHEMA,
        made_from: &["result:tape"],
        compute: surplus_match::compute,
    },
    Derived {
        schema: tape_pair::SCHEMA,
        made_from: &["result:tape"],
        compute: tape_pair::compute,
    },
];

/// The derived table of that name.
pub fn derived(name: &str) -> Option<&'static Derived> {
    DERIVED.iter().find(|derived| derived.schema.name == name)
}
