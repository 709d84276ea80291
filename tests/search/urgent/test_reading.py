"""What the rules do with words: spelling, order, negatives, and everything that may be typed."""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.urgent import Advice, BadUrgentRow, UrgentRules
from search.urgent.lexicon import Lexicon
from search.urgent.tables import UrgentTables
from tests.search.urgent.conftest import URGENT
from tests.search.urgent.phrases import KNOWN, phrases


def topics(rules: UrgentRules, text: str) -> set[str]:
    return {match.topic for match in rules.recognise(text)}


@pytest.mark.parametrize(
    "text",
    ["Ik wil DOOD", "kwil nimeer leven", "ik wil ni meer leven", "zelf moord", "zelfmoort", "j’ai envie de mourir"],
)
def test_case_accents_dialect_and_spelling_do_not_matter(rules: UrgentRules, text: str) -> None:
    assert "zelfdoding" in topics(rules, text)


@pytest.mark.parametrize("typed", ["khoor stemmen", "k hoor stemmen", "mijn broer is op de snelweg aan 't lopn"])
def test_what_the_flemish_swallow_or_stick_together_is_read_as_meant(rules: UrgentRules, typed: str) -> None:
    assert "psychische_crisis" in topics(rules, typed)


def test_a_swallowed_article_comes_loose(rules: UrgentRules) -> None:
    assert "zelfdoding" in topics(rules, "ik sta op tdak")
    assert topics(rules, "ik sta op xdak") == set()


@pytest.mark.parametrize("typed", ["hij krygt geen lucht", "ze oademt niet", "ze oademt nie mi"])
def test_another_sound_is_read_as_the_word_of_the_rules_that_it_makes(rules: UrgentRules, typed: str) -> None:
    assert "levensgevaar" in topics(rules, typed)


def test_a_slip_is_also_read_through_in_words_that_belong_together() -> None:
    atom = frozenset({("uit", "gevangenis")})
    found = Lexicon([atom], frozenset()).find(["ik", "kom", "uit", "gevangnis"])
    assert found.ends(0) == {2: 4}


def test_the_last_words_are_not_taken_for_the_begin_of_a_longer_row() -> None:
    atoms = [frozenset({("ga", "doen")}), frozenset({("ga", "doen", "wat", "moet")})]
    found = Lexicon(atoms, frozenset()).find(["ik", "ga", "doen"])
    assert found.present == {0}
    assert found.ends(0) == {1: 3}


def test_a_word_that_the_rules_know_is_never_read_as_another(rules: UrgentRules) -> None:
    assert "zelfdoding" in topics(rules, "kms")  # "kill myself" in chats, not "ik ms"


@pytest.mark.parametrize("typed", ["bewusteloso", "bewustelos", "bewusteeloos", "bewusteloas"])
def test_one_slip_in_a_long_word_is_read_through(rules: UrgentRules, typed: str) -> None:
    assert "levensgevaar" in topics(rules, f"mijn man is {typed}")


def test_a_slip_in_a_short_word_is_another_word(rules: UrgentRules) -> None:
    assert "geweld" in topics(rules, "mijn man slaat mij")
    assert topics(rules, "mijn man staat mij bij") == set()


def test_a_word_that_looks_like_another_is_left_alone(rules: UrgentRules) -> None:
    assert "seksueel_geweld" in topics(rules, "ik ben verkracht")
    assert topics(rules, "ik heb mijn fiets verkocht") == set()


def test_words_may_stand_in_another_order_within_a_clause_but_not_a_page_apart(rules: UrgentRules) -> None:
    assert "vergiftiging" in topics(rules, "javel heeft mijn dochter gedronken")
    far = " ".join(["en"] * 40)
    assert topics(rules, f"javel staat in de kast {far} mijn dochter heeft gedronken") == set()


@pytest.mark.parametrize(
    "text",
    ["opleiding zelfmoordpreventie", "brandweer open dag", "dood van het lachen", "boek over geweld in het gezin"],
)
def test_what_makes_it_ordinary_is_seen(rules: UrgentRules, text: str) -> None:
    assert topics(rules, text) == set()


def test_what_is_explicit_stays_urgent_whatever_else_is_said(rules: UrgentRules) -> None:
    assert "zelfdoding" in topics(rules, "ik volg een opleiding en ik wil niet meer leven")


def test_a_word_that_makes_ordinary_does_not_silence_a_whole_story(rules: UrgentRules) -> None:
    assert topics(rules, "een boek over een psychose") == set()
    story = "ons dochter is haar verstand kwijt, ze loopt naakt over straat in een boek te praten en kent ons niet meer"
    assert "psychische_crisis" in topics(rules, story)


