//! The SQL of checks, as far as plain text tells whether two engines read it alike.
//!
//! A query is printed beside every finding, and whoever doubts it runs it in an engine of their own.
//! Words are remarked on that give other rows there, or that nobody has tried in both, and above
//! all those that turn an absent figure into a zero. Out of scope: types and plans, which the cases
//! of a check show by running in both engines.

mod tokens;

use super::markdown::{Fence, fences};
use crate::tidy::{File, Remark, Tree};
use tokens::{Kind, Query};

/// Words that were tried in both engines and mean the same.
const KNOWN: &str = "SELECT DISTINCT FROM WHERE GROUP BY HAVING ORDER ASC DESC NULLS FIRST LAST WITH \
    AS ON AND OR NOT IN IS NULL TRUE FALSE CASE WHEN THEN ELSE END BETWEEN LIKE EXISTS UNION ALL \
    EXCEPT INTERSECT INNER LEFT RIGHT FULL OUTER CROSS JOIN OVER PARTITION ROWS UNBOUNDED PRECEDING \
    FOLLOWING CURRENT ROW VALUES CAST BIGINT VARCHAR BOOLEAN COALESCE NULLIF COUNT SUM MIN MAX \
    BOOL_AND BOOL_OR LAG LEAD FIRST_VALUE LAST_VALUE ROW_NUMBER RANK DENSE_RANK ABS CONCAT \
    SPLIT_PART SUBSTR REPLACE LPAD LOWER UPPER LENGTH STRPOS EXTRACT";
/// Words that were tried, and are not for checks, with the reason.
const REFUSED: &[(&str, &str)] = &[
    (
        "GREATEST LEAST",
        "it passes over NULL, so an absent figure agrees",
    ),
    (
        "USING NATURAL",
        "join with ON, or a unit of one side loses its name",
    ),
    (
        "IF IFNULL",
        "known to one engine only; CASE is known to both",
    ),
    ("MOD", "known to one engine only; write `%`"),
    ("UNNEST GENERATE_SERIES", "the two engines make other rows"),
    (
        "TRIM LTRIM RTRIM BTRIM",
        "the engines trim other blanks; the reader has trimmed",
    ),
    ("SUBSTRING", "write SUBSTR, from 1 up"),
    ("AVG", "a mean is no whole number; compare sums"),
    (
        "DECIMAL NUMERIC DOUBLE FLOAT REAL",
        "figures are whole numbers",
    ),
    (
        "RANDOM NOW CURRENT_DATE CURRENT_TIMESTAMP",
        "tomorrow it gives other rows",
    ),
];
/// Two words that are harmless apart.
const REFUSED_PAIRS: &[([&str; 2], &str)] = &[
    (["EXCEPT", "ALL"], "one engine gives wrong duplicates"),
    (["INTERSECT", "ALL"], "one engine gives wrong duplicates"),
    (["BY", "ALL"], "name the columns"),
    (["IGNORE", "NULLS"], "known to one engine only"),
];
/// Words that are no names in lower case.
const NO_NAMES: &str = "select from where group by having order as on and or not in is null case when \
    then else end between like exists union all join over cast check column table row left right at \
    to using limit distinct";
/// What the two engines give in other types, unless it is cast.
const CAST: &[&str] = &["SUM", "EXTRACT"];
/// The same where it is a column of the answer; compared inside the query, its type does not
/// matter.
const CAST_AT_LAST: &[&str] = &["ROW_NUMBER", "RANK", "DENSE_RANK", "LENGTH", "STRPOS"];
/// Words before a bracket that are no functions.
const NO_FUNCTIONS: &[&str] = &[
    "AND", "OR", "NOT", "WHERE", "ON", "WHEN", "HAVING", "SELECT",
];

pub(crate) fn sql(tree: &Tree) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for file in tree.checks() {
        for fence in fences(file, "## The check", "## What a difference means") {
            remarks.extend(query(file, &fence));
        }
    }
    remarks
}

fn query(file: &File, fence: &Fence<'_>) -> Vec<Remark> {
    let query = Query::read(fence);
    let mut said: Vec<(usize, String)> = Vec::new();
    for at in 0..query.len() {
        let faults = [
            word(&query, at),
            pair(&query, at),
            sign(&query, at),
            uncast(&query, at),
            filled(&query, at),
            listed(&query, at),
            descending(&query, at),
        ];
        said.extend(
            faults
                .into_iter()
                .flatten()
                .map(|fault| (query.line(at), fault)),
        );
    }
    let top = (0..query.len()).filter(|at| query.depth(*at) == 0);
    if !top.into_iter().any(|at| query.text(at) == "ORDER") {
        let line = fence.lines.first().map_or(1, |(line, _)| *line);
        said.push((
            line,
            "without `ORDER BY` the rows come in any order".to_owned(),
        ));
    }
    said.into_iter()
        .map(|(line, text)| file.remark(line, text))
        .collect()
}

