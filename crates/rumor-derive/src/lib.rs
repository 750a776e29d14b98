//! Derived tables: what SQL is bad at, computed first and then asked like any other table.
//!
//! One file a table, or a pair that is computed together: its columns, its function, its tests.
//! Nothing here knows a vendor or a check. Figures are whole numbers; shares and chances are computed
//! with `libm`, the same on every machine, and leave a table only as billionths
//! (`canvass.md` §4, `shapes.md`).

#![warn(clippy::as_conversions)]

mod chance;
mod contest_sum;
mod derived;
mod equal_tally;
mod expected_unit;
mod figure;
mod margin;
mod residual;
mod result_sum;
mod shift;
mod surplus_match;

pub use derived::{DERIVED, Derived, Parameters, derived};
pub use margin::closest_margin;
