"""What a look-up finds in a handful of made-up streets, and how exact it says that it is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Gazetteer
from geo.addresses import AddressBook
from store.addresses import AddressesError, StoredAddresses, open_addresses
from tests.store.address_files import BRUSSEL, GENT, a_row, best, book_in, loaded

ROWS = (
    a_row("1"),
    a_row("5"),
    a_row("12"),
    a_row("12A", **{"EPSG:4326_lat": "50.93810"}),
    a_row("20-24", **{"EPSG:4326_lat": "50.93820"}),
    a_row("31", box_number="0101"),
    a_row("31", box_number="0102"),
    a_row("2", postcode="9310", street_id="9", streetname_nl="Kerkstraat"),
    a_row("7", street_id="3", streetname_nl="Jan Van Eyckstraat"),
    a_row("12", **GENT),
    a_row("16", **BRUSSEL),
)


@pytest.fixture(scope="module")
def book(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredAddresses]:
    folder = tmp_path_factory.mktemp("addresses")
    loaded(best(folder / "best.csv", ROWS), folder, gazetteer)
    with closing(book_in(folder)) as book:
        yield book


def test_the_stored_book_is_an_address_book(book: StoredAddresses) -> None:
    port: AddressBook = book
    assert port.find("Kerkstraat", "12", nis="41002")


@pytest.mark.parametrize("street", ["Kerkstraat", "kerkstr.", "KERK-STRAAT", "Kërkstraat"])
@pytest.mark.parametrize("number", ["12", "12 bus 3", "12/3", "nr. 12"])
def test_a_street_and_a_number_give_the_point_of_the_house(book: StoredAddresses, street: str, number: str) -> None:
    (found,) = book.find(street, number, postcode="9300")
    assert (found.street, found.number, found.postcode, found.municipality) == ("Kerkstraat", "12", "9300", "Aalst")
    assert (found.point.lat, found.point.lon, found.precision) == (50.938, 4.039, "address")


def test_12a_is_a_door_of_its_own(book: StoredAddresses) -> None:
    (found,) = book.find("Kerkstraat", "12a", postcode="9300")
    assert (found.number, found.point.lat, found.precision) == ("12A", 50.9381, "address")


@pytest.mark.parametrize("number", ["20", "22", "24", "20-24", "20-22"])
def test_a_number_within_a_range_is_that_building(book: StoredAddresses, number: str) -> None:
    (found,) = book.find("Kerkstraat", number, postcode="9300")
    assert (found.number, found.precision) == ("20-24", "address")


@pytest.mark.parametrize(
    ("asked", "nearest"), [("3", "1"), ("4", "5"), ("8", "12"), ("12B", "12"), ("23", "20-24"), ("999", "31")]
)
def test_a_number_that_is_not_there_gives_the_nearest_and_says_so(
    book: StoredAddresses, asked: str, nearest: str
) -> None:
    (found,) = book.find("Kerkstraat", asked, postcode="9300")
    assert (found.number, found.precision) == (nearest, "street")


@pytest.mark.parametrize("number", [None, "", "zonder nummer"])
def test_a_street_without_a_number_is_the_middle_of_the_street(book: StoredAddresses, number: str | None) -> None:
    (found,) = book.find("Kerkstraat", number, postcode="9300")
    assert (found.number, found.precision) == (None, "street")
    assert found.point.lon == 4.039


def test_boxes_are_one_house(book: StoredAddresses) -> None:
    (found,) = book.find("Kerkstraat", "31 bus 102", postcode="9300")
    assert found.precision == "address"


def test_a_name_that_several_places_have_gives_them_all(book: StoredAddresses) -> None:
    found = book.find("Kerkstraat", "12")
    assert [(one.municipality, one.precision) for one in found] == [("Aalst", "address"), ("Gent", "address")]
    assert {one.postcode for one in book.find("Kerkstraat")} == {"9300", "9310", "9000"}


def test_a_municipality_has_the_streets_of_all_its_postcodes(book: StoredAddresses) -> None:
    assert {one.postcode for one in book.find("Kerkstraat", nis="41002")} == {"9300", "9310"}
    (found,) = book.find("Kerkstraat", "2", nis="41002")
    assert (found.postcode, found.precision) == ("9310", "address")


@pytest.mark.parametrize("name", ["Wetstraat", "rue de la loi"])
def test_a_street_of_brussels_has_two_names(book: StoredAddresses, name: str) -> None:
    (found,) = book.find(name, "16")
    assert (found.street, found.municipality_nis) == ("Wetstraat", "21004")


@pytest.mark.parametrize("street", ["", "...", "Bestaat Niet", "'; DROP TABLE street"])
def test_a_street_that_no_one_has_gives_nothing(book: StoredAddresses, street: str) -> None:
    assert book.find(street, "12") == ()


def test_streets_go_on_as_typed_whole_names_first(book: StoredAddresses) -> None:
    assert [one.name for one in book.streets("kerk", nis="44021")] == ["Kerkstraat"]
    assert [one.name for one in book.streets("ey")] == ["Jan Van Eyckstraat"]
    (wet,) = book.streets("rue de la")
    assert (wet.name, wet.other_names, wet.postcode) == ("Wetstraat", ("Rue de la Loi",), "1000")
    assert len(book.streets("k", limit=2)) == 2
    assert book.streets("  ") == book.streets("x") == book.streets("k", limit=0) == ()


@given(st.text(max_size=40), st.text(max_size=20))
def test_no_text_makes_a_look_up_stumble(book: StoredAddresses, street: str, number: str) -> None:
    for name in (street, f"Kerkstraat {street}"):
        assert {one.street for one in book.find(name, number)} <= {one.name for one in book.streets(name, limit=99)}
    assert len(book.find("Kerkstraat", number, postcode="9300")) == 1


def test_the_gazetteer_finds_an_address_in_a_text_with_its_zone(book: StoredAddresses, data: Path) -> None:
    gazetteer = Gazetteer.load(data / "reference", book)
    (found,) = gazetteer.resolve("Kerkstraat 12 bus 3, 9300 Aalst")
    assert (found.type, found.precision, found.municipality_nis) == ("address", "address", "41002")
    assert [zone.id for zone in found.zones] == ["regio-aalst"]
    (near,) = gazetteer.resolve("Kerkstraat 999, 9300 Aalst")
    assert (near.precision, near.name) == ("street", "Kerkstraat 31, 9300 Aalst")


def test_threads_share_a_book(book: StoredAddresses) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: book.find("Kerkstraat", str(number), postcode="9300"), [1, 5, 12] * 60))
    assert [one.number for (one,) in found] == ["1", "5", "12"] * 60


def test_a_file_that_is_no_address_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "addresses.sqlite").write_bytes(b"not a database, but long enough to look at" * 40)
    with pytest.raises(AddressesError, match="load again"):
        open_addresses(tmp_path)


def test_a_file_that_breaks_while_it_serves_tells_nothing_of_what_was_asked(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    loaded(best(tmp_path / "best.csv", (a_row(str(number)) for number in range(1, 3_000))), tmp_path, gazetteer)
    live = tmp_path / "addresses.sqlite"
    whole = live.read_bytes()
    live.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(AddressesError) as fault:
        book_in(tmp_path).find("Geheimstraat", "12")
    assert "Geheim" not in f"{fault.value} {fault.value.__cause__}"
