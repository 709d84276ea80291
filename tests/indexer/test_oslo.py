"""OSLO Organisatie: organisations of local government, their seat, and what is refused."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from catalogue import Identifier, Vocabulary, read_record
from geo import Gazetteer
from indexer.draft import Draft, Item, Rejection, Remark, SourceError
from indexer.normalise import normalise
from indexer.sources.oslo import KnownOrganisation, Onthaal, OsloReader

STATUS = URIRef("http://www.w3.org/ns/regorg#orgStatus")
ACTIVE = URIRef("http://lblod.data.gift/concepts/63cc561de9188d64ba5840a42ae8f0d6")
OCMW_CODE = "http://data.vlaanderen.be/id/concept/BestuurseenheidClassificatieCode/5ab0e9b8a3b2ca7c5e000002"
URI = "http://data.example/id/bestuurseenheden/1"

PREFIXES = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix regorg: <http://www.w3.org/ns/regorg#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix locn: <http://www.w3.org/ns/locn#> .
@prefix adres: <https://data.vlaanderen.be/ns/adres#> .
@prefix generiek: <https://data.vlaanderen.be/ns/generiek#> .
@prefix organisatie: <https://data.vlaanderen.be/ns/organisatie#> .
@prefix schema: <http://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix id: <http://data.example/id/> .
"""
AN_OCMW = f"""
<{URI}> a org:Organization ; org:classification <{OCMW_CODE}> ; skos:prefLabel "Aalst"@nl ;
    regorg:orgStatus <{ACTIVE}> ; adms:identifier id:kbo, id:nis ;
    owl:sameAs <http://data.vlaanderen.be/doc/organisatie/OVO002601> ; org:hasPrimarySite id:zetel .
id:kbo skos:notation "KBO nummer" ; generiek:gestructureerdeIdentificator id:kbo1 .
id:kbo1 generiek:lokaleIdentificator "0212237186" .
id:nis skos:notation "NIS" ; generiek:gestructureerdeIdentificator [ generiek:lokaleIdentificator "41002" ] .
id:zetel a org:Site ; organisatie:bestaatUit id:adres ; org:siteAddress id:tweede, id:eerste .
id:adres locn:thoroughfare "Gasthuisstraat"@nl ; adres:Adresvoorstelling.huisnummer "40" ; locn:postCode "9300" ;
    adres:gemeentenaam "Aalst"@nl ; adres:land "België"@nl .
id:eerste schema:contactType "Primary" ; schema:telephone "053 76 51 00" ; schema:url <https://www.example.be> .
id:tweede schema:contactType "Secondary" ; schema:telephone "tel:+3253765101" ; schema:email "onthaal@example.be" .
"""


@pytest.fixture(scope="module")
def onthaal() -> Onthaal:
    """The texts of the shipped mapping."""
    return Onthaal.load(Path(__file__).parents[2] / "data" / "mappings" / "lblod_ocmw.toml")


def written(folder: Path, text: str, name: str = "data.ttl") -> Path:
    path = folder / name
    path.write_text(PREFIXES + text if name.endswith(".ttl") else text, encoding="utf-8")
    return path


def drafts(items: list[Item], kind: str) -> list[dict[str, Any]]:
    return [item.values for item in items if isinstance(item, Draft) and item.values["kind"] == kind]


def graph_of(path: Path) -> Graph:
    return Graph().parse(data=gzip.open(path).read(), format="turtle")


def knows(organisation: KnownOrganisation | None, scheme: str, value: str) -> Any:
    """Someone who knows one organisation by one identifier."""
    return lambda identifier: organisation if identifier == Identifier(scheme=scheme, value=value) else None


def test_an_ocmw_gets_its_names_numbers_seat_and_onthaal(tmp_path: Path, onthaal: Onthaal) -> None:
    items = list(OsloReader(onthaal=onthaal).read(written(tmp_path, AN_OCMW)))
    (organisation,), (seat,) = drafts(items, "organisation"), drafts(items, "location")
    (offer,), (at,) = drafts(items, "offer"), drafts(items, "offer_at_location")
    assert organisation["name"] == "OCMW Aalst"
    assert organisation["type"] == "ocmw"
    assert {(one["scheme"], one["value"]) for one in organisation["identifiers"]} == {
        ("uri", URI),
        ("kbo", "0212237186"),
        ("nis", "41002"),
        ("ovo", "OVO002601"),
    }
    assert seat["organisation"] == offer["organisation"] == organisation["id"]
    assert {"scheme": "role", "value": "seat"} in seat["identifiers"]
    assert seat["address"] == {
        "street": "Gasthuisstraat",
        "number": "40",
        "postcode": "9300",
        "municipality": "Aalst",
        "country": "BE",
    }
    assert [phone["number"] for phone in seat["phones"]] == ["053 76 51 00", "+3253765101"]
    assert seat["email"] == "onthaal@example.be"
    assert offer["name"] == "Onthaal OCMW Aalst"
    assert offer["identifiers"] == [{"scheme": "role", "value": "onthaal"}]
    assert offer["area"] == {"municipalities": ["41002"]}
    assert (at["offer"], at["location"]) == (offer["id"], seat["id"])


