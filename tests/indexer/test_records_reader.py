"""The map's own format: every line that is not blank becomes a draft or a rejection that names the line."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.draft import Draft, Item, Rejection, SourceError
from indexer.sources.files import LONGEST_LINE
from indexer.sources.records import RecordsReader

Write = Callable[..., Path]
GOOD: dict[str, Any] = {"kind": "organisation", "id": "x:o1", "name": "CAW"}


def read(path: Path) -> list[Item]:
    return list(RecordsReader().read(path))


def the_rejection(items: list[Item]) -> Rejection:
    (rejection,) = (item for item in items if isinstance(item, Rejection))
    return rejection


def test_a_record_belongs_to_the_source_before_the_colon_of_its_id(written: Write) -> None:
    (draft,) = read(written(GOOD))
    assert isinstance(draft, Draft)
    assert draft.where == "line 1"
    assert draft.values == GOOD | {"provenance": {"source": "x"}}


def test_a_record_that_names_its_source_keeps_it(written: Write) -> None:
    (draft,) = read(written(GOOD | {"provenance": {"source": "hulplijnen", "source_date": "2026-08-01"}}))
    assert isinstance(draft, Draft)
    assert draft.values["provenance"] == {"source": "hulplijnen", "source_date": "2026-08-01"}


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_no_records(written: Write) -> None:
    path = written(b'\xef\xbb\xbf{"kind": "organisation"}\r', "", "   ", b'{"kind": "offer"}\r')
    assert [item.where for item in read(path) if isinstance(item, Draft)] == ["line 1", "line 4"]


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ('{"kind": "offer"', "", "not JSON: unexpected end of data"),
        ("[1, 2]", "", "a record is a JSON object {...}, not '[1, 2]'"),
        ("null", "", "a record is a JSON object {...}, not 'null'"),
        ('{"name": "a", "name": "b"}', "name", "the key stands twice in the same object"),
        ('{"address": {"box": "1", "box": "2"}}', "box", "the key stands twice in the same object"),
        ('{"amount": 1e999}', "", "not JSON: number is infinity"),
        ('{"amount": NaN}', "", "not JSON: "),
        ('{"name": "\\ud800"}', "", "not JSON: no low surrogate"),
        ('{"a": ' + "[" * 50 + "]" * 50 + "}", "", "nested deeper than 40 levels"),
        ('{"a": ' + "[" * 5000 + "]" * 5000 + "}", "", "not JSON: depth limit exceeded"),
        (b'{"name": "caf\xe9"}', "", 'not UTF-8 at byte 14: \'{"name": "caf\ufffd"}\''),
    ],
)
def test_a_broken_line_is_named_and_the_good_ones_still_go_in(
    written: Write, line: str | bytes, field: str, reason: str
) -> None:
    items = read(written(GOOD, line, GOOD | {"id": "x:o2"}))
    assert [type(item) for item in items] == [Draft, Rejection, Draft]
    rejection = the_rejection(items)
    assert (rejection.where, rejection.field) == ("line 2", field)
    assert rejection.reason.startswith(reason)


def test_a_line_of_five_megabytes_is_refused_without_ending_the_file(written: Write) -> None:
    items = read(written(GOOD, '{"name": "' + "x" * 5_000_000 + '"}', GOOD))
    assert [type(item) for item in items] == [Draft, Rejection, Draft]
    assert the_rejection(items) == Rejection("line 2", "", f"the line is longer than {LONGEST_LINE:,} bytes")


def test_a_long_last_line_without_a_line_feed_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(b"x" * (LONGEST_LINE + 1))
    assert the_rejection(read(path)).where == "line 1"


def test_a_folder_is_read_in_the_order_of_the_names_packed_or_not(written: Write, tmp_path: Path) -> None:
    written(GOOD | {"id": "x:b"}, name="b.jsonl")
    written("not mine", name="c.txt")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"kind":"organisation","id":"x:a","name":"A"}\n'))
    drafts = [item for item in read(tmp_path) if isinstance(item, Draft)]
    assert [(draft.where, draft.values["id"]) for draft in drafts] == [
        ("a.jsonl.gz line 1", "x:a"),
        ("b.jsonl line 1", "x:b"),
    ]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file or folder"):
        read(tmp_path / "nowhere.jsonl")
    with pytest.raises(SourceError, match=r"no file here ends in \.jsonl"):
        read(tmp_path)


def test_utf_16_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "wide.jsonl"
    path.write_text('{"kind": "organisation"}', "utf-16")
    with pytest.raises(SourceError, match="UTF-16"):
        read(path)


def test_a_packed_file_that_breaks_off_says_so_after_what_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "half.jsonl.gz"
    lines = b"".join(b'{"kind":"organisation","id":"x:%d","name":"%d"}\n' % (n, n * 7919) for n in range(20_000))
    path.write_bytes(gzip.compress(lines)[:-2000])
    items = RecordsReader().read(path)
    assert isinstance(next(items), Draft)
    with pytest.raises(SourceError, match="breaks off before its end"):
        list(items)


LINES = st.lists(
    st.binary(max_size=60)
    | st.sampled_from([b'{"kind":"offer"}', b'{"a":1,"a":2}', b"[]", b"", b"  ", b"\xef\xbb\xbf{}", b'{"id":":"}']),
    max_size=8,
)


@given(LINES, st.sampled_from([b"\n", b"\r\n"]))
def test_any_bytes_give_one_item_for_every_line_that_is_not_blank(lines: list[bytes], end: bytes) -> None:
    raw = end.join(lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.jsonl"
        path.write_bytes(raw)
        try:
            items = read(path)
        except SourceError:
            return
    expected = [line for line in raw.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    assert len(items) == len(expected)
    assert all(isinstance(item, Draft | Rejection) for item in items)
