"""The files of this service that another one begins with."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable
from pathlib import Path

from project.core.scaffold.imports import independent

#: What every service has, beside its apps.
OURS = {"core", "users"}
MODULES = ("__init__", "__main__", "main", "cli")
TOP = (".gitignore", ".ci/run", "aerich.ini")
PAGES = ("authentication", "operations", "django", "example-app")
#: Hooks of this repository's schemathesis.toml.
OF_THIS_ONE = ("fuzzing.py",)
DECIDED = re.compile(r"`((?:\w+/)+\w+\.py)`")
PATH = re.compile(r'"/([a-z][\w-]*)')


def apps_of(root: Path) -> set[str]:
    return {module.name for module in pkgutil.iter_modules([str(root / "project")]) if module.ispkg} - OURS


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def project_files(root: Path) -> list[Path]:
    folders = [
        path for name in sorted(OURS) for path in sorted((root / "project" / name).rglob("*")) if is_source(path)
    ]
    return [*(root / "project" / f"{name}.py" for name in MODULES), *folders]


def test_files(root: Path, apps: set[str]) -> list[Path]:
    """Return the tests that need no app: none is imported, and no path of one is asked for."""
    found = [file for file in python_files(root / "tests") if file.name not in OF_THIS_ONE]
    foreign = {f"{folder}.{app}" for app in apps for folder in ("project", "tests")}
    free = independent(found, root, foreign)
    paths = first_words(apps) - first_words(OURS - {"core"})
    return [
        file
        for file in found
        if file in free
        and file.relative_to(root).parts[1] not in apps
        and not paths & set(PATH.findall(file.read_text()))
    ]


def first_words(apps: Iterable[str]) -> set[str]:
    routers = [importlib.import_module(f"project.{app}.routers").routers for app in apps]
    return {route.path.split("/")[1] for found in routers for router in found for route in router.routes}


def decisions(root: Path, chosen: Iterable[Path]) -> list[Path]:
    known = {str(path.relative_to(root)) for path in chosen}
    pages = sorted((root / "docs" / "decisions").glob("*.md"))
    return [page for page in pages if (named := DECIDED.findall(page.read_text())) and _all_known(named, known)]


def _all_known(modules: list[str], known: set[str]) -> bool:
    return all(module in known or f"project/{module}" in known for module in modules)
