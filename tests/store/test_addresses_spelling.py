"""One street has many spellings, and a house number has even more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.addresses.folding import later_keys, prefix_keys, street_key
from store.addresses.numbers import HouseNumber, read_number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kerkstraat", "KERKSTRAAT"),
        ("Kerkstraat", "Kerkstr."),
        ("Kerkstraat", "kerk straat"),
        ("Kerkstraat", "Kerkstraat (ERE)"),
        ("Sint-Jansstraat", "St. Jansstraat"),
        ("Sint-Annaplein", "Ste Annaplein"),
        ("Brusselsesteenweg", "Brusselse Stwg."),
        ("Leopoldlaan", "leopoldln"),
        ("Onze-Lieve-Vrouwstraat", "O.L.V.-straat"),
        ("Onze-Lieve-Vrouwestraat", "OLVrouwstraat"),
        ("Burgemeester Janslaan", "Burg. Janslaan"),
        ("Rue de l'Église", "rue de l eglise"),
        ("Chaussée de Mons", "Ch. de Mons"),
        ("'s-Gravenstraat", "s Gravenstraat"),
        ("Léon Béthunelaan", "LEON BETHUNELAAN"),
    ],
)
def test_two_spellings_of_one_street_are_one(one: str, other: str) -> None:
    assert street_key(one) == street_key(other)


@pytest.mark.parametrize(("one", "other"), [("Kerkstraat", "Kerklaan"), ("Nieuwstraat", "Oude Nieuwstraat")])
def test_two_streets_stay_two(one: str, other: str) -> None:
    assert street_key(one) != street_key(other)


@given(st.text("abdekrstÉéßœ'.-() 12", max_size=60))
def test_neither_case_nor_hyphens_ever_make_a_difference(name: str) -> None:
    assert street_key(name.upper()) == street_key(name) == street_key(name.replace("-", " "))


@given(st.text(max_size=60))
def test_no_text_makes_the_keys_stumble(name: str) -> None:
    assert all(key and " " not in key for key in (*later_keys(name), *prefix_keys(name)))


@pytest.mark.parametrize(
    ("typed", "name"), [("dr", "Driesstraat"), ("dr haek", "Dokter Haekstraat"), ("st", "Stationsstraat")]
)
def test_what_is_half_typed_may_be_an_abbreviation_or_not(typed: str, name: str) -> None:
    assert any(street_key(name).startswith(key) for key in prefix_keys(typed))


def test_a_street_is_also_found_by_a_later_word() -> None:
    assert "eyckstraat" in later_keys("Jan Van Eyckstraat")


@pytest.mark.parametrize(
    ("text", "number", "suffix"),
    [
        ("12", 12, ""),
        (" 12A", 12, "a"),
        ("12 bis", 12, "bis"),
        ("12 bus 3", 12, ""),
        ("12 bus A", 12, ""),
        ("12bus3", 12, ""),
        ("12A bus 3", 12, "a"),
        ("12, bte 3", 12, ""),
        ("12/3", 12, ""),
        ("12/A", 12, "a"),
        ("12 b3", 12, ""),
        ("12b", 12, "b"),
        ("12-14", 12, "-14"),
        ("12 – 14", 12, "-14"),
        ("12_1", 12, "_1"),
        ("nr. 12", 12, ""),
    ],
)
def test_a_house_number_is_read_without_its_box(text: str, number: int, suffix: str) -> None:
    assert read_number(text) == HouseNumber(number, suffix)


@pytest.mark.parametrize("text", ["", "ZN", "A12", "123456", "bus 3", "-", "٣"])
def test_what_is_no_house_number_is_none(text: str) -> None:
    assert read_number(text) is None


@given(st.text(max_size=30))
def test_no_text_makes_the_reader_of_numbers_stumble(text: str) -> None:
    found = read_number(text)
    assert found is None or found.number >= 0


@given(st.integers(0, 9_999), st.sampled_from(["", "a", "z", "bis", "_1", "-10004"]))
def test_a_number_reads_as_it_is_shown(number: int, suffix: str) -> None:
    house = HouseNumber(number, suffix)
    assert read_number(str(house)) == house
