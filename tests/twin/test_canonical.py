"""What the comparison with DuckDB rests on: python -m unittest discover tests/twin

DuckDB's own CSV is asked for with hostile texts, since a digest that a stranger cannot make again is
worth nothing.
"""

import hashlib
import tempfile
import unittest
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet

import digests
import twin
from canonical import parse, shown

HOSTILE = [
    None, "", " ", "a,b", 'say "so"', '"', "two\nlines", "cr\rhere", "crlf\r\n", "#note", "Precinct #1", "'", "NULL",
    "null", "true", "1", "-1", "=1+1", "tab\there", "semi;colon", "pipe|", "back\\slash", " lead",
    "trail ", "Ñandú", "\u00a0", "😀", "0", "é", "z", "Z", "\ufeffmark", "a\u0000b"[:1], "NaN", "\\N",
]


def canonical(header, rows):
    """The rows in the order of the contract: by every column, texts by bytes, NULL first."""
    def key(row):
        return [(v is not None, v.encode() if isinstance(v, str) else v or 0) for v in row]
    lines = [",".join(header)]
    lines += [shown([twin.text(value) for value in row]) for row in sorted(rows, key=key)]
    return "".join(f"{line}\n" for line in lines)


class Canonical(unittest.TestCase):
    def test_null_and_the_empty_text_are_told_apart(self):
        self.assertEqual(parse('a,b\n,""\n'), [["a", "b"], [None, ""]])

    def test_what_is_written_is_read_again(self):
        rows = [[text, "x"] for text in HOSTILE]
        self.assertEqual(parse("".join(f"{shown(row)}\n" for row in rows)), rows)

    def test_a_file_cut_short_is_refused(self):
        for text in ["a,b\n1", 'a\n"1\n', "a\n1,"]:
            self.assertRaises(ValueError, parse, text)


class Digests(unittest.TestCase):
    def folder(self, place, rows):
        """A folder as `digests.py` wants it, with the digest of our own canonical CSV."""
        header = ["name", "votes", "open"]
        columns = list(zip(*rows)) if rows else [[], [], []]
        types = [pyarrow.string(), pyarrow.int64(), pyarrow.bool_()]
        arrays = [pyarrow.array(list(c), t) for c, t in zip(columns, types)]
        (place / "tables").mkdir()
        pyarrow.parquet.write_table(pyarrow.table(arrays, header), place / "tables/result.parquet")
        digest = hashlib.sha256(canonical(header, rows).encode()).hexdigest()
        (place / "digests.csv").write_text(f"name,sha256\nresult,{digest}\n")

    def check(self, rows):
        with tempfile.TemporaryDirectory() as place:
            self.folder(Path(place), rows)
            self.assertEqual(digests.main(Path(place)), 0)

    def test_duckdb_writes_hostile_texts_as_we_do(self):
        for text in HOSTILE:
            with self.subTest(text=text):
                self.check([(text, 1, True)])

    def test_duckdb_orders_rows_as_we_do(self):
        flags = [None, True, False]
        numbers = [None, 0, -5, 10**11, 7]
        rows = [(t, n, f) for t in HOSTILE for n in numbers for f in flags]
        self.check(rows + rows[:9])

    def test_a_table_without_rows_has_its_header(self):
        self.check([])

    def test_another_digest_is_found(self):
        with tempfile.TemporaryDirectory() as place:
            self.folder(Path(place), [("Star", 1, None)])
            Path(place, "digests.csv").write_text("name,sha256\nresult,00\nother,00\n")
            self.assertEqual(digests.main(Path(place)), 1)

    def test_no_table_is_no_success(self):
        with tempfile.TemporaryDirectory() as place:
            Path(place, "digests.csv").write_text("name,sha256\n")
            self.assertEqual(digests.main(Path(place)), 2)


class Twin(unittest.TestCase):
    def check(self, sql, expected):
        """The lines that are said of one query over a small table."""
        with tempfile.TemporaryDirectory() as place:
            tables = Path(place) / "tables"
            tables.mkdir()
            rows = {"unit": ["Star", "Echo", ""], "votes": [1, 2, None]}
            pyarrow.parquet.write_table(pyarrow.table(rows), tables / "result.parquet")
            (Path(place) / "query.sql").write_text(sql)
            (Path(place) / "expected.csv").write_text(expected)
            return list(twin.differences(duckdb.connect(), Path(place)))

    def test_the_same_rows_in_another_order_are_the_same(self):
        sql = "SELECT unit, votes, votes > 1 AS open FROM result"
        self.assertEqual(self.check(sql, 'votes,open,unit\n,,""\n2,true,Echo\n1,false,Star\n'), [])

    def test_a_row_too_few_and_one_too_many_are_said(self):
        lines = self.check("-- sums\nSELECT unit FROM result", 'unit\n""\nStar\nStar\n')
        self.assertEqual(
            lines,
            ["sums: not in DuckDB, 1 times: Star", "sums: only in DuckDB, 1 times: Echo"],
        )

    def test_null_is_not_the_empty_text_nor_zero(self):
        self.assertEqual(len(self.check("SELECT votes FROM result", "votes\n1\n2\n0\n")), 2)

    def test_a_sum_that_was_not_cast_is_said(self):
        lines = self.check("SELECT SUM(votes) AS votes FROM result", "votes\n3\n")
        self.assertEqual(lines, ["`votes` is HUGEINT; write CAST(… AS BIGINT)"])

    def test_a_refused_query_is_said_and_not_raised(self):
        lines = self.check("SELECT nothing FROM result", "nothing\n")
        self.assertTrue(lines[0].startswith("DuckDB refuses it: "), lines)

    def test_other_columns_are_said(self):
        lines = self.check("SELECT unit FROM result", "place\nStar\n")
        self.assertEqual(lines, ["columns unit, expected place"])


if __name__ == "__main__":
    unittest.main()
