"""Which words of a sentence are a place: sixty questions, written before the rules were tuned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Gazetteer

# The question; then the words that are a place with the municipality that is meant first, in order.
QUESTIONS: list[tuple[str, list[tuple[str, str]]]] = [
    ("dokter 8000 Brugge centrum", [("8000 Brugge centrum", "Brugge")]),  # the name of a sub-municipality
    ("kinderopvang in Sint-Niklaas", [("Sint-Niklaas", "Sint-Niklaas")]),
    ("psycholoog aalst", [("aalst", "Aalst")]),
    ("iemand om mee te praten in Aalst", [("Aalst", "Aalst")]),
    ("ik woon in Mol en zoek een thuisverpleegster", [("Mol", "Mol")]),
    ("kinesist te Peer", [("Peer", "Peer")]),
    ("voedselbank B-9000", [("B-9000", "Gent")]),
    ("voedselbank 9000 gent", [("9000 gent", "Gent")]),
    ("ocmw Heist-op-den-Berg", [("Heist-op-den-Berg", "Heist-op-den-Berg")]),
    ("ocmw heist op den berg openingsuren", [("heist op den berg", "Heist-op-den-Berg")]),
    ("nachtopvang Antwerpen", [("Antwerpen", "Antwerpen")]),
    ("opvang in 2060 antwerpen voor dakloze", [("2060 antwerpen", "Antwerpen")]),
    ("huurpremie regio Roeselare", [("Roeselare", "Roeselare")]),
    ("rusthuis nabij Ham", [("Ham", "Tessenderlo-Ham")]),
    ("gezinszorg in Halle", [("Halle", "Halle")]),
    ("crisisopvang van Geel", [("Geel", "Geel")]),
    ("tandarts Lier", []),  # a lier is a thing too
    ("tandarts in Lier", [("Lier", "Lier")]),
    ("tandarts 2500 Lier", [("2500 Lier", "Lier")]),
    ("CAW bij Oudenaarde", [("Oudenaarde", "Oudenaarde")]),
    ("poetshulp Gand", [("Gand", "Gent")]),
    ("médecin à Louvain", [("Louvain", "Leuven")]),
    ("vluchthuis in de buurt van Kortrijk", [("Kortrijk", "Kortrijk")]),
    ("Turnhout schuldbemiddeling", [("Turnhout", "Turnhout")]),
    ("schuldbemiddeling omgeving Diest", [("Diest", "Diest")]),
    ("van Genk naar Hasselt met de rolstoel", [("Genk", "Genk"), ("Hasselt", "Hasselt")]),
    ("huisdokter in Erembodegem of Aalst", [("Erembodegem", "Aalst"), ("Aalst", "Aalst")]),
    ("hulp voor mijn kind in Sint Truiden", [("Sint Truiden", "Sint-Truiden")]),
    ("opvoedingswinkel st-niklaas", [("st-niklaas", "Sint-Niklaas")]),
    ("jeugdhulp Sint-Katelijne-Waver", [("Sint-Katelijne-Waver", "Sint-Katelijne-Waver")]),
    ("jeugdhulp in Onze-Lieve-Vrouw-Waver", [("Onze-Lieve-Vrouw-Waver", "Sint-Katelijne-Waver")]),
    ("verpleging Zwijndrecht", [("Zwijndrecht", "Beveren-Kruibeke-Zwijndrecht")]),
    ("de winkel in Borsbeek", [("Borsbeek", "Antwerpen")]),
    ("babysit Kessel-Lo", [("Kessel-Lo", "Leuven")]),
    ("mantelzorg Gentbrugge", [("Gentbrugge", "Gent")]),
    ("taalles in Ixelles", [("Ixelles", "Elsene")]),
    ("taalles in Molenbeek", [("Molenbeek", "Sint-Jans-Molenbeek")]),
    ("Peer", [("Peer", "Peer")]),
    ("Boom", [("Boom", "Boom")]),
    ("9300", [("9300", "Aalst")]),
    ("ik heb een peer gegeten", []),
    ("de boom is omgevallen op mijn dak", []),
    ("mijn lot is zwaar", []),
    ("broodje met ham en kaas", []),
    ("er zit een mol in de tuin", []),
    ("mijn haren vallen uit", []),
    ("ik wil werken en wonen", []),
    ("wat als ik as moet verstrooien", []),
    ("de muur is geel", []),
    ("ik verdien 1800 euro per maand", []),
    ("schuld van 2500 euro", []),
    ("mijn zoon is geboren in 2018", []),
    ("sinds 2020 geen werk", []),
    ("1712 bellen of 106", []),
    ("ik kan mijn huur niet meer betalen", []),
    ("hulp in Luik", []),
    ("mijn auto staat in panne", []),
    ("huisarts te Heist o/d Berg", [("Heist o/d Berg", "Heist-op-den-Berg")]),
    ("mijn man slaat mij", []),
    ("vrijwilligers uit andere landen", []),
    ("het vorst en ik heb geen verwarming", []),
    ("de trap is te steil voor mijn been", []),
]


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str | None]]:
    return [(text[one.start : one.end], one.places[0].municipality) for one in gazetteer.find_in(text)]


def test_there_are_at_least_sixty_questions() -> None:
    assert len(dict(QUESTIONS)) == len(QUESTIONS) >= 60


@pytest.mark.parametrize(("text", "meant"), QUESTIONS, ids=[text for text, _ in QUESTIONS])
def test_the_words_of_a_question_that_are_a_place(
    gazetteer: Gazetteer, text: str, meant: list[tuple[str, str]]
) -> None:
    assert found(gazetteer, text) == meant


@pytest.mark.parametrize(
    "text", ["dokter Van Damme", "familie Van Hove", "de haan kraait", "ze le zijn gesloten", "0471 23 2500"]
)
def test_surnames_animals_and_halves_of_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == []


@pytest.mark.parametrize("text", ["hulp in Werken", "hulp te Haren", "iets in Linden"])
def test_a_very_common_word_needs_a_capital_too(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == [(text.split()[-1], gazetteer.resolve(text.split()[-1])[0].municipality)]
    assert found(gazetteer, text.lower()) == []


def test_all_places_of_a_name_are_given(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.find_in("thuiszorg in Meldert")
    assert {place.municipality for place in one.places} == {"Aalst", "Hoegaarden", "Lummen"}


@given(st.text(max_size=500))
def test_no_sentence_is_too_odd(gazetteer: Gazetteer, text: str) -> None:
    last = 0
    for one in gazetteer.find_in(text):
        assert last <= one.start < one.end <= len(text)
        assert one.places
        last = one.end


@given(st.data())
def test_every_municipality_is_found_behind_a_preposition(gazetteer: Gazetteer, data: st.DataObject) -> None:
    municipality = data.draw(st.sampled_from(gazetteer.municipalities))
    (one,) = gazetteer.find_in(f"ik zoek hulp in {municipality.name} of elders")
    assert one.places[0].municipality_nis == municipality.nis
