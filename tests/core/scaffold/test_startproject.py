"""A service that `startproject` writes is green without a hand edit, under a name and with apps of its own."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from project import service
from project.core.scaffold import startproject
from project.core.scaffold.configuration import new_contributing, new_makefile
from project.core.scaffold.dependencies import PIN, closure, pins_of
from project.core.scaffold.errors import ScaffoldRefused
from project.core.scaffold.imports import named_packages
from project.core.scaffold.selection import apps_of
from project.core.scaffold.startproject import read_service
from project.core.testing.environment import ROOT
from tests.core.scaffold.copies import check, date_migrations, run

#: What startapp changes, and what says whether the names of a new service are its own.
TESTS = (
    "tests/sample_parcels",
    "tests/users",
    "tests/test_isolation.py",
    "tests/test_docs_hold.py",
    "tests/test_decisions.py",
)


@pytest.mark.slow
def test_a_new_service_with_an_app_passes_every_check_and_its_tests(server: dict[str, Any], tmp_path: Path) -> None:
    quarry = tmp_path / "quarry"

    run(ROOT, server, "project", "startproject", str(quarry), "--roles", "admin,nurse,guest")
    run(quarry, server, "project", "startapp", "sample_parcels")
    date_migrations(quarry)

    check(quarry, server, "-p", "project")
    run(quarry, server, "pytest", "-n", "0", "-p", "no:cacheprovider", "-m", "not slow", *TESTS)
    assert words_of_ours(quarry) == []
    assert needless(quarry) == set()
    assert missing(quarry) == set()


def words_of_ours(folder: Path) -> list[str]:
    """Places where the new service is called as this one, or has an app or a role of it."""
    role = service.EXAMPLE_ROLE.value
    words = [service.NAME, f'["`]{role}["`]', *(rf"project[./]{app}\b" for app in apps_of(ROOT))]
    pattern = re.compile("|".join(words), re.IGNORECASE)
    files = [path for path in folder.rglob("*") if path.suffix in {".py", ".md", ".toml", ".ini", ".txt"}]
    places = [*files, folder / "Makefile", folder / ".ci" / "run"]
    return [
        f"{path}: {word}"
        for path in places
        if path.name != "example-app.md"
        for word in pattern.findall(path.read_text())
    ]


def needless(folder: Path) -> set[str]:
    """Pins that nothing in pyproject.toml needs."""
    project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {canonicalize_name(name) for name in PIN.findall((folder / "requirements-dev.txt").read_text())}
    return pinned - closure(map(Requirement, wanted))


def missing(folder: Path) -> set[str]:
    """Packages that are imported, and not pinned."""
    known = packages_distributions()
    packages = named_packages([*(folder / "project").rglob("*.py"), *(folder / "tests").rglob("*.py")])
    pinned = {canonicalize_name(name) for name in PIN.findall((folder / "requirements-dev.txt").read_text())}
    return {name for name in packages if name in known and not {canonicalize_name(one) for one in known[name]} & pinned}


@pytest.mark.parametrize("name", ["Clinic", "my clinic", "c", "-x", "users"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScaffoldRefused, match="--name"):
        read_service(tmp_path / name, None, None)


@pytest.mark.parametrize("roles", ["admin", "admin,member", "a,a,b", "admin,member,Viewer", "a,b,c,d"])
def test_roles_that_are_not_three_words_are_refused(tmp_path: Path, roles: str) -> None:
    with pytest.raises(ScaffoldRefused, match="--roles"):
        read_service(tmp_path / "quarry", None, roles)


def test_a_folder_that_is_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()

    with pytest.raises(ScaffoldRefused, match="not empty"):
        read_service(tmp_path, "quarry", None)


def test_the_makefile_loses_what_is_of_this_repository_alone() -> None:
    text = new_makefile((ROOT / "Makefile").read_text())

    assert "bench" not in text
    assert "../shared" not in text
    assert {"setup", "run", "test", "check", "migration"} <= set(re.findall(r"^(\w+):.*##", text, re.MULTILINE))


def test_a_layout_loses_the_lines_of_an_app() -> None:
    text = "project/core/   core\nproject/parcels/  parcels and\n                more\ntests/          tests\n"

    assert new_contributing(text, ["parcels"]) == "project/core/   core\ntests/          tests\n"


def test_pins_keep_their_hashes() -> None:
    text = "a==1 \\\n    --hash=sha256:1\nb==2 \\\n    --hash=sha256:2\n"

    assert pins_of(text, {"b"}) == "b==2 \\\n    --hash=sha256:2\n"


def test_a_run_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(root: Path, *words: str) -> str:
        raise ScaffoldRefused("no migration")

    monkeypatch.setattr(startproject, "run_module", fail)

    with pytest.raises(ScaffoldRefused, match="no migration"):
        startproject.start_project(
            ROOT, tmp_path / "quarry", read_service(tmp_path / "quarry", None, None), lambda apps: ["serve"]
        )

    assert list(tmp_path.iterdir()) == []
