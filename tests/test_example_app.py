"""The app of docs/example-app.md works as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from project.core.testing.databases import url_of
from project.core.testing.environment import ROOT

PAGE = (ROOT / "docs" / "example-app.md").read_text()
FILES = dict(re.findall(r"```python\n# (\S+)\n(.*?\n)```", PAGE, re.DOTALL))
COPIED = ("project", "tests", "migrations", "pyproject.toml", "aerich.ini")


def copied(into: Path) -> None:
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, into / name)
    for path, text in FILES.items():
        file = into / path
        file.parent.mkdir(exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(text)


def test_the_example_is_an_app(server: dict[str, Any], tmp_path: Path) -> None:
    environment = {**os.environ, "TEST_DATABASE_URL": url_of(server, server["database"]), "PYTHONPATH": str(tmp_path)}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=tmp_path, env=environment, text=True, capture_output=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    copied(tmp_path)
    run("project", "makemigration", "camera")
    (migration,) = (tmp_path / "migrations" / "models").glob("*_camera.py")
    # One name every time, so that the server keeps one database for it.
    migration.rename(migration.with_name(re.sub(r"_\d{14}_", "_20260101000000_", migration.name)))

    assert "agree" in run("project", "check")
    run("ruff", "format", "--check", *FILES)
    run("ruff", "check", *FILES)
    run("pytest", "-p", "no:cacheprovider", "tests/cameras")
