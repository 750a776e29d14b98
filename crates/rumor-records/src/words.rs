//! Closed lists of words that records use and `rumor-model` has no type for.

use rumor_model::name::fold;

/// How ballots were cast (`forms.md` §1): parts, then what stands beside the parts.
pub const METHODS: [&str; 9] = [
    "election-day",
    "early",
    "mail",
    "uocava",
    "fwab",
    "electronic",
    "provisional",
    "replacement",
    "total",
];

/// What a figure of `accounting` counts (`forms.md` §4).
pub const ACCOUNTING_MEASURES: [&str; 35] = [
    "stock_received",
    "transferred_in",
    "transferred_out",
    "issued",
    "spoiled_before_issue",
    "unused",
    "test",
    "check_ins",
    "re_issues",
    "fled",
    "in_line",
    "spoiled",
    "emergency_bin",
    "provisional_issued",
    "public_counter_start",
    "public_counter_end",
    "voted",
    "requested",
    "sent",
    "undeliverable",
    "replaced",
    "received",
    "accepted",
    "accepted_in_part",
    "rejected",
    "cured",
    "pending",
    "outstanding",
    "extracted",
    "empty",
    "extra",
    "duplicated",
    "scanned",
    "counted",
    "both_counted",
];

/// What kind of choice a name on a results page is: votes for names that voters wrote stand there
/// as one choice.
pub(crate) fn option_kind(name: &str) -> &'static str {
    if fold(name).contains("writein") {
        "write_in"
    } else {
        "regular"
    }
}

/// Whether a contest is the mark that chooses all of a party's candidates.
pub(crate) fn is_straight_party(contest: &str) -> bool {
    fold(contest).starts_with("straightparty")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_names_and_straight_party_are_told_by_their_names() {
        assert_eq!(option_kind("Unresolved Write-In"), "write_in");
        assert_eq!(option_kind("Write-ins"), "write_in");
        assert_eq!(option_kind("Ada"), "regular");
        assert!(is_straight_party("Straight Party Ticket"));
        assert!(!is_straight_party("Party Chair"));
    }
}
