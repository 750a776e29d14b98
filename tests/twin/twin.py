"""Runs queries in DuckDB, and compares their rows with those that the program's engine gave.

    python twin.py FOLDER

FOLDER holds a folder a query, in any number: `query.sql`, the tables it reads as
`tables/<name>.parquet`, and `expected.csv`: canonical CSV with a header, rows in any order, NULL
nothing at all, the empty text quoted. A comment in the first line of a query says which it is.
Prints a line for each difference. Exit: 0 all the same, 1 a difference, 2 nothing to compare.
"""

import sys
from collections import Counter
from pathlib import Path

import duckdb

sys.dont_write_bytecode = True  # the checkout stays as it was
from canonical import parse, shown

# What a query may give; the two engines agree on these, and on no others.
TYPES = {"BIGINT", "VARCHAR", "BOOLEAN"}


def main(folder):
    jobs = sorted(path.parent for path in folder.glob("*/query.sql"))
    if not jobs:
        print(f"{folder} holds no query", file=sys.stderr)
        return 2
    connection = duckdb.connect()
    differ = 0
    for job in jobs:
        lines = list(differences(connection, job))
        differ += bool(lines)
        for line in lines:
            print(f"{job.name}: {line}")
    print(f"twin: {len(jobs)} queries, {differ} differ", file=sys.stderr)
    return 1 if differ else 0


def differences(connection, job):
    sql = (job / "query.sql").read_text(encoding="utf-8")
    header, *expected = parse((job / "expected.csv").read_text(encoding="utf-8"))
    try:
        names, types, rows = ask(connection, sql, job / "tables")
    except duckdb.Error as error:
        yield f"{title(sql)}DuckDB refuses it: {str(error).splitlines()[0]}"
        return
    if sorted(names) != sorted(header):
        yield f"{title(sql)}columns {', '.join(names)}, expected {', '.join(header)}"
        return
    order = [names.index(name) for name in header]
    for at in order:
        # A column without a value has whatever type the engine likes.
        if types[at] not in TYPES and any(row[at] is not None for row in rows):
            yield f"{title(sql)}`{names[at]}` is {types[at]}; write CAST(… AS BIGINT)"
    found = Counter(tuple(text(row[at]) for at in order) for row in rows)
    wanted = Counter(tuple(row) for row in expected)
    for row, times in sorted((wanted - found).items(), key=str):
        yield f"{title(sql)}not in DuckDB, {times} times: {shown(row)}"
    for row, times in sorted((found - wanted).items(), key=str):
        yield f"{title(sql)}only in DuckDB, {times} times: {shown(row)}"


def ask(connection, sql, tables):
    """Names, types and rows. Tables that the query does not name are left alone: most are many."""
    views = [path for path in sorted(tables.glob("*.parquet")) if path.stem in sql]
    try:
        for path in views:
            quoted = str(path).replace("'", "''")
            connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM read_parquet('{quoted}')")
        result = connection.execute(sql)
        names = [column[0] for column in result.description]
        types = [str(column[1]) for column in result.description]
        return names, types, result.fetchall()
    finally:
        for path in views:
            connection.execute(f"DROP VIEW IF EXISTS {path.stem}")


def text(value):
    """A value as canonical CSV has it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def title(sql):
    first = sql.lstrip().splitlines()[0] if sql.strip() else ""
    return f"{first[2:].strip()}: " if first.startswith("--") else ""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
