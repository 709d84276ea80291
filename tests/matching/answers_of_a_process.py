"""Answers a few questions about one made-up map, and writes the bytes of the answers to standard output.

Run by a test as `python -m tests.matching.answers_of_a_process`, in processes that put sets in another order.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from tests.api.world import Row, opened
from tests.matching.offers import NEEDS

POSTCODES = ("9300", "9310", "9400", "9420", "9500")
QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"person_coordinates": "no", "languages": ["nl", "ar", "fr"], "target_groups": ["nieuwkomers", "mantelzorgers"]},
    {"vetoes": ["x:00", "x:03", "x:07"], "pins": ["x:05", "x:09"], "budgets": ["pvb", "zorgbudget_handicap"]},
    {
        "carers": [{"label": "zus", "serves": ["leefloon", "onthaal"]}],
        "situation": {"no_team": "yes", "no_care": "yes"},
    },
    {"existing_team": [{"organisation": "x:01", "serves": ["leefloon"]}, {"organisation": "x:02", "serves": []}]},
    {"perinatal": {"weeks": 20, "indicators": {"housing": "yes", "violence": "yes", "residence": "no"}}},
)


def rows() -> Iterator[Row]:
    """Twenty organisations with much that is equal, so that ties decide, and a few recognitions."""
    random = Random(3)
    for number in range(20):
        name = f"{number:02}"
        yield {"kind": "organisation", "id": f"x:{name}", "name": f"Organisatie {name}"}
        postcode = random.choice(POSTCODES)
        yield {"kind": "location", "id": f"x:l{name}", "organisation": f"x:{name}", "address": {"postcode": postcode}}
        yield {
            "kind": "offer",
            "id": f"x:a{name}",
            "organisation": f"x:{name}",
            "name": f"Aanbod {name}",
            "functions": random.sample(NEEDS, random.randint(1, 3)),
            "target_groups": random.choice([None, [], ["nieuwkomers", "gezinnen", "ouderen"]]),
            "languages": random.choice([None, ["nl"], ["fr", "ar"]]),
        }
        yield {"kind": "offer_at_location", "id": f"x:al{name}", "offer": f"x:a{name}", "location": f"x:l{name}"}
        if number % 4 == 0:
            yield {
                "kind": "recognition",
                "id": f"x:e{name}",
                "organisation": f"x:{name}",
                "recognised_for": "casemanagement",
                "authority": "Voorbeeldoverheid",
                "zones": ["regio-aalst", "dender"],
                "valid_from": "2026-01-01",
            }


def main() -> None:
    """Ask everything once."""
    with TemporaryDirectory() as folder, opened(Path(folder)) as world:
        world.give(tuple(rows()))
        client = world.client()
        for said in QUESTIONS:
            profile = {"place": "9300", "today": "2026-11-23", "needs": [{"function": one} for one in NEEDS]} | said
            response = client.post("/api/v1/teams", json=profile)
            sys.stdout.buffer.write(b"%d %b\n" % (response.status_code, response.content))


if __name__ == "__main__":
    main()
