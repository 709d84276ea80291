"""A record as a source gives it, in the forms of the map; what is left out is said."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geo import Gazetteer
from indexer.normalise import normalise


def made_of(values: dict[str, Any], gazetteer: Gazetteer | None = None) -> dict[str, Any]:
    return normalise(values, "line 1", gazetteer)[0]


def said_of(values: dict[str, Any], gazetteer: Gazetteer | None = None) -> list[tuple[str, str]]:
    return [(remark.field, remark.reason) for remark in normalise(values, "line 1", gazetteer)[1]]


def test_a_wrong_telephone_number_is_left_out_and_named_and_the_right_one_stays() -> None:
    values = {"phones": [{"number": "053/12.34.56", "note": "ook \n 's avonds"}, {"number": "053 12"}]}
    assert made_of(values) == {"phones": [{"number": "053 12 34 56", "note": "ook 's avonds"}]}
    assert said_of(values) == [("phones.1.number", "not a telephone number: '053 12'; left out")]


def test_the_same_number_written_twice_stands_once() -> None:
    assert made_of({"phones": [{"number": "053123456"}, {"number": "+3253123456"}]}) == {
        "phones": [{"number": "053 12 34 56"}]
    }


def test_a_wrong_enterprise_number_is_left_out_and_named() -> None:
    values = {"identifiers": [{"scheme": "kbo", "value": "0212.237.187"}, {"scheme": "uri", "value": " http://x/a "}]}
    assert made_of(values) == {"identifiers": [{"scheme": "uri", "value": "http://x/a"}]}
    assert said_of(values)[0][0] == "identifiers.0.value"


def test_a_former_municipality_is_said(gazetteer: Gazetteer) -> None:
    values = {"address": {"postcode": "B-3700", "municipality": "Tongeren", "nis": "73083"}}
    assert made_of(values, gazetteer) == {"address": {"postcode": "3700", "municipality": "Tongeren", "nis": "73111"}}
    assert said_of(values, gazetteer) == [
        ("address.nis", "73083 is the code of a former municipality; it is now 73111")
    ]


def test_a_postcode_abroad_is_not_measured_by_belgian_rules() -> None:
    address = {"postcode": "1012 AB", "municipality": "Amsterdam", "country": "NL"}
    assert made_of({"address": address}) == {"address": address}


def test_a_zone_province_or_region_that_does_not_exist_is_left_out_with_a_remark(gazetteer: Gazetteer) -> None:
    values = {"area": {"municipalities": ["41002"], "zones": ["typo-zone", "regio-aalst"], "provinces": ["Foo"]}}
    assert made_of(values, gazetteer)["area"]["zones"] == ["regio-aalst"]
    assert [field for field, _ in said_of(values, gazetteer)] == ["area.zones", "area.provinces"]
    assert made_of({"area": {"zones": ["nonsense"]}}, gazetteer) == {}


def test_an_area_of_which_nothing_is_left_is_unknown_not_empty(gazetteer: Gazetteer) -> None:
    values = {"area": {"municipalities": ["10000"]}}
    assert made_of(values, gazetteer) == {}
    assert [field for field, _ in said_of(values, gazetteer)] == ["area.municipalities.0", "area"]


def test_a_radius_that_does_not_say_how_far_is_left_out(gazetteer: Gazetteer) -> None:
    values = {"area": {"radius": {"centre": {"lat": 51.0, "lon": 4.0}}}}
    assert made_of(values, gazetteer) == {}
    assert [field for field, _ in said_of(values, gazetteer)] == ["area.radius", "area"]
    whole = {"area": {"radius": {"km": 5.0}}}
    assert made_of(whole, gazetteer) == whole
    assert said_of(whole, gazetteer) == []


def test_two_former_municipalities_of_one_make_one(gazetteer: Gazetteer) -> None:
    assert made_of({"area": {"municipalities": ["73006", "73032"]}}, gazetteer) == {
        "area": {"municipalities": ["73110"]}
    }


def test_an_empty_text_says_nothing() -> None:
    assert made_of(
        {"legal_name": " ", "website": "", "description": {"nl": "a", "fr": " "}, "summary": {"nl": ""}}
    ) == {"description": {"nl": "a"}}


def test_a_name_stands_on_one_line_but_a_description_does_not() -> None:
    values = {"name": {"nl": "a\nb"}, "description": {"nl": "a\nb"}, "costs": [{"note": "a\nb", "unit": "a\nb"}]}
    assert made_of(values) == {
        "name": {"nl": "a b"},
        "description": {"nl": "a\nb"},
        "costs": [{"note": "a\nb", "unit": "a b"}],
    }


def test_a_second_name_that_is_the_first_says_nothing() -> None:
    assert made_of({"name": "OCMW", "alternate_names": ["OCMW ", "Sociaal Huis"]})["alternate_names"] == [
        "Sociaal Huis"
    ]
    assert made_of({"name": {"nl": "OCMW"}, "alternate_names": ["OCMW"]})["alternate_names"] == []


def test_garbled_text_is_reported_and_left_as_it_is() -> None:
    assert made_of({"name": "cafÃ©"}) == {"name": "cafÃ©"}
    assert said_of({"name": "cafÃ©"})[0][0] == "name"


def test_ids_references_and_dates_are_taken_as_they_are() -> None:
    values = {"id": " x:1 ", "organisation": "x:<b>", "provenance": {"source": "a&amp;b"}, "point": {"lat": 1}}
    assert made_of(values) == values


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=8), parts, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    ["name", "phones", "email", "website", "identifiers", "address", "area", "description", "alternate_names", "hours"]
)


@given(st.dictionaries(NAMES, JSON))
def test_values_of_a_wrong_type_are_left_to_be_refused_never_a_crash(values: dict[str, Any]) -> None:
    before = repr(values)
    normalise(values, "line 1")
    assert repr(values) == before
