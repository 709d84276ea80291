"""Whether the server lives, is ready, and how fresh it is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from indexer import OtherHistory
from search import Analyser, open_embedded
from search.meaning import Embedder, EmbedderUnavailable, Meaning, Shelf
from tests.api.world import DATA, World
from tests.search.meaning.toy import Toy


def test_it_lives_whatever_else_is_broken(own_world: World) -> None:
    own_world.context.engine.close()
    assert own_world.client().get("/health/live").json() == {"status": "live"}


def test_it_is_ready_once_every_change_is_in_the_index(own_world: World) -> None:
    client = own_world.client()
    told = {"ready": True, "reasons": [], "retrieval": "words", "advice": None}
    assert client.get("/health/ready").json() == told
    own_world.give([{"kind": "offer", "id": "x:nieuw", "organisation": "x:ocmw", "name": "Nieuw"}])
    behind = client.get("/health/ready")
    assert behind.status_code == 503
    assert behind.json()["reasons"] == ["de zoekindex loopt 1 wijziging achter"]
    own_world.follower.follow()
    assert client.get("/health/ready").status_code == 200


def test_it_is_not_ready_over_a_database_of_another_history_until_the_index_is_made_anew(own_world: World) -> None:
    own_world.context.engine.apply((), (), own_world.store.last_change(), "of another history")
    client = own_world.client()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["reasons"] == [OtherHistory().message]
    told = client.get("/health/freshness").json()["change_log"]
    assert (told["behind"], told["other_history"]) == (None, OtherHistory().message)
    own_world.follower.rebuild()
    assert client.get("/health/ready").status_code == 200
    told = client.get("/health/freshness").json()["change_log"]
    assert (told["behind"], told["other_history"]) == (0, None)


def test_it_is_not_ready_while_it_reads_what_its_first_answers_need(own_world: World) -> None:
    response = own_world.client(is_slow=lambda: True).get("/health/ready")
    reasons = ["de server is pas gestart en leest nog wat hij moet weten"]
    assert (response.status_code, response.json()["reasons"]) == (503, reasons)


def test_it_is_not_ready_without_an_index(own_world: World) -> None:
    own_world.context.engine.close()
    response = own_world.client().get("/health/ready")
    assert (response.status_code, response.json()["reasons"]) == (503, ["de zoekindex antwoordt niet"])


def test_freshness_tells_how_far_the_index_is(own_world: World) -> None:
    client = own_world.client()
    before = client.get("/health/freshness").json()
    assert before["change_log"]["behind"] == 0
    assert before["index"]["position"] == before["change_log"]["last"]
    assert before["records"] == own_world.store.count()
    assert before["follower"] is None
    own_world.give([{"kind": "offer", "id": "x:nieuw", "organisation": "x:ocmw", "name": "Nieuw"}])
    after = client.get("/health/freshness").json()
    assert (after["records"], after["change_log"]["behind"]) == (before["records"] + 1, 1)
    own_world.follower.follow()
    assert client.get("/health/freshness").json()["index"]["documents"] == before["index"]["documents"] + 1


def test_freshness_tells_how_the_last_rebuild_went(own_world: World) -> None:
    client = own_world.client()
    own_world.follower.rebuild()
    told = client.get("/health/freshness").json()
    assert (told["rebuild"]["state"], told["rebuild"]["documents"]) == ("done", told["index"]["documents"])
    assert "by" not in told["rebuild"]
    own_world.context.engine.close()
    assert client.get("/health/freshness").json()["index"] is None


def test_words_of_the_vocabulary_that_changed_hinder_nobody_and_are_told(own_world: World) -> None:
    vocabulary = own_world.context.vocabulary
    themes = {**vocabulary["theme"], "wonen": replace(vocabulary["theme"]["wonen"], labels={"nl": "Huizen"})}
    changed = own_world.client(vocabulary=replace(vocabulary, lists={**vocabulary.lists, "theme": themes}))
    ready, fresh = changed.get("/health/ready"), changed.get("/health/freshness").json()
    assert (ready.status_code, ready.json()["ready"], ready.json()["reasons"]) == (200, True, [])
    advice = "de woordenlijst van de catalogus is veranderd sinds de zoekindex gemaakt is: maak hem opnieuw met "
    assert ready.json()["advice"] == fresh["advice"] == advice + "`loket rebuild`"
    assert changed.get("/api/v1/search", params={"q": "schulden"}).json()["total"] == 1
    same = own_world.client().get("/health/freshness").json()
    assert (same["advice"], same["index"]) == (None, fresh["index"])


def test_an_index_that_does_not_tell_its_vocabulary_is_advised_to_be_made_anew(
    own_world: World, tmp_path: Path
) -> None:
    with closing(open_embedded(tmp_path / "before", Analyser.load(DATA / "relevance"), writer=True)) as before:
        told = own_world.client(engine=before).get("/health/freshness").json()
    assert (told["index"]["vocabulary_version"], "is niet bekend" in told["advice"]) == (None, True)


def test_freshness_without_an_index_says_that_it_does_not_know(own_world: World) -> None:
    own_world.context.engine.close()
    told = own_world.client().get("/health/freshness").json()
    assert (told["index"], told["advice"]) == (None, None)
    assert told["change_log"]["behind"] is None


def test_freshness_tells_whether_offers_are_found_by_their_meaning(own_world: World) -> None:
    told = own_world.client().get("/health/freshness").json()["vectors"]
    assert told == {"state": "off", "model": None, "reason": None, "done": 0, "total": 0}


def test_why_there_is_no_meaning_is_told_without_the_folders_of_this_machine(own_world: World, tmp_path: Path) -> None:
    def broken() -> Embedder:
        raise EmbedderUnavailable("the model does not load: OSError /srv/models")

    meaning = Meaning(broken, Shelf(tmp_path, writer=False))
    meaning.load()
    told = own_world.client(meaning=meaning).get("/health/freshness").json()["vectors"]
    assert (told["state"], told["reason"]) == ("unavailable", "the model does not load")


def test_a_model_without_a_place_for_its_vectors_is_told_and_words_are_what_is_left(
    own_world: World, tmp_path: Path
) -> None:
    class Nowhere(Shelf):
        def fault(self) -> str | None:
            return "OpenSearch has no plugin"

    meaning = Meaning(Toy, Nowhere(tmp_path, writer=False))
    meaning.load()
    client = own_world.client(meaning=meaning)
    told = client.get("/health/freshness").json()["vectors"]
    assert (told["state"], told["model"], told["reason"]) == ("unavailable", "toy", "OpenSearch has no plugin")
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()["retrieval"]) == (200, "words")


def test_health_is_never_kept_by_a_cache(client: TestClient) -> None:
    for name in ("live", "ready", "freshness"):
        assert client.get(f"/health/{name}").headers["cache-control"] == "no-store"
