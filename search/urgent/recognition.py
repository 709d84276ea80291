"""What of a text cannot wait: the rules decide; where they find nothing, the net asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from search.urgent.net import UrgentNet
from search.urgent.rules import UrgentMatch, UrgentRules


@dataclass(frozen=True, slots=True)
class UrgentRecognition:
    """Rules with a net under them; holds nothing of what it is asked. Safe from many threads."""

    rules: UrgentRules
    net: UrgentNet

    @classmethod
    def load(cls, folder: Path) -> UrgentRecognition:
        """Read the rules and the net in a folder (data/relevance/urgent). Raises `BadUrgentRow` or `OSError`."""
        return cls(UrgentRules.load(folder), UrgentNet.load(folder))

    def recognise(self, text: str) -> tuple[UrgentMatch, ...]:
        """The topics in the text, each once: all of them sure, or none. Takes time linear in the text, never fails.

        What ordinary.csv makes ordinary for a topic the net does not ask about.
        """
        sure = self.rules.recognise(text)
        asked = () if sure else self.net.recognise(text)
        ordinary = self.rules.ordinary(text) if asked else frozenset[str]()
        return sure or tuple(match for match in asked if match.topic not in ordinary)
