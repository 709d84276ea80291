"""The file of shapes: what was written is what is read, and half a file is none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.shapes import BadShapesError, Parts, Shapes


def a_square(west: float, south: float) -> Parts:
    ring = ((west, south), (west + 0.1, south), (west + 0.1, south + 0.1), (west, south + 0.1), (west, south))
    return ((ring,),)


SHAPES = Shapes(
    detail={"regio-aalst": a_square(4.0, 50.9), "dender": a_square(4.1, 50.9)},
    overview={"regio-aalst": a_square(4.0, 50.9), "dender": a_square(4.1, 50.9)},
    indicative_zones=frozenset({"dender"}),
    attribution="Proef, © niemand",
    made_on=date(2026, 11, 22),
)


def test_what_was_written_is_what_is_read(tmp_path: Path) -> None:
    SHAPES.write(tmp_path / "shapes" / "zones.json")
    read = Shapes.read(tmp_path / "shapes" / "zones.json")
    assert read is not None
    assert (read.detail, read.overview) == (SHAPES.detail, SHAPES.overview)
    assert (read.indicative_zones, read.attribution) == (SHAPES.indicative_zones, SHAPES.attribution)
    assert read.made_on == SHAPES.made_on
    assert read.indicative


def test_the_file_is_geojson_that_says_what_it_is_worth(tmp_path: Path) -> None:
    SHAPES.write(tmp_path / "zones.json")
    written = json.loads((tmp_path / "zones.json").read_text(encoding="utf-8"))
    assert written["type"] == "FeatureCollection"
    assert written["indicative"] is True
    assert written["attribution"] == "Proef, © niemand"
    assert written["made_on"] == "2026-11-22"
    assert {one["properties"]["id"]: one["properties"]["indicative"] for one in written["features"]} == {
        "dender": True,
        "regio-aalst": False,
    }


def test_without_a_file_there_are_no_shapes(tmp_path: Path) -> None:
    assert Shapes.read(tmp_path / "zones.json") is None


def test_half_a_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "zones.json"
    SHAPES.write(path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadShapesError, match=r"zones\.json.*loket zones make"):
        Shapes.read(path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.pop("attribution"),
        lambda content: content["features"].pop(),  # a zone at one level only
        lambda content: content.update(features=[]),
        lambda content: content.update(features=None),
        lambda content: content["features"][0]["properties"].update(level="fine"),
    ],
)
def test_a_file_that_lacks_something_is_refused(tmp_path: Path, damage: Any) -> None:
    path = tmp_path / "zones.json"
    SHAPES.write(path)
    content = json.loads(path.read_bytes())
    damage(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(BadShapesError):
        Shapes.read(path)


def test_a_write_that_fails_leaves_what_was_there_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "zones.json"
    SHAPES.write(path)
    before = path.read_bytes()
    with pytest.raises(UnicodeEncodeError):
        replace(SHAPES, attribution="half a letter: \udc80").write(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_only_a_stretch_of_border_makes_neighbours_not_a_corner() -> None:
    corner = {"a": a_square(4.0, 50.0), "b": a_square(4.1, 50.1)}
    side = {"a": a_square(4.0, 50.0), "b": a_square(4.1, 50.0)}
    assert replace(SHAPES, detail=corner).neighbours("a") == ()
    assert replace(SHAPES, detail=side).neighbours("a") == ("b",)
