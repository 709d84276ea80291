"""An operator looks up who lies where, on which day."""

from __future__ import annotations

import pytest

from tests.loket.conftest import Command


def test_all_zones_of_a_day_with_their_municipalities(loket: Command) -> None:
    shown = loket("zones", "show", "--on", "2024-12-31")
    assert shown.exit_code == 0
    first, *zones = shown.stdout.splitlines()
    assert first == "On 2024-12-31: the division until 2024-12-31, 60 zones."
    assert len(zones) == 60
    assert "Oostende-Bredene (middenkust, elz30): Bredene, Oostende" in zones
    assert "Middenkust (middenkust, elz30): Bredene, De Haan, Middelkerke, Oostende" in loket("zones", "show").stdout


@pytest.mark.parametrize(
    ("place", "day", "said"),
    [
        ("Kortessem", "2024-12-31", "Kortessem (Hasselt, former_municipality): Haspengouw (haspengouw)"),
        ("Kortessem", "2025-01-01", "Kortessem (Hasselt, former_municipality): Herkenrode (herkenrode)"),
        ("73040", "2024-12-31", "73040: Haspengouw (haspengouw)"),
        ("4.04,50.94", "2025-01-01", "latitude and longitude swapped"),
    ],
)
def test_the_zones_of_a_place_on_a_day(loket: Command, place: str, day: str, said: str) -> None:
    shown = loket("zones", "show", place, "--on", day)
    assert shown.exit_code == 0
    assert said in shown.stdout


def test_a_name_of_several_places_gives_a_line_for_each(loket: Command) -> None:
    assert len(loket("zones", "show", "Beveren").stdout.splitlines()) == 4


@pytest.mark.parametrize(("place", "said"), [("Luik", "lies in Wallonië"), ("xyzzy", "not known")])
def test_what_is_not_here_is_said_so(loket: Command, place: str, said: str) -> None:
    shown = loket("zones", "show", place)
    assert shown.exit_code == 1
    assert said in shown.output
