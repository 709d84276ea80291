"""The command line says what it read in the words."""

from __future__ import annotations

from tests.loket.conftest import Command


def test_what_was_understood_stands_before_the_results(filled: Command) -> None:
    shown = filled("search", "gratis hulp voor mijn zoon van 8 in Aalst").stdout.split("resulta")[0]
    for line in ("Begrepen: in Aalst (Aalst)", "Begrepen: gratis (gratis)", "Begrepen: voor 8 jaar (zoon van 8)"):
        assert line in shown
