//! Distributions that say what chance alone would give. All from `libm`, so that every machine
//! computes the same; results leave as billionths.
//!
//! Formulas: `canvass.md` §4, "Counted twice" and "Residual votes"; Abramowitz and Stegun, *Handbook
//! of Mathematical Functions*, 6.1 (gamma), 9.6.10 (I₀), 26.7.3 (Student's t).

/// Billionths in one.
pub(crate) const ONE: f64 = 1e9;

/// A probability or an expected number as whole billionths.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "bounded just before"
)]
pub(crate) fn billionths(value: f64) -> i64 {
    let scaled = libm::round(value * ONE);
    if scaled >= 9e18 {
        i64::MAX
    } else if scaled <= 0.0 {
        0
    } else {
        scaled as i64
    }
}

/// The nearest whole number, of one that is not negative.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "bounded just before"
)]
pub(crate) fn whole(value: f64) -> i64 {
    let rounded = libm::round(value);
    if rounded >= 9e18 {
        i64::MAX
    } else if rounded <= -9e18 {
        i64::MIN
    } else {
        rounded as i64
    }
}

/// A count as a floating-point number. Exact: counts are below 2⁵³.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "counts are below 2^53"
)]
pub(crate) const fn float(count: i64) -> f64 {
    count as f64
}

/// `Σ_j Bin(j; n, p)²`: the chance that two draws of `n` from one coin agree.
pub(crate) fn same_binomial(n: i64, p: f64) -> f64 {
    if !(p > 0.0 && p < 1.0) {
        return 1.0;
    }
    let (log_p, log_q) = (libm::log(p), libm::log(1.0 - p));
    let log_n = libm::lgamma(float(n) + 1.0);
    (0..=n)
        .map(|j| {
            let k = n - j;
            let ways = log_n - libm::lgamma(float(j) + 1.0) - libm::lgamma(float(k) + 1.0);
            libm::exp(2.0 * (ways + float(j) * log_p + float(k) * log_q))
        })
        .sum()
}

/// e^(−2λ) I₀(2λ): the chance that two Poisson numbers of mean λ agree. Without overflow: the series
/// of I₀ is summed from its largest term.
pub(crate) fn same_poisson(lambda: f64) -> f64 {
    if lambda <= 0.0 {
        return 1.0;
    }
    let term = |k: f64| libm::exp(2.0 * (k * libm::log(lambda) - libm::lgamma(k + 1.0) - lambda));
    let middle = libm::floor(lambda);
    let mut sum = term(middle);
    let mut step = |mut k: f64, direction: f64| loop {
        k += direction;
        let next = if k < 0.0 { 0.0 } else { term(k) };
        sum += next;
        if next <= sum * 1e-18 {
            break;
        }
    };
    step(middle, 1.0);
    step(middle, -1.0);
    sum
}

/// Pr(Poisson(mean) ≥ seen).
pub(crate) fn poisson_at_least(seen: i64, mean: f64) -> f64 {
    if seen <= 0 {
        return 1.0;
    }
    if mean <= 0.0 {
        return 0.0;
    }
    let k = float(seen);
    let mut term = libm::exp(k * libm::log(mean) - mean - libm::lgamma(k + 1.0));
    let (mut sum, mut next) = (term, k + 1.0);
    while term > sum * 1e-18 && term > 0.0 {
        term *= mean / next;
        sum += term;
        next += 1.0;
    }
    if sum > 1.0 { 1.0 } else { sum }
}

/// The upper tail of Student's t with four degrees of freedom (26.7.4 in closed form).
pub(crate) fn student_4_above(t: f64) -> f64 {
    let u = t * t / 4.0;
    0.5 - 0.375 * t / libm::sqrt(1.0 + u) * (1.0 - u / (1.0 + u) / 3.0)
}

/// The middle of numbers, sorted here.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len().is_multiple_of(2) {
        Some(f64::midpoint(
            *values.get(half.checked_sub(1)?)?,
            *values.get(half)?,
        ))
    } else {
        values.get(half).copied()
    }
}

/// The 80th percentile of numbers, sorted here, between neighbours in proportion.
pub(crate) fn percentile_80(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let fifths = values.len().checked_sub(1)? * 4;
    let (below, rest) = (fifths / 5, fifths % 5);
    let low = *values.get(below)?;
    let high = values.get(below + 1).copied().unwrap_or(low);
    let rest = [0.0, 0.2, 0.4, 0.6, 0.8].get(rest).copied().unwrap_or(0.0);
    Some(low + (high - low) * rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 1e-9 * expected.abs().max(1e-3),
            "{found} {expected}"
        );
    }

    #[test]
    fn two_coins_agree_as_often_as_pascal_says() {
        near(same_binomial(2, 0.5), 0.375);
        near(same_binomial(0, 0.5), 1.0);
        near(same_binomial(7, 1.0), 1.0);
    }

    #[test]
    fn two_poisson_numbers_agree_as_the_bessel_function_says() {
        // I₀(2) = 2.279585302336067 (Abramowitz and Stegun, table 9.8).
        near(same_poisson(1.0), libm::exp(-2.0) * 2.279_585_302_336_067);
        near(same_poisson(0.0), 1.0);
        assert!(same_poisson(1e6) > 0.0);
    }

    #[test]
    fn tails_are_those_of_the_tables() {
        near(poisson_at_least(1, 2.0), 1.0 - libm::exp(-2.0));
        near(poisson_at_least(0, 2.0), 1.0);
        // t(4) = 2.776445 leaves 2.5 % above it (table 26.10).
        assert!((student_4_above(2.776_445_105) - 0.025).abs() < 1e-9);
        assert!((student_4_above(6.0) - 0.001_941).abs() < 1e-5);
    }

    #[test]
    fn the_middle_and_the_eightieth() {
        near(median(&mut [3.0, 1.0, 2.0]).unwrap(), 2.0);
        near(median(&mut [4.0, 1.0, 2.0, 3.0]).unwrap(), 2.5);
        assert_eq!(median(&mut []), None);
        near(
            percentile_80(&mut [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).unwrap(),
            5.0,
        );
    }
}
