"""Tables as they come: every row that is not blank is accounted for."""

from __future__ import annotations

import csv
import gzip
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Gazetteer
from indexer.draft import Draft, Item, Rejection, Remark, SourceError
from indexer.mapping import Mapping
from indexer.sources.csv_table import CsvReader

MAPPING = """
[source]
id = "gids"
[file]
{form}
[[record]]
name = "dienst"
kind = "organisation"
id = "{{nr}}"
[record.fields]
name = "{{naam}}"
"""

Reads = Callable[..., list[Item]]


@pytest.fixture(scope="module")
def reads(gazetteer: Gazetteer) -> Reads:
    def read(raw: bytes, form: str = "", name: str = "gids.csv") -> list[Item]:
        with tempfile.TemporaryDirectory() as folder:
            mapping, table = Path(folder) / "gids.toml", Path(folder) / name
            mapping.write_text(MAPPING.format(form=form), "utf-8")
            table.write_bytes(raw)
            return list(CsvReader(Mapping.load(mapping, Path(folder)), gazetteer).read(table))

    return read


def names(items: list[Item]) -> list[str]:
    return [item.values["name"] for item in items if isinstance(item, Draft)]


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("nr,naam\n1,Café Ünïek\n".encode(), ""),
        ("\ufeffnr,naam\r\n1,Café Ünïek\r\n".encode(), ""),
        ("nr;naam\n1;Café Ünïek\n".encode("cp1252"), 'delimiter = ";"\nencoding = "cp1252"'),
        ("nr\tnaam\n1\tCafé Ünïek\n".encode("utf-16"), 'delimiter = "\\t"\nencoding = "utf-16"'),
        ("1,Café Ünïek\n".encode(), 'header = false\ncolumns = ["nr", "naam"]'),
        (gzip.compress("nr,naam\n1,Café Ünïek\n".encode(), mtime=0), ""),
    ],
)
def test_a_table_is_read_in_the_form_that_the_mapping_names(reads: Reads, raw: bytes, form: str) -> None:
    assert names(reads(raw, form)) == ["Café Ünïek"]


def test_a_cell_may_have_lines_and_the_rows_behind_it_keep_their_line_numbers(reads: Reads) -> None:
    items = reads(b'nr,naam\n1,"Het\nAnker"\n\n2,Boei,te veel\n')
    assert [item.where for item in items] == ["lines 2-3", "line 5"]
    assert items[1] == Rejection("line 5", "", "3 cells where the table has 2 columns")


def test_a_short_row_is_refused_with_its_line(reads: Reads) -> None:
    assert reads(b"nr,naam\n1\n2,Boei\n")[0] == Rejection("line 2", "", "1 cell where the table has 2 columns")


def test_a_wrong_encoding_refuses_the_rows_where_it_shows_and_no_others(reads: Reads) -> None:
    items = reads("nr,naam\n1,Café\n2,Boei\n".encode("cp1252"))
    assert items[0] == Rejection("line 2", "naam", "not utf-8, the encoding that the mapping names: 'Caf\ufffd'")
    assert names(items) == ["Boei"]


def test_a_quote_that_is_never_closed_is_refused(reads: Reads) -> None:
    items = reads(b'nr,naam\n1,Anker\n2,"Boei\n3,Kaai\n')
    assert names(items) == ["Anker"]
    assert items[1] == Rejection("lines 3-4", "", "not CSV: unexpected end of data")


def test_a_cell_of_five_megabytes_is_refused_and_the_rows_behind_it_go_in(reads: Reads) -> None:
    items = reads(b"nr,naam\n1," + b"x" * 5_000_000 + b"\n2,Boei\n")
    assert isinstance(items[0], Rejection)
    assert names(items) == ["Boei"]


def test_a_row_without_the_key_of_its_id_is_refused(reads: Reads) -> None:
    assert reads(b"nr,naam\n,Anker\n") == [
        Rejection("line 2", "dienst.id", "the row does not give what the id is made of")
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"nr,naam,naam\n", "more than one column is named 'naam'"),
        (b"nummer,naam\n", "has no column 'nr'"),
        (b"\xff\xfen\x00r\x00", "has no column"),
    ],
)
def test_a_file_that_does_not_fit_the_mapping_is_refused_as_a_whole(reads: Reads, raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        reads(raw)


def test_a_file_that_is_not_in_the_wide_encoding_that_the_mapping_names_is_refused(reads: Reads) -> None:
    with pytest.raises(SourceError, match="is not utf-16"):
        reads("nr,naam\n1,Café\n".encode(), 'encoding = "utf-16"')


@given(st.binary(max_size=120) | st.text(alphabet='nraam1,"\n\r\x00é;', max_size=60).map(str.encode))
def test_any_bytes_behind_a_header_are_refused_or_read_never_a_crash(reads: Reads, raw: bytes) -> None:
    items = reads(b"nr,naam\n" + raw)
    assert all(isinstance(item, Draft | Rejection | Remark) for item in items)


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=1, max_size=3), max_size=8))
def test_every_row_that_a_program_wrote_gives_a_draft_or_a_rejection(reads: Reads, rows: list[list[str]]) -> None:
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(["nr", "naam"])
    writer.writerows(rows)
    items = reads(table.getvalue().encode())
    assert len(items) == len(rows)
    assert all(isinstance(item, Draft | Rejection) for item in items)
