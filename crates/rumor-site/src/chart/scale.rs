//! From a figure to a place on an axis, in whole numbers.

use super::Size;

/// An axis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    from: i64,
    to: i64,
    start: i64,
    width: i64,
}

impl Scale {
    /// An axis from `from` to `to`, drawn from `start` over `width`.
    pub(super) const fn new((from, to): (i64, i64), start: i64, width: i64) -> Self {
        Self { from, to, start, width }
    }

    /// Where a figure stands: `x₀ + (value·w + max/2) div max`. What lies outside stands at the end.
    pub(super) fn x(&self, value: i64) -> i64 {
        let span = i128::from(self.to).saturating_sub(self.from.into()).max(1);
        let value = i128::from(value.clamp(self.from, self.to.max(self.from)));
        let along = value
            .saturating_sub(self.from.into())
            .saturating_mul(self.width.into());
        let rounded = along.saturating_add(span.div_euclid(2)).div_euclid(span);
        self.start
            .saturating_add(i64::try_from(rounded).unwrap_or(self.width))
    }

    /// The first and the last place.
    pub(super) const fn ends(&self) -> (i64, i64) {
        (self.start, self.start.saturating_add(self.width))
    }

    /// Ticks at zero and at both ends, and up to three between, each a multiple of `unit`.
    pub(super) fn ticks(&self, size: Size, unit: i64) -> Vec<i64> {
        let parts: &[i64] = match size {
            Size::Wide => &[4, 3, 2, 1],
            Size::Narrow => &[2, 3, 1],
        };
        let most = self.to.max(self.from.saturating_neg()).max(1);
        let whole = |part: i64| most.checked_rem(part.saturating_mul(unit)) == Some(0);
        let part = parts.iter().find(|part| whole(**part)).unwrap_or(&1);
        let step = most.checked_div(*part).unwrap_or(most).max(1);
        let steps = |end: i64| end.checked_div(step).unwrap_or_default();
        let (first, last) = (steps(self.from), steps(self.to));
        (first..=last)
            .map(|number| number.saturating_mul(step))
            .collect()
    }
}

/// The least of 1, 1.5, 2, 2.5, 5, 10 × 10ᵏ that holds a figure, and is whole.
pub(super) fn nice(most: i64) -> i64 {
    let mut ten = 1_i64;
    loop {
        for tenths in [10, 15, 20, 25, 50] {
            let Some(product) = ten.checked_mul(tenths) else {
                return i64::MAX;
            };
            let end = product.div_euclid(10);
            if product.rem_euclid(10) == 0 && end >= most.max(1) {
                return end;
            }
        }
        match ten.checked_mul(10) {
            Some(next) => ten = next,
            None => return i64::MAX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_number() {
        let cases = [
            (0, 1),
            (1, 1),
            (3, 5),
            (7, 10),
            (11, 15),
            (149, 150),
            (9_783, 10_000),
        ];
        for (most, expected) in cases {
            assert_eq!(nice(most), expected, "{most}");
        }
        assert_eq!(nice(i64::MAX), i64::MAX);
    }

    #[test]
    fn a_place_is_rounded_and_never_outside() {
        let scale = Scale::new((0, 1_500), 186, 366);
        assert_eq!(
            [0, 1_483, 1_377, 9_999, -1].map(|value| scale.x(value)),
            [186, 548, 522, 552, 186]
        );
        let whole = Scale::new((i64::MIN, i64::MAX), 0, 100);
        assert_eq!(
            [i64::MIN, 0, i64::MAX].map(|value| whole.x(value)),
            [0, 50, 100]
        );
    }

    #[test]
    fn ticks_hold_zero_and_the_ends() {
        let check = |ends, size, unit, expected: &[i64]| {
            assert_eq!(Scale::new(ends, 0, 9).ticks(size, unit), expected);
        };
        check((0, 1_500), Size::Wide, 1, &[0, 375, 750, 1_125, 1_500]);
        check((0, 1_500), Size::Wide, 10, &[0, 500, 1_000, 1_500]);
        check((0, 10_000), Size::Narrow, 1, &[0, 5_000, 10_000]);
        check((-50, 100), Size::Wide, 1, &[-50, -25, 0, 25, 50, 75, 100]);
        check((0, 1), Size::Wide, 1, &[0, 1]);
    }
}
