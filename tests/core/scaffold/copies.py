"""Copies of the project, and what `make check` and `make test` run in them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from project.core.testing.databases import url_of
from project.core.testing.environment import ROOT

COPIED = ("project", "tests", "migrations", "docs", "bench", ".ci")
NOT_COPIED = shutil.ignore_patterns("__pycache__", ".*_cache")


def copy_project(into: Path) -> Path:
    for name in filter(lambda name: (ROOT / name).exists(), COPIED):
        shutil.copytree(ROOT / name, into / name, ignore=NOT_COPIED)
    for file in ROOT.iterdir():
        if file.is_file() and file.name != ".env":
            shutil.copy2(file, into / file.name)
    return into


def run(folder: Path, server: dict[str, Any], *words: str) -> str:
    environment = {**os.environ, "TEST_DATABASE_URL": url_of(server, server["database"]), "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environment, text=True, capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def date_migrations(folder: Path) -> None:
    """Give the new migrations one date every time, so that the server keeps one database for them."""
    for file in (folder / "migrations" / "models").glob("*.py"):
        if not (ROOT / "migrations" / "models" / file.name).exists():
            file.rename(file.with_name(re.sub(r"_\d{14}_", "_20260101000000_", file.name)))


def check(folder: Path, server: dict[str, Any], *types_of: str) -> None:
    run(folder, server, "ruff", "format", "--check", "--no-cache", ".")
    run(folder, server, "ruff", "check", "--no-cache", ".")
    run(folder, server, "mypy", "--cache-dir", str(ROOT / ".mypy_cache"), *types_of)
    run(folder, server, "importlinter.cli", "lint", "--no-cache")
    run(folder, server, "project", "check")
