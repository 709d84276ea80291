"""An operator loads the addresses, a visitor types one: what both of them see, and what no log ever does."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from loket.app import create_app
from loket.settings import Settings
from tests.loket.conftest import Command
from tests.store.address_files import BRUSSEL, a_row, best

TYPED = "Kerkstraat 12, 9300 Aalst"


@contextmanager
def visiting(home: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000), raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def flanders(tmp_path: Path) -> Path:
    return best(tmp_path / "openaddress-bevlg.csv", [a_row("12"), a_row("20")])


@pytest.fixture
def with_addresses(filled: Command, home: Path, flanders: Path) -> Iterator[TestClient]:
    filled("addresses", "drop")
    assert filled("addresses", "load", flanders).exit_code == 0
    with visiting(home) as client:
        yield client


@pytest.fixture
def without_addresses(filled: Command, home: Path) -> Iterator[TestClient]:
    filled("addresses", "drop")
    with visiting(home) as client:
        yield client


def understood(page: str) -> list[str]:
    return re.findall(r'<p class="understood">(.*?)</p>', page, re.DOTALL)


def test_load_tells_what_it_took_and_status_what_there_is(filled: Command, flanders: Path, tmp_path: Path) -> None:
    filled("addresses", "drop")
    assert "No addresses are loaded" in filled("addresses", "status").stdout
    brussels = best(tmp_path / "openaddress-bebru.csv", [a_row("16", **BRUSSEL)])
    loaded = filled("addresses", "load", flanders, brussels, "--report", tmp_path / "report.jsonl")
    assert loaded.exit_code == 0
    assert "(houses: 2, streets: 1," in loaded.stdout
    assert "a second" in loaded.stderr
    reports = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert [(one["file"], one["taken"]) for one in reports] == [(flanders.name, 2), (brussels.name, 1)]
    told = filled("addresses", "status").stdout
    assert "BE-BRU: houses: 1," in told
    assert "BE-VLG: houses: 2," in told


def test_a_file_with_many_bad_rows_needs_a_yes(filled: Command, tmp_path: Path) -> None:
    filled("addresses", "drop")
    bad = best(tmp_path / "bad.csv", [a_row("12"), a_row("zonder")])
    refused = filled("addresses", "load", bad)
    assert refused.exit_code == 3
    assert "row 3, house_number: 'zonder'" in refused.stdout
    assert "--yes" in refused.stderr
    assert "No addresses are loaded" in filled("addresses", "status").stdout
    assert filled("addresses", "load", bad, "--yes").exit_code == 0


def test_the_api_finds_an_address_with_its_zone(with_addresses: TestClient) -> None:
    answer = with_addresses.get(
        "/api/v1/addresses", params={"street": "kerkstr.", "number": "12 bus 3", "postcode": "9300"}
    )
    assert answer.headers["Cache-Control"] == "no-store"
    (found,) = answer.json()["addresses"]
    assert found == {
        "street": "Kerkstraat",
        "number": "12",
        "postcode": "9300",
        "municipality": "Aalst",
        "municipality_nis": "41002",
        "zones": [{"id": "regio-aalst", "name": "Regio Aalst"}],
        "lat": 50.938,
        "lon": 4.039,
        "precision": "address",
    }


@pytest.mark.parametrize("place", ["41002", "Aalst", "9300", "Alost"])
def test_the_api_completes_streets_in_a_place(with_addresses: TestClient, place: str) -> None:
    (found,) = with_addresses.get("/api/v1/streets", params={"q": "kerk", "place": place}).json()["streets"]
    assert (found["name"], found["postcode"]) == ("Kerkstraat", "9300")
    asked = {"street": "Kerkstraat", "municipality": place}
    assert with_addresses.get("/api/v1/addresses", params=asked).json()["addresses"][0]["precision"] == "street"


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/v1/addresses", 422, "invalid-request"),
        ("/api/v1/addresses?street=Kerkstraat&postcode=93", 422, "invalid-request"),
        ("/api/v1/addresses?street=Kerkstraat&postcode=9300&municipality=Aalst", 422, "invalid-request"),
        ("/api/v1/addresses?street=Kerkstraat&municipality=Xyzzyq", 422, "unknown-place"),
        ("/api/v1/streets?q=", 422, "invalid-request"),
        ("/api/v1/streets?q=k&place=Xyzzyq", 422, "unknown-place"),
    ],
)
def test_a_wrong_question_is_told_as_a_problem(with_addresses: TestClient, path: str, status: int, kind: str) -> None:
    answer = with_addresses.get(path)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{kind}")


@pytest.mark.parametrize("path", ["/api/v1/addresses?street=Kerkstraat", "/api/v1/streets?q=kerk"])
def test_without_addresses_the_api_says_what_to_ask_instead(without_addresses: TestClient, path: str) -> None:
    answer = without_addresses.get(path)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/no-addresses")
    assert "/api/v1/places" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (TYPED, "We rekenen tot op het adres."),
        ("Kerkstraat 19, 9300 Aalst", "We kennen dit huisnummer niet. We rekenen vanaf Kerkstraat 20, 9300 Aalst."),
        ("Kerkstraat, Aalst", "We rekenen vanaf het midden van de straat."),
        ("Nergensstraat 3, 9300 Aalst", "We rekenen tot op de postcode: we kennen deze straat daar niet."),
    ],
)
def test_the_page_says_from_where_it_measures(with_addresses: TestClient, typed: str, said: str) -> None:
    page = with_addresses.get("/zoek", params={"q": "hulp", "place": typed})
    assert page.status_code == 200
    assert said in understood(page.text)


def test_without_addresses_the_page_says_that_it_measures_to_the_postcode(without_addresses: TestClient) -> None:
    page = without_addresses.get("/zoek", params={"q": "hulp", "place": TYPED}).text
    assert "We rekenen tot op de postcode: er is geen adressenbestand geladen." in understood(page)
    plain = without_addresses.get("/zoek", params={"q": "hulp", "place": "9300 Aalst"}).text
    assert not [line for line in understood(plain) if "rekenen" in line]


def test_a_server_with_addresses_sees_new_ones_at_once(
    with_addresses: TestClient, filled: Command, tmp_path: Path
) -> None:
    newer = best(
        tmp_path / "newer.csv", [a_row("12", streetname_nl="Molenstraat"), a_row("14", streetname_nl="Molenstraat")]
    )
    assert filled("addresses", "load", newer).exit_code == 0
    (found,) = with_addresses.get("/api/v1/addresses", params={"street": "Molenstraat", "number": "12"}).json()[
        "addresses"
    ]
    assert found["precision"] == "address"


def test_an_address_that_a_visitor_types_is_in_no_log_not_even_of_a_fault(
    with_addresses: TestClient, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = ("Geheimlaan 77, 9300 Aalst", {"street": "Geheimlaan", "number": "77", "postcode": "9300"})

    def visit() -> list[int]:
        return [
            with_addresses.get("/zoek", params={"q": "hulp", "place": asked[0]}).status_code,
            with_addresses.get("/api/v1/places", params={"q": asked[0]}).status_code,
            with_addresses.get("/api/v1/addresses", params=asked[1]).status_code,
            with_addresses.get("/api/v1/streets", params={"q": "Geheimlaan"}).status_code,
            with_addresses.get("/api/v1/addresses", params=asked[1] | {"municipality": "Geheimlaan"}).status_code,
        ]

    assert visit() == [200, 200, 200, 200, 422]
    live = home / "addresses.sqlite"
    (home / "broken.sqlite").write_bytes(b"no database" * 500)
    (home / "broken.sqlite").replace(live)
    assert 503 in visit()
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]  # the test's client
    told = [logging.Formatter().format(record) for record in ours]
    assert any("addresses.sqlite" in line for line in told), "the operator is told of the fault"
    assert not [line for line in told if "Geheim" in line or "geheim" in line or "77, 9300" in line]
    live.unlink()


def test_a_file_that_cannot_be_read_is_named_and_the_others_still_go_in(
    filled: Command, flanders: Path, tmp_path: Path
) -> None:
    filled("addresses", "drop")
    broken = tmp_path / "stuk.csv"
    broken.write_text(flanders.read_text("utf-8").replace("house_number", "nummer"), encoding="utf-8")
    report = tmp_path / "report.jsonl"
    loaded = filled("addresses", "load", broken, flanders, "--report", report)
    assert loaded.exit_code == 3
    assert "Not loaded: stuk.csv: BeSt Address without the column house_number" in " ".join(loaded.stderr.split())
    assert len(report.read_text("utf-8").splitlines()) == 1
    assert "houses: 2" in filled("addresses", "status").stdout
    filled("addresses", "drop")


def test_a_file_without_one_house_is_not_offered_to_be_taken_anyway(
    filled: Command, flanders: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "alleen-de-kop.csv"
    empty.write_text(flanders.read_text("utf-8").splitlines()[0] + "\n", encoding="utf-8")
    refused = filled("addresses", "load", empty)
    assert refused.exit_code == 3
    assert "--yes" not in refused.stderr
    assert filled("addresses", "load", empty, "--yes").exit_code == 3
