"""Do the tables hold together that the program reads? Prints every fault with file and line; ends with 1 then.

The lists of terms, the rules, net and advice of what cannot wait, the boosts of the order, the canaries of a new index,
the lexicon, the wishes, and what is known of other languages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from catalogue import Vocabulary
from indexer.gates import Canary
from search import Analyser, Boosts, ForeignWords, Languages, Wishes
from search.lexicon import Lexicon
from search.urgent import Advice, UrgentNet, UrgentRules


def main(data: Path) -> int:
    """Load the tables of a folder (data); 1 when any of them has a fault."""
    loads: Mapping[str, Callable[[], object]] = {
        "lists of terms": lambda: Vocabulary.load(data / "vocabulary"),
        "urgent rules": lambda: UrgentRules.load(data / "relevance" / "urgent"),
        "urgent net": lambda: UrgentNet.load(data / "relevance" / "urgent"),
        "urgent advice": lambda: Advice.load(data / "relevance" / "urgent" / "advice.toml"),
        "boosts": lambda: Boosts.load(data / "relevance" / "boosts.toml"),
        "canaries": lambda: Canary.load(data / "relevance"),
        "lexicon": lambda: _lexicon(data),
        "wishes": lambda: _wishes(data),
        "languages": lambda: Languages.load(data / "relevance" / "languages.toml"),
        "foreign words": lambda: ForeignWords.load(data / "relevance" / "foreign_words.csv"),
    }
    faults = {name: told for name, load in loads.items() if (told := _faults(load))}
    for name, told in faults.items():
        print("\n".join(told))
        print(f"{len(told)} {'fault' if len(told) == 1 else 'faults'} in the {name}")
    print(f"{', '.join(name for name in loads if name not in faults)}: hold together")
    return 1 if faults else 0


def _faults(load: Callable[[], object]) -> list[str]:
    try:
        load()
    except (ValueError, OSError) as fault:
        return str(fault).splitlines()
    return []


def _vocabulary(data: Path) -> Vocabulary | None:
    """The lists of terms; `None` where they have faults of their own, which are told already."""
    try:
        return Vocabulary.load(data / "vocabulary")
    except ValueError:
        return None


def _lexicon(data: Path) -> Lexicon | None:
    vocabulary = _vocabulary(data)
    return Lexicon.load(data / "relevance", vocabulary, Analyser.load(data / "relevance")) if vocabulary else None


def _wishes(data: Path) -> Wishes | None:
    vocabulary = _vocabulary(data)
    return Wishes.load(data / "relevance", vocabulary) if vocabulary else None


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1] / "data"))
