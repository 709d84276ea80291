"""The team and the casemanager together: who starts up the help is neutral, so not in the team itself (M1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from catalogue import Vocabulary, read_record
from geo import Gazetteer
from indexer.casemanagers import Casemanagers
from indexer.teams import TeamAnswer
from indexer.zones import Pilots, ZoneOverviews
from matching.profile import NeedProfile
from search import Analyser, Searcher, open_embedded
from store import Store
from tests.teams import teams_of

FROM = {"provenance": {"source": "test", "source_date": "2026-11-01"}}
Answering = Callable[..., TeamAnswer]


def provider(name: str) -> list[dict[str, Any]]:
    return [
        {"kind": "organisation", "id": f"x:{name}", "name": name},
        {
            "kind": "offer",
            "id": f"x:a-{name}",
            "organisation": f"x:{name}",
            "name": "Leefloon",
            "functions": ["leefloon"],
        },
    ]


def recognised(name: str) -> dict[str, Any]:
    return {
        "kind": "recognition",
        "id": f"x:e-{name}",
        "organisation": f"x:{name}",
        "recognised_for": "casemanagement",
        "authority": "Voorbeeld",
        "zones": ["regio-aalst"],
        "valid_from": "2026-01-01",
        "room": "yes",
    }


@pytest.fixture
def answering(
    store: Store,
    now: datetime,
    data: Path,
    tmp_path: Path,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
) -> Answering:
    """Answers a profile in Aalst, on a map with these records."""

    def answer(*rows: dict[str, Any], **said: Any) -> TeamAnswer:
        with store.begin_run("test", "rows", now=now) as run:
            run.compare([read_record(FROM | row) for row in rows])
            run.finish({}, now=now)
        engine = open_embedded(tmp_path / "index", analyser, writer=True)
        try:
            searcher = Searcher(engine, gazetteer, vocabulary, analyser)
            zones = ZoneOverviews(store, searcher, gazetteer, vocabulary, Pilots.load(data / "reference"))
            teams = teams_of(store, engine, zones, gazetteer, vocabulary)
            asked = NeedProfile.model_validate({"place": "9300", "needs": [{"function": "leefloon"}]} | said)
            home = teams.home(gazetteer.resolve("9300")[0])
            assert home is not None
            return teams.answer(asked, home, now.date())
        finally:
            engine.close()

    return answer


def providers(answer: TeamAnswer) -> list[str]:
    return [one.seat.name for one in answer.proposal.teams[0].members if one.seat.kind == "provider"]


def casemanagers(answer: TeamAnswer) -> list[str]:
    return [one.organisation.name for one in answer.casemanagement.candidates]


STARTS = {"situation": {"no_team": "yes"}}


def test_m1_who_starts_up_the_help_stays_out_of_the_team_and_the_price_is_told(answering: Answering) -> None:
    answer = answering(*provider("een"), recognised("een"), **STARTS)
    assert answer.casemanagement.decision.mode == "startkabel"
    assert (providers(answer), casemanagers(answer)) == ([], ["een"])
    assert answer.neutrality is not None
    assert (answer.neutrality.organisation, answer.neutrality.gap) == ("x:een", 2)


def test_m1_with_another_provider_nothing_stays_open(answering: Answering) -> None:
    answer = answering(*provider("een"), *provider("twee"), recognised("een"), **STARTS)
    assert (providers(answer), casemanagers(answer)) == (["twee"], ["een"])


def test_m1_whom_the_person_chose_is_in_the_team_and_so_no_casemanager(answering: Answering) -> None:
    answer = answering(*provider("een"), recognised("een"), **STARTS, pins=["x:een"])
    assert (providers(answer), casemanagers(answer)) == (["een"], [])
    assert answer.neutrality is None


def test_m1_an_organisation_that_helps_already_is_no_casemanager(answering: Answering) -> None:
    existing = [{"offer": "x:a-een", "serves": ["leefloon"]}]
    answer = answering(*provider("een"), recognised("een"), existing_team=existing, situation={"goals_not_met": "yes"})
    assert answer.casemanagement.decision.mode == "procesbegeleiding"
    assert casemanagers(answer) == []


def test_m1_why_the_casemanager_is_not_in_the_team_is_told_as_such(answering: Answering) -> None:
    answer = answering(*provider("een"), recognised("een"), **STARTS, why_not=["x:een"])
    assert [(one.status, one.reason.code) for one in answer.proposal.why_not] == [("refused", "M1")]


def test_casemanagers_are_looked_for_once_unless_someone_starts_up(
    answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    once = Casemanagers.proposal

    def counted(self: Casemanagers, *question: Any) -> Any:
        asked.append(question)
        return once(self, *question)

    monkeypatch.setattr(Casemanagers, "proposal", counted)
    answering(*provider("een"), recognised("een"))
    assert len(asked) == 1
    answering(**STARTS)
    assert len(asked) == 3
