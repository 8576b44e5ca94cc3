"""`core` and `users` work without the apps."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from project.core.scaffold.selection import apps_of
from project.core.testing.environment import ROOT

APPS = apps_of(ROOT)
SCRIPT = """
import asyncio, sys
from typer.testing import CliRunner
from project.cli import app as commands
from project.core.db.connection import MODEL_MODULES
from project.core.ops.settings import variables
from project.main import create_app

help = CliRunner().invoke(commands, ["--help"])
assert help.exit_code == 0 and "createuser" in help.output and "tidy" not in help.output, help.output
paths = create_app().openapi()["paths"]
print(*MODEL_MODULES)
print(*sorted({path.split("/")[1] for path in paths if path != "/"}))
print(*sorted(name for name in variables().values() if not name.startswith("APP_")))
print(*sorted({name.split(".")[1] for name in sys.modules if name.startswith("project.")}))
"""


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A copy of the project without its apps."""
    shutil.copytree(ROOT / "project", tmp_path / "project", ignore=shutil.ignore_patterns(*APPS, "__pycache__"))
    return tmp_path


def test_a_service_without_apps_has_only_users_and_core(service: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=service, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "project.core.models project.users.models",
        "audit auth health livez metrics organisations users",
        "ANTHROPIC_API_KEY ANTHROPIC_BASE_URL DATABASE_URL OPENAI_API_KEY OPENAI_BASE_URL",
        "cli core main service users",
    ]
