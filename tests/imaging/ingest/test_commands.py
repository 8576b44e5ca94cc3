"""`python -m project imaging load`, and this app's part of `demo`."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from rich.progress import Progress

from project.core.testing.environment import ROOT
from project.imaging.commands import load_demo
from project.imaging.demo.catalogue import demo_records
from project.imaging.demo.field import NIGHTS, SOURCES
from project.imaging.demo.nights import TROUBLE
from project.imaging.ingest.records.photometry import PhotometryRecord
from project.imaging.lightcurves.variability import ETA_THRESHOLD, V_THRESHOLD
from project.imaging.models import Image, MeasurementSet, Photometry, Source
from tests.imaging.uploads import SEED, image, lines, photometry, snapshot
from tests.test_cli import project


@pytest.fixture
async def nothing(spare_database_url: str) -> None:
    database = await asyncpg.connect(spare_database_url)
    await database.execute("TRUNCATE photometry, source, image, measurement_set, job, product_path CASCADE")
    await database.close()


@pytest.mark.usefixtures("nothing")
def test_the_seed_is_loaded_and_loaded_again(spare_database_url: str) -> None:
    first = project(spare_database_url, "imaging", "load", str(SEED))
    second = project(spare_database_url, "imaging", "load", str(SEED))

    assert (first.returncode, first.stderr) == (0, "")
    assert "photometry: 10 stored\n" in first.stdout
    assert first.stdout.endswith("\n50 records, 0 failed\n")
    assert "stored" not in second.stdout + "updated"


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize(
    ("name", "options"), [("a.ndjson", []), ("a.ndjson.gz", []), ("a.txt", []), ("a.json", ["--format", "ndjson"])]
)
def test_lines_are_loaded(spare_database_url: str, tmp_path: Path, name: str, options: list[str]) -> None:
    content = lines(image(), photometry())
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)

    found = project(spare_database_url, "imaging", "load", str(tmp_path / name), *options)

    assert found.stdout == "images: 1 stored\nphotometry: 1 stored\n2 records, 0 failed\n"


@pytest.mark.usefixtures("nothing")
def test_standard_input_is_loaded(spare_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", spare_database_url)
    command = [sys.executable, "-m", "project", "imaging", "load", "-"]

    found = subprocess.run(command, cwd=ROOT, input=lines(image()), capture_output=True, check=True)

    assert found.stdout == b"images: 1 stored\n1 records, 0 failed\n"


@pytest.mark.usefixtures("nothing")
def test_records_that_cannot_be_stored_are_reported(spare_database_url: str, tmp_path: Path) -> None:
    document = {"images": [image(), image(path="")], "stars": [{}]}
    (tmp_path / "a.json").write_text(json.dumps(document))

    found = project(spare_database_url, "imaging", "load", str(tmp_path / "a.json"))

    assert found.returncode == 1
    assert found.stdout == "images: 1 stored, 1 failed\n3 records, 2 failed\n"
    first, second = found.stderr.splitlines()
    assert first == "images 2: path: String should have at least 1 character"
    assert second.startswith("record 1: collection: Should be one of measurement_sets, images, ")


def test_a_truncated_file_is_reported_in_one_line(spare_database_url: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"images": [')

    found = project(spare_database_url, "imaging", "load", str(tmp_path / "a.json"))

    assert (found.returncode, len(found.stderr.splitlines())) == (1, 1)


@pytest.mark.usefixtures("app")
async def test_the_demo_is_loaded_once() -> None:
    with Progress(disable=True) as progress:
        first = await load_demo(progress)
        before = await snapshot()
        second = await load_demo(progress)

    nights = NIGHTS - len(TROUBLE)
    assert first == [f"Loaded {nights} images and {nights * SOURCES} measurements"]
    assert second == ["The demo's catalogue is already loaded"]
    assert await snapshot() == before
    assert (await MeasurementSet.all().count(), await Image.all().count()) == (NIGHTS, nights)


@pytest.mark.usefixtures("app")
async def test_some_sources_of_the_demo_are_variable_and_most_are_not() -> None:
    with Progress(disable=True) as progress:
        await load_demo(progress)

    variable = await Source.filter(v__gt=V_THRESHOLD, eta__gt=ETA_THRESHOLD).count()
    assert (await Source.all().count(), await Photometry.filter(source_id=None).count()) == (SOURCES, 0)
    assert 3 <= variable <= 10


def test_the_demo_is_the_same_every_time() -> None:
    assert list(demo_records()) == list(demo_records())
    assert PhotometryRecord.collection in {record["collection"] for record in demo_records()}
