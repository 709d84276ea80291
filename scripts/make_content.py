"""Make `data/content/ocmw.jsonl`: one OCMW for each Flemish municipality, and only what the law says of every OCMW.

Run `python scripts/make_content.py` after a change of `data/reference/municipalities.csv`; the result is reviewed and
committed. Addresses, telephone numbers and hours come only from an import.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"
BRUSSELS = "21"  # NIS codes of the 19 Brussels municipalities begin so; their OCMW/CPAS belong to another community
SOURCE = {"source": "loket", "source_date": "2025-01-01"}  # date of the list of municipalities


def records(municipalities: Path) -> Iterator[dict[str, Any]]:
    """The organisation and the onthaal offer of each OCMW, in the order of the municipalities' names."""
    with municipalities.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["name"])
    for row in rows:
        if not row["nis"].startswith(BRUSSELS):
            yield from _ocmw(row["nis"], row["name"])


def _ocmw(nis: str, name: str) -> Iterator[dict[str, Any]]:
    yield {
        "kind": "organisation",
        "id": f"loket:ocmw-{nis}",
        "name": f"OCMW {name}",
        "short_names": ["OCMW"],
        "alternate_names": [f"Openbaar centrum voor maatschappelijk welzijn {name}"],
        "type": "ocmw",
        "sector": "lokaal_bestuur",
        "identifiers": [{"scheme": "ocmw_nis", "value": nis}],
        "provenance": SOURCE,
    }
    yield {
        "kind": "offer",
        "id": f"loket:ocmw-{nis}-onthaal",
        "organisation": f"loket:ocmw-{nis}",
        "identifiers": [{"scheme": "role", "value": "onthaal"}],
        "name": f"Onthaal OCMW {name}",
        "summary": f"Het OCMW helpt mensen in {name} met vragen over geld, wonen, zorg en andere zorgen.",
        "description": f"Het OCMW is het openbaar centrum voor maatschappelijk welzijn van {name}. "
        "Iedereen die er woont, kan er hulp vragen: voor geld, een leefloon, schulden, wonen, zorg of een andere "
        "vraag. Het OCMW kijkt met u na waar u recht op hebt.",
        "themes": ["ocmw-en-sociaal-huis"],
        "functions": ["onthaal", "vraagverheldering", "rechtenverkenning", "financiele_hulp", "leefloon"],
        "sector": "lokaal_bestuur",
        "area": {"municipalities": [nis]},
        "line": 1,
        "provenance": SOURCE,
    }


def main() -> None:
    """Write the file."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records(DATA / "reference" / "municipalities.csv"))
    (DATA / "content" / "ocmw.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
