"""The small language of the patterns of wishes, over folded words; each becomes one regular expression.

"aan huis"            these words, directly after each other
"open|bereikbaar nu"  one of these; `_` joins the words of one alternative: "aan_de_lijn"
"jaar?"               may be absent
"@kind van {age}"     one of a word class; a slot of `SLOTS`, also inside a word: "{age}jarige"
"bel*", "#"           every word that begins so; any number
"(terecht) s avonds"  must be there, at the begin or the end, and is not what says it
"^ online $"          the begin and the end of the text
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

SLOTS: Mapping[str, str] = {
    "age": r"1[0-1]\d|[1-9]?\d",
    "elder": r"1[0-1]\d|[4-9]\d",  # an age that no number of children reaches
    "months": r"[1-9]\d?",
    "weeks": r"[1-9]\d?",
    "language": r"\w+?",
    "day": r"\w+?",
}
"""What a slot may hold; names of languages and days are looked up afterwards."""

Classes = Mapping[str, tuple[str, ...]]
"""The words of each word class; those of one entry are joined by `_`."""

_WORD = re.compile(r"(?:[^\W_]+|\{(\w+)\})+\*?|#")
_BEGIN = r"(?:^|(?<= ))"


class BadPatternError(ValueError):
    """A pattern that cannot be read; the message says which part and why."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern in a text: the letters that say it, from `start` to `end`, and what its slots hold."""

    start: int
    end: int
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What says a wish, and the words directly before it, directly after it and anywhere that make it say none.

    One of the words that it `needs`, if there are any, stands in every text that says it: most patterns end there.
    """

    says: re.Pattern[str]
    needs: frozenset[str] = frozenset()
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    anywhere: re.Pattern[str] | None = None

    def find(self, text: str, words: Set[str]) -> Iterator[Match]:
        """Where it stands in a text of these folded words, each followed by one space."""
        if self.needs and self.needs.isdisjoint(words):
            return
        if self.anywhere is not None and self.anywhere.search(text):
            return
        for found in self.says.finditer(text):
            if self.before is not None and self.before.search(text, 0, found.start()):
                continue
            if self.after is None or not self.after.match(text, found.end()):
                yield Match(found.start("said"), found.end("said"), found.groupdict())


def read_pattern(text: str, before: str, after: str, anywhere: str, classes: Classes) -> Pattern:
    """The pattern of a row; each of the last three is one item, or empty. Raises `BadPatternError`."""
    return Pattern(
        says=re.compile(_BEGIN + _sequence(text.split(), classes)),
        needs=_needs(text.split(), classes),
        before=re.compile(f"{_BEGIN}{_item(before, classes)}$") if before else None,
        after=re.compile(_item(after, classes)) if after else None,
        anywhere=re.compile(_BEGIN + _item(anywhere, classes)) if anywhere else None,
    )


def _sequence(items: list[str], classes: Classes) -> str:
    """The items in a row, those between the context captured as `said`."""
    said = [number for number, item in enumerate(items) if not item.startswith("(") and item not in ("^", "$")]
    if not said or any(items[number].startswith("(") for number in range(said[0], said[-1])):
        raise BadPatternError("context, in brackets, stands at the begin or the end of something")
    slots = [name for item in items for name in re.findall(r"\{(\w+)\}", item)]
    if len(slots) > len(set(slots)):
        raise BadPatternError("a slot stands in a pattern once")
    written = [_item(item, classes) for item in items]
    first, last = said[0], said[-1] + 1
    return f"{''.join(written[:first])}(?P<said>{''.join(written[first:last])}){''.join(written[last:])}"


def _needs(items: list[str], classes: Classes) -> frozenset[str]:
    """The first words of the alternatives of the item that says most: the one with the fewest."""
    must = (item.strip("()") for item in items if not item.endswith("?") and item not in ("^", "$"))
    firsts = [frozenset(word for way in item.split("|") for word in _first(way, classes)) for item in must]
    plain = [words for words in firsts if all(word.isalnum() for word in words)]
    return min(plain, key=len, default=frozenset())


def _first(way: str, classes: Classes) -> Iterator[str]:
    word = way.split("_")[0]
    if word.startswith("@"):
        for entry in classes[word[1:]]:
            yield from _first(entry, classes)
    else:
        yield word


def _item(item: str, classes: Classes) -> str:
    if item in ("^", "$"):
        return item
    if item.startswith("("):
        if not item.endswith(")"):
            raise BadPatternError(f"{item!r} misses a bracket")
        return _item(item[1:-1], classes)
    optional = item.endswith("?")
    ways = "|".join(f"{_way(each, classes)} " for each in item.removesuffix("?").split("|"))
    return f"(?:{ways})?" if optional else f"(?:{ways})"


def _way(way: str, classes: Classes) -> str:
    """The words of one alternative, any of which may be a class."""
    return " ".join(_class(word, classes) if word.startswith("@") else _word(word) for word in way.split("_"))


def _class(name: str, classes: Classes) -> str:
    if name[1:] not in classes:
        raise BadPatternError(f"no word class {name!r}")
    return f"(?:{'|'.join(_way(entry, classes) for entry in classes[name[1:]])})"


def _word(word: str) -> str:
    if not _WORD.fullmatch(word) or word != word.lower():
        raise BadPatternError(f"{word!r} is not a word in lower case")
    unknown = set(re.findall(r"\{(\w+)\}", word)) - SLOTS.keys()
    if unknown:
        raise BadPatternError(f"no slot {', '.join(sorted(unknown))}")
    word = word.replace("#", r"\d+").replace("*", r"\w*")
    return re.sub(r"\{(\w+)\}", lambda slot: f"(?P<{slot[1]}>{SLOTS[slot[1]]})", word)
