"""What Python files import, and which of them can do without some of the packages."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

DOTTED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.")


def imported_modules(file: Path) -> set[str]:
    """Return dotted names: of imports, and of names in them, which may be modules as well."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def named_packages(files: Iterable[Path]) -> set[str]:
    found: set[str] = set()
    for file in files:
        found |= {name.partition(".")[0] for name in imported_modules(file)}
        strings = (node.value for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Constant))
        found |= {text.partition(".")[0] for text in strings if isinstance(text, str) and text and set(text) <= DOTTED}
    return found


def independent(files: Iterable[Path], root: Path, foreign: set[str]) -> set[Path]:
    """Return the files that need none of these modules, by their imports and by those of what they import."""
    imports = {file: imported_modules(file) for file in files}
    modules = {dotted(file, root): file for file in imports}
    left = {file for file, names in imports.items() if any(is_below(name, foreign) for name in names)}
    while more := {
        file for file, names in imports.items() if file not in left and any(modules.get(name) in left for name in names)
    }:
        left |= more
    return set(imports) - left


def dotted(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_below(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)
