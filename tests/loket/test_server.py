"""The server as a whole: what every answer carries, what it refuses, and what it never tells."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from loket.app import create_app
from loket.settings import Settings
from tests.loket.conftest import Command

SECRETS = ("Geheimstraat", "052 99 88 77", "schuilplaats@example.org", "50.98765", "Verborgenheide")
REFUGE = [
    {"kind": "organisation", "id": "geheim:o", "name": "Opvanghuis Voorbeeld", "demo": True},
    {
        "kind": "location",
        "id": "geheim:l",
        "organisation": "geheim:o",
        "address": {"street": SECRETS[0], "number": "1", "postcode": "9300", "municipality": "Aalst", "nis": "41002"},
        "point": {"lat": 50.98765, "lon": 4.01234, "precision": "address"},
        "transport": SECRETS[4],
        "visibility": {"point": "hidden"},
        "demo": True,
    },
    {
        "kind": "offer",
        "id": "geheim:a",
        "organisation": "geheim:o",
        "name": "Veilig verblijf",
        "phones": [{"number": SECRETS[1]}],
        "email": SECRETS[2],
        "area": {"radius": {"km": 3, "centre": {"lat": 50.98765, "lon": 4.01234}}},
        "visibility": {"phones": "professional", "email": "hidden"},
        "demo": True,
    },
    {"kind": "offer_at_location", "id": "geheim:al", "offer": "geheim:a", "location": "geheim:l", "demo": True},
]


@pytest.fixture(scope="module")
def refuge(filled: Command, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """A made-up refuge with everything secret that can be."""
    path = tmp_path_factory.mktemp("refuge") / "refuge.jsonl"
    path.write_text("\n".join(map(json.dumps, REFUGE)), encoding="utf-8")
    assert filled("ingest", "records", path).exit_code == 0
    assert filled("sync").exit_code == 0
    return filled


def test_what_is_hidden_is_in_no_answer_page_export_log_or_index(
    refuge: Command, home: Path, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = [refuge("export", "records").stdout]
    for path in (
        "/api/v1/offers/geheim:a",
        "/api/v1/organisations/geheim:o",
        "/api/v1/search?q=veilig+verblijf&place=9300&explain=true",
        "/api/v1/search?zone=regio-aalst&size=50&q=veilig",
        "/api/v1/suggest?q=veilig",
        "/api/v1/suggest?q=geheim",
        "/aanbod/geheim:a",
        "/organisatie/geheim:o",
        "/zoek?q=veilig+verblijf&place=Aalst",
        "/gegevens",
        "/sitemap.xml",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        told.append(answer.text)
    told.append(caplog.text)
    told += [file.read_bytes().decode("latin-1") for file in (home / "index").rglob("*") if file.is_file()]
    for secret in SECRETS:
        assert not [text[:80] for text in told if secret in text], secret


def test_a_hidden_address_gives_no_distance_and_no_zone(refuge: Command, client: TestClient) -> None:
    hit = client.get("/api/v1/search", params={"q": "veilig verblijf", "place": "9300"}).json()["results"][0]
    assert hit["id"] == "geheim:a"
    assert (hit["distance_km"], hit["place"]) == (None, None)
    in_zone = client.get("/api/v1/search", params={"q": "veilig verblijf", "zone": "regio-aalst", "exact": True}).json()
    assert "geheim:a" not in [hit["id"] for hit in in_zone["results"]]


def test_made_up_records_are_labelled_in_page_and_answer(refuge: Command, client: TestClient) -> None:
    assert client.get("/api/v1/offers/geheim:a").json()["demo"] is True
    assert "voorbeeld" in client.get("/aanbod/geheim:a").text.lower()


def test_every_answer_carries_the_safety_headers(client: TestClient) -> None:
    for path in ("/", "/zoek?q=x", "/api/v1/zones", "/nergens", "/api/v1/nergens", "/health/live"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_access_log_has_no_query_no_body_and_no_unknown_path(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client.get("/zoek", params={"q": "mijnziekte"})
    client.post("/api/v1/search", json={"q": "mijnziekte"})
    client.get("/mijnziekte")
    client.get("/api/v1/search", params={"q": "mijnziekte", "size": "mijnziekte"})
    ours = [
        record.getMessage() for record in caplog.records if not record.name.startswith("httpx")
    ]  # the test's client
    assert any(message.startswith("GET /zoek 200") for message in ours)
    assert not [message for message in ours if "mijnziekte" in message]


def test_another_machine_that_asks_too_much_waits_this_machine_never(home: Path, filled: Command) -> None:
    settings = Settings(data_dir=home, rate_limit=3)
    with TestClient(create_app(settings), client=("192.0.2.7", 1)) as stranger:
        statuses = [stranger.get("/api/v1/zones").status_code for _ in range(5)]
        refused = stranger.get("/zoek")
    assert statuses == [200, 200, 200, 429, 429]
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "<html" in refused.text
    with TestClient(create_app(settings), client=("127.0.0.1", 1)) as local:
        assert {local.get("/api/v1/zones").status_code for _ in range(10)} == {200}


def test_a_body_that_is_far_too_large_is_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/search", content=b'{"q":"' + b"x" * 200_000 + b'"}')
    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_other_sites_may_read_but_not_post(client: TestClient) -> None:
    assert (
        client.get("/api/v1/zones", headers={"Origin": "https://elders.example"}).headers["access-control-allow-origin"]
        == "*"
    )
    preflight = client.options(
        "/api/v1/search",
        headers={"Origin": "https://elders.example", "Access-Control-Request-Method": "POST"},
    )
    assert preflight.status_code == 400


def test_programs_get_problem_details_and_people_get_a_page(client: TestClient) -> None:
    problem = client.get("/api/v1/nergens")
    assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")
    page = client.get("/nergens")
    assert page.status_code == 404
    assert re.search(r"<h1[^>]*>", page.text)


def test_a_change_in_the_store_is_found_without_a_command(refuge: Command, client: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "more.jsonl"
    lines = [
        {"kind": "organisation", "id": "later:o", "name": "Later"},
        {"kind": "offer", "id": "later:a", "organisation": "later:o", "name": "Kwikstaartclub"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert refuge("ingest", "records", path).exit_code == 0
    assert eventually(lambda: client.get("/api/v1/search?q=kwikstaartclub").json()["total"] == 1)


def eventually(true: object, seconds: float = 10.0) -> bool:
    """Whether it becomes true in time; asks again as soon as the server has answered."""
    import time

    assert callable(true)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
    return False


def test_what_belongs_to_a_hidden_organisation_leaves_by_no_door(
    refuge: Command, client: TestClient, tmp_path: Path
) -> None:
    path = tmp_path / "shelter.jsonl"
    place = {"address": {"street": "Schuilstraat", "postcode": "9300", "municipality": "Aalst"}}
    lines = [
        {"kind": "organisation", "id": "v:o", "name": "Vluchthuis Verborgen", "visibility": {"*": "hidden"}},
        {"kind": "location", "id": "v:l", "organisation": "v:o", **place},
        {"kind": "offer", "id": "v:a", "organisation": "v:o", "name": "Verblijf Verborgen"},
        {"kind": "offer_at_location", "id": "v:al", "offer": "v:a", "location": "v:l", "description": "Schuilstraat"},
        {
            "kind": "partnership",
            "id": "v:p",
            "name": "Netwerk Zichtbaar",
            "partners": [{"organisation": "v:o", "name": "Vluchthuis Verborgen"}],
            "locations": ["v:l"],
        },
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert refuge("ingest", "records", path).exit_code == 0
    exported = refuge("export", "records").stdout
    partnership = client.get("/api/v1/partnerships/v:p")
    assert partnership.status_code == 200
    assert "Netwerk Zichtbaar" in exported
    for told in (exported, partnership.text):
        assert "Schuilstraat" not in told
        assert "Verborgen" not in told


def test_nothing_that_a_visitor_writes_in_an_address_reaches_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client.get("/aanbod/x%0aINFO%20VALS")
    client.get("/api/v1/offers/geheimpad")
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert [message for message in ours if message.startswith("GET /aanbod/{")]
    assert not [message for message in ours if "VALS" in message or "geheimpad" in message]
