//! Derived tables: what SQL is bad at, computed first and then asked like any other table.
//!
//! One file a table, or a pair that is computed together: its columns, its function, its tests.
//! Nothing here knows a vendor or a check. Figures are whole numbers; shares and chances are computed
//! with `libm`, the same on every machine, and leave a table only as billionths
//! (`canvass.md` §4, `shapes.md`).

#![warn(clippy::as_conversions)]

mod batch_sum;
mod chance;
mod contest_sum;
mod copy_pair;
mod derived;
mod equal_tally;
mod expected_unit;
mod figure;
mod hand_count_pair;
mod margin;
mod residual;
mod result_sum;
mod shift;
mod surplus_match;
mod tape_pair;
mod tapes;

pub use derived::{DERIVED, Derived, Parameters, derived};
pub use margin::closest_margin;
