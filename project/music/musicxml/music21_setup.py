"""music21 configured for a server: no user settings, no output to stderr."""

from __future__ import annotations

import warnings
from typing import Any

from music21 import environment


def _ignore_warning(*_: Any, **__: Any) -> None:
    pass


environment.envSingleton().restoreDefaults()  # it has read `.music21rc` from the home directory
environment.Environment.warn = _ignore_warning


def silence_music21() -> None:
    """Ignore its warnings about scores that it has repaired."""
    warnings.filterwarnings("ignore", module=r"(music21|project\.music\.(musicxml|harmony))\.")
