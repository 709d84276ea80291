"""Made-up need profiles: places all over Flanders and Brussels, needs of all kinds. Nobody real is in them.

Every postcode and every function is as likely as any other, so they are not spread as people and their needs are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from catalogue import Vocabulary
from geo import Gazetteer
from matching.home import Home, home_of
from matching.profile import NeedProfile

NOT_A_NEED = frozenset({"casemanagement", "zorgcoordinatie"})


def profiles(
    count: int, needs: Sequence[int], gazetteer: Gazetteer, vocabulary: Vocabulary, seed: int = 1
) -> Iterator[tuple[NeedProfile, Home]]:
    """So many profiles with their homes, each with one of these numbers of needs; the same seed gives the same ones."""
    random = Random(seed)
    functions = [one for one in vocabulary["function"] if one not in NOT_A_NEED]
    for _ in range(count):
        postcode = random.choice(gazetteer.postcodes).code
        home = home_of(gazetteer.resolve(postcode)[0], gazetteer)
        if home is None:
            raise ValueError("a postcode lies in a municipality")
        asked = random.sample(functions, random.choice(needs))
        yield (
            NeedProfile.model_validate(
                {
                    "place": postcode,
                    "age": random.randint(0, 95),
                    "languages": random.choice(([], ["nl"], ["nl"], ["fr"], ["ar", "nl"])),
                    "target_groups": random.choice(([], [], ["mantelzorgers"], ["psychische_kwetsbaarheid"])),
                    "budgets": random.choice(([], [], ["none"], ["pvb"], ["zorgbudget_ouderen"])),
                    "needs": [{"function": one, "severity": random.randint(1, 3)} for one in asked],
                    "carers": random.choice(([], [], [{"label": "mantelzorger", "serves": asked[:1]}])),
                    "person_coordinates": random.choice(("yes", "no", "unknown")),
                }
            ),
            home,
        )
