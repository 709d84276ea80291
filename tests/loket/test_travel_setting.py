"""Travel times through the whole server: off unless set, labelled, and never in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from loket.app import create_app
from loket.composition import Loket
from loket.settings import Settings
from tests.loket.conftest import Command
from tests.loket.planners import osrm, running, said

ASKED = {"q": "proefhulp", "place": "9300", "sort": "distance"}
TOWNS = {"9300": "41002", "9400": "41048", "9000": "44021", "2000": "11002"}


@pytest.fixture(scope="module")
def with_places(filled: Command, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The shipped content with an offer in each of some towns."""
    rows: list[dict[str, object]] = [{"kind": "organisation", "id": "proef:o", "name": "Proef"}]
    for postcode, nis in TOWNS.items():
        offer, place = f"proef:hulp-{postcode}", f"proef:plaats-{postcode}"
        address = {"street": "Proefstraat", "postcode": postcode, "nis": nis}
        rows += [
            {"kind": "location", "id": place, "organisation": "proef:o", "address": address},
            {"kind": "offer", "id": offer, "organisation": "proef:o", "name": "Proefhulp"},
            {"kind": "offer_at_location", "id": f"{offer}-hier", "offer": offer, "location": place},
        ]
    path = tmp_path_factory.mktemp("places") / "proef.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert filled("ingest", "records", path).exit_code == 0
    assert filled("sync").exit_code == 0
    return filled


def test_no_route_planner_is_asked_unless_one_is_set(home: Path) -> None:
    with Loket(Settings(data_dir=home)) as loket:
        assert loket.travel is None


@pytest.mark.parametrize("url", ["localhost:5000", "ftp://planner", "http://planner/?key=1", "http://a b", ""])
def test_an_address_that_cannot_be_asked_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValidationError):
        Settings(travel_url=url)


@pytest.mark.parametrize("profile", ["../nearest", "a/b", ""])
def test_so_is_a_profile_that_would_lead_elsewhere(profile: str) -> None:
    with pytest.raises(ValidationError):
        Settings(travel_profile=profile)


def test_a_search_tells_minutes_while_the_planner_runs_and_kilometres_when_it_fails(
    home: Path, with_places: Command
) -> None:
    with running(osrm) as double:
        settings = Settings(data_dir=home, travel_url=double.url, travel_profile="cycling")
        with TestClient(create_app(settings), client=("127.0.0.1", 50000)) as client:
            answer = client.get("/api/v1/search", params=ASKED).json()
            assert (answer["distance_kind"], answer["travel_by"]) == ("travel_time", "met de fiets")
            minutes = [hit["travel_minutes"] for hit in answer["results"] if hit["travel_minutes"] is not None]
            assert minutes == sorted(minutes)
            assert len(minutes) == 3  # in Aalst itself only that it is near
            double.reply = lambda *_: said(503, {})
            other = client.get("/api/v1/search", params=ASKED | {"place": "9000"})
            assert other.status_code == 200
            assert (other.json()["distance_kind"], other.json()["travel_by"]) == ("as_the_crow_flies", None)
            kilometres = [hit["distance_km"] for hit in other.json()["results"] if hit["distance_km"] is not None]
            assert kilometres == sorted(kilometres)
            assert len(kilometres) == 4


def test_the_command_line_says_which_it_is(with_places: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "km in vogelvlucht" in with_places("search", "proefhulp", "--place", "9300").stdout
    with running(osrm) as double:
        monkeypatch.setenv("LOKET_TRAVEL_URL", double.url)
        told = with_places("search", "proefhulp", "--place", "9300").stdout
    assert "minuten met de auto" in told
