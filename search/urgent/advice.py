"""What to say about an urgent topic: what to do now and whom to call, per language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from search.urgent.tables import LANGUAGES, BadUrgentRow

ASK = "ask"
"""The key in advice.toml of the question that goes before the advice on what is not sure."""

_NUMBER = re.compile(r"\{([^{}]+)\}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Advice:
    """Texts by topic and language; `{id of an offer}` in them stands for the number of that helpline.

    `ask`: by language the question that goes before them where nobody is sure.
    """

    texts: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, str]]
    ask: Mapping[str, str]

    @classmethod
    def load(cls, path: Path) -> Advice:
        """Read data/relevance/urgent/advice.toml. Raises `BadUrgentRow` where a topic lacks a name or a language."""
        text = path.read_text(encoding="utf-8")
        try:
            read = tomllib.loads(text)
        except tomllib.TOMLDecodeError as bad:
            raise BadUrgentRow(f"{path.name}: {bad}") from bad
        ask = read.pop(ASK, {})
        if not all(ask.get(language) for language in LANGUAGES):
            raise BadUrgentRow(f"{path.name}: [{ASK}] must have a text in {', '.join(LANGUAGES)}")
        headers = {line.strip(): number for number, line in enumerate(text.splitlines(), start=1)}
        for topic, texts in read.items():
            place = f"{path.name}:{headers.get(f'[{topic}]', 1)}"
            for language in LANGUAGES:
                if not isinstance(texts.get(language), str) or not texts.get("name", {}).get(language):
                    raise BadUrgentRow(f"{place}: [{topic}] has no text or no name in {language!r}")
            if re.search(r"\d{3}", " ".join(_NUMBER.sub("", texts[language]) for language in LANGUAGES)):
                raise BadUrgentRow(f"{place}: [{topic}] has a number; numbers come from the records: {{id}}")
        return cls(
            texts={topic: {language: texts[language] for language in LANGUAGES} for topic, texts in read.items()},
            names={topic: dict(texts["name"]) for topic, texts in read.items()},
            ask=ask,
        )

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics in their order: what can kill within minutes first."""
        return tuple(self.texts)

    @property
    def lines(self) -> frozenset[str]:
        """The ids of the offers whose number is told."""
        texts = (text for of_topic in self.texts.values() for text in of_topic.values())
        return frozenset(line for text in texts for line in _NUMBER.findall(text))

    def say(self, topic: str, language: str, numbers: Mapping[str, str], ask: bool = False) -> str:
        """What to do now, after the question whether it cannot wait where that must be asked (`ask`).

        A sentence that would tell a number that nobody knows is left out.
        """
        text = self.texts[topic][language]
        sentences = _SENTENCE.split(f"{self.ask[language]} {text}" if ask else text)
        told = (one for one in sentences if all(line in numbers for line in _NUMBER.findall(one)))
        return " ".join(_NUMBER.sub(lambda found: numbers[found[1]], one) for one in told)
