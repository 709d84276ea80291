"""Make those files of `data/content` that say the same of many: OCMWs, CAWs, zorgraden, centres per province.

    python -m scripts.make_content --to data/content

Run it after a change of `data/reference` or of the lists below; the result is reviewed and committed. The other files
of `data/content` (helplines, actors) are kept by hand. What nobody published stays unknown here: addresses, telephone
numbers and hours come only from an import. Sources stand in `data/reference/sources.toml`, dates beside each fact.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue import slug
from scripts.content_by_place import (
    BRUZEL,
    Record,
    birth_centres,
    organisation,
    safe_houses,
    source,
    trust_centres,
)

DATA = Path(__file__).resolve().parents[1] / "data"
BRUSSELS = "21"  # NIS codes of the 19 Brussels municipalities begin so; their OCMW/CPAS belong to another community


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of `data/reference`, by name."""
    with (DATA / "reference" / table).open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["name"])


# OCMW: one for each Flemish municipality, and only what the law says of every OCMW.

DIVISION = source("loket", "2025-01-01")
"""The list of municipalities since that day."""
OCMW_TASK = source("departementwvg", "2026-11-01")
"""What every OCMW does."""


def ocmws() -> Iterator[Record]:
    """The organisation and the onthaal of each OCMW."""
    for row in rows("municipalities.csv"):
        if not row["nis"].startswith(BRUSSELS):
            yield from _ocmw(row["nis"], row["name"])


def _ocmw(nis: str, name: str) -> Iterator[Record]:
    yield organisation(
        f"loket:ocmw-{nis}",
        f"OCMW {name}",
        "OCMW",
        "ocmw",
        "lokaal_bestuur",
        DIVISION,
        alternate_names=[f"Openbaar centrum voor maatschappelijk welzijn {name}"],
        identifiers=[{"scheme": "ocmw_nis", "value": nis}],
    )
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
        "provenance": DIVISION,
        "field_provenance": dict.fromkeys(("summary", "description", "functions"), OCMW_TASK),
    }


# CAW: the eleven. Which municipalities belong to which one was not found; an area only where a source names a whole
# province.

ALL_CAWS = source("caw", "2025-01-01")
CAW_NUMBER = source("caw_nummer", "2022-10-23")
UNCHECKED_NAME = source("loket")


@dataclass(frozen=True, slots=True)
class Caw:
    """One CAW: what a source once said of where it works, if any did, and whether a source gives its name.

    `province`: where that source says that it works in the whole of one.
    """

    name: str
    said: str | None = None
    by: Mapping[str, str] | None = None
    name_is_sourced: bool = True
    province: str | None = None


CAWS = (
    Caw(
        "Antwerpen",
        "In 2020 schreef een krant dat dit CAW werkt in het arrondissement Antwerpen: van Essen tot Kontich en van "
        "Zwijndrecht tot Brecht.",
        source("hln", "2020-01-01"),
    ),
    Caw("Boom-Mechelen-Lier", name_is_sourced=False),
    Caw("Brussel", name_is_sourced=False),
    Caw("Centraal-West-Vlaanderen", name_is_sourced=False),
    Caw("De Kempen", name_is_sourced=False),
    Caw(
        "Halle-Vilvoorde",
        "In 2019 schreef een krant dat dit CAW in 36 gemeenten werkt, met een onthaal in Halle, Asse, Tervuren en "
        "Vilvoorde.",
        source("hln", "2019-01-01"),
    ),
    Caw(
        "Limburg",
        "In 2022 schreef een krant dat dit CAW in de provincie Limburg werkt.",
        source("hbvl", "2022-01-01"),
        province="Limburg",
    ),
    Caw(
        "Noord-West-Vlaanderen",
        "Volgens een bron van 2017 werkt dit CAW in en rond Blankenberge, Brugge, Torhout, Knokke-Heist en Oostende.",
        source("wtv", "2017-01-01"),
    ),
    Caw("Oost-Brabant", name_is_sourced=False),
    Caw(
        "Oost-Vlaanderen",
        "Volgens een bron van 2020 werkt dit CAW in de provincie Oost-Vlaanderen.",
        source("eerstelijnszone", "2020-01-01"),
        province="Oost-Vlaanderen",
    ),
    Caw(
        "Zuid-West-Vlaanderen",
        "Volgens een bron zonder datum werkt dit CAW in en rond Kortrijk.",
        source("welzijn13"),
    ),
)


def caws() -> Iterator[Record]:
    """The organisation and the onthaal of each CAW, with the number that all CAWs share."""
    for caw in CAWS:
        yield from _caw(caw)


