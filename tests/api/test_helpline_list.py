"""The helplines for programs."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from tests.api.world import World


def helplines(client: TestClient) -> dict[str, Any]:
    response = client.get("/api/v1/helplines")
    assert response.status_code == 200
    return {line["id"]: line for line in response.json()["helplines"]}


def test_all_51_are_there_with_what_a_program_must_know(client: TestClient) -> None:
    lines = {id_: line for id_, line in helplines(client).items() if id_.startswith("loket:")}
    assert len(lines) == 51
    suicide = lines["loket:hulplijn-1813"]
    assert suicide["name"] == {"nl": "Zelfmoordlijn 1813"}
    assert suicide["phones"] == [{"number": "1813"}]
    assert suicide["urgent_topics"] == ["zelfdoding"]
    assert suicide["open_now"] is True
    assert suicide["languages"] == ["nl"]
    assert suicide["cost"] == "gratis"
    assert (suicide["source"], suicide["checked_on"]) == ("hulplijnen", "2026-08-01")


def test_what_is_open_is_told_for_the_moment_and_unknown_is_null(client: TestClient) -> None:
    lines = helplines(client)
    assert lines["loket:hulplijn-1712"]["open_now"] is True  # a Monday at ten
    assert lines["loket:hulplijn-awel"]["open_now"] is None
    assert lines["loket:hulplijn-unia"]["hours"] is None


def test_the_date_is_that_of_the_number_not_of_the_rest(client: TestClient) -> None:
    lines = helplines(client)
    assert lines["loket:hulplijn-stop-it-now"]["checked_on"] == "2017-05-19"
    assert lines["loket:hulplijn-jo-lijn"]["checked_on"] is None


def test_a_place_or_site_is_no_helpline(client: TestClient) -> None:
    lines = helplines(client)
    assert lines["loket:hulplijn-tejo"]["helpline"] is False
    assert [id_ for id_, line in lines.items() if line["helpline"] and not (line["phones"] or line["chat"])] == []


def test_a_client_that_has_the_list_is_not_sent_it_again(client: TestClient) -> None:
    first = client.get("/api/v1/helplines")
    again = client.get("/api/v1/helplines", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_new_a_changed_and_a_removed_line_are_seen_at_once(own_world: World) -> None:
    client = own_world.client()
    line = {"kind": "offer", "id": "x:lijn", "organisation": "x:ocmw", "name": "Lijn", "helpline": True}
    assert "x:lijn" not in helplines(client)
    own_world.give([line | {"phones": [{"number": "02 000 00 01"}]}])
    assert helplines(client)["x:lijn"]["phones"] == [{"number": "02 000 00 01"}]
    own_world.give([line | {"phones": [{"number": "02 000 00 02"}]}])
    assert helplines(client)["x:lijn"]["phones"] == [{"number": "02 000 00 02"}]
    own_world.give([line | {"helpline": False}])
    assert "x:lijn" not in helplines(client)


def test_a_made_up_line_is_left_out(own_world: World) -> None:
    line = {"kind": "offer", "id": "x:lijn", "organisation": "x:ocmw", "name": "Lijn", "helpline": True, "demo": True}
    own_world.give([line | {"phones": [{"number": "02 000 00 01"}]}])
    assert "x:lijn" not in helplines(own_world.client())
