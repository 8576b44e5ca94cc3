"""Which requirements a part of the project needs, and the pins of those."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from project.core.scaffold.imports import named_packages

#: A line of a list of requirements in pyproject.toml.
REQUIREMENT = re.compile(r'^    "([^"]+)",.*$')
PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
#: The least that is true of markers on some platform.
EXTRA = re.compile(r"""extra == ['"]([^'"]+)['"]""")


def unneeded(kept: Iterable[Path], left: Iterable[Path]) -> set[str]:
    known = packages_distributions()
    of_kept, of_left = (
        {str(canonicalize_name(one)) for package in named_packages(files) for one in known.get(package, ())}
        for files in (kept, left)
    )
    return of_left - of_kept


def requirement_of(line: str) -> Requirement | None:
    found = REQUIREMENT.match(line)
    return Requirement(found[1]) if found and re.match(r"[A-Za-z0-9._-]+(\[|[=<>~!]=|>|<|$)", found[1]) else None


def closure(wanted: Iterable[Requirement]) -> set[str]:
    """Return the names of these and of all that they need on any platform, as far as it is installed here."""
    found: set[tuple[str, str]] = set()
    queue = [(canonicalize_name(one.name), extra) for one in wanted for extra in ("", *one.extras)]
    while queue:
        name, extra = queue.pop()
        if (name, extra) in found:
            continue
        found.add((name, extra))
        for one in _requirements(name):
            asked = EXTRA.search(str(one.marker or ""))
            if (asked[1] if asked else "") == extra:
                queue += [(canonicalize_name(one.name), other) for other in ("", *one.extras)]
    return {name for name, _ in found}


def _requirements(name: str) -> list[Requirement]:
    try:
        return [Requirement(text) for text in requires(name) or ()]
    except PackageNotFoundError:
        return []


def pins_of(text: str, names: set[str]) -> str:
    starts = [found.start() for found in PIN.finditer(text)]
    blocks = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return "".join(block for block in blocks if canonicalize_name(PIN.findall(block)[0]) in names)
