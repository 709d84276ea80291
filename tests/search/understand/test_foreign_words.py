"""Questions in other languages find by words what they mean, and get texts in their language where there are any."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Document, Engine, ForeignWords, Languages, Lexicon, Phrasebook, Searcher
from search.analysis import BadTableError, fold
from tests.search.world import Asking, an_offer

DEBTS = an_offer("schuld", "Samen uit de kosten", functions=("schuldhulp",))
LESSONS = an_offer("les", "Avondklas", functions=("nederlands_leren",))
TWO_TEXTS = an_offer("huur").model_copy(
    update={
        "name": {"nl": "Huurdersbond", "fr": "Union des locataires"},
        "summary": {"nl": "Raad over huren.", "fr": "Conseils pour votre loyer."},
    }
)


@pytest.fixture(scope="module")
def languages(data: Path) -> Languages:
    return Languages.load(data / "relevance" / "languages.toml")


@pytest.fixture(scope="module")
def words(data: Path) -> ForeignWords:
    return ForeignWords.load(data / "relevance" / "foreign_words.csv")


@pytest.fixture
def ask(
    engine: Engine,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
    shipped_lexicon: Lexicon,
    languages: Languages,
    words: ForeignWords,
) -> Callable[..., Asking]:
    searcher = Searcher(
        engine, gazetteer, vocabulary, analyser, Phrasebook(lexicon=shipped_lexicon, languages=languages, foreign=words)
    )

    def given(*documents: Document) -> Asking:
        engine.apply(documents, (), engine.position() + 1)
        return Asking(searcher)

    return given


@pytest.mark.parametrize(
    ("text", "language", "dutch"),
    [
        ("nie mam na czynsz", "pl", "niet huur"),
        ("długów", "pl", "schulden"),
        ("не можу платити", "uk", "niet betalen"),
        ("والإيجار", "ar", "huur"),
        ("للمدرسة", "ar", "school"),
        ("gidecek yer yok", "tr", "dakloos niet"),
        ("ödeyemiyorum", "tr", "niet betalen"),
        ("ödev", "tr", "huiswerk"),
    ],
)
def test_words_of_need_are_read_in_dutch_whatever_their_ending(
    words: ForeignWords, text: str, language: str, dutch: str
) -> None:
    assert words.in_dutch(text, language, {"mam", "na", "можу"}) == dutch


def test_a_name_stays_and_small_words_go(words: ForeignWords, languages: Languages) -> None:
    assert words.in_dutch("OCMW Gent için tercüman", "tr", languages.words_of("tr")) == "ocmw gent tolk"


def test_a_question_without_a_known_word_stays_as_it_is(words: ForeignWords) -> None:
    assert words.in_dutch("Cześć, dobry!", "pl", {"dobry"}) == "Cześć, dobry!"
    assert words.in_dutch("؟؟", "ar") == "؟؟"
    assert words.in_dutch("waxaan rabaa", "so") == "waxaan rabaa"


def test_a_whole_word_does_not_go_on() -> None:
    words = ForeignWords([{"dutch": "werk", "tr": "iş."}, {"dutch": "vluchten", "tr": "kaç"}])
    assert words.in_dutch("iş", "tr") == "werk"
    assert words.in_dutch("işte kaçmak", "tr") == "iste vluchten"


def test_the_shipped_table_is_of_known_languages_and_says_each_word_once(data: Path, languages: Languages) -> None:
    with (data / "relevance" / "foreign_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for language in set(rows[0]) - {"dutch"}:
        assert languages.words_of(language)
        said = Counter((fold(word), word.endswith(".")) for row in rows for word in row[language].split())
        assert [word for word, count in said.items() if count > 1] == []
    assert [row["dutch"] for row in rows if row["dutch"] != fold(row["dutch"])] == []


@pytest.mark.parametrize("row", ["huur,a,b\n", "huur\n", ",a\n"])
def test_a_faulty_row_is_refused_by_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text("dutch,pl\n" + row)
    with pytest.raises(BadTableError, match="line 2"):
        ForeignWords.load(path)


@pytest.mark.parametrize("question", ["mam długi", "маю борги", "عندي ديون كثيرة", "borcum var"])
def test_someone_with_debts_is_understood_in_the_own_language(ask: Callable[..., Asking], question: str) -> None:
    answer = ask(DEBTS, LESSONS)(question)
    assert [hit.name for hit in answer.results] == ["Samen uit de kosten"]
    assert [term.id for term in answer.understood.terms] == ["function:schuldhulp"]


def test_the_language_of_the_question_is_told(ask: Callable[..., Asking]) -> None:
    asking = ask(DEBTS)
    assert asking("маю борги").understood.language == "uk"
    assert asking("j'ai des dettes").understood.language == "fr"
    assert asking("ik heb schulden").understood.language == "nl"
    assert asking("").understood.language == "nl"


def test_a_strange_word_is_no_slip_of_a_dutch_one(ask: Callable[..., Asking]) -> None:
    asking = ask(an_offer("fiets", "Fietsles"))
    assert asking("fietsels").understood.corrections
    assert asking("potrzebuję fietsels").understood.corrections == ()


def test_a_text_in_the_language_of_the_question_is_shown(ask: Callable[..., Asking]) -> None:
    asking = ask(TWO_TEXTS)
    (hit,) = asking("besoin d'aide pour mon loyer, huurdersbond").results
    assert (hit.name, hit.name_language) == ("Union des locataires", "fr")
    assert (hit.summary, hit.summary_language) == ("Conseils pour votre loyer.", "fr")


def test_who_says_in_which_language_gets_that_one(ask: Callable[..., Asking]) -> None:
    asking = ask(TWO_TEXTS)
    (hit,) = asking("besoin d'aide pour mon loyer, huurdersbond", lang="nl").results
    assert (hit.name, hit.name_language) == ("Huurdersbond", "nl")


def test_where_there_is_no_text_in_the_language_the_dutch_one_says_so(ask: Callable[..., Asking]) -> None:
    (hit,) = ask(DEBTS)("mam długi").results
    assert (hit.name_language, hit.summary_language) == ("nl", "nl")
