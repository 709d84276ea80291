"""The survey of a store: read once, renewed beside the requests, and silent about what was hidden since."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue import Sources, Vocabulary, read_record
from catalogue.quality import CHECKS, Scope, Survey, findings, report
from geo import Gazetteer
from indexer import Surveyor, surveyed
from store import Store

Row = dict[str, Any]
NOW = datetime(2026, 11, 23, 10, 0)
ORGANISATION: Row = {"kind": "organisation", "id": "t:o", "name": "Dienst"}
OFFER: Row = {"kind": "offer", "id": "t:a", "organisation": "t:o", "name": "Budgethulp"}
PLACE: Row = {"kind": "location", "id": "t:l", "organisation": "t:o", "address": {"nis": "41002"}}
AT: Row = {"kind": "offer_at_location", "id": "t:x", "offer": "t:a", "location": "t:l"}
WORLD = (ORGANISATION, PLACE, OFFER, AT)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'loket.db'}", Sources({}), create=True)
    take_in(store, *WORLD)
    yield store
    store.close()


def take_in(store: Store, *rows: Row, complete: bool = False) -> None:
    with store.begin_run("t", "rows", now=datetime.now(UTC)) as run:
        outcomes = run.compare([read_record({"provenance": {"source": "t"}, **row}) for row in rows])
        assert [one.reason for one in outcomes if one.status == "rejected"] == []
        if complete:
            run.mark_gone()
        run.finish({}, now=datetime.now(UTC))


class Beside:
    """Keeps the work that would be done beside the requests until someone does it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, work: Callable[[], None]) -> None:
        self.waiting.append(work)

    def work(self) -> int:
        """Do what is waiting; gives how much that was."""
        done = len(self.waiting)
        while self.waiting:
            self.waiting.pop(0)()
        return done


@pytest.fixture
def beside() -> Beside:
    return Beside()


@pytest.fixture
def surveyor(store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary, beside: Beside) -> Surveyor:
    return Surveyor(store, gazetteer, vocabulary, beside)


def named(survey: Survey) -> set[str]:
    """Every record that any check names."""
    return {found.id for check in CHECKS for found in findings(survey, check, Scope(demo="all"))}


def offers(survey: Survey) -> int:
    return report(survey, Scope()).offers


