"""What becomes of real Dutch words. tokens.csv is read by people: a change in it is a change in what is found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from search.analysis import Analyser

with (Path(__file__).parent / "tokens.csv").open(encoding="utf-8", newline="") as table:
    PINNED = [(row["text"], row["tokens"].split(), row["parts"].split()) for row in csv.DictReader(table)]

MEET = [
    "huis huizen",
    "gezin gezinnen",
    "brief brieven",
    "schuld schulden",
    "kind kinderen kindje",
    "ouder ouders",
    "opvoeden opvoeding opvoeder opvoedt",
    "begeleiding begeleiden begeleider begeleidt begeleidster",
    "helpen helpt geholpen helper",
    "betalen betaal betaalt betaald",
    "verslaving verslaafd verslaafde verslavingen",
    "dakloos dakloze daklozen dakloosheid",
    "scheiden scheiding gescheiden",
    "mishandeling mishandeld mishandelen",
    "sociaal sociale",
    "financieel financiële",
    "relatie relaties",
    "ziek zieken ziekte ziektes",
    "arts artsen",
    "mens mensen",
    "foto foto's fotos",
    "baby baby's babys",
    "OCMW ocmw's O.C.M.W.",
    "vzw v.z.w. vzw's",
    "e-mail email mail",
    "crèche creche crèches",
    "cliënt client cliënten",
    "centrum centra",
    "hulpverlening hulpverleners hulpverlener",
    "mantelzorg mantelzorger mantelzorgers",
    "pleegkind pleegkinderen",
    "pleeggezin pleeggezinnen",
    "dienstencentrum dienstencentra",
    "jeugdbegeleiding jeugdbegeleiders",
    "babbel babbelen babbeltje babbeltjes babbelke",
    "praat praten praatje praatjes",
    "pil pillen pilletje",
    "spuit spuitje spuitjes",
    "zoon zonen zoontje",
    "vriendin vriendinnen vriendinnetje",
    "probleem problemen probleempje",
    "rekening rekeningen rekeningetje",
    "auto auto's autootje",
    "foto fotootje",
    "kind kindje kindeke kindertjes",
    "huis huisje huizeke",
    "oma omaatje",
    "hobby hobby's",
    "café cafés",
    "studiebeurs studiebeurzen",
    "consultatiebureau consultatiebureaus",
    "dienstencheque dienstencheques",
    "wassen wast gewassen",
    "weglopen wegloopt weggelopen",
    "kopen koopt gekocht",
    "gevaar gevaren",
    "praatgroep praatgroepje",
]

STAY_APART = [
    "gezin zin",
    "begeleiding beleid",
    "begeleiden geleiden",
    "opvoeding voeding",
    "ouder ouderen",
    "ouder oud",
    "arm arts",
    "les lezen",
    "huis thuis",
    "gift gif",
    "roken rok",
    "krant kraan",
    "plan plant",
    "jongen jong",
    "huurder verhuurder",
    "slagen slaan",
    "kans kan",
    "buurt buren",
    "gehoor geboorte",
    "hart hard",
    "schuld school",
    "rouw vrouw",
    "lift leven",
    "woning won",
    "gewassen gewas",
    "gevaren varen",
    "gevaar vaar",
    "zoon zon",
    "boom bom",
    "maag mag",
    "boos bos",
    "kopen kop",
    "weten wet",
    "maatje mat",
    "zaak zak",
    "leeg leggen",
    "uitje uit",
    "ontlasting ontlasten",
    "aids aid",
    "ASS as",
    "KOPP kop",
    "OPZ op",
    "Spanje span",
    "beurs beuren",
]


@pytest.mark.parametrize(("text", "tokens", "parts"), PINNED, ids=[text for text, _, _ in PINNED])
def test_a_text_gives_these_tokens_and_these_parts(
    analyser: Analyser, text: str, tokens: list[str], parts: list[str]
) -> None:
    assert analyser.index_tokens(text) == tokens
    assert analyser.part_tokens(text) == parts


def test_the_table_is_large_enough_to_show_a_change_of_the_stemmer() -> None:
    assert len(PINNED) >= 400
    assert len({text for text, _, _ in PINNED}) == len(PINNED)


@pytest.mark.parametrize("family", MEET)
def test_forms_of_one_word_meet(analyser: Analyser, family: str) -> None:
    found = {form: analyser.index_tokens(form) for form in family.split()}
    assert len({tuple(tokens) for tokens in found.values()}) == 1, found


@pytest.mark.parametrize("strangers", STAY_APART)
def test_words_that_only_look_alike_stay_apart(analyser: Analyser, strangers: str) -> None:
    one, other = (analyser.query_words(word)[0].stem for word in strangers.split())
    assert one != other


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("schuldhulp", "schuldhulpverlening"),
        ("huisarts", "huisartsenwachtpost"),
        ("opvang", "kinderopvang"),
        ("kinderen", "kinderopvang"),
        ("bemiddeling", "schuldbemiddelaar"),
        ("schulden", "schuldbemiddeling"),
        ("verpleegster", "thuisverpleging"),
        ("uitkering", "werkloosheidsuitkering"),
        ("huren", "huurwaarborg"),
    ],
)
def test_a_plain_word_finds_the_compound_that_holds_it(analyser: Analyser, spoken: str, written: str) -> None:
    (word,) = analyser.query_words(spoken)
    assert set(word.parts or (word.stem,)) <= set(analyser.part_tokens(written))


@pytest.mark.parametrize(
    "word", ["kwartier", "planeet", "voetballers", "ziekenhuis", "overheid", "automaat", "huiswerk"]
)
def test_a_word_that_only_seems_a_compound_stays_whole(analyser: Analyser, word: str) -> None:
    assert analyser.part_tokens(word) == []


def test_a_name_keeps_its_small_words_and_its_endings(analyser: Analyser) -> None:
    assert analyser.exact_tokens("Huis van het Kind – Sint-Niklaas") == [
        "huis",
        "van",
        "het",
        "kind",
        "sint",
        "niklaas",
    ]


def test_a_query_word_carries_what_was_typed_its_stem_and_its_parts(analyser: Analyser) -> None:
    (word,) = analyser.query_words("Schuldhulpverlening!")
    assert (word.text, word.stem, word.parts) == (
        "schuldhulpverlening",
        "schuldhulpverlen",
        ("schuld", "hulp", "verlen"),
    )


def test_function_words_fall_away_unless_they_are_all_there_is(analyser: Analyser) -> None:
    assert [word.text for word in analyser.query_words("ik kan mijn huur niet meer betalen")] == ["huur", "betalen"]
    assert [word.text for word in analyser.query_words("Wij zijn er")] == ["wij", "zijn", "er"]
    assert analyser.query_words(" … ") == ()


def test_zonder_stays_because_it_names_who_is_welcome(analyser: Analyser) -> None:
    assert [word.text for word in analyser.query_words("hulp zonder papieren")] == ["hulp", "zonder", "papieren"]


def test_a_very_long_word_is_cut_and_cannot_fill_the_index(analyser: Analyser) -> None:
    (token,) = analyser.exact_tokens("a" * 100_000)
    assert len(token) == 60
