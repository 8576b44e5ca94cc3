"""A new app: its modules, tests, page and migration, and its lines in what names all apps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from tortoise.models import Model

from project.core.scaffold.changes import all_or_nothing, format_files, require_ruff, run_module
from project.core.scaffold.errors import ScaffoldRefused
from project.core.scaffold.kinds import FieldSpecification, read_field
from project.core.scaffold.names import Names, camel_case, singular
from project.core.scaffold.refusals import require_app, require_fields, require_model
from project.core.scaffold.texts import app_files

LAYERS = re.compile(
    r'^layers = \["__main__", "cli", "main", (?:"([a-z0-9_ |]+)", )?"users", "core", "service"\]$', re.M
)
DEFAULT_FIELDS = "name:str(100)"


def start_app(
    root: Path,
    app: str,
    model: str | None,
    *,
    base: type[Model],
    models: Iterable[type[Model]],
    paths: Callable[[], Iterable[str]],
) -> list[str]:
    """Write an app below the project's root; return the paths. Raises ScaffoldRefused, and writes nothing."""
    require_ruff()
    require_app(root, app)
    names, fields = read_model(app, model)
    require_model(names, models, paths())
    require_fields(fields, base)
    files = app_files(names, fields)
    with all_or_nothing(root) as changes:
        changes.watch(root / "migrations" / "models")
        changes.write_all(files)
        changes.write("pyproject.toml", with_layer((root / "pyproject.toml").read_text(), app))
        changes.write("CHANGELOG.md", with_change((root / "CHANGELOG.md").read_text(), names))
        format_files(root, [path for path in files if path.endswith(".py")])
        run_module(root, "project", "makemigration", names.row)
    return [*files, *(str(file.relative_to(root)) for file in changes.found())]


def read_model(app: str, model: str | None) -> tuple[Names, list[FieldSpecification]]:
    """Read `Loan item:str returned_at:datetime?`; without it, a model of the app's name with a `name`."""
    if model is None:
        model = f"{camel_case(singular(app))} {DEFAULT_FIELDS}"
    name, *fields = model.split() or [""]
    return Names(app, name), [read_field(field) for field in fields]


def with_layer(pyproject: str, app: str) -> str:
    found = LAYERS.search(pyproject)
    if found is None:
        raise ScaffoldRefused(
            "pyproject.toml: the contract `Imports go down only` has other layers than startapp knows"
        )
    apps = " | ".join(sorted([*(found[1].split(" | ") if found[1] else []), app]))
    layers = f'layers = ["__main__", "cli", "main", "{apps}", "users", "core", "service"]'
    return pyproject[: found.start()] + layers + pyproject[found.end() :]


def with_change(changelog: str, names: Names) -> str:
    head, heading, rest = changelog.partition("\n## Unreleased\n")
    if not heading:
        raise ScaffoldRefused("CHANGELOG.md has no heading `## Unreleased`")
    unreleased, released, older = rest.partition("\n## ")
    title = names.app.replace("_", " ").capitalize()
    line = f"- New: `/{names.path}` stores, lists, changes and deletes {names.nouns}: docs/{names.app}.md."
    return f"{head}{heading}{unreleased.rstrip()}\n\n### {title}\n\n{line}\n{released}{older}"
