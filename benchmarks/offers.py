"""Made-up offers in the shape of real ones: as long, as spread over Flanders and as uneven as a real social map.

A tenth of the facts is unknown, as in real records; words follow a Zipf law, so that some stand in half of the texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from catalogue import Vocabulary
from geo import Gazetteer


def _words(text: str) -> list[str]:
    return text.split()


FIRST = _words(
    """
    schuld jeugd gezins mantel woon zorg wijk buurt dag thuis kinder ouder huur taal werk geld rouw inloop
    """
)
LAST = _words(
    """
    hulp begeleiding opvang bemiddeling ondersteuning werking advies groep dienst punt huis team cafe loket
    """
)
PLAIN = _words(
    """
    wij helpen u met vragen over samen zoeken naar een oplossing voor problemen thuis gezin kinderen ouders
    geld huis wonen werk school gezondheid eenzaam praten luisteren afspraak gratis team buurt mensen gemeente
    dienst komt langs belt vraag antwoord formulier rekening huur energie voedsel kleding opvang nacht dag
    week rust steun ziekte verpleging verzorging ouderen jongeren taal nederlands papieren recht advies
    advocaat politie geweld rouw
    """
)
WORDS_IN_A_TEXT = (40, 110)


def records(
    offers: int, gazetteer: Gazetteer, vocabulary: Vocabulary, seed: int = 20261122
) -> Iterator[dict[str, Any]]:
    """Organisations, then locations, offers and their places; a tenth as many organisations as offers. All `demo`."""
    random = Random(seed)
    compounds = [first + last for first in FIRST for last in LAST]
    organisations = max(1, offers // 10)
    for number in range(organisations):
        name = f"{random.choice(compounds).capitalize()} {_rare(random)}"
        yield _record("organisation", f"bench:o{number}", name=name, type="andere", phones=[{"number": "053 00 00 00"}])
        yield _location(f"bench:l{number}", f"bench:o{number}", gazetteer, random)
    for number in range(offers):
        owner = random.randrange(organisations)
        yield _offer(f"bench:a{number}", f"bench:o{owner}", compounds, gazetteer, vocabulary, random)
        yield _record("offer_at_location", f"bench:al{number}", offer=f"bench:a{number}", location=f"bench:l{owner}")


def write(path: Path, offers: int, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    """Write them as a `records` file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records(offers, gazetteer, vocabulary))


def questions(count: int, gazetteer: Gazetteer, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Two to four words and a postcode each."""
    random = Random(seed)
    compounds = [first + last for first in FIRST for last in LAST]
    for _ in range(count):
        words = [random.choice(compounds), *random.sample(PLAIN, random.randint(1, 3))]
        yield " ".join(words), random.choice(gazetteer.postcodes).code


def _record(kind: str, id_: str, **values: Any) -> dict[str, Any]:
    return {"kind": kind, "id": id_, "demo": True, **values}


def _rare(random: Random) -> str:
    """A name that hardly any other has."""
    return "".join(random.choice("bdfgklmnprstvz") + random.choice("aeiou") for _ in range(4)).capitalize()


def _location(id_: str, organisation: str, gazetteer: Gazetteer, random: Random) -> dict[str, Any]:
    postcode = random.choice(gazetteer.postcodes)
    municipality = postcode.municipalities[0]
    point = {
        "lat": round(postcode.point.lat + random.gauss(0, 0.02), 5),
        "lon": round(postcode.point.lon + random.gauss(0, 0.03), 5),
        "precision": "address",
    }
    address = {"postcode": postcode.code, "municipality": municipality.name, "nis": municipality.nis}
    hours = {"weekly": [{"day": day, "opens": "09:00", "closes": "12:30"} for day in ("mo", "tu", "we", "th", "fr")]}
    said = {"hours": hours} if random.random() < 0.7 else {}
    return _record("location", id_, organisation=organisation, address=address, point=point, **said)


def _offer(
    id_: str, organisation: str, compounds: list[str], gazetteer: Gazetteer, vocabulary: Vocabulary, random: Random
) -> dict[str, Any]:
    def some(name: str, most: int) -> list[str]:
        return random.sample(sorted(vocabulary[name]), random.randint(1, most))

    text = [_zipf(PLAIN, random) for _ in range(random.randint(*WORDS_IN_A_TEXT))]
    for _ in range(4):
        text[random.randrange(len(text))] = _zipf(compounds, random)
    values: dict[str, Any] = {
        "name": f"{random.choice(compounds).capitalize()} {_zipf(PLAIN, random)}",
        "description": " ".join(text),
        "themes": some("theme", 2),
        "functions": some("function", 3),
        "sector": random.choice(sorted(vocabulary["sector"])),
        "target_groups": some("target_group", 3),
        "languages": ["nl", *random.sample(["fr", "en", "ar", "tr"], random.randint(0, 2))],
        "modes": some("mode", 2),
        "access": random.choice(["direct", "appointment", "referral"]),
        "ages": {"minimum": random.choice([0, 12, 18, 65])},
        "costs": [{"free": random.choice(["yes", "no", "unknown"])}],
        "intake_stop": random.choice(["no", "no", "unknown", "yes"]),
        "area": {"municipalities": [random.choice(gazetteer.municipalities).nis for _ in range(5)]},
    }
    for fact in ("target_groups", "languages", "modes", "access", "ages", "costs", "area"):
        if random.random() < 0.1:
            del values[fact]
    return _record("offer", id_, organisation=organisation, **values)


def _zipf(words: list[str], random: Random) -> str:
    """A word of the list; the first ones far more often than the last."""
    return words[min(int(len(words) * random.random() ** 2.5), len(words) - 1)]
