//! Readings as short lines, so that tests can say what they expect.

use rumor_model::table::{Cell, Kind, Table};

use crate::Reading;

/// Each result: `line: [source ·] unit · method · batch · contest · option · measure value`.
pub(crate) fn results(reading: &Reading) -> Vec<String> {
    let table = reading.table("result_history").unwrap();
    let text = |row, name| table.texts(name).get(row).map(str::to_owned);
    (0..table.rows())
        .map(|row| {
            let unit = text(row, "reporting_unit").or_else(|| Some("(whole)".to_owned()));
            let version = table
                .integers("version")
                .get(row)
                .map(|version| format!("v{version}"));
            let parts = [
                text(row, "source"),
                version,
                text(row, "published_at"),
                unit,
                text(row, "method"),
                text(row, "device"),
                text(row, "batch"),
                text(row, "contest"),
                text(row, "contest_option"),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            let line = table.integers("row_number").get(row).unwrap();
            let measure = text(row, "measure").unwrap();
            let value = table.integers("value").get(row);
            let value = value.map_or("NULL".to_owned(), |value| value.to_string());
            format!("{line}: {} · {measure} {value}", parts.join(" · "))
        })
        .collect()
}

/// Each problem: `line: code action: message`.
pub(crate) fn problems(reading: &Reading) -> Vec<String> {
    let line = |problem: &crate::RowProblem| {
        let (code, action) = (problem.code.as_str(), problem.action.as_str());
        format!(
            "{}: {code} {action}: {}",
            problem.row_number, problem.message
        )
    };
    reading.problems.iter().map(line).collect()
}

/// Each row of a table: the cells that are not NULL, as `column=value`.
pub(crate) fn rows(reading: &Reading, table: &str) -> Vec<String> {
    let table = reading.table(table).unwrap();
    (0..table.rows()).map(|row| shown_row(table, row)).collect()
}

fn shown_row(table: &Table, row: usize) -> String {
    let cells = table
        .schema()
        .columns
        .iter()
        .map(|column| match column.kind {
            Kind::Text => (column.name, Cell::Text(table.texts(column.name).get(row))),
            Kind::Integer => (
                column.name,
                Cell::Integer(table.integers(column.name).get(row)),
            ),
            Kind::Boolean => (
                column.name,
                Cell::Boolean(table.flags(column.name).get(row)),
            ),
        });
    let shown = cells.filter_map(|(name, cell)| match cell {
        Cell::Text(text) => text.map(|text| format!("{name}={text}")),
        Cell::Integer(number) => number.map(|number| format!("{name}={number}")),
        Cell::Boolean(flag) => flag.map(|flag| format!("{name}={flag}")),
    });
    shown.collect::<Vec<_>>().join(" ")
}
