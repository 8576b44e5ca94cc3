"""An app that `startapp` writes is green without a hand edit; what it cannot write it refuses, and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from project.core.scaffold import startapp
from project.core.scaffold.commands import all_models
from project.core.scaffold.errors import ScaffoldRefused
from project.core.scaffold.startapp import start_app
from project.core.testing.environment import ROOT
from project.users.owned import Owned
from tests.core.scaffold.copies import check, copy_project, date_migrations, run

ALL_KINDS = (
    "SampleParcel item:str(100) note:text? copies:int weight:float? lost:bool lent_on:date returned_at:datetime? "
    "shelf:uuid price:decimal(8,2) extra:json?"
)
TESTS = ("tests/test_isolation.py", "tests/test_docs_hold.py", "tests/core/http/test_openapi.py")


@pytest.mark.slow
def test_a_new_app_passes_every_check_and_its_tests(server: dict[str, Any], tmp_path: Path) -> None:
    folder = copy_project(tmp_path)

    run(folder, server, "project", "startapp", "sample_parcels", "--model", ALL_KINDS)
    date_migrations(folder)

    check(folder, server, "-p", "project.sample_parcels")
    run(folder, server, "pytest", "-n", "0", "-p", "no:cacheprovider", "tests/sample_parcels", *TESTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What `startapp` looks at before it writes."""
    (tmp_path / "migrations" / "models").mkdir(parents=True)
    (tmp_path / "project" / "users").mkdir(parents=True)
    for name in ("pyproject.toml", "CHANGELOG.md"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    return tmp_path


@pytest.fixture
def before(folder: Path) -> Iterator[None]:
    """Nothing is written by the test."""
    found = contents(folder)
    yield
    assert contents(folder) == found


def contents(folder: Path) -> dict[Path, str]:
    return {path: path.read_text() if path.is_file() else "" for path in folder.rglob("*")}


def start(folder: Path, app: str = "sample_parcels", model: str | None = None) -> list[str]:
    return start_app(folder, app, model, base=Owned, models=all_models(), paths=lambda: ["/health", "/users/{user_id}"])


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize(
    ("name", "model", "reason"),
    [
        ("SampleParcels", None, "small letters"),
        ("my-loans", None, "small letters"),
        ("class", None, "word of Python"),
        ("order", None, "reserved word of SQL"),
        ("users", None, "project/users already"),
        ("sample_parcels", "", "no name of a model"),
        ("sample_parcels", "parcel item:str", "no name of a model"),
        ("sample_parcels", "Organisation item:str", "a model Organisation already"),
        ("sample_parcels", "SampleParcel", "at least one field"),
        ("sample_parcels", "SampleParcel item", "write name:kind"),
        ("sample_parcels", "SampleParcel item:string", "write name:kind"),
        ("sample_parcels", "SampleParcel item:str(0)", "sizes"),
        ("sample_parcels", "SampleParcel item:int(3)", "sizes"),
        ("sample_parcels", "SampleParcel price:decimal(2,2)", "before the point"),
        ("sample_parcels", "SampleParcel item:str item:int", "twice"),
        ("sample_parcels", "SampleParcel version:int", "from Owned"),
        ("sample_parcels", "SampleParcel organisation_id:uuid", "from Owned"),
        ("sample_parcels", "SampleParcel save:bool", "from Owned"),
        ("sample_parcels", "SampleParcel copy:int", "something else"),
        ("sample_parcels", "SampleParcel changes:int", "something else"),
        ("sample_parcels", "SampleParcel date:date", "something else"),
        ("sample_parcels", "SampleParcel model_year:int", "model_"),
        ("sample_parcels", "SampleParcel from:str", "word of Python"),
        ("sample_parcels", "SampleParcel end:int", "reserved word of SQL"),
        ("sample_parcels", "SampleParcel Item:str", "small letters"),
        ("sample_parcels", "Page item:str", "would hide"),
        ("health", "Health item:str", "a path /health"),
    ],
)
def test_what_cannot_be_written_is_refused_by_name(folder: Path, name: str, model: str | None, reason: str) -> None:
    with pytest.raises(ScaffoldRefused, match=reason) as refused:
        start(folder, name, model)

    assert "\n" not in refused.value.detail


@pytest.mark.usefixtures("before")
def test_a_run_that_fails_half_way_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(root: Path, *words: str) -> str:
        if words[1] == "makemigration":
            (root / "migrations" / "models" / "0_20260101000000_sample_parcel.py").write_text("half")
            raise ScaffoldRefused("no migration")
        return ""

    monkeypatch.setattr(startapp, "run_module", fail)
    monkeypatch.setattr(startapp, "format_files", lambda root, paths: None)

    with pytest.raises(ScaffoldRefused, match="no migration"):
        start(folder)