def test_all_that_an_ocmw_gives_is_valid(
    tmp_path: Path, onthaal: Onthaal, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    for item in OsloReader(onthaal=onthaal).read(written(tmp_path, AN_OCMW)):
        assert isinstance(item, Draft)
        values, remarks = normalise(item.values, item.where, gazetteer)
        assert not remarks
        assert not vocabulary.problems(read_record(values))


def test_turtle_and_json_ld_say_the_same(tmp_path: Path) -> None:
    turtle = written(tmp_path, AN_OCMW)
    graph = Graph().parse(turtle, format="turtle")
    linked = written(tmp_path, graph.serialize(format="json-ld"), "data.jsonld")
    assert list(OsloReader().read(turtle)) == list(OsloReader().read(linked))


def test_an_ocmw_that_has_an_offer_gets_no_second_one(tmp_path: Path, onthaal: Onthaal) -> None:
    known = knows(KnownOrganisation("loket:ocmw-41002", "OCMW Aalst", has_offer=True), "uri", URI)
    items = list(OsloReader(known=known, onthaal=onthaal).read(written(tmp_path, AN_OCMW)))
    assert not drafts(items, "offer")


def test_an_organisation_that_is_not_active_says_so_and_receives_no_one(tmp_path: Path, onthaal: Onthaal) -> None:
    gone = AN_OCMW.replace(str(ACTIVE), "http://lblod.data.gift/concepts/d02c4e12bf88d2fdf5123b07f29c9311")
    items = list(OsloReader(onthaal=onthaal).read(written(tmp_path, gone)))
    assert drafts(items, "organisation")[0]["status"] == "inactive"
    assert not drafts(items, "offer")


def test_a_nameless_organisation_joins_the_known_one_by_its_ovo_code(tmp_path: Path, onthaal: Onthaal) -> None:
    nameless = AN_OCMW.replace('skos:prefLabel "Aalst"@nl ;', "")
    known = knows(KnownOrganisation("loket:ocmw-41002", "OCMW Aalst", has_offer=False), "ovo", "OVO002601")
    items = list(OsloReader(known=known, onthaal=onthaal).read(written(tmp_path, nameless)))
    assert not drafts(items, "organisation")
    assert drafts(items, "location")[0]["organisation"] == "loket:ocmw-41002"
    assert drafts(items, "offer")[0]["name"] == "Onthaal OCMW Aalst"


def test_a_nameless_organisation_that_nobody_knows_is_said_and_left_out(tmp_path: Path) -> None:
    (item,) = OsloReader().read(written(tmp_path, AN_OCMW.replace('skos:prefLabel "Aalst"@nl ;', "")))
    assert isinstance(item, Remark)
    assert item.where == URI
    assert "has no name" in item.reason


def test_a_building_that_two_organisations_share_stays_two_places(tmp_path: Path) -> None:
    other = f'<{URI}b> a org:Organization ; skos:prefLabel "Gemeente Aalst" ; org:hasPrimarySite id:zetel .'
    first, second = drafts(list(OsloReader().read(written(tmp_path, AN_OCMW + other))), "location")
    assert first["id"] != second["id"]
    assert first["organisation"] != second["organisation"]
    assert first["identifiers"] == second["identifiers"] == [{"scheme": "role", "value": "seat"}]


def test_names_in_one_file_and_sites_in_another_are_one(tmp_path: Path) -> None:
    name = f'<{URI}> skos:prefLabel "Aalst"@nl .'
    written(tmp_path, name, "a.ttl")
    written(tmp_path, AN_OCMW.replace('skos:prefLabel "Aalst"@nl ;', ""), "b.ttl")
    items = list(OsloReader().read(tmp_path))
    assert len(drafts(items, "organisation")) == len(drafts(items, "location")) == 1


def test_an_organisation_without_a_web_address_is_refused(tmp_path: Path) -> None:
    (item,) = OsloReader().read(written(tmp_path, '[] a org:Organization ; skos:prefLabel "X" .'))
    assert isinstance(item, Rejection)
    assert item.field == "uri"


def test_broken_turtle_names_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "\nid:a id:b unbound:c .")
    line = path.read_text(encoding="utf-8").split("\n").index("id:a id:b unbound:c .") + 1
    with pytest.raises(SourceError, match=f"line {line}: not Turtle"):
        list(OsloReader().read(path))