def test_all_kinds_of_records_are_read_from_the_store(
    store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    partnership = {"kind": "partnership", "id": "t:p", "name": "Netwerk"}
    recognition = {
        "kind": "recognition",
        "id": "t:r",
        "organisation": "t:o",
        "recognised_for": "casemanager",
        "authority": "Departement Zorg",
        "valid_from": "2020-01-01",
        "valid_until": "2021-01-01",
        "room": "yes",
    }
    take_in(store, partnership, recognition)
    seen = surveyed(store, gazetteer, vocabulary, NOW.date())
    assert set(seen.kinds) == {"organisation", "location", "partnership", "recognition", "offer", "offer_at_location"}
    assert set(seen.kinds.values()) == {1}
    assert named(seen) == {"t:a", "t:p", "t:r"}
    assert report(seen, Scope(zone="regio-aalst")).offers == 1


def test_more_offers_than_are_read_at_once_are_all_counted(
    store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    take_in(store, *({**OFFER, "id": f"t:a{n}"} for n in range(450)))
    assert offers(surveyed(store, gazetteer, vocabulary, NOW.date())) == 451


def test_an_offer_that_is_gone_or_replaced_is_not_counted(
    store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    take_in(store, {**OFFER, "id": "t:b", "replaced_by": "t:a"}, {**OFFER, "id": "t:c", "replaced_by": "t:niets"})
    assert offers(surveyed(store, gazetteer, vocabulary, NOW.date())) == 2
    take_in(store, ORGANISATION, complete=True)
    assert offers(surveyed(store, gazetteer, vocabulary, NOW.date())) == 0


def test_an_offer_whose_organisation_is_gone_says_so(
    store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    take_in(store, OFFER, complete=True)
    seen = surveyed(store, gazetteer, vocabulary, NOW.date())
    assert [found.id for found in findings(seen, "organisation_gone", Scope())] == ["t:a"]


def test_while_nothing_changes_a_survey_is_made_once_an_hour(surveyor: Surveyor, beside: Beside) -> None:
    surveyor.survey(NOW)
    for minutes in (0, 6, 59):
        surveyor.survey(NOW + timedelta(minutes=minutes))
    assert beside.work() == 0
    surveyor.survey(NOW + timedelta(minutes=60))
    assert beside.work() == 1
    surveyor.survey(NOW + timedelta(minutes=61))
    assert beside.work() == 0


def test_after_a_change_it_is_made_anew_but_not_at_once(surveyor: Surveyor, beside: Beside, store: Store) -> None:
    assert offers(surveyor.survey(NOW)) == 1
    take_in(store, {**OFFER, "id": "t:b"})
    assert offers(surveyor.survey(NOW + timedelta(minutes=4))) == 1
    assert beside.work() == 0
    assert offers(surveyor.survey(NOW + timedelta(minutes=5))) == 1, "the visitor does not wait"
    assert beside.work() == 1
    assert offers(surveyor.survey(NOW + timedelta(minutes=5))) == 2


def test_when_made_up_records_come_or_go_the_figures_say_so_at_once(
    surveyor: Surveyor, beside: Beside, store: Store
) -> None:
    surveyor.survey(NOW)
    take_in(store, {**OFFER, "id": "t:b", "demo": True})
    assert surveyor.survey(NOW).demo_kinds["offer"] == 1
    store.remove_demo(who="operator", now=NOW)
    assert not surveyor.survey(NOW).demo_kinds["offer"]
    assert beside.work() == 0


def test_a_new_day_asks_for_a_new_survey(surveyor: Surveyor, beside: Beside) -> None:
    late = NOW.replace(hour=23, minute=59)
    assert surveyor.survey(late).day == NOW.date()
    surveyor.survey(late + timedelta(minutes=2))
    beside.work()
    assert surveyor.survey(late + timedelta(minutes=2)).day == NOW.date() + timedelta(days=1)


def test_while_one_is_being_made_no_other_is_begun(surveyor: Surveyor, beside: Beside) -> None:
    surveyor.survey(NOW)
    for _ in range(3):
        surveyor.survey(NOW + timedelta(hours=2))
    assert len(beside.waiting) == 1


@pytest.mark.parametrize(
    "hidden",
    [
        {**OFFER, "visibility": {"*": "hidden"}},
        {**ORGANISATION, "visibility": {"*": "hidden"}},
    ],
    ids=["itself", "its organisation"],
)
def test_what_is_hidden_since_is_named_no_more_although_it_is_still_counted(
    surveyor: Surveyor, beside: Beside, store: Store, hidden: Row
) -> None:
    assert "t:a" in named(surveyor.survey(NOW))
    take_in(store, hidden)
    soon = surveyor.survey(NOW + timedelta(minutes=1))
    assert "t:a" not in named(soon)
    assert offers(soon) == 1
    surveyor.survey(NOW + timedelta(minutes=6))
    beside.work()
    assert offers(surveyor.survey(NOW + timedelta(minutes=6))) == 0


def test_where_it_cannot_be_renewed_the_former_figures_stay_and_it_is_tried_again(
    surveyor: Surveyor,
    beside: Beside,
    store: Store,
    gazetteer: Gazetteer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    surveyor.survey(NOW)
    later = NOW + timedelta(hours=1)
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(store, "records", None)
        surveyor.survey(later)
        beside.work()
    assert "could not be renewed" in caplog.text
    assert offers(surveyor.survey(later)) == 1
    assert beside.work() == 1


def test_without_being_told_otherwise_it_works_in_a_thread_of_its_own(
    store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    surveyor = Surveyor(store, gazetteer, vocabulary)
    first = surveyor.survey(NOW)
    later = NOW + timedelta(hours=1)
    seen = {surveyor.survey(later).day for _ in range(3)}
    assert seen == {first.day}
    surveyor.close()
    assert offers(surveyor.survey(later)) == 1
