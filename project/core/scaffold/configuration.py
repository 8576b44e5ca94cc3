"""The files that configure a service, without what only the apps left behind need."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from project.core.scaffold.dependencies import requirement_of
from project.core.scaffold.errors import ScaffoldRefused
from project.core.scaffold.startapp import LAYERS

NO_APPS = 'layers = ["__main__", "cli", "main", "users", "core", "service"]'
NAME = re.compile(r'^name = ".*"$', re.MULTILINE)
DESCRIPTION = re.compile(r'^description = ".*"$', re.MULTILINE)
EXTRAS = re.compile(r"^(\w+) = \[\n((?:    .*\n)*)\]\n", re.MULTILINE)
UNTYPED = re.compile(r"^module = \[(.*)\](?:  +#.*)?\nignore_missing_imports = true$", re.MULTILINE)
OVERRIDES = re.compile(r"^\[\[tool\.mypy\.overrides\]\]\nmodule = \[(.*)\].*\n(?:\w.*\n)+\n", re.MULTILINE)
#: Of this repository alone: what lies beside it, and how its speed is compared.
ASIDE = ("../shared", "bench")


def new_pyproject(text: str, name: str, unneeded: set[str], packages: set[str]) -> str:
    """`unneeded` are distributions, `packages` what can be imported of those that are needed."""
    lines = [line for line in text.splitlines(keepends=True) if _is_kept(line, unneeded)]
    text = EXTRAS.sub(lambda found: found[0] if found[2] and found[1] != "bench" else "", "".join(lines))
    text = OVERRIDES.sub(lambda found: _typed(found, packages), text)
    if not LAYERS.search(text):
        raise ScaffoldRefused("pyproject.toml: the contract `Imports go down only` has other layers than are known")
    text = NAME.sub(f'name = "{name}"', text, count=1)
    text = DESCRIPTION.sub('description = "An async service on Tortoise ORM, FastAPI and PostgreSQL"', text)
    return LAYERS.sub(NO_APPS, text)


def _is_kept(line: str, unneeded: set[str]) -> bool:
    requirement = requirement_of(line)
    return not any(word in line for word in ASIDE if requirement) and (
        requirement is None or canonicalize_name(requirement.name) not in unneeded
    )


def _typed(found: re.Match[str], packages: set[str]) -> str:
    """Keep the modules that are there to be imported; without any, leave the override out."""
    named: list[str] = re.findall(r'"([^"]+)"', found[1])
    kept = [name for name in named if name.removesuffix(".*") in packages]
    if not kept:
        return ""
    return found[0].replace(found[1], ", ".join(f'"{name}"' for name in kept))


def requirements_of(pyproject: str) -> tuple[list[Requirement], list[Requirement]]:
    head, _, extras = pyproject.partition("[project.optional-dependencies]")
    found = [[one for line in part.splitlines() if (one := requirement_of(line))] for part in (head, extras)]
    return found[0], found[0] + found[1]


def new_makefile(text: str) -> str:
    """Leave out the targets and the lines of a recipe that are of this repository alone."""
    targets = re.split(r"\n\n(?=\S)", text)
    kept = [target for target in targets if not re.match(r"(\.venv/)?bench:", target)]
    lines = [
        line
        for line in "\n\n".join(kept).splitlines()
        if not any(word in line for word in ASIDE) or _names_targets(line)
    ]
    return "\n".join(line.replace(" bench", "") for line in lines) + "\n"


def _names_targets(line: str) -> bool:
    return line.startswith(".PHONY")


def new_contributing(text: str, apps: Iterable[str]) -> str:
    """Leave out the lines that name the folder of an app or what is aside, and those that go on from them."""
    beginnings = (*(f"project/{app}/" for app in apps), *ASIDE, *(f"make {word}" for word in ASIDE))
    kept: list[str] = []
    leaving = False
    for line in text.splitlines(keepends=True):
        leaving = line.startswith(beginnings) or (leaving and line.startswith(" " * 8))
        if not leaving:
            kept.append(line)
    return "".join(kept)
