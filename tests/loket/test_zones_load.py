"""An operator makes the shapes of the zones, and replaces them by official ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from geo.shapes import Shapes
from loket.app import create_app
from loket.settings import Settings
from tests.geo import official
from tests.loket.conftest import Command


def shapes_in(home: Path) -> Shapes:
    shapes = Shapes.read(home / "shapes" / "zones.json")
    assert shapes is not None
    return shapes


@pytest.fixture
def zones_file(shared: Path, tmp_path: Path) -> Path:
    return official.zones(shared).in_lambert().write(tmp_path / "zones.gpkg")


def test_init_makes_indicative_shapes_once(filled: Command, home: Path) -> None:
    made = shapes_in(home)
    assert made.indicative
    assert len(made.detail) == 60
    before = (home / "shapes" / "zones.json").stat().st_mtime_ns
    assert "Making" not in filled("init").stderr
    assert (home / "shapes" / "zones.json").stat().st_mtime_ns == before


def test_a_dry_run_and_a_faulty_file_leave_the_shapes_as_they_were(
    filled: Command, home: Path, zones_file: Path, tmp_path: Path
) -> None:
    before = (home / "shapes" / "zones.json").read_bytes()
    tried = filled("zones", "load", zones_file, "--dry-run")
    assert tried.exit_code == 0
    assert "60 zones with official borders" in tried.stdout
    refused = filled("zones", "load", zones_file, "--code", "ZONE")
    assert refused.exit_code == 3
    assert "fault: field ZONE: there is no such field" in refused.stdout
    assert "Not loaded" in refused.stderr
    assert (home / "shapes" / "zones.json").read_bytes() == before
    assert [path.name for path in (home / "shapes").iterdir()] == ["zones.json"]


def test_official_shapes_replace_the_indicative_ones_and_the_label_goes(
    filled: Command, home: Path, zones_file: Path
) -> None:
    loaded = filled("zones", "load", zones_file, "--attribution", "Zones: proef")
    assert loaded.exit_code == 0, loaded.stdout
    assert not shapes_in(home).indicative
    with TestClient(create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000)) as client:
        answer = client.get("/api/v1/zones.geojson").json()
    assert answer["indicative"] is False
    assert answer["attribution"] == "Zones: proef"
    assert len(answer["features"]) == 60

    again = filled("zones", "make")
    assert again.exit_code == 2
    assert "would be lost" in again.stderr
    assert not shapes_in(home).indicative
    assert filled("zones", "make", "--yes").exit_code == 0
    assert shapes_in(home).indicative


def test_a_broken_file_of_shapes_is_told_with_what_to_do(filled: Command, home: Path) -> None:
    path = home / "shapes" / "zones.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:1000])
    run = subprocess.run(
        [sys.executable, "-m", "loket.cli", "serve"],
        env=os.environ | {"LOKET_DATA_DIR": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    path.write_bytes(whole)
    assert run.returncode == 1
    assert "loket zones make" in run.stderr
    assert "Traceback" not in run.stderr