fn word(query: &Query<'_>, at: usize) -> Option<String> {
    let text = query.text(at);
    match query.kind(at) {
        Kind::Word if lists(NO_NAMES, text) => Some(format!(
            "`{text}` is a word of SQL: capitals if it is meant, else another name"
        )),
        Kind::Word if text.chars().all(|c| !c.is_uppercase()) => None,
        Kind::Word if text.chars().any(char::is_lowercase) => Some(format!(
            "`{text}`: names are lower-case, since one engine folds them"
        )),
        Kind::Word => {
            let refused = REFUSED.iter().find(|(words, _)| lists(words, text));
            match refused {
                Some((_, why)) => Some(format!("`{text}`: {why}")),
                None if lists(KNOWN, text) => None,
                None => Some(format!("`{text}` has not been tried in both engines")),
            }
        }
        Kind::Name => Some(format!("`{text}`: names are lower-case and unquoted")),
        Kind::Number if text.contains('.') => Some(format!("`{text}`: figures are whole numbers")),
        Kind::Text if text.contains('\\') && at > 0 && query.text(at - 1) == "LIKE" => {
            Some("one engine takes `\\` in LIKE for itself".to_owned())
        }
        Kind::Number | Kind::Text | Kind::Sign => None,
    }
}

fn pair(query: &Query<'_>, at: usize) -> Option<String> {
    let pair = [query.text(at), query.text(at + 1)];
    let (_, why) = REFUSED_PAIRS.iter().find(|(refused, _)| *refused == pair)?;
    Some(format!("`{}`: {why}", pair.join(" ")))
}

fn sign(query: &Query<'_>, at: usize) -> Option<String> {
    let before = at.checked_sub(1).map_or("", |at| query.text(at));
    match query.text(at) {
        "*" if ["SELECT", "DISTINCT", ",", "."].contains(&before) => {
            Some("name the columns: `*` changes with the table".to_owned())
        }
        // `(a - a % b) / b` leaves no remainder, so it is the same in both.
        "/" if !query.within(query.opening(at), at).any(|text| text == "%") => {
            Some("`/` drops the remainder in one engine only: multiply the other side".to_owned())
        }
        "~" => Some("the engines' patterns differ: use LIKE or SPLIT_PART".to_owned()),
        "[" => Some("lists are for one engine only".to_owned()),
        _ => None,
    }
}

fn lists(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|listed| listed == word)
}

/// A sum, a rank or a length stands inside `CAST(… AS BIGINT)`.
fn uncast(query: &Query<'_>, at: usize) -> Option<String> {
    let text = query.text(at);
    let before = at.checked_sub(1).map_or("", |at| query.text(at));
    let begins = query.depth(at) == 0 && ["SELECT", "DISTINCT", ","].contains(&before);
    let shown = begins && CAST_AT_LAST.contains(&text);
    let called = query.text(at + 1) == "(";
    let fault =
        called && (shown || CAST.contains(&text)) && !query.around(at).any(|word| word == "CAST");
    fault.then(|| format!("`{text}(` stands in `CAST(… AS BIGINT)`: the engines' types differ"))
}

/// `COALESCE(…, 0)` is for counts of rows only: of a figure it makes a missing record agree.
fn filled(query: &Query<'_>, at: usize) -> Option<String> {
    if query.text(at) != "COALESCE" || query.text(at + 1) != "(" {
        return None;
    }
    let arguments = query.arguments(at + 1);
    let zero = [vec!["0"], vec!["CAST", "(", "0", "AS", "BIGINT", ")"]];
    let (last, others) = arguments.split_last()?;
    let counted = |argument: &Vec<&str>| {
        let name = argument.last().copied().unwrap_or_default();
        argument.contains(&"COUNT") || query.is_count(name)
    };
    let fault = zero.contains(last) && !others.iter().all(counted);
    fault.then(|| "an absent figure is not a zero: it makes `cannot-tell`".to_owned())
}

fn listed(query: &Query<'_>, at: usize) -> Option<String> {
    if query.text(at) != "IN" || query.text(at + 1) != "(" {
        return None;
    }
    let before = |back: usize| at.checked_sub(back).map_or("", |at| query.text(at));
    if before(1) == "NOT" && query.text(at + 2) == "SELECT" {
        return Some("NOT EXISTS: with a NULL in the list, one engine keeps all rows".to_owned());
    }
    let opening = query.opening(at);
    let function = opening
        .checked_sub(1)
        .is_some_and(|at| query.kind(at) == Kind::Word && !NO_FUNCTIONS.contains(&query.text(at)));
    let tuple = before(1) == ")" && !function && query.arguments(opening).len() > 1;
    tuple.then(|| "a list of pairs is for one engine only".to_owned())
}

fn descending(query: &Query<'_>, at: usize) -> Option<String> {
    let fault =
        query.text(at) == "DESC" && [query.text(at + 1), query.text(at + 2)] != ["NULLS", "LAST"];
    fault.then(|| "DESC NULLS LAST: the engines put NULL at other ends".to_owned())
}