@pytest.mark.parametrize(
    "context",
    [
        "https://data.vlaanderen.be/context/organisatie.jsonld",
        ["local.jsonld"],
        {"@import": "https://example.org/context"},
        {"naam": {"@id": "http://example.org/naam", "@context": "https://example.org/more"}},
    ],
)
def test_a_context_that_stands_elsewhere_is_refused_and_not_fetched(tmp_path: Path, context: Any) -> None:
    path = written(tmp_path, json.dumps({"@context": context, "@id": URI}), "data.jsonld")
    with pytest.raises(SourceError, match="stands elsewhere"):
        list(OsloReader().read(path))


def test_a_context_within_the_file_is_read(tmp_path: Path) -> None:
    context = {"naam": "http://www.w3.org/2004/02/skos/core#prefLabel", "org": "http://www.w3.org/ns/org#"}
    document = {"@context": context, "@id": URI, "@type": "org:Organization", "naam": "Ons Huis"}
    (item,) = OsloReader().read(written(tmp_path, json.dumps(document), "data.jsonld"))
    assert isinstance(item, Draft)
    assert item.values["name"] == "Ons Huis"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode), ending=st.sampled_from(["ttl", "jsonld"])
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, ending: str) -> None:
    path = tmp_path / f"data.{ending}"
    path.write_bytes(content)
    with suppress(SourceError):
        assert not [item for item in OsloReader().read(path) if not item.where]


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Turtle"):
        list(OsloReader().read(written(tmp_path, "id:a id:b " + "(" * 20_000)))
    with pytest.raises(SourceError, match="JSON"):
        list(OsloReader().read(written(tmp_path, '[{"@graph": ' * 900 + "}]" * 900, "data.jsonld")))


def test_the_associations_of_the_sample_keep_their_names_and_status(shared: Path, onthaal: Onthaal) -> None:
    path = shared / "samples" / "lblod" / "welzijnsverenigingen_2024.ttl.gz"
    graph = graph_of(path)
    items = list(OsloReader(onthaal=onthaal).read(path))
    organisations = drafts(items, "organisation")
    assert len(organisations) == len(set(graph.subjects(STATUS)))
    active = sum(1 for _ in graph.subjects(STATUS, ACTIVE))
    assert Counter(one.get("status", "active") for one in organisations)["active"] == active
    assert {one["type"] for one in organisations} == {"welzijnsvereniging"}
    assert len(drafts(items, "offer")) == active, "an association that is no longer active receives no one"
    assert not any(offer.get("functions") for offer in drafts(items, "offer")), "what it does the file does not say"


def test_the_register_of_the_sample_gives_a_seat_to_each_ocmw_that_is_known(shared: Path) -> None:
    folder = shared / "samples" / "lblod"
    with (folder / "ocmw_en_welzijnsverenigingen.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["uri"]: row for row in csv.DictReader(file)}
    path = folder / "bestuurseenheden_wegwijs_2022.ttl.gz"
    subjects = {str(subject) for subject in graph_of(path).subjects(STATUS)}

    def known(identifier: Identifier) -> KnownOrganisation | None:
        row = rows.get(identifier.value) if identifier.scheme == "uri" else None
        return KnownOrganisation(f"csv:{row['id_OVO']}", f"OCMW {row['naam']}", has_offer=True) if row else None

    items = list(OsloReader(known=known).read(path))
    seats = drafts(items, "location")
    assert len(seats) == len({seat["organisation"] for seat in seats}) == len(subjects & rows.keys())
    by_organisation = {f"csv:{row['id_OVO']}": row for row in rows.values()}
    same = sum(seat["address"]["postcode"] == by_organisation[seat["organisation"]]["postcode"] for seat in seats)
    assert same > 0.95 * len(seats), "the register and the table speak of the same seats"
    unknown = [item for item in items if isinstance(item, Remark) and item.field == "name"]
    assert len(unknown) == len(subjects - rows.keys())
