"""The proposal of /team, and what one does with it: always a person who decides, always a reason."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search import Analyser, open_embedded
from tests.teams import teams_of
from tests.web.filling import Sent, start
from tests.web.serving import site_of
from web import PageContext
from web.team.draft import Draft

Asking = Callable[..., Sent]
SCHULD, POETS = "proef:proef-schuld@proef:proef-schuld-huis", "proef:proef-poets@proef:proef-poets-huis"
SCHOON = "proef:proef-schoon@proef:proef-schoon-huis"


@pytest.fixture(scope="module")
def client(team_context: PageContext) -> TestClient:
    return TestClient(site_of(team_context))


@pytest.fixture(scope="module")
def asking(client: TestClient) -> Asking:
    """The proposal for some needs, in Aalst."""

    def ask(*needs: str, **situation: str) -> Sent:
        page = start(client).press(place="9300").press(needs=list(needs))
        for _ in range(4):
            page = page.press(**{name: value for name, value in situation.items() if name == "programme"})
        answer = page.press()
        if situation:
            answer = answer.press("step:situation").press(**situation)
        assert answer.seen.headings == ["Voorstel voor een team"], answer.seen.text
        return answer

    return ask


def told(page: Sent) -> Draft:
    return Draft.read(page.told)


def part(page: Sent, heading: str, until: str = "<section") -> str:
    """The html of one part of the page."""
    return page.html.partition(f'id="{heading}"')[2].partition(until)[0]


def words(page: Sent) -> str:
    return page.seen.text


# What it says


def test_a_member_says_what_it_does_why_how_to_reach_it_and_what_it_is_worth(asking: Asking) -> None:
    page = asking("woonbegeleiding")
    member = words(page)
    for said in (
        "Doet: Woonbegeleiding",
        "Bel 000 00 00 03",
        "Wachttijd ongeveer 2 weken (op 1 november 2026)",
        "Ligt op minder dan 1 km",
        "Nog na te vragen:",
        "Niet bekend of",
        "Zonder Proef Wonen blijft er meer open.",
    ):
        assert said in member
    assert "Helpt met: Woonbegeleiding" not in member  # it was said already
    assert page.seen.links["Proef Wonen"] == "/organisatie/proef:proef-wonen"
    assert page.seen.links["Proef Wonen: aanbod"] == "/aanbod/proef:proef-wonen-aanbod"


def test_it_is_a_proposal_with_a_date_and_the_version_of_its_rules(asking: Asking) -> None:
    page = words(asking("schuldhulp"))
    assert "Dit is een voorstel, geen beslissing. Een mens beslist" in page
    assert "Gemaakt op 23 november 2026, voor 9300 Aalst." in page
    assert "Gemaakt met de regels van 22 november 2026." in page
    assert "eligibility" not in page


def test_what_stays_open_says_what_each_rule_removed_and_what_comes_nearest(asking: Asking) -> None:
    page = asking("schuldhulp", "opvoedingsondersteuning")
    gap = part(page, "open")
    assert "1 keer: werkt niet in uw gemeente" in gap
    assert "Proef Opvoeden: aanbod" in gap
    assert page.seen.links["Zoek zelf op de kaart: Hulp bij opvoeden"] == (
        "/zoek?function=opvoedingsondersteuning&place=9300"
    )
    why = page.press("why:proef:proef-opvoeden-aanbod")
    assert "werkt niet in uw gemeente" in part(why, "waarom-niet")


def test_links_tell_no_other_site_or_page_where_one_came_from(asking: Asking) -> None:
    page = asking("schuldhulp", "opvoedingsondersteuning").html
    for start_of_link in page.partition("<main")[2].partition("</main>")[0].split("<a ")[1:]:
        tag = start_of_link.partition(">")[0]
        inside = 'href="#' in tag or 'href="tel:' in tag
        assert inside or 'rel="noreferrer"' in tag or "loket:" in tag, tag


def test_what_is_made_up_is_labelled(asking: Asking) -> None:
    page = words(asking("buddy", "poetshulp"))
    assert "In dit voorstel staan verzonnen voorbeelden." in page
    assert page.count("Proef Buddy (Aalst) voorbeeld, niet echt") >= 2  # as coordinator, and side by side
    assert "Proef Buddy Aalst voorbeeld, niet echt Doet:" in page
    assert "voorbeeld, niet echt" not in words(asking("schuldhulp"))


def test_a_need_of_a_child_is_judged_by_the_age_of_the_child(client: TestClient) -> None:
    page = start(client).press(place="9300", age="40").press(needs=["gezinsbegeleiding"])
    assert "Proef Kinderen" in part(page.press("result"), "open")
    for_child = page.press("result", age__gezinsbegeleiding="8")
    assert "Doet: Gezinsbegeleiding" in words(for_child)


def test_teams_stand_side_by_side_and_one_of_them_can_be_taken(asking: Asking) -> None:
    page = asking("schuldhulp", "poetshulp")
    table = part(page, "anders")
    assert "Team 1" in table
    assert "Proef Schoon" in table
    taken = page.press(f"take:{SCHULD} {SCHOON}")
    assert "Nieuw: Proef Schoon" in words(taken)
    assert told(taken).pins == (SCHULD, SCHOON)


def test_the_best_team_per_axis_is_labelled(asking: Asking) -> None:
    axes = part(asking("schuldhulp", "poetshulp"), "assen")
    for label in (
        "Zo dicht mogelijk",
        "Zo snel mogelijk",
        "Zo weinig mogelijk mensen",
        "Eerst hulp uit de eigen omgeving",
    ):
        assert label in axes


def test_how_certain_the_order_is_can_be_opened(asking: Asking) -> None:
    certain = part(asking("schuldhulp", "poetshulp"), "zeker")
    assert "Hoe zeker is deze volgorde?" in certain
    assert "Wachttijd" in certain


def test_coordinators_are_ranked_with_reasons_and_pay(asking: Asking) -> None:
    ranking = part(asking("schuldhulp"), "coordinatie")
    assert "De persoon kiest." in ranking
    assert ranking.index("De persoon</strong>") < ranking.index("Proef Schuld")
    assert "Wie zelf of als mantelzorger coördineert, wordt daar niet voor betaald" in ranking
    assert "Het team gebruikt Alivia" in ranking


def test_a_casemanager_is_proposed_with_the_reason_the_day_and_how_to_ask(asking: Asking) -> None:
    page = asking("schuldhulp", no_care="yes")
    manager = part(page, "casemanager")
    assert "Startkabel" in manager
    assert "U krijgt niet de zorg die u nodig hebt." in manager
    assert manager.index("Proef Wonen") < manager.index("Proef Neutraal")
    assert "Bel gewoon." in manager
    assert "antwoord ten laatste op woensdag 2 december 2026" in manager
    assert "Nog na te vragen:" in manager


def test_what_neutrality_costs_is_told(asking: Asking) -> None:
    manager = part(asking("woonbegeleiding", no_care="yes"), "casemanager")
    assert "Proef Wonen blijft buiten het team om neutraal te kunnen zijn als casemanager." in manager
    assert "Dan blijft er meer open." in manager


def test_the_perinatal_programme_tells_what_applies_and_where_to_look(asking: Asking) -> None:
    page = asking("schuldhulp", programme="perinatal", weeks="20", indicator__financial="yes", indicator__housing="yes")
    perinatal = part(page, "perinataal")
    assert "scenario B" in perinatal
    assert "Persoonlijk prenataal adviesgesprek" in perinatal
    assert "Door:" in perinatal


def test_what_was_told_stands_beside_it_and_each_step_can_be_changed(asking: Asking) -> None:
    page = asking("schuldhulp")
    assert "Wat u vertelde" in words(page)
    for id_, title in (("who", "Wie en waar"), ("situation", "Hoe het loopt")):
        changed = page.press(f"step:{id_}")
        assert title in words(changed)
        assert dict(changed.fields)["step"] == id_
    again = page.press("step:needs").press("result", needs=["schuldhulp", "poetshulp"])
    assert "Nieuw: Proef Poets" in words(again)


# What one does with it


def test_liever_niet_leaves_someone_out_and_can_be_undone(asking: Asking) -> None:
    page = asking("schuldhulp", "poetshulp")
    assert told(page).shown == (POETS, SCHULD)
    without = page.press(f"veto:{POETS}")
    assert "Nieuw: Proef Schoon" in words(without)
    assert "Weg: Proef Poets (Aalst): u wilt deze dienst niet" in words(without)
    assert "Liever niet: Proef Poets" in words(without)
    back = without.press(f"undo:{POETS}")
    assert "Liever niet: Proef Poets" not in words(back)
    assert (told(back).vetoes, told(back).pins) == ((), ())


def test_zeker_wel_keeps_someone_in(asking: Asking) -> None:
    page = asking("schuldhulp", "poetshulp").press(f"pin:{SCHOON}")
    assert "Zeker wel: Proef Schoon" in words(page)
    assert "U koos: zeker wel" in words(page)
    assert SCHOON in told(page).shown


def test_whom_one_wanted_first_and_then_not_is_only_not_wanted(asking: Asking) -> None:
    page = asking("poetshulp").press(f"pin:{POETS}").press(f"veto:{POETS}")
    assert (told(page).pins, told(page).vetoes) == ((), (POETS,))


def test_vervang_changes_one_member_and_that_one_stays_away(asking: Asking) -> None:
    page = asking("schuldhulp", "poetshulp").press(f"replace:{POETS}")
    assert "Weg: Proef Poets (Aalst): u vroeg om iemand anders in de plaats" in words(page)
    assert "Liever niet: Proef Poets" in words(page)
    assert set(told(page).shown) == {SCHULD, SCHOON}
    later = page.press("preset:nearest")
    assert POETS not in told(later).shown
    assert told(later).vetoes == (POETS,)


def test_a_choice_that_cannot_be_says_so(asking: Asking) -> None:
    page = asking("schuldhulp").press(f"pin:{POETS}")
    assert "Dit kan niet" in words(page)
    assert "Proef Poets (Aalst): " in part(page, "onmogelijk")


def test_what_counts_most_can_be_chosen(asking: Asking) -> None:
    page = asking("poetshulp").press("preset:fastest")
    assert '<strong aria-current="true">Zo snel mogelijk</strong>' in page.html
    assert '<strong aria-current="true">Alles samen</strong>' in page.press("preset:").html


def test_a_carer_can_be_added_beside_the_proposal(asking: Asking) -> None:
    page = asking("schuldhulp", "poetshulp").press("carer", new__carer="zus", new__carer__serves=["poetshulp"])
    assert "mantelzorger: zus (Poetshulp)" in words(page)
    assert "Weg: Proef Poets" in words(page)


def test_why_not_is_answered_by_name_and_changes_nothing(asking: Asking) -> None:
    page = asking("schuldhulp", "poetshulp").press(f"veto:{POETS}")
    asked = page.press("find", who="proef schoon")
    assert told(asked).why_not == ("proef:proef-schoon",)
    assert "Proef Schoon: " in words(asked)
    assert (told(asked).shown, told(asked).previous) == (told(page).shown, told(page).previous)
    hidden = asked.press("forget:proef:proef-schoon")
    assert told(hidden).why_not == ()
    assert (told(hidden).shown, told(hidden).previous) == (told(page).shown, told(page).previous)


def test_a_name_of_several_asks_which_and_a_name_of_nobody_says_so(asking: Asking) -> None:
    page = asking("schuldhulp")
    several = page.press("find", who="proef")
    assert "Wie bedoelt u met “proef”?" in words(several)
    assert 'value="why:proef:proef-poets"' in several.html
    nobody = page.press("find", who="Xyzzyplugh")
    assert "We vinden “Xyzzyplugh” niet op de kaart." in words(nobody)
    assert 'value="Xyzzyplugh"' in nobody.html


def test_when_nobody_is_left_the_page_is_honest_and_says_whom_to_call(asking: Asking) -> None:
    page = asking("woonbegeleiding").press("veto:proef:proef-wonen")
    assert "We vonden niemand die past bij wat u vroeg." in words(page)
    assert "u wilt deze dienst niet" in part(page, "open")
    assert "0800 13 500" in part(page, "mens", "</section>")
    assert "Onthaal OCMW Aalst" in part(page, "mens", "</section>")


def test_while_the_engine_is_away_the_page_says_whom_to_call_and_keeps_what_was_told(
    team_context: PageContext, analyser: Analyser, tmp_path: Path
) -> None:
    with closing(open_embedded(tmp_path, analyser, writer=True)) as engine:
        teams = teams_of(
            team_context.store, engine, team_context.zones, team_context.gazetteer, team_context.vocabulary
        )
        site = TestClient(site_of(replace(team_context, teams=teams)))
        needs = start(site).press(place="9300")
    page = needs.press("result", needs=["schuldhulp"])
    assert (page.status, page.seen.headings) == (503, ["Een team voorstellen lukt nu even niet"])
    assert "Zoeken" not in page.seen.title
    assert "Bel 112" in page.seen.links
    assert "0800 13 500" in part(page, "mens", "</section>")
    assert "Onthaal OCMW Aalst" in part(page, "mens", "</section>")
    again = Sent(TestClient(site_of(team_context)), page.status, page.html).press("")
    assert again.seen.headings == ["Voorstel voor een team"]
    assert "Proef Schuld" in part(again, "team", "<aside")


def test_who_is_not_wanted_stays_out_of_every_team(asking: Asking) -> None:
    page = asking("poetshulp").press("veto:proef:proef-poets")
    assert "Proef Poets" not in part(page, "team", "<aside") + part(page, "anders")
