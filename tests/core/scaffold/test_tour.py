"""The tour of docs/example-app.md shows what `startapp` writes."""

import re
import shutil
from pathlib import Path

from project.core.scaffold.changes import format_files
from project.core.scaffold.startapp import read_model
from project.core.scaffold.texts import app_files
from project.core.testing.environment import ROOT

PAGE = (ROOT / "docs" / "example-app.md").read_text()
SHOWN = dict(re.findall(r"```python\n# (\S+)\n(.*?\n)```", PAGE, re.DOTALL))
COMMAND = re.compile(r'startapp (\w+) --model "([^"]+)"')


def test_the_tour_shows_what_is_written(tmp_path: Path) -> None:
    (command,) = COMMAND.findall(PAGE)
    files = app_files(*read_model(*command))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    format_files(tmp_path, [path for path in files if path.endswith(".py")])

    assert len(SHOWN) == 4
    assert {path: (tmp_path / path).read_text() for path in SHOWN} == SHOWN
