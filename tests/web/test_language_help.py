"""Who asks in another language reads in that language how to get help, and what it says is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from catalogue import OfferView
from search import Languages
from tests.web.reading import read
from web import PageContext
from web.language_help import MOST_LINES, OTHERWISE, lines_in, texts

ARABIC, UKRAINIAN, FRENCH, TIGRINYA = "أحتاج مساعدة", "шукаю роботу", "je cherche un logement", "ሓገዝ ይደሊ ኣለኹ"


def html(client: TestClient, question: str, **other: str) -> str:
    chosen = "".join(f"&{name}={value}" for name, value in other.items())
    response = client.get(f"/zoek?q={quote(question)}{chosen}")
    assert response.status_code == 200
    return response.text


def box(page: str) -> str:
    """The part of a page that is for who speaks another language; empty where there is none."""
    found = re.search(r'<section class="tongue".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.fixture(scope="module")
def languages(data: Path) -> Languages:
    return Languages.load(data / "relevance" / "languages.toml")


@pytest.mark.parametrize(("question", "language"), [(ARABIC, "ar"), (UKRAINIAN, "uk"), (FRENCH, "fr")])
def test_the_box_is_in_the_language_of_the_question(client: TestClient, question: str, language: str) -> None:
    told = box(html(client, question))
    assert f'lang="{language}"' in told
    assert texts()[language]["results"] in told
    assert ('dir="rtl"' in told) == (language == "ar")


def test_it_has_a_dutch_sentence_to_show_to_a_worker(client: TestClient) -> None:
    told = box(html(client, ARABIC))
    assert '<p class="sentence" lang="nl" dir="ltr">Ik spreek Arabisch. Kunt u een tolk bellen?</p>' in told


def test_a_question_in_dutch_or_without_words_has_no_box(client: TestClient) -> None:
    for question in ("huurschulden", "tolk Arabisch", ""):
        assert box(html(client, question)) == ""


def test_a_language_without_texts_gets_english_ones_and_its_own_dutch_sentence(client: TestClient) -> None:
    told = box(html(client, TIGRINYA))
    assert f'lang="{OTHERWISE}"' in told
    assert "Ik spreek Tigrinya. Kunt u een tolk bellen?" in told


def test_its_links_ask_for_the_language_and_for_what_helps_newcomers_near_the_same_place(client: TestClient) -> None:
    said = texts()["uk"]
    links = read(box(html(client, UKRAINIAN, place="Aalst"))).links
    assert links[said["again"]] == f"/zoek?q={quote(UKRAINIAN).replace('%20', '+')}&place=Aalst&language=uk"
    assert links[said["interpreters"]] == "/zoek?place=Aalst&function=tolken"
    assert links[said["newcomers"]] == "/zoek?place=Aalst&function=inburgering"
    assert links[said["welcome"]] == "/zoek?place=Aalst&function=onthaal"
    for address in links.values():
        assert client.get(address).status_code == 200


def test_who_already_chose_the_language_is_not_sent_there_again(client: TestClient) -> None:
    assert texts()["uk"]["again"] not in box(html(client, UKRAINIAN, language="uk"))


def test_lines_that_speak_the_language_stand_in_it_with_the_way_to_all(client: TestClient) -> None:
    told = read(box(html(client, FRENCH)))
    assert "Télé-Accueil" in told.text
    assert client.get(told.links[texts()["fr"]["all_lines"]]).status_code == 200


def test_where_no_line_says_that_it_speaks_the_language_none_is_named(client: TestClient) -> None:
    told = box(html(client, UKRAINIAN))
    assert texts()["uk"]["lines"] not in told
    assert "tel:" not in told


def spoken(view: OfferView) -> tuple[str, ...]:
    return view.offer.languages or ()


def test_every_line_of_a_language_says_so_itself_and_those_for_its_speakers_come_first(context: PageContext) -> None:
    views = {view.offer.id: view for view in context.helplines.views()}
    for language in ("fr", "en", "de"):
        lines = lines_in(language, views.values())
        assert 0 < len(lines) <= MOST_LINES
        counts = [len(spoken(views[line.id])) for line in lines]
        assert all(language in spoken(views[line.id]) for line in lines)
        assert counts == sorted(counts)
    assert lines_in("fr", views.values())[0].name == "Télé-Accueil"  # whatever someone wants to talk about


def test_the_texts_are_whole_for_languages_that_are_recognised_and_tell_no_number(languages: Languages) -> None:
    keys = set(texts()[OTHERWISE])
    for language, said in texts().items():
        assert languages.words_of(language)
        assert set(said) - {"right_to_left"} == keys
        written: dict[str, Any] = {name: text for name, text in said.items() if name != "right_to_left"}
        assert all(text.strip() and not re.search(r"\d", text) for text in written.values())
        assert bool(said.get("right_to_left")) == (language in ("ar", "fa", "ps"))
    assert len(texts()) >= 11


def test_each_text_is_written_in_its_language(languages: Languages) -> None:
    for language, said in texts().items():
        assert languages.of(" ".join(text for text in said.values() if isinstance(text, str))) == language


def test_a_result_with_a_text_in_the_language_shows_it_and_says_so(client: TestClient) -> None:
    assert '<p lang="fr" dir="auto">Nous vous écoutons.</p>' in html(client, "je cherche huurschulden")
    assert "Nous vous écoutons." not in html(client, "huurschulden")
