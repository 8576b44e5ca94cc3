"""Files that are written all or not at all."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from project.core.scaffold.errors import ScaffoldRefused


class Changes:
    """What was written and edited below a folder, so that it can be undone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._before: dict[Path, bytes | None] = {}
        self._folders: list[Path] = []
        self._watched: dict[Path, set[Path]] = {}

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        self.keep(file)
        missing = [folder for folder in file.parents if not folder.exists()]
        self._folders += reversed(missing)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def write_all(self, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            self.write(path, text)

    def keep(self, file: Path) -> None:
        self._before.setdefault(file, file.read_bytes() if file.exists() else None)

    def watch(self, folder: Path) -> None:
        self._watched[folder] = set(folder.glob("*.py"))

    def found(self) -> list[Path]:
        return sorted(file for folder, known in self._watched.items() for file in set(folder.glob("*.py")) - known)

    def undo(self) -> None:
        for file in self.found():
            file.unlink()
        for file, text in self._before.items():
            if text is None:
                file.unlink(missing_ok=True)
            else:
                file.write_bytes(text)
        for folder in reversed(self._folders):
            _remove_bytecode(folder)
            folder.rmdir()


def _remove_bytecode(folder: Path) -> None:
    for file in folder.glob("__pycache__/*"):
        file.unlink()
    for cache in folder.glob("__pycache__"):
        cache.rmdir()


@contextmanager
def all_or_nothing(root: Path) -> Iterator[Changes]:
    """Undo what was written when the block is left by an error, and when somebody interrupts it."""
    changes = Changes(root)
    with ExitStack() as stack:
        stack.callback(changes.undo)
        yield changes
        stack.pop_all()


def run_module(root: Path, *words: str) -> str:
    """Run `python -m …` in the folder. Raises ScaffoldRefused with what it says when it fails."""
    done = subprocess.run([sys.executable, "-m", *words], cwd=root, text=True, capture_output=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise ScaffoldRefused(f"{' '.join(words[:2])} failed: {said}")
    return done.stdout


def require_ruff() -> None:
    """Raises ScaffoldRefused where only what serves is installed."""
    if importlib.util.find_spec("ruff") is None:
        raise ScaffoldRefused("This needs what testing and checking need: make setup")


def format_files(root: Path, paths: Iterable[str]) -> None:
    run_module(root, "ruff", "check", "--quiet", "--no-cache", "--select", "I,F401", "--fix", *paths)
    run_module(root, "ruff", "format", "--quiet", "--no-cache", *paths)
