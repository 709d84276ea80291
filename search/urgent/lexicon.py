"""From words to the parts of rules that they stand for: exact, by how they begin, or with one slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.urgent.pattern import Atom, Entry

SHORTEST_WITH_SLIP = 6
"""Letters; in shorter words one slip makes another word (slaat, staat)."""

SHORTEST_WITH_OTHER_LETTER = 8
"""Letters; in words shorter than this only a missing, double or swapped letter is a slip: gestoken is not gestolen."""

_LONGEST = 40
"""Letters that are looked at of one word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What of the rules stands in a text.

    `at`: per word of the text the atoms that begin there, with the number of the word after them, the nearest first.
    `present`: all the atoms.
    """

    at: tuple[tuple[tuple[frozenset[int], int], ...], ...]
    present: frozenset[int]

    def ends(self, atom: int) -> dict[int, int]:
        """By where the atom begins: the number of the word after it; of two ways to say it the longest."""
        return {place: end for place, ways in enumerate(self.at) for atoms, end in ways if atom in atoms}


class Lexicon:
    """All words of the rules, each atom with a number."""

    def __init__(self, atoms: Iterable[Atom], ordinary: frozenset[str]) -> None:
        """`ordinary`: words that look like a slip of another and are not."""
        self.number: Mapping[Atom, int] = {atom: number for number, atom in enumerate(dict.fromkeys(atoms))}
        self._single: dict[str, list[int]] = defaultdict(list)
        self._beginning: dict[str, list[int]] = defaultdict(list)
        self._rows: dict[Entry, frozenset[int]] = defaultdict(frozenset)
        self._begun: set[Entry] = set()
        for atom, number in self.number.items():
            for entry in atom:
                self._add(entry, number)
        self._ordinary = ordinary
        self._longest = max(map(len, self._rows), default=0)
        self._lengths = sorted({len(beginning) for beginning in self._beginning})
        self._parts = frozenset(self._single).union(*self._rows)
        self._slips: dict[str, set[str]] = defaultdict(set)
        for word in self._parts:
            if len(word) >= SHORTEST_WITH_SLIP:
                for shape in (word, *_shorter(word)):
                    self._slips[shape].add(word)
        self._of_word = {word: frozenset(self._atoms_of(word)) for word in self._single}

    @property
    def words(self) -> frozenset[str]:
        """Every whole word of the rules, also those that only stand in a row of words."""
        return self._parts

    def _add(self, entry: Entry, number: int) -> None:
        if len(entry) > 1:
            self._rows[entry] |= {number}
            self._begun |= {entry[:size] for size in range(1, len(entry))}
        elif entry[0].endswith("*"):
            self._beginning[entry[0][:-1]].append(number)
        else:
            self._single[entry[0]].append(number)

    def find(self, words: Sequence[str]) -> Found:
        """Where each atom stands."""
        meant = [self._meant(word[:_LONGEST]) for word in words]
        at = tuple(tuple(self._beginning_at(meant, place)) for place in range(len(words)))
        return Found(at, frozenset().union(*(atoms for ways in at for atoms, _ in ways)))

    def _beginning_at(self, meant: Sequence[Sequence[str]], place: int) -> Iterator[tuple[frozenset[int], int]]:
        for word in meant[place]:
            yield self._of_word.get(word) or frozenset(self._atoms_of(word)), place + 1
        for row in self._rows_from(meant, place):
            yield self._rows[row], place + len(row)

    def _rows_from(self, meant: Sequence[Sequence[str]], place: int) -> Iterator[Entry]:
        """The rows of words that begin at a place, the shortest first."""
        begun: list[Entry] = [(word,) for word in meant[place] if (word,) in self._begun]
        for ways in meant[place + 1 : place + self._longest]:
            if not begun:
                return
            grown = [(*row, word) for row in begun for word in ways]
            yield from (row for row in grown if row in self._rows)
            begun = [row for row in grown if row in self._begun]

    def _atoms_of(self, word: str) -> Iterator[int]:
        yield from self._single.get(word, ())
        for size in self._lengths:
            if size <= len(word):
                yield from self._beginning.get(word[:size], ())

    def _meant(self, word: str) -> tuple[str, ...]:
        """The word, and where no rule has it those that it is one slip away from."""
        if word in self._parts or word in self._ordinary or len(word) < SHORTEST_WITH_SLIP - 1:
            return (word,)
        near = set().union(*(self._slips.get(shape, set()) for shape in (word, *_shorter(word))))
        return (word, *sorted(one for one in near if _one_slip(word, one)))


def _shorter(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, too many, swapped with its neighbour or, in a long word, another one."""
    if len(typed) != len(meant):
        longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
        return len(longer) - len(shorter) == 1 and shorter in _shorter(longer)
    different = [place for place, pair in enumerate(zip(typed, meant, strict=True)) if pair[0] != pair[1]]
    if len(different) == 1:
        return len(meant) >= SHORTEST_WITH_OTHER_LETTER
    if len(different) != 2:
        return False
    first, second = different
    return second == first + 1 and typed[first] == meant[second] and typed[second] == meant[first]
