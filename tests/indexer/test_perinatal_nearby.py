"""The perinatal programme on a real map: who is found, what is hidden, and that the map of the moment counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalogue import Vocabulary, read_record
from geo import Gazetteer
from indexer.perinatal_nearby import PerinatalNearby
from indexer.zones import Pilots, ZoneOverviews
from matching.eligibility import EligibilityTable
from matching.home import Home, home_of
from matching.perinatal import ActorNearby, PerinatalAdvice, PerinatalQuestion, PerinatalTables
from matching.profile import NeedProfile
from search import Analyser, Searcher, open_embedded
from store import Store
from tests.teams import Following

FROM = {"provenance": {"source": "test", "source_date": "2026-11-01"}}
AALST, NINOVE, LOMMEL = "41002", "41048", "72020"
TODAY = date(2026, 11, 22)
Row = dict[str, Any]


def provider(name: str, type_: str, *functions: str, nis: str = AALST, **said: Any) -> list[Row]:
    return [
        {"kind": "organisation", "id": f"x:{name}", "name": name, "type": type_},
        {
            "kind": "offer",
            "id": f"x:a-{name}",
            "organisation": f"x:{name}",
            "name": f"Aanbod van {name}",
            "functions": list(functions),
            "area": {"municipalities": [nis]},
        }
        | said,
    ]


def house(*, municipalities: tuple[str, ...] = (AALST,), **said: Any) -> list[Row]:
    """A Huis van het Kind with a place in the Molenstraat of one of its partners."""
    return [
        {"kind": "organisation", "id": "x:partner", "name": "Partner"},
        {
            "kind": "location",
            "id": "x:plek",
            "organisation": "x:partner",
            "address": {"street": "Molenstraat", "number": "1", "postcode": "9300", "nis": AALST},
            "point": {"lat": 50.95, "lon": 4.04, "precision": "address"},
        },
        {
            "kind": "partnership",
            "id": "x:huis",
            "name": "Huis van het Kind",
            "type": "huis_van_het_kind",
            "area": {"municipalities": list(municipalities)},
            "locations": ["x:plek"],
            "functions": {"consultatiebureau": "yes", "ontmoeting": "no"},
        }
        | said,
    ]


class Map:
    """A map to fill, and the advice for someone twenty weeks pregnant who lives somewhere on it."""

    def __init__(self, store: Store, now: datetime, nearby: PerinatalNearby) -> None:
        self._store, self._now, self.nearby = store, now, nearby

    def take(self, *rows: Row) -> None:
        with self._store.begin_run("test", "rows", now=self._now) as run:
            run.compare([read_record(FROM | row) for row in rows])
            run.finish({}, now=self._now)

    def home(self, place: str = "9300") -> Home:
        found = home_of(self.nearby.gazetteer.resolve(place)[0], self.nearby.gazetteer)
        assert found is not None
        return found

    def advice(self, place: str = "9300", profile: Row | None = None, today: date = TODAY) -> PerinatalAdvice:
        person = NeedProfile.model_validate({"place": place} | profile) if profile else None
        return self.nearby.advice(PerinatalQuestion(weeks=20), self.home(place), person, today)

    def found(self, actor: str, **about: Any) -> ActorNearby:
        links = [link for one in self.advice(**about).activities for link in one.links if link.actor.id == actor]
        assert links
        assert all(link.nearby == links[0].nearby for link in links)
        assert links[0].nearby is not None
        return links[0].nearby

    def ids(self, actor: str, **about: Any) -> list[str]:
        return [one.id for one in self.found(actor, **about).found]


@pytest.fixture
def map_(
    store: Store,
    now: datetime,
    data: Path,
    tmp_path: Path,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
) -> Iterator[Map]:
    engine = open_embedded(tmp_path / "index", analyser, writer=True)
    try:
        searcher = Searcher(engine, gazetteer, vocabulary, analyser)
        yield Map(
            store,
            now,
            PerinatalNearby(
                tables=PerinatalTables.load(data / "policy", vocabulary),
                index=Following(store, engine, gazetteer, vocabulary),
                zones=ZoneOverviews(store, searcher, gazetteer, vocabulary, Pilots.load(data / "reference")),
                store=store,
                gazetteer=gazetteer,
                vocabulary=vocabulary,
                rules=EligibilityTable.load(data / "policy"),
            ),
        )
    finally:
        engine.close()


def test_p5_p7_the_actors_of_the_policy_are_found_on_the_map(map_: Map) -> None:
    actors = {
        "huisarts": provider("dokter", "huisartsenpraktijk", "huisartsenzorg"),
        "vroedvrouw": provider("vroedvrouw", "vroedvrouwenpraktijk", "zwangerschapsopvolging"),
        "gynaecoloog": provider("gynaecoloog", "gynaecologie", "gynaecologische_zorg"),
        "kind_en_gezin": provider("team", "kind_en_gezin_team", "consultatiebureau"),
        "caw": provider("caw", "caw", "onthaal"),
        "dmw": provider("dmw", "dmw", "onthaal"),
        "ocmw": provider("ocmw", "ocmw", "onthaal"),
        "eck": provider("eck", "eck"),
    }
    map_.take(*(row for rows in actors.values() for row in rows), *house())
    for actor, rows in actors.items():
        assert map_.ids(actor) == [rows[1]["id"]], actor
    assert map_.ids("huis_van_het_kind") == map_.ids("gezinscoach") == ["x:huis"]


def test_p5_without_a_home_nothing_is_looked_for(map_: Map) -> None:
    map_.take(*provider("dokter", "huisartsenpraktijk", "huisartsenzorg"))
    advice = map_.nearby.advice(PerinatalQuestion(weeks=20), None, None, TODAY)
    assert {link.nearby for one in advice.activities for link in one.links} == {None}


def test_what_changes_on_the_map_is_in_the_next_advice(map_: Map) -> None:
    assert map_.ids("huisarts") == []
    map_.take(*provider("dokter", "huisartsenpraktijk", "huisartsenzorg"))
    assert map_.ids("huisarts") == ["x:a-dokter"]
    map_.take(*provider("dokter", "huisartsenpraktijk", "huisartsenzorg", status="defunct"))
    assert map_.ids("huisarts") == []
    map_.take(*provider("dokter", "sportclub", "huisartsenzorg"))
    assert map_.ids("huisarts") == []


def test_e2_e5_e7_whom_a_rule_refuses_is_not_told(map_: Map) -> None:
    map_.take(
        *provider("elders", "caw", "onthaal", nis=NINOVE),
        *provider("vol", "caw", "onthaal", intake_stop="yes"),
        *provider("ongewenst", "caw", "onthaal"),
        *provider("goed", "caw", "onthaal"),
    )
    assert map_.ids("caw", profile={"vetoes": ["x:ongewenst"]}) == ["x:a-goed"]


def test_nobody_sees_what_is_hidden(map_: Map) -> None:
    hidden: Row = {"visibility": {"*": "hidden"}}
    map_.take(*provider("dokter", "huisartsenpraktijk", "huisartsenzorg", **hidden), *house(**hidden))
    assert (map_.ids("huisarts"), map_.ids("huis_van_het_kind")) == ([], [])


def test_h1_a_house_is_told_at_its_nearest_place(map_: Map) -> None:
    map_.take(*house())
    (one,) = map_.found("huis_van_het_kind").found
    assert one.distance_km is not None
    assert 0 < one.distance_km < 3


@pytest.mark.parametrize(("hidden", "field"), [("x:plek", "address"), ("x:plek", "*"), ("x:partner", "*")])
def test_a_distance_never_tells_where_a_hidden_place_is(map_: Map, hidden: str, field: str) -> None:
    map_.take(*(row | ({"visibility": {field: "hidden"}} if row["id"] == hidden else {}) for row in house()))
    (one,) = map_.found("huis_van_het_kind").found
    assert one.distance_km is None


def test_h1_a_house_works_in_its_municipalities_on_its_days(map_: Map) -> None:
    map_.take(*house(valid_from="2026-01-01", valid_to="2026-12-31"))
    assert map_.ids("huis_van_het_kind") == ["x:huis"]
    assert map_.ids("huis_van_het_kind", place="9400 Ninove") == []
    assert map_.ids("huis_van_het_kind", today=date(2027, 1, 1)) == []
    assert map_.ids("huis_van_het_kind", today=date(2025, 12, 31)) == []


def test_h1_h2_what_a_house_has_and_what_nobody_knows_is_told(map_: Map) -> None:
    map_.take(*house())
    (one,) = map_.found("huis_van_het_kind").found
    known = {term: answer.value for term, answer in (one.functions_known or {}).items()}
    assert (known["consultatiebureau"], known["ontmoeting"], known["gezinscoaching"]) == ("yes", "no", "unknown")
    assert "H1" in {reason.code for reason in one.unknown}


@pytest.mark.parametrize(
    ("place", "nis", "said"),
    [
        ("9300 Aalst", AALST, ["Aalst ligt in de proefregio Aalst van de Huizen van het Kind."]),
        ("3920 Lommel", LOMMEL, ["Lommel ligt in de proefregio Noord-Limburg van de Huizen van het Kind."]),
        ("9400 Ninove", NINOVE, []),
        (
            "1000 Brussel",
            "21004",
            [
                "Een deel van Brussel ligt in de proefregio Brussel van de Huizen van het Kind: "
                "alleen Nieuwland en Brussel-Noord."
            ],
        ),
    ],
)
def test_h3_h4_a_house_says_for_whom_it_is_and_whether_the_municipality_is_in_a_pilot_region(
    map_: Map, place: str, nis: str, said: list[str]
) -> None:
    map_.take(*house(municipalities=(nis,)))
    (one,) = map_.found("huis_van_het_kind", place=place).found
    assert [note.text for note in one.notes if note.code == "H3"] == [
        "Voor (aanstaande) ouders en gezinnen met kinderen tot 12 jaar."
    ]
    assert [note.text for note in one.notes if note.code == "H4"] == said


def test_the_shipped_centre_of_the_province_supports_and_no_caw_is_told_by_chance(map_: Map, data: Path) -> None:
    for name in ("caw", "expertisecentra_kraamzorg"):
        map_.take(*map(orjson.loads, (data / "content" / f"{name}.jsonl").read_bytes().splitlines()))
    assert map_.ids("eck") == ["loket:eck-oost-vlaanderen-kennis"]
    assert map_.ids("caw") == ["loket:caw-oost-vlaanderen-onthaal"]
    none = map_.found("caw", place="8500").none  # no source says which municipalities of West-Vlaanderen are whose
    assert none is not None
    assert none.code == "E2"
