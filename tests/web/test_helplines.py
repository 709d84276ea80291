"""The page of helplines: what is open, what is urgent, how old each number is, and the choices without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from catalogue import Provenance, Vocabulary, read_record
from indexer.helplines import Helplines
from store import Store
from tests.web.conftest import LOADED, shipped
from tests.web.reading import Seen, read
from tests.web.world import Row
from web import PageContext, pages
from web.helplines_page import about_when, source_date_in_words

SUNDAY_NIGHT = datetime(2026, 11, 22, 3, 0)
MONDAY_MORNING = datetime(2026, 11, 23, 10, 0)
WHIT_MONDAY = datetime(2026, 5, 25, 10, 0)

See = Callable[..., Seen]


@pytest.fixture
def see(context: PageContext) -> See:
    """The page at a moment, with choices."""

    def see(now: datetime = MONDAY_MORNING, status: int = 200, **choices: str) -> Seen:
        app = FastAPI()
        app.include_router(pages(replace(context, clock=lambda: now)))
        response = TestClient(app).get("/hulplijnen", params=choices)
        assert response.status_code == status
        return read(response.text)

    return see


def part(page: Seen, heading: str, until: str) -> str:
    """The words between two headings, the second time that the first is said (the first is its link)."""
    return page.text.split(heading, 2)[2].split(until)[0]


def entry(page: Seen, name: str) -> str:
    """The facts of one line: the words from its last mention up to its date."""
    before, _, after = page.text.partition(f"{name} {_summary(name)}")
    assert before, name
    found = re.search(r"^.*? bevestigd door een bron: (?:niet bekend|\w+(?: \w+)*? ?20\d\d)", after)
    assert found, name
    return found.group()


def _summary(name: str) -> str:
    return str(next(row["summary"] for row in shipped() if row["name"] == name and row["kind"] == "offer"))


def test_every_shipped_line_place_and_site_is_on_the_page(see: See) -> None:
    page = see()
    offers = [row for row in shipped() if row["id"].startswith("loket:hulplijn-")]
    assert len(offers) == 51
    for row in offers:
        assert page.links[row["name"]] in (f"/aanbod/{row['id']}", f"#{row['id'].replace(':', '-')}"), row["name"]


def test_a_line_has_its_number_chat_hours_price_languages_and_the_date_of_its_number(see: See) -> None:
    page = see()
    assert page.links["Bel 106 (Tele-Onthaal)"] == "tel:106"
    assert page.links["Chat met Tele-Onthaal"] == "https://www.tele-onthaal.be/"
    facts = entry(page, "Tele-Onthaal")
    assert "Dag en nacht; chat: vooral in de avond" in facts
    assert "Prijs gratis" in facts
    assert "Talen Nederlands" in facts
    assert facts.endswith("Nummer bevestigd door een bron: augustus 2026")


def test_what_is_not_known_is_said(see: See) -> None:
    page = see()
    assert "uren niet bekend" in entry(page, "Unia")
    assert "Prijs niet bekend" in entry(page, "Huisarts van wacht 1733")
    assert "Nummer bevestigd door een bron: niet bekend" in entry(page, "JO-lijn (Opgroeien)")
    assert "Nummer bevestigd door een bron: 23 oktober 2022" in entry(page, "CAW - Centrum Algemeen Welzijnswerk")


@pytest.mark.parametrize(("now", "is_open"), [(MONDAY_MORNING, True), (SUNDAY_NIGHT, False), (WHIT_MONDAY, False)])
def test_what_is_open_now_follows_the_belgian_clock(see: See, now: datetime, is_open: bool) -> None:
    open_now = see(now).text.split("Het is nu")[1].split("Algemene sociale hulp")[0]
    assert "Tele-Onthaal" in open_now
    assert ("Vlaamse infolijn 1700" in open_now) is is_open
    assert "Awel" not in open_now


def test_the_page_tells_the_time_that_it_reckons_with(see: See) -> None:
    assert "Het is nu zondag 22 november 2026, 03.00 uur in België" in see(SUNDAY_NIGHT).text


def test_the_urgent_lines_stand_first_by_what_is_wrong(see: See, vocabulary: Vocabulary) -> None:
    page = see(SUNDAY_NIGHT)
    urgent = part(page, "Dringend", "Het is nu")
    topics = [vocabulary.label("urgent_topic", topic) for topic in vocabulary["urgent_topic"]]
    assert [urgent.index(topic) for topic in topics] == sorted(urgent.index(topic) for topic in topics)
    assert page.links["Bel 112"] == "tel:112"


def test_of_urgent_lines_those_that_answer_now_come_first(see: See, vocabulary: Vocabulary) -> None:
    violence, next_topic = (vocabulary.label("urgent_topic", topic) for topic in ("geweld", "psychische_crisis"))

    def on_violence(now: datetime) -> str:
        return part(see(now), "Dringend", "Het is nu").split(violence)[1].split(next_topic)[0]

    by_day, by_night = on_violence(MONDAY_MORNING), on_violence(SUNDAY_NIGHT)
    assert by_day.index("Bel 1712") < by_day.index("Bel 101")
    assert by_night.index("Bel 101") < by_night.index("Bel 1712")


def test_a_choice_of_language_keeps_who_speaks_it(see: See) -> None:
    text = see(language="de").text
    assert "Telefonhilfe" in text
    assert "Tele-Onthaal" not in text
    assert "Toon weer alle hulplijnen" in text


def test_a_choice_of_channel_keeps_who_can_be_reached_so(see: See) -> None:
    chat, online = see(channel="chat").text, see(channel="online").text
    assert "CLBch@t" in chat
    assert "Antigifcentrum" not in chat
    assert "Rechtenverkenner" not in chat
    assert "Rechtenverkenner" in online
    assert "Woonzorglijn" in online
    assert "CLBch@t" not in online


def test_leaving_out_what_is_closed_keeps_what_nobody_knows(see: See) -> None:
    page = see(SUNDAY_NIGHT, open_now="1")
    assert "Vlaamse infolijn 1700" not in page.text
    assert "Awel" in page.text
    assert "Vlaamse infolijn 1700" in see(SUNDAY_NIGHT, open_now="0").text


def test_the_form_shows_what_was_chosen(see: See) -> None:
    page = see(channel="phone", language="fr", open_now="1")
    chosen = {one.get("value") for one in page.inputs if "selected" in one}
    assert chosen == {"phone", "fr"}
    assert page.ticked("open_now") == ["1"]
    assert page.robots == "noindex"


def test_a_choice_that_does_not_exist_is_told_and_everything_is_shown(see: See) -> None:
    page = see(status=422, channel="postduif", language="xx")
    assert page.text.count("Deze keuze bestaat niet. Kies opnieuw.") == 4
    assert "Tele-Onthaal" in page.text


def test_choices_are_joined(see: See) -> None:
    text = see(channel="chat", language="en", open_now="1").text
    assert "Child Focus" in text
    assert "Unia" not in text
    assert "Tele-Onthaal" not in text


def test_places_and_sites_stand_apart_from_lines(see: See) -> None:
    page = see()
    apart = page.text.rsplit("Plaatsen en websites", 1)[1]
    for name in ("OverKop", "TEJO", "Rechtenverkenner", "Sociale Kaart (Vlaamse overheid)"):
        assert name in apart
    assert "Tele-Onthaal" not in apart


def test_a_made_up_or_hidden_line_is_never_shown(context: PageContext, tmp_path: Path) -> None:
    said: Row = {"provenance": {"source": "x"}}
    real: Row = said | {"kind": "organisation", "id": "x:o", "name": "Echte lijn"}
    line: Row = said | {
        "kind": "offer",
        "organisation": "x:o",
        "helpline": True,
        "phones": [{"number": "02 000 00 00"}],
    }
    rows = (
        real,
        line | {"id": "x:echt", "name": "Luisterlijn"},
        line | {"id": "x:verzonnen", "name": "Verzonnen lijn", "demo": True},
        line | {"id": "x:weg", "name": "Verborgen lijn", "visibility": {"*": "hidden"}},
        line | {"id": "x:dicht", "name": "Gestopte lijn", "status": "defunct"},
    )
    store = Store.open(f"sqlite:///{tmp_path / 'other.db'}", context.sources, create=True)
    with store.begin_run("x", "x", now=LOADED) as run:
        run.compare([read_record(row) for row in rows])
        run.finish({}, now=LOADED)
    app = FastAPI()
    app.include_router(pages(replace(context, store=store, helplines=Helplines(store))))
    client = TestClient(app)
    text = read(client.get("/hulplijnen").text).text
    assert "Luisterlijn" in text
    assert "Andere hulplijnen" in text
    for name in ("Verzonnen lijn", "Verborgen lijn", "Gestopte lijn"):
        assert name not in text
    assert "Geen hulplijn past bij uw keuze." in read(client.get("/hulplijnen?channel=chat").text).text
    store.close()


def test_without_any_helpline_the_page_says_so(context: PageContext, tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'empty.db'}", context.sources, create=True)
    app = FastAPI()
    app.include_router(pages(replace(context, store=store, helplines=Helplines(store))))
    response = TestClient(app).get("/hulplijnen")
    assert response.status_code == 200
    assert "Er staan nog geen hulplijnen op de kaart." in read(response.text).text
    store.close()


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2022, 1, 1), "2022"), (date(2026, 8, 1), "augustus 2026"), (date(2022, 10, 23), "23 oktober 2022")],
)
def test_a_date_is_no_more_precise_than_its_source(day: date, said: str) -> None:
    assert about_when(day) == said


def test_a_number_is_as_old_as_its_last_confirmation() -> None:
    both = Provenance(source="x", source_date=date(2022, 10, 23), confirmed_on=date(2026, 3, 2))
    assert source_date_in_words(both) == "2 maart 2026"
    assert source_date_in_words(Provenance(source="x")) == "niet bekend"
    assert source_date_in_words(None) == "niet bekend"