def _caw(caw: Caw) -> Iterator[Record]:
    id_, name = f"loket:caw-{slug(caw.name)}", f"CAW {caw.name}"
    of_name = {} if caw.name_is_sourced else {"name": UNCHECKED_NAME}
    yield organisation(
        id_,
        name,
        "CAW",
        "caw",
        "algemeen_welzijn",
        ALL_CAWS,
        alternate_names=[f"Centrum Algemeen Welzijnswerk {caw.name}"],
        field_provenance=of_name,
    )
    yield {
        "kind": "offer",
        "id": f"{id_}-onthaal",
        "organisation": id_,
        "name": f"Onthaal {name}",
        "summary": "Voor iedereen met een vraag over welzijn: relaties, geld, wonen of iets anders.",
        "description": " ".join(
            part
            for part in (
                "Bij het onthaal van het CAW kunt u terecht met elke vraag over welzijn. U hoeft niet te zeggen wie u "
                "bent. De medewerkers hebben beroepsgeheim. Het gratis nummer is dat van alle CAW’s samen.",
                caw.said,
                "Welke gemeenten precies bij dit CAW horen, is op deze kaart niet bekend.",
            )
            if part
        ),
        "themes": ["caw-en-jac"],
        "functions": ["onthaal", "vraagverheldering", "relatiehulp", "dakloosheid", "slachtofferhulp"],
        "sector": "algemeen_welzijn",
        "access": "direct",
        "languages": ["nl"],
        "modes": ["onsite", "phone"],
        "phones": [{"number": "0800 13 500", "note": "gratis nummer van alle CAW’s samen"}],
        "website": "https://www.caw.be",
        "line": 1,
        **({"area": {"provinces": [caw.province]}} if caw.province else {}),
        "provenance": ALL_CAWS,
        "field_provenance": {
            "phones": CAW_NUMBER,
            **({"description": caw.by} if caw.by else {}),
            **({"area": caw.by} if caw.by and caw.province else {}),
        },
    }


# Zorgraden: one leads each eerstelijnszone. For professionals: its legal tasks are no help to one person, so the offer
# has no function; zorgcoordinatie in particular is the task of a care team, not of the zorgraad.

ZONES = source("eerstelijnszone", "2025-01-01")
GBO_LAW = source("codex", "2026-11-01")

TASKS = (
    "De vijf wettelijke taken van de zorgraad die eerst komen: zorgaanbieders op elkaar afstemmen; samenwerking tussen "
    "disciplines en het delen van gegevens stimuleren; kringen van beroepsgroepen ondersteunen; het geïntegreerd breed "
    "onthaal (GBO) en de volledige toekenning van rechten ondersteunen; gegevens bezorgen voor de Sociale Kaart."
)
IN_BRUSSELS = (
    "In Brussel geldt het GBO niet zoals in Vlaanderen: daar is er een convenant met de Vlaamse "
    "Gemeenschapscommissie (VGC)."
)


def zorgraden() -> Iterator[Record]:
    """The zorgraad of each zone, with what professionals may ask it."""
    for row in rows("zones.csv"):
        yield from _zorgraad(row["id"], row["name"])


def _zorgraad(zone: str, name: str) -> Iterator[Record]:
    in_brussels = zone == BRUZEL
    yield organisation(f"loket:zorgraad-{zone}", f"Zorgraad {name}", "Zorgraad", "zorgraad", "eerste_lijn", ZONES)
    yield {
        "kind": "offer",
        "id": f"loket:zorgraad-{zone}-samenwerking",
        "organisation": f"loket:zorgraad-{zone}",
        "name": f"Zorgraad {name}: samenwerking in de zone",
        "summary": f"Leidt de eerstelijnszone {name}. Voor professionals.",
        "description": f"De zorgraad leidt de eerstelijnszone {name}. Hij is er voor professionals. "
        + (f"{IN_BRUSSELS} " if in_brussels else "")
        + "Zoekt u zelf hulp? "
        + ("Bel dan het CAW." if in_brussels else "Ga dan naar het OCMW van uw gemeente of bel het CAW."),
        "professional": f"{TASKS} {IN_BRUSSELS}" if in_brussels else TASKS,
        "keywords": ["zorgraad", "eerstelijnszone"],
        "sector": "eerste_lijn",
        "area": {"zones": [zone]},
        "provenance": ZONES,
        **({"field_provenance": {"description": GBO_LAW}} if in_brussels else {}),
    }


FILES: Mapping[str, Callable[[], Iterator[Record]]] = {
    "caw.jsonl": caws,
    "expertisecentra_kraamzorg.jsonl": birth_centres,
    "ocmw.jsonl": ocmws,
    "veilige_huizen.jsonl": safe_houses,
    "vertrouwenscentra.jsonl": trust_centres,
    "zorgraden.jsonl": zorgraden,
}


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Make the generated files of data/content.")
    parser.add_argument("--to", type=Path, default=DATA / "content", help="The folder to write to.")
    folder: Path = parser.parse_args().to
    for name, records in FILES.items():
        lines = (json.dumps(record, ensure_ascii=False) for record in records())
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
