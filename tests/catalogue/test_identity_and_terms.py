"""Ids, joins, sources and terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Sources, Vocabulary, join_keys, read_record, record_id, slug
from catalogue.ids import ID_LENGTH


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_key_of_a_source_gives_a_valid_id(one: str, other: str) -> None:
    first, second = record_id("bron", one), record_id("bron", other)
    read_record({"kind": "organisation", "id": first, "name": "N"})
    assert len(first) <= ID_LENGTH
    assert (first == second) == (one == other)


def test_a_uri_becomes_a_readable_id() -> None:
    made = record_id("oslo", "http://data.lblod.info/id/bestuurseenheden/d769")
    assert made.startswith("oslo:data-lblod-info-id-bestuurseenheden-d769-")


def test_slug() -> None:
    assert slug("Sint-Niklaas & Één") == "sint-niklaas-een"


def test_an_ocmw_joins_on_its_uri_then_its_ovo_code_then_its_municipality() -> None:
    record = read_record(
        {
            "kind": "organisation",
            "id": "x:o",
            "name": "OCMW",
            "identifiers": [
                {"scheme": "kbo", "value": "0212237186"},
                {"scheme": "ovo", "value": "OVO002601"},
                {"scheme": "uri", "value": "http://a"},
                {"scheme": "uri", "value": "http://b"},
                {"scheme": "ocmw_nis", "value": "41002"},
            ],
        }
    )
    assert list(join_keys(record)) == ["uri=http://a", "uri=http://b", "ovo=OVO002601", "ocmw_nis=41002"]


def test_a_company_number_alone_does_not_join_two_sites_in_different_municipalities() -> None:
    record = read_record(
        {"kind": "organisation", "id": "x:o", "name": "N", "identifiers": [{"scheme": "kbo", "value": "0212237186"}]}
    )
    assert list(join_keys(record)) == []


def test_the_onthaal_of_an_organisation_is_one_offer_whoever_describes_it() -> None:
    record = read_record(
        {
            "kind": "offer",
            "id": "x:a",
            "organisation": "x:o",
            "name": "N",
            "identifiers": [{"scheme": "role", "value": "onthaal"}],
        }
    )
    assert list(join_keys(record)) == ["organisation=x:o|role=onthaal"]


def test_the_shipped_vocabulary_holds_together(vocabulary: Vocabulary) -> None:
    assert vocabulary.label("sector", "wonen") == "Wonen"
    for name, entries in vocabulary.lists.items():
        assert entries, name
        for entry in entries.values():
            assert entry.label.strip(), f"{name}.{entry.id}"


def test_a_heading_includes_the_headings_below_it(vocabulary: Vocabulary) -> None:
    below = vocabulary.narrower("theme", "geld-en-administratie")
    assert "schuldbemiddeling-en-budgetbeheer" in below
    assert "wonen" not in below


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,nl\na,A\na,B\n", "x.csv:3: the id 'a' stands twice"),
        ("id,nl\na,\n", "x.csv:2: a term needs"),
        ("id,nl,broader\na,A,b\n", "unknown broader term 'b'"),
    ],
)
def test_a_faulty_list_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        Vocabulary.load(tmp_path)


def test_a_source_that_is_not_in_the_table_is_known_by_its_id_and_has_no_last_word(data: Path) -> None:
    sources = Sources.load(data / "reference" / "sources.toml")
    assert sources["onbekend"].label == "onbekend"
    assert not sources.is_authentic_for("onbekend", "organisation", "name")
    assert sources.is_authentic_for("lblod_ocmw", "organisation", "name")
