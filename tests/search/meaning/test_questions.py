"""Questions of a moment ago cost nothing, and they are few and in memory only."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import numpy as np

from search.meaning import Meaning, Shelf, Vectors
from search.meaning.cache import QueryCache
from tests.search.meaning.toy import Toy


class Counting(Toy):
    """Remembers the questions that it read."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def queries(self, texts: list[str]) -> Vectors:  # type: ignore[override]
        self.asked += texts
        return super().queries(texts)


def loaded(model: Toy, folder: Path) -> Meaning:
    meaning = Meaning(lambda: model, Shelf(folder, writer=False))
    meaning.load()
    return meaning


def test_the_same_question_is_read_once(tmp_path: Path) -> None:
    model = Counting()
    meaning = loaded(model, tmp_path)
    first = meaning.of("geen eten")
    assert meaning.of("geen eten") is first
    assert meaning.of("  geen   eten ") is first
    assert model.asked == ["geen eten"]


def test_of_a_long_story_the_beginning_is_read(tmp_path: Path) -> None:
    model = Counting()
    loaded(model, tmp_path).of("woord " * 80)
    loaded(model, tmp_path).of("x" * 500)
    assert [len(text) for text in model.asked] == [6 * 30 - 1, 200]


def test_without_words_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert loaded(Toy(), tmp_path).of("  ") is None


def test_the_cache_stays_small_and_forgets_what_was_used_longest_ago() -> None:
    cache, made = QueryCache(kept=3), []

    def ask(text: str) -> None:
        cache.get(text, lambda: made.append(text) or np.zeros(1, dtype=np.float32))  # type: ignore[func-returns-value]

    for text in "abcadae":
        ask(text)
    assert made == ["a", "b", "c", "d", "e"]
    assert len(cache) == 3
    ask("a")
    ask("b")
    assert made[5:] == ["b"]


def test_many_threads_ask_at_once(tmp_path: Path) -> None:
    meaning = loaded(Toy(), tmp_path)
    found: list[Vectors | None] = []
    threads = [Thread(target=lambda: found.append(meaning.of("honger"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = meaning.of("honger")
    assert expected is not None
    assert all(one is not None and np.array_equal(one, expected) for one in found)
