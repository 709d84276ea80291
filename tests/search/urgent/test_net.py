"""The net under the rules: it asks where they find nothing, and never decides."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scripts.train_urgent import fingerprint, learn, read_phrases, write
from search.urgent import UrgentNet, UrgentRecognition, UrgentRules
from tests.search.urgent.conftest import URGENT
from tests.search.urgent.phrases import KNOWN, ORDINARY, phrases

NET = UrgentNet.load(URGENT)


def only_the_net_hears(rules: UrgentRules, net: UrgentNet) -> list[str]:
    """Urgent phrases that no rule recognises and the net does."""
    return [
        one.text
        for one in phrases(KNOWN)
        if one.topic != ORDINARY and not rules.recognise(one.text) and net.recognise(one.text)
    ]


def test_the_net_was_learnt_from_the_phrases_as_they_stand() -> None:
    with (URGENT / "net.csv").open(encoding="utf-8") as file:
        made_from = file.readline()
    assert fingerprint(KNOWN) in made_from, "run python -m scripts.train_urgent"


def test_what_is_learnt_is_told_from_what_is_ordinary(tmp_path: Path) -> None:
    few = [one for one in read_phrases(KNOWN) if one.topic in (ORDINARY, "geen_bed") and one.language == "nl"][::8]
    write(tmp_path / "net.csv", ["geen_bed"], learn(few, ["geen_bed"]), "a few phrases")
    net = UrgentNet.load(tmp_path)
    assert [match.topic for match in net.recognise("ik heb vannacht geen bed en slaap buiten")] == ["geen_bed"]
    assert net.recognise("een cursus tekenen voor kinderen") == ()


def test_where_a_rule_decides_the_net_adds_nothing(recognition: UrgentRecognition) -> None:
    for phrase in phrases(KNOWN)[::20]:
        decided = recognition.rules.recognise(phrase.text)
        if decided:
            assert recognition.recognise(phrase.text) == decided
            assert all(match.sure for match in decided)


def test_where_no_rule_does_the_net_asks(recognition: UrgentRecognition) -> None:
    heard = only_the_net_hears(recognition.rules, recognition.net)
    assert len(heard) > 50
    for text in heard:
        assert all(not match.sure for match in recognition.recognise(text))


def test_it_does_not_ask_about_what_is_ordinary(recognition: UrgentRecognition) -> None:
    for text in only_the_net_hears(recognition.rules, recognition.net):
        assert all(match.sure for match in recognition.recognise(f"{text} gedicht"))


def test_a_story_does_not_drown_what_tells(recognition: UrgentRecognition) -> None:
    heard = only_the_net_hears(recognition.rules, recognition.net)
    drawn = random.Random(3)
    words = [word for one in phrases(KNOWN) if one.topic == ORDINARY for word in one.text.split()]
    stories = [" ".join([*drawn.sample(words, 16), text, *drawn.sample(words, 16)]) for text in heard]
    assert sum(bool(recognition.net.recognise(story)) for story in stories) > len(stories) / 2


def test_it_asks_in_the_language_of_the_words(recognition: UrgentRecognition) -> None:
    told = [
        recognition.net.recognise(one.text)[0].language == one.language
        for one in phrases(KNOWN)
        if recognition.net.recognise(one.text)
    ]
    assert sum(told) > 0.97 * len(told)


@given(st.text())
def test_whatever_is_typed_it_answers_with_one_topic_or_none(text: str) -> None:
    assert len(NET.recognise(text)) <= 1
