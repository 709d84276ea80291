"""A new index replaces the live one only if all of the store is in it and it finds what it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from geo.tables import BadTableError
from indexer import Follower
from indexer.gates import CHECKS, Canary, Gates
from indexer.gates.gates import errors
from indexer.gates.known import DRAWN
from search import Analyser, BuildRefused, Engine, Finding, Searcher

TakeIn = Callable[..., None]
MakeGates = Callable[..., Gates]
Spoil = Callable[[Callable[[Engine], None]], None]

HELPLINE = Canary("merelclub", "x:a1", "a test")


@pytest.fixture
def gates(gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, now: datetime) -> MakeGates:
    """Gates with these canaries; those accepted may fail."""

    def made(*canaries: Canary, accepted: Sequence[str] = ()) -> Gates:
        zones = [zone.id for zone in gazetteer.zones]
        return Gates(
            lambda engine: Searcher(engine, gazetteer, vocabulary, analyser),
            canaries,
            zones,
            now.replace(tzinfo=None),
            accepted,
        )

    return made


def organisation(**more: Any) -> dict[str, Any]:
    return {"kind": "organisation", "id": "x:o", "name": "Huis"} | more


def offer(number: int, name: str, **more: Any) -> dict[str, Any]:
    return {"kind": "offer", "id": f"x:a{number}", "organisation": "x:o", "name": name} | more


def seen(findings: Sequence[Finding]) -> dict[str, str]:
    """What each check saw."""
    return {finding.name: finding.seen for finding in findings}


def test_a_whole_index_passes_and_who_is_left_out_is_told_by_reason(
    take_in: TakeIn, follower: Follower, gates: MakeGates
) -> None:
    take_in(
        organisation(),
        offer(1, "Merelclub"),
        offer(2, "Vinkenclub", status="inactive"),
        offer(3, "Mezenclub", visibility={"*": "hidden"}),
        offer(4, "Musclub", replaced_by="x:a1"),
    )
    built = follower.rebuild(None, gates(HELPLINE, Canary("spook", "x:nergens", "not in the store")))
    assert tuple(finding.name for finding in built.findings) == CHECKS
    assert all(finding.passed for finding in built.findings)
    told = seen(built.findings)
    assert told["count"].startswith("1 in the index; 1 hidden, 1 not active, 1 replaced; 0 not taken; 4 in the data")
    assert told["canaries"] == "1 of 1 questions find their offer"
    assert told["relevance"].startswith("2 of 2 ")


def test_an_empty_store_makes_an_empty_index(follower: Follower, gates: MakeGates) -> None:
    built = follower.rebuild(None, gates(HELPLINE))
    assert (built.documents, [finding.passed for finding in built.findings]) == (0, [True] * len(CHECKS))


def test_what_changes_while_the_index_is_made_is_in_it_and_counted(
    take_in: TakeIn, follower: Follower, gates: MakeGates
) -> None:
    take_in(organisation(), *(offer(number, f"Club {number}") for number in range(1_500)))
    changes = iter(
        [lambda: take_in(offer(9_999, "Kwikstaart"), offer(3, "Weg", status="inactive"), offer(4, "Anders"))]
    )
    built = follower.rebuild(lambda done: next(changes, lambda: None)(), gates())
    assert built.documents == 1_500
    assert seen(built.findings)["count"].startswith("1500 in the index; 1 not active")
    assert follower.behind() == 0


@pytest.fixture
def spoiled(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Spoil:
    """Does something to each new build before it is looked at."""

    def spoil(change: Callable[[Engine], None]) -> None:
        real = Gates.check

        def check(gates: Gates, build: Engine, *told: Any) -> tuple[Finding, ...]:
            change(build)
            return real(gates, build, *told)

        monkeypatch.setattr(Gates, "check", check)

    return spoil


def failed(follower: Follower, gates: Gates) -> set[str]:
    """The checks for which a rebuild is refused."""
    with pytest.raises(BuildRefused) as refused:
        follower.rebuild(None, gates)
    return {finding.name for finding in refused.value.findings if not finding.passed}


def test_an_index_from_which_an_offer_is_missing_is_refused_and_the_live_one_stays(
    take_in: TakeIn, engine: Engine, follower: Follower, gates: MakeGates, spoiled: Spoil
) -> None:
    take_in(organisation(), offer(1, "Merelclub"), offer(2, "Vinkenclub"))
    follower.follow()
    spoiled(lambda build: build.apply((), ["x:a1"], build.position()))
    assert failed(follower, gates(HELPLINE)) == {"count", "canaries", "relevance"}
    assert set(engine.documents(["x:a1", "x:a2"])) == {"x:a1", "x:a2"}
    last = engine.last_rebuild()
    assert last is not None
    assert (last.state, [finding.name for finding in last.findings]) == ("refused", list(CHECKS))


def test_an_operator_may_accept_a_named_check_and_no_other(
    take_in: TakeIn, follower: Follower, gates: MakeGates, spoiled: Spoil
) -> None:
    take_in(organisation(), offer(1, "Merelclub"), offer(2, "Vinkenclub"))
    spoiled(lambda build: build.apply((), ["x:a1"], build.position()))
    assert failed(follower, gates(HELPLINE, accepted=["canaries"])) == {"count", "canaries", "relevance"}
    built = follower.rebuild(None, gates(HELPLINE, accepted=["count", "canaries", "relevance"]))
    accepted = {finding.name for finding in built.findings if finding.accepted}
    assert accepted == {"count", "canaries", "relevance"}


def test_an_index_in_which_a_zone_misses_an_offer_is_refused(
    take_in: TakeIn, follower: Follower, gates: MakeGates, spoiled: Spoil
) -> None:
    take_in(organisation(), offer(1, "Merelclub", area={"zones": ["regio-aalst"]}), offer(2, "Vinkenclub"))

    def move(build: Engine) -> None:
        document = build.documents(["x:a1"])["x:a1"]
        build.apply([document.model_copy(update={"area": None})], (), build.position())

    spoiled(move)
    gate = gates()
    with pytest.raises(BuildRefused) as refused:
        follower.rebuild(None, gate)
    (zones,) = [finding for finding in refused.value.findings if not finding.passed]
    assert (zones.name, zones.seen) == ("zones", "59 of 60 zones find their offers; regio-aalst 0 of 1")


def test_an_index_whose_words_were_analysed_otherwise_is_refused(
    take_in: TakeIn,
    follower: Follower,
    gates: MakeGates,
    spoiled: Spoil,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As it would be after a fault in the analysis: names are kept in another form than the questions have."""
    take_in(organisation(), *(offer(number, f"Club {number}") for number in range(DRAWN)))

    def scramble(build: Engine) -> None:
        documents = build.documents([f"x:a{number}" for number in range(DRAWN)]).values()
        scrambled = [one.model_copy(update={"name": {"nl": one.name["nl"][::-1]}}) for one in documents]
        build.apply(scrambled, (), build.position())
        kept = {one.id: one for one in documents}
        monkeypatch.setattr(build, "documents", lambda ids: {id_: kept[id_] for id_ in ids})

    spoiled(scramble)
    assert failed(follower, gates()) == {"relevance"}


@pytest.mark.parametrize(
    ("refused", "offers", "passed"),
    [(0, 0, True), (1, 10, True), (2, 10, False), (40, 40_000, True), (41, 40_000, False)],
)
def test_a_few_offers_that_the_engine_does_not_take_hold_up_nothing(refused: int, offers: int, passed: bool) -> None:
    assert errors(refused, offers).passed is passed


def test_every_shipped_canary_is_an_offer_that_is_shipped_with_a_reason(data: Path) -> None:
    shipped = "".join(file.read_text() for file in (data / "content").glob("*.jsonl"))
    canaries = Canary.load(data / "relevance")
    assert len(canaries) > 10
    assert [one.offer for one in canaries if f'"id": "{one.offer}"' not in shipped] == []


def test_a_canary_without_a_reason_is_refused(tmp_path: Path) -> None:
    (tmp_path / "canary.csv").write_text("question,offer,reason\nhuur,x:a1,\n")
    with pytest.raises(BadTableError, match="line 2"):
        Canary.load(tmp_path)
