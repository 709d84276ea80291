"""Whatever stands in a file: no error but `SourceError`, and no service that disappears."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from indexer.draft import Draft, Item, Rejection, Remark, SourceError
from indexer.sources.hsds import HsdsReader

FIELDS = (
    "id name status organization organization_id phones number schedules freq byday opens_at closes_at interval until "
    "service_at_locations location addresses postal_code country latitude longitude languages code cost_options amount "
    "currency attributes taxonomy_term contents service services locations location_type website uri minimum_age "
    "organization_identifiers identifier_scheme identifier eligibility description capacities unit available contacts"
)

TEXTS = st.sampled_from(
    ["1", "MO", "WEEKLY", "10:00", "2026-02-30", "free", "\x00", "\uff11\uff12", "x" * 600, "NaN", "https://a.be", " "]
) | st.text(max_size=8)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | TEXTS
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS.split()), inner, max_size=6)
        | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=25,
)


def read(name: str, content: bytes) -> list[Item] | None:
    """The items, or `None` where the file as a whole is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            return list(HsdsReader().read(Path(folder) if name.endswith(".csv") else path))
        except SourceError:
            return None


@given(VALUES, st.sampled_from(["data.json", "data.ndjson"]))
def test_any_json_gives_items_or_is_refused(value: Any, name: str) -> None:
    for item in read(name, orjson.dumps(value)) or ():
        assert item.where


@given(st.binary(max_size=300), st.sampled_from(["data.json", "data.ndjson", "data.json.gz", "services.csv"]))
def test_any_bytes_give_items_or_are_refused(content: bytes, name: str) -> None:
    read(name, content)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=5))
def test_any_cells_give_items_or_are_refused(cells: list[tuple[str, str, str]]) -> None:
    header = "id,organization_id,name\n"
    lines = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells)
    read("services.csv", (header + "\n".join(lines)).encode("utf-8", "replace"))


@given(
    st.lists(
        st.fixed_dictionaries(
            {"status": st.just("active")},
            optional={
                "id": st.sampled_from(["1", "2", "3", "", None]) | SCALARS,
                "name": st.sampled_from(["a", "b", "", None]) | SCALARS,
                "organization": st.fixed_dictionaries({}, optional={"id": TEXTS, "name": TEXTS}) | SCALARS,
                "phones": VALUES,
                "schedules": VALUES,
                "languages": VALUES,
                "cost_options": VALUES,
                "attributes": VALUES,
                "contacts": VALUES,
            },
        ),
        max_size=6,
    )
)
def test_every_service_is_taken_in_or_refused_or_was_there_already(services: list[dict[str, Any]]) -> None:
    items = read("data.ndjson", b"\n".join(map(orjson.dumps, services)))
    if items is None:
        assert not services
        return
    for number in range(1, len(services) + 1):
        where = f"line {number}"
        offers = [i for i in items if isinstance(i, Draft) and i.where == where and i.values["kind"] == "offer"]
        refused = [i for i in items if isinstance(i, Rejection) and i.where == where and i.field.startswith("service.")]
        if not offers and not refused:
            repeats = [i for i in items if isinstance(i, Remark) and "twice with the same values" in i.reason]
            assert repeats, where
        assert len(offers) + len(refused) <= 1
