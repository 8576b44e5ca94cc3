"""music21 as a server can have it: without a user's settings, and without a word on the standard error."""

from __future__ import annotations

import warnings
from typing import Any

from music21 import environment


def _ignore_warning(*_: Any, **__: Any) -> None:
    pass


environment.envSingleton().restoreDefaults()  # it has read `.music21rc` in the home directory
environment.Environment.warn = _ignore_warning


def silence_music21() -> None:
    """Ignore what it warns of: oddities of scores that it has mended."""
    warnings.filterwarnings("ignore", module=r"(music21|project\.music\.(musicxml|harmony))\.")
