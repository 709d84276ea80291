"""A mapping says what the columns of a table mean; what is wrong with it is said before the first row."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo import Gazetteer
from indexer.draft import Draft, Item, Rejection, Remark, SourceError
from indexer.mapping import Mapping, MappingError
from indexer.sources.csv_table import CsvReader

SMALLEST = """
[source]
id = "gids"
[[record]]
name = "dienst"
kind = "organisation"
id = "{nr}"
[record.fields]
name = "{naam}"
"""

Reads = Callable[[str, str], list[Item]]


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Mapping]:
    def load_text(text: str) -> Mapping:
        path = tmp_path / "gids.toml"
        path.write_text(text, "utf-8")
        return Mapping.load(path, tmp_path)

    return load_text


@pytest.fixture
def reads(tmp_path: Path, gazetteer: Gazetteer, load: Callable[[str], Mapping]) -> Reads:
    def read(mapping: str, table: str) -> list[Item]:
        path = tmp_path / "gids.csv"
        path.write_text(table, "utf-8")
        return list(CsvReader(load(mapping), gazetteer).read(path))

    return read


def drafts(items: list[Item]) -> list[dict[str, Any]]:
    return [item.values for item in items if isinstance(item, Draft)]


def test_a_row_becomes_a_record_with_the_id_and_the_key_of_its_source(reads: Reads) -> None:
    assert reads(SMALLEST, "nr,naam\n7,Het Anker\n") == [
        Draft(
            "line 2",
            {"kind": "organisation", "id": "gids:7", "provenance": {"source_id": "7"}, "name": "Het Anker"},
        )
    ]


def test_an_empty_cell_leaves_the_field_out_and_with_it_what_was_only_fixed_around_it(reads: Reads) -> None:
    mapping = SMALLEST + 'legal_name = "{naam} ({vorm})"\nidentifiers = [{ scheme = "kbo", value = "{kbo}" }]\n'
    (values,) = drafts(reads(mapping, "nr,naam,vorm,kbo\n7,Het Anker,,\n"))
    assert values.keys() == {"kind", "id", "provenance", "name"}


def test_an_optional_placeholder_may_be_empty(reads: Reads) -> None:
    mapping = SMALLEST.replace('"{naam}"', '"{naam} {plaats?}"')
    named = [values["name"] for values in drafts(reads(mapping, "nr,naam,plaats\n7,Anker,Gent\n8,Anker,\n"))]
    assert named == ["Anker Gent", "Anker"]


def test_one_row_makes_several_records_that_name_each_other(reads: Reads) -> None:
    mapping = SMALLEST + (
        '[[record]]\nname = "plaats"\nkind = "location"\nid = "{nr}-plaats"\nfilled = ["straat"]\n'
        '[record.fields]\norganisation = "{@dienst}"\n[record.fields.address]\nstreet = "{straat}"\n'
        '[[record]]\nname = "aanbod"\nkind = "offer"\nid = "{nr}-aanbod"\n'
        '[record.fields]\norganisation = "{@dienst}"\nname = "Onthaal {naam}"\n'
        '[[record]]\nname = "daar"\nkind = "offer_at_location"\nid = "{nr}-daar"\n'
        '[record.fields]\noffer = "{@aanbod}"\nlocation = "{@plaats}"\n'
    )
    items = drafts(reads(mapping, "nr,naam,straat\n7,Anker,Kaai\n8,Boei,\n"))
    assert [values["id"] for values in items] == [
        "gids:7",
        "gids:7-plaats",
        "gids:7-aanbod",
        "gids:7-daar",
        "gids:8",
        "gids:8-aanbod",
    ]
    assert items[3]["offer"] == "gids:7-aanbod"
    assert items[3]["location"] == "gids:7-plaats"


def test_a_condition_decides_which_rows_make_a_record_and_the_others_are_named(reads: Reads) -> None:
    mapping = SMALLEST.replace("[record.fields]", 'when = { soort = ["OCMW", "CAW"] }\n[record.fields]')
    items = reads(mapping, "nr,naam,soort\n7,Anker,CAW\n8,Boei,Kroeg\n")
    assert [type(item) for item in items] == [Draft, Remark]
    assert items[1] == Remark("line 3", "", "row left out: no record of the mapping fits it")


def test_rows_that_are_not_taken_at_all_are_named_with_their_value(reads: Reads) -> None:
    mapping = SMALLEST + '[rows]\nonly = { status = ["Actief"] }\n'
    assert reads(mapping, "nr,naam,status\n8,Boei,Gestopt\n") == [
        Remark("line 2", "status", "row left out: it says 'Gestopt', not 'Actief'")
    ]


CODES = """
types = { from = "{soort}", codes = "soorten", split = ";" }
[codes.soorten]
geld = "financiele_hulp"
zorg = "thuisverpleging"
"""


def test_a_cell_with_several_values_is_split_and_looked_up_and_unknown_ones_are_named(reads: Reads) -> None:
    mapping = SMALLEST + CODES.replace("types =", "alternate_names =")
    items = reads(mapping, "nr,naam,soort\n7,Anker,geld; zorg;geld;varia\n")
    assert drafts(items)[0]["alternate_names"] == ["financiele_hulp", "thuisverpleging"]
    assert items[1] == Remark(
        "line 2", "dienst.alternate_names", "'varia' does not stand in the code table 'soorten'; left out"
    )


def test_a_mapping_can_refuse_rows_with_an_unknown_code(reads: Reads) -> None:
    mapping = SMALLEST + CODES.replace("types =", "alternate_names =").replace(" }\n[", ', unknown = "reject" }\n[')
    items = reads(mapping, "nr,naam,soort\n7,Anker,varia\n8,Boei,zorg\n")
    assert items[0] == Rejection(
        "line 2", "dienst.alternate_names", "'varia' does not stand in the code table 'soorten'"
    )
    assert isinstance(items[1], Draft)


@pytest.mark.parametrize(
    ("read_as", "cell", "value"),
    [
        ("integer", "12", 12),
        ("number", "7,5", 7.5),
        ("answer", "Ja", "yes"),
        ("answer", "neen", "no"),
        ("date", "3/4/2026", "2026-04-03"),
        ("date", "2026-04-03", "2026-04-03"),
        ("nis", "Aalst", "41002"),
        ("nis", "73083", "73111"),
        ("municipality", "73083", "Tongeren-Borgloon"),
        ("tail", "http://x/id/abc", "abc"),
    ],
)
def test_a_cell_is_read_as_the_mapping_says(reads: Reads, read_as: str, cell: str, value: Any) -> None:
    mapping = SMALLEST + f'legal_name = {{ from = "{{x}}", as = "{read_as}" }}\n'
    assert drafts(reads(mapping, f'nr,naam,x\n7,Anker,"{cell}"\n'))[0]["legal_name"] == value


@pytest.mark.parametrize(
    ("read_as", "cell"),
    [("integer", "12a"), ("number", "1.234,5"), ("answer", "soms"), ("date", "31/2/2026"), ("nis", "Nergenshuizen")],
)
def test_what_cannot_be_read_is_left_out_and_named(reads: Reads, read_as: str, cell: str) -> None:
    mapping = SMALLEST + f'legal_name = {{ from = "{{x}}", as = "{read_as}" }}\n'
    items = reads(mapping, f'nr,naam,x\n7,Anker,"{cell}"\n')
    assert "legal_name" not in drafts(items)[0]
    assert items[1] == Remark("line 2", "dienst.legal_name", f"cannot be read as {read_as}: {cell!r}; left out")


def test_the_first_filled_source_of_a_value_counts_and_other_fields_use_the_value_by_name(reads: Reads) -> None:
    mapping = SMALLEST.replace('"{naam}"', '"OCMW {plaats}"') + '[values]\nplaats = { from = ["{stad}", "{dorp}"] }\n'
    table = "nr,stad,dorp\n7,Aalst,Gijzegem\n8,,Moorsel\n"
    assert [values["name"] for values in drafts(reads(mapping, table))] == ["OCMW Aalst", "OCMW Moorsel"]


def test_the_day_of_a_row_becomes_the_day_of_its_source(reads: Reads) -> None:
    mapping = SMALLEST.replace('id = "gids"', 'id = "gids"\ndate = "{op}"')
    items = reads(mapping, "nr,naam,op\n7,Anker,01/02/2026\n8,Boei,ooit\n")
    assert [values["provenance"] for values in drafts(items)] == [
        {"source_date": "2026-02-01", "source_id": "7"},
        {"source_id": "8"},
    ]
    assert items[2] == Remark("line 3", "provenance.source_date", "cannot be read as date: 'ooit'; left out")


def test_rows_may_repeat_a_record_of_which_the_first_counts(reads: Reads) -> None:
    mapping = SMALLEST.replace("[record.fields]", "once = true\n[record.fields]") + 'legal_name = "{vorm}"\n'
    items = reads(mapping, "nr,naam,vorm\n7,Anker,vzw\n7,Anker,vzw\n7,Anker,bv\n")
    assert len(drafts(items)) == 1
    assert items[1:] == [Remark("line 4", "legal_name", "gids:7 said otherwise at line 2, which counts: vzw")]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (('kind = "organisation"', 'kind = "club"'), "gids.toml: record.0.kind: "),
        (('id = "gids"', 'id = "gids!"'), "gids.toml: source.id: 'gids!' cannot be the first part of an id"),
        (
            ('name = "{naam}"', 'naam = "{naam}"'),
            "record.dienst.fields.naam: a record of kind organisation has no such",
        ),
        (('name = "{naam}"', "demo = true"), "record.dienst.fields.demo: not for a mapping to say"),
        (('name = "{naam}"', 'name = "{naam"'), "record.dienst.fields.name: a brace at character 1"),
        (('name = "{naam}"', "status = 2026-01-01"), "record.dienst.fields.status: write a date or time as text"),
        (('name = "{naam}"', 'type = { from = "{x}", codes = "y" }'), "there is no code table 'y'"),
        (
            ('name = "{naam}"', 'type = { from = "{x}", as = "y" }'),
            "record.dienst.fields.type.as: cannot read a cell as",
        ),
        (('name = "{naam}"', 'type = { from = "{x}", code = "y" }'), "record.dienst.fields.type.code: Extra inputs"),
        (
            ('name = "{naam}"', 'parent = "{@ouder}"'),
            "record.dienst.fields.parent: {@ouder} is no record above this one",
        ),
        (("[[record]]", '[file]\nencoding = "klei"\n[[record]]'), "file.encoding: unknown encoding 'klei'"),
        (("[[record]]", "[file]\nheader = false\n[[record]]"), "file.columns: a file without a header needs"),
        (("[[record]]", '[file]\ndelimeter = ";"\n[[record]]'), "file.delimeter: Extra inputs"),
        (("[source]", "[source"), "gids.toml: not TOML"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_named_by_table_and_key(
    load: Callable[[str], Mapping], change: tuple[str, str], named: str
) -> None:
    with pytest.raises(MappingError) as refused:
        load(SMALLEST.replace(*change))
    assert named in str(refused.value)


def test_everything_that_is_wrong_is_said_at_once(load: Callable[[str], Mapping]) -> None:
    with pytest.raises(MappingError) as refused:
        load(SMALLEST + 'foo = "a"\nbar = "b"\n')
    assert str(refused.value).count("has no such field") == 2


def test_a_column_that_the_file_does_not_have_is_said_before_the_first_row(reads: Reads) -> None:
    with pytest.raises(SourceError, match=r"no column 'naam' \(asked for by record\.dienst\.fields\.name\)"):
        reads(SMALLEST, "nr,name\n7,Anker\n")


def test_a_mapping_is_found_by_its_name_in_the_folder(data: Path, tmp_path: Path) -> None:
    assert Mapping.load("lblod_ocmw", data / "mappings").source == "lblod_ocmw"
    with pytest.raises(MappingError, match="there is no mapping 'nergens'; known ones: none"):
        Mapping.load("nergens", tmp_path)


def test_the_example_of_the_guide_works_word_for_word(tmp_path: Path, gazetteer: Gazetteer) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "mappings.md").read_text("utf-8")
    table, mapping = (re.search(rf"```{what}(.*?)```", guide, re.DOTALL) for what in ("\\n(?=nr;)", "toml\\n"))
    assert table is not None
    assert mapping is not None
    (tmp_path / "gids.toml").write_text(mapping[1], "utf-8")
    (tmp_path / "gids.csv").write_text(table[1], "cp1252")
    items = drafts(
        list(CsvReader(Mapping.load(tmp_path / "gids.toml", tmp_path), gazetteer).read(tmp_path / "gids.csv"))
    )
    assert [values["kind"] for values in items] == ["organisation", "location", "offer", "offer_at_location"]
    assert items[2]["area"] == {"municipalities": ["41002", "41048"]}
