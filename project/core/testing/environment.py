from __future__ import annotations

import os
from pathlib import Path

import project

ROOT = Path(project.__path__[0]).parent
SECRET = "a secret for the tests, of 32 characters or more"
#: Whoever runs the tests may have settings and keys of their own.
FOREIGN = ("APP_", "ANTHROPIC_", "OPENAI_")
#: Says where the embedded server keeps its data.
KEPT = "APP_DATA_DIR"


def prepare_environment() -> None:
    """Replace the settings of whoever runs the tests by those of the tests."""
    for name in [name for name in os.environ if name.startswith(FOREIGN) and name != KEPT]:
        del os.environ[name]
    os.environ |= {"APP_AUTH": "required", "APP_SECRET_KEY": SECRET, "APP_ACCESS_LOG": "false"}
