"""On /team a name is never left alone: its place, whether it is made up, and words that people know stand beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.web.filling import Sent, start
from tests.web.serving import site_of
from web import PageContext
from web.team.draft import Draft

Asking = Callable[..., Sent]
HERE, THERE = "proef:proef-twee@proef:proef-twee-huis", "proef:proef-twee@proef:proef-twee-ginds"
SOMEWHERE = "proef:proef-twee@proef:proef-twee-ergens"
MADE_UP = "voorbeeld, niet echt"


@pytest.fixture(scope="module")
def asking(team_context: PageContext) -> Asking:
    """The proposal for some needs, in Aalst; what is told at the last step goes along."""
    client = TestClient(site_of(team_context))

    def ask(*needs: str, **situation: str) -> Sent:
        page = start(client).press(place="9300").press(needs=list(needs))
        for _ in range(3):
            page = page.press(**{name: value for name, value in situation.items() if name == "programme"})
        return page.press("result", **situation)

    return ask


def part(page: Sent, heading: str, until: str = "</section>") -> str:
    """The words of one part of the page."""
    html = page.html.partition(f'id="{heading}"')[2].partition(until)[0]
    words = [piece.partition(">")[2] for piece in html.split("<")]
    return " ".join(" ".join(words).split()).replace(" .", ".").replace(" ,", ",").replace(" :", ":")


# Which of several places


def test_two_places_of_one_organisation_are_told_apart_side_by_side(asking: Asking) -> None:
    page = asking("huurdersadvies")
    table = part(page, "anders")
    assert f"Proef Twee (Aalst) {MADE_UP}" in table
    assert f"Proef Twee (Haaltert) {MADE_UP}" in table


def test_what_changed_names_the_place_and_what_is_made_up(asking: Asking) -> None:
    page = asking("huurdersadvies").press(f"take:{THERE}")
    changed = part(page, "veranderd")
    assert f"Nieuw: Proef Twee (Haaltert) {MADE_UP}" in changed
    assert f"Weg: Proef Twee (Aalst) {MADE_UP}" in changed


def test_choices_name_the_place_and_what_is_made_up(asking: Asking) -> None:
    page = asking("huurdersadvies").press(f"pin:{THERE}").press(f"veto:{SOMEWHERE}")
    assert f"Zeker wel: Proef Twee (Haaltert) {MADE_UP}" in page.seen.text
    assert f"Liever niet: Proef Twee (plaats niet bekend) {MADE_UP}" in page.seen.text
    whole = page.press("veto:proef:proef-twee")
    assert f"Liever niet: Proef Twee {MADE_UP}" in whole.seen.text  # all its places


def test_who_could_coordinate_has_a_place_and_says_what_is_made_up(asking: Asking) -> None:
    assert f"Proef Twee (Aalst) {MADE_UP}" in part(asking("huurdersadvies"), "coordinatie")


def test_why_not_is_answered_for_one_place(asking: Asking) -> None:
    page = asking("huurdersadvies").press(f"why:{THERE}")
    assert f"Proef Twee (Haaltert) {MADE_UP}:" in part(page, "waarom-niet")


def test_a_name_keeps_its_own_capitals(asking: Asking) -> None:
    page = asking("schuldhulp", "poetshulp")
    page = page.press("carer", new__carer="huisarts Peeters", new__carer__serves=["poetshulp"])
    assert "Huisarts Peeters" in part(page, "team", "<aside")


# Words


def test_what_is_new_and_what_must_be_asked_is_said_once(asking: Asking) -> None:
    team = part(asking("schuldhulp", "poetshulp"), "team", "<aside")
    assert team.count("is nieuw") == 1
    assert "vraag dit na" not in team
    assert "Nog na te vragen:" in team


def test_a_point_is_explained_once_and_no_rule_has_an_id(asking: Asking) -> None:
    page = asking("schuldhulp", "poetshulp").seen.text
    assert page.count("Eén punt is ongeveer één minuut onderweg") == 1
    assert "(L6)" not in page
    assert "(L9)" not in page


def test_words_of_the_policy_are_explained_where_they_stand(asking: Asking) -> None:
    assert "Startkabel: Een casemanager brengt hulp op gang" in part(asking("schuldhulp", no_care="yes"), "casemanager")
    process = part(asking("schuldhulp", goals_not_met="yes"), "casemanager")
    assert "Procesbegeleiding: Een casemanager helpt een team dat er al is" in process
    perinatal = part(asking("schuldhulp", programme="perinatal", weeks="20"), "perinataal")
    assert "0 is geen, A is 1, B is 2 of meer." in perinatal


def test_the_casemanager_speaks_to_the_person(asking: Asking) -> None:
    manager = part(asking("schuldhulp", no_care="yes"), "casemanager", "<details")
    assert "Heeft nu plaats." in manager
    assert "de persoon" not in manager.lower()


def test_how_to_ask_leaves_out_what_nobody_can_do(asking: Asking) -> None:
    manager = part(asking("schuldhulp", no_care="yes"), "casemanager")
    assert "Mail naar de organisatie." not in manager  # no address is known
    assert manager.count("Bel gewoon.") == 1  # of one of the two a number is known
    assert manager.count("Telefoon en e-mail: niet bekend.") == 1


def test_weights_of_one_name_are_told_apart_with_a_unit(asking: Asking, team_context: PageContext) -> None:
    page = asking("schuldhulp", "poetshulp")
    names = [piece.partition("</dt>")[0] for piece in page.html.partition('id="zeker"')[2].split("<dt>")[1:]]
    assert len(names) > 3
    assert len(set(names)) == len(names)
    assert "punten" in part(page, "zeker")


# Side by side


def test_teams_are_compared_by_what_people_ask(asking: Asking) -> None:
    table = part(asking("schuldhulp", "poetshulp", "opvoedingsondersteuning"), "anders")
    for row in ("Verste afstand", "Langste wachttijd 2 weken", "Nog na te vragen", "Blijft open Hulp bij opvoeden"):
        assert any(row in table.replace(f"Team {n}: ", "") for n in range(1, 6)), row
    assert "zoals team 1" in table
    assert "minstens de helft van de nieuwe mensen" in table


def test_how_far_it_is_at_most_stands_beside_of_how_many_that_is_not_known(asking: Asking) -> None:
    table = part(asking("huurdersadvies"), "anders")
    here, there, somewhere = re.findall(
        r"Team \d: ([^T]+)", table.partition("Verste afstand ")[2].partition(" Langste")[0]
    )[:3]
    assert float(here.removesuffix("km ").replace(",", ".")) < 1
    assert float(there.removesuffix("km ").replace(",", ".")) > 3
    assert somewhere.strip() == "niet bekend"


# Not twice


def test_each_organisation_of_the_perinatal_part_stands_once(asking: Asking) -> None:
    page = asking("schuldhulp", programme="perinatal", weeks="20", indicator__financial="yes")
    perinatal = page.html.partition('id="perinataal"')[2].partition("</section>")[0]
    offers = [piece.partition('"')[0] for piece in perinatal.split('href="/aanbod/')[1:]]
    assert offers
    assert len(set(offers)) == len(offers)
    names = [piece.partition("</strong>")[0] for piece in perinatal.split("<dd><strong>")[1:]]
    assert len(set(names)) == len(names)


def test_a_large_team_is_compact_and_a_small_one_open(asking: Asking) -> None:
    small = asking("schuldhulp").html.partition('id="team"')[2].partition("<aside")[0]
    many = ("schuldhulp", "poetshulp", "buddy", "woonbegeleiding", "huurdersadvies", "gesprek")
    large = asking(*many).html.partition('id="team"')[2].partition("<aside")[0]
    assert "<details open>" in small
    assert "<details open>" not in large
    assert "<details>" in large


def test_the_draft_keeps_what_was_told(asking: Asking) -> None:
    assert Draft.read(asking("huurdersadvies").told).shown == (HERE,)
