"""A new service: core and users of this one, with names, roles and a first migration of its own."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from string import Template

from packaging.utils import canonicalize_name

from project import service
from project.core.scaffold.changes import format_files, require_ruff, run_module
from project.core.scaffold.configuration import new_contributing, new_makefile, new_pyproject, requirements_of
from project.core.scaffold.dependencies import closure, pins_of, unneeded
from project.core.scaffold.errors import ScaffoldRefused
from project.core.scaffold.selection import PAGES, TOP, apps_of, decisions, project_files, python_files, test_files
from project.core.scaffold.texts import TEMPLATES

NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")
ROLE = re.compile(r"[a-z][a-z0-9_]{0,19}")
#: Words of the pages that are copied: the next service could not be told from them.
TAKEN = {"core", "project", "service", "tests", "users"}
ROLES = ("admin", "member", "viewer")


@dataclass(frozen=True)
class NewService:
    name: str
    #: Who administers, who writes, who reads.
    roles: tuple[str, str, str]

    @property
    def title(self) -> str:
        return self.name.replace("-", " ").capitalize()

    def substitutions(self, commands: Iterable[str]) -> dict[str, str]:
        admin, writer, reader = self.roles
        return {
            "name": self.name,
            "title": self.title,
            "prefix": self.name[:2],
            "admin": admin,
            "writer": writer,
            "reader": reader,
            "ADMIN": admin.upper(),
            "WRITER": writer.upper(),
            "READER": reader.upper(),
            "commands": "\n".join(textwrap.wrap(", ".join(f"`{command}`" for command in commands), 120)),
        }

    def renamed(self, text: str, suffix: str) -> str:
        if suffix == ".md":
            text = re.sub(rf"\b{service.NAME}\b", self.name, text)
        old = (service.ADMIN_ROLE, service.EXAMPLE_ROLE, service.DEFAULT_ROLE)
        for was, role in zip(old, self.roles, strict=True):
            text = re.sub(rf"\bRole\.{was.name}\b", f"Role.{role.upper()}", text)
            text = text.replace(f'"role": "{was.value}"', f'"role": "{role}"')
        for was, role in zip(old[1:], self.roles[1:], strict=True):
            text = re.sub(rf"""(?<=["'`]){was.value}(?=["'`])|(?<=\| ){was.value}(?= \|)""", role, text)
        return text


def read_service(target: Path, name: str | None, roles: str | None) -> NewService:
    """Raises ScaffoldRefused for names that cannot be used, and for a folder that is in use."""
    name = target.resolve().name.replace("_", "-") if name is None else name
    if not NAME.fullmatch(name) or name in TAKEN:
        raise ScaffoldRefused(f"{name!r} is no name of a service: give --name, small letters, digits and -")
    found = tuple(roles.split(",")) if roles is not None else ROLES
    if len(found) != 3 or len({*found}) != 3 or not all(ROLE.fullmatch(role) for role in found):
        raise ScaffoldRefused("--roles: three words, who administers, who writes and who reads: admin,member,viewer")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ScaffoldRefused(f"{target} is there already, and not empty")
    return NewService(name, (found[0], found[1], found[2]))


def start_project(
    root: Path, target: Path, new: NewService, commands: Callable[[set[str]], Iterable[str]]
) -> list[str]:
    """Write the service into the folder, or nothing. `commands` gives the words of `python -m project` without apps.

    Returns the tests that stay behind.
    """
    require_ruff()
    with ExitStack() as stack:
        stack.callback(_empty, target, target.exists())
        left = _write(root, target, new, commands)
        stack.pop_all()
    return left


def _empty(folder: Path, was_there: bool) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if was_there:
        folder.mkdir()


def _write(root: Path, target: Path, new: NewService, commands: Callable[[set[str]], Iterable[str]]) -> list[str]:
    apps = apps_of(root)
    modules, tests = project_files(root), test_files(root, apps)
    pages = [root / "docs" / f"{page}.md" for page in PAGES]
    for file in [*modules, *tests, *pages, *decisions(root, [*modules, *tests]), *(root / name for name in TOP)]:
        copy(file, target / file.relative_to(root), new)
    for template in sorted((TEMPLATES / "project").glob("*.tmpl")):
        text = Template(template.read_text()).substitute(new.substitutions(commands(apps)))
        path = Path("project/service.py" if template.stem == "service.py" else template.stem)
        (target / path).write_text(text)
    behind = [file for file in python_files(root / "tests") if file not in {*tests}]
    left = [*behind, *(file for app in apps for file in python_files(root / "project" / app))]
    _configure(root, target, new, unneeded([file for file in (*modules, *tests) if file.suffix == ".py"], left), apps)
    (target / "migrations" / "models").mkdir(parents=True)
    format_files(target, ["."])
    run_module(target, "project", "makemigration", "init")
    return [str(file.relative_to(root)) for file in behind]


def copy(file: Path, to: Path, new: NewService) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        to.write_text(new.renamed(file.read_text(), file.suffix))
    except UnicodeDecodeError:
        shutil.copy(file, to)
    shutil.copymode(file, to)


def _configure(root: Path, target: Path, new: NewService, unneeded: set[str], apps: set[str]) -> None:
    known = packages_distributions()
    packages = {one for one, names in known.items() if not {canonicalize_name(name) for name in names} <= unneeded}
    pyproject = new_pyproject((root / "pyproject.toml").read_text(), new.name, unneeded, packages)
    to_run, to_check = requirements_of(pyproject)
    texts = {
        "pyproject.toml": pyproject,
        "Makefile": new_makefile((root / "Makefile").read_text()),
        "CONTRIBUTING.md": new_contributing((root / "CONTRIBUTING.md").read_text(), apps),
    }
    for name, text in texts.items():
        (target / name).write_text(text)
    for name, wanted in (("requirements.txt", to_run), ("requirements-dev.txt", to_check)):
        (target / name).write_text(pins_of((root / name).read_text(), closure(wanted)))