def test_a_match_tells_its_row_its_language_and_its_words(rules: UrgentRules) -> None:
    (match,) = rules.recognise("my husband hits me")
    assert (match.topic, match.language) == ("geweld", "en")
    assert match.row.startswith("geweld.csv:")
    assert set(match.words) <= {"my", "husband", "hits", "me"}


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(rules: UrgentRules, text: str) -> None:
    rules.recognise(text)


@pytest.mark.parametrize("text", ["kt" * 2000, "k" * 9000, "oa" * 5000, "kgebeurdd " * 300])
def test_no_heap_of_letters_makes_it_fail(rules: UrgentRules, text: str) -> None:
    assert topics(rules, text) == set()


@given(st.lists(st.sampled_from(["ik", "wil", "dood", "kind", "javel", "slaat", "mij", "niet", "meer"]), max_size=60))
def test_no_heap_of_urgent_words_makes_it_fail(rules: UrgentRules, words: list[str]) -> None:
    for match in rules.recognise(" ".join(words)):
        assert set(match.words) <= set(words)


def test_the_order_of_the_rules_does_not_matter(rules: UrgentRules) -> None:
    tables = UrgentTables.read(URGENT)
    shuffled = list(tables.rules)
    random.Random(7).shuffle(shuffled)
    other = UrgentRules(replace(tables, rules=tuple(shuffled)))
    assert all(other.recognise(one.text) == rules.recognise(one.text) for one in phrases(KNOWN)[::5])


def test_the_time_grows_with_the_text_and_no_faster(rules: UrgentRules) -> None:
    piece = "mijn kind heeft iets gedronken en hij slaat mij ik wil niet meer "

    def seconds(times: int) -> float:
        text = piece * times
        return min(_timed(rules, text) for _ in range(3))

    assert seconds(400) < 80 * seconds(20)  # 20 times as long; four times that for a busy machine; squared is 400


def _timed(rules: UrgentRules, text: str) -> float:
    begin = time.process_time()
    rules.recognise(text)
    return time.process_time() - begin


@pytest.mark.parametrize(
    ("file", "row", "where"),
    [
        ("rules/geweld.csv", "nl,@nobody,,,spreektaal,x", "no word class '@nobody'"),
        ("rules/geweld.csv", "nl,Slaat,,,spreektaal,x", "not a word in lower case"),
        ("rules/geweld.csv", "de,schlagt,,,spreektaal,x", "the language must be one of nl, fr, en"),
        ("rules/geweld.csv", "nl,slaat echt,,,spreektaal,x", "has the filler 'echt'"),
        ("rules/geweld.csv", "nl,slaat,,misschien,spreektaal,x", "certain must be 'ja' or empty"),
        ("ordinary.csv", "liefde,boek,cultuur,x", "no rules for the topic liefde"),
        ("words.csv", "kind,kind,x", "the class 'kind' is there already"),
        ("lookalikes.csv", "Getéld,x", "is not folded"),
        ("sounds.csv", "^$,aa,x", "is not letters"),
    ],
)
def test_a_bad_row_is_told_with_its_file_and_line(tmp_path: Path, file: str, row: str, where: str) -> None:
    folder = Path(shutil.copytree(URGENT, tmp_path / "urgent"))
    lines = (folder / file).read_text("utf-8").splitlines()
    (folder / file).write_text("\n".join([*lines, row]) + "\n", "utf-8")
    with pytest.raises(BadUrgentRow, match=f"{Path(file).name}:{len(lines) + 1}: .*{where}"):
        UrgentRules.load(folder)


def test_advice_never_holds_a_number_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "advice.toml"
    path.write_text(
        '[ask]\nnl = "x"\nfr = "x"\nen = "x"\n'
        '[x]\nname = {nl = "x", fr = "x", en = "x"}\nnl = "Bel 112."\nfr = "x"\nen = "x"\n',
        "utf-8",
    )
    with pytest.raises(BadUrgentRow, match="numbers come from the records"):
        Advice.load(path)


def test_a_sentence_whose_number_nobody_knows_is_left_out(advice: Advice) -> None:
    said = advice.say("vergiftiging", "nl", {"loket:hulplijn-112": "112"})
    assert "112" in said
    assert "Antigifcentrum" not in said


def test_who_is_asked_reads_the_question_first(advice: Advice) -> None:
    said = advice.say("vergiftiging", "nl", {}, ask=True)
    assert said.startswith("Kan het niet wachten?")
    assert said.endswith(advice.say("vergiftiging", "nl", {}))
