"""Lets DuckDB write tables as canonical CSV, and compares the SHA-256 with the published one.

    python digests.py FOLDER

FOLDER holds `tables/<name>.parquet` and `digests.csv` with the columns name and sha256. What DuckDB
is asked for is what any stranger may ask it for: see COPY below. Prints a line for each difference.
Exit: 0 all the same, 1 a difference, 2 nothing to compare.
"""

import hashlib
import sys
import tempfile
from pathlib import Path

import duckdb

sys.dont_write_bytecode = True  # the checkout stays as it was
from canonical import parse

# Rows by every column from the left, texts by their bytes, NULL first. With a sign for comments,
# `#` unless it is taken away, DuckDB would quote `Precinct #1`.
COPY = """COPY (SELECT * FROM read_parquet('{}') ORDER BY ALL NULLS FIRST)
TO '{}' (FORMAT csv, HEADER, COMMENT '')"""


def main(folder):
    header, *rows = parse((folder / "digests.csv").read_text(encoding="utf-8"))
    published = {row[header.index("name")]: row[header.index("sha256")] for row in rows}
    files = {path.stem: path for path in sorted((folder / "tables").glob("*.parquet"))}
    if not files:
        print(f"{folder / 'tables'} holds no table", file=sys.stderr)
        return 2
    differ = 0
    with tempfile.TemporaryDirectory() as place:
        for name in sorted(files.keys() | published.keys()):
            said = difference(name, files.get(name), published.get(name), Path(place))
            if said:
                differ += 1
                print(f"{name}: {said}")
    print(f"digests: {len(files)} tables, {differ} differ", file=sys.stderr)
    return 1 if differ else 0


def difference(name, path, published, place):
    if path is None:
        return "a digest, and no table"
    if published is None:
        return "a table, and no digest"
    written = place / f"{name}.csv"
    connection = duckdb.connect()
    connection.execute(COPY.format(str(path).replace("'", "''"), str(written).replace("'", "''")))
    found = hashlib.sha256(written.read_bytes()).hexdigest()
    return None if found == published else f"DuckDB's CSV has {found}, published is {published}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
