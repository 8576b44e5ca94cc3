from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from tortoise.models import Model

import project
from project.core.compat.tortoise import meta_of
from project.core.db.connection import MODEL_MODULES
from project.core.ops.console import console, fail
from project.core.ops.lazy import lazy_module
from project.core.scaffold.errors import ScaffoldRefused

if TYPE_CHECKING:
    from project.core.scaffold import startapp as apps
    from project.core.scaffold import startproject as projects
else:  # what they import is there for development alone
    apps = lazy_module("project.core.scaffold.startapp")
    projects = lazy_module("project.core.scaffold.startproject")

ROOT = Path(project.__path__[0]).parent


def add_to(app: typer.Typer, base: type[Model], paths: Callable[[], Iterable[str]]) -> None:
    @app.command()
    def startapp(
        name: Annotated[str, typer.Argument(help="A noun in plural, in small letters: loans.")],
        model: Annotated[
            str | None, typer.Option(help='Its model and fields: "Loan item:str(100) returned_at:datetime?".')
        ] = None,
    ) -> None:
        """Write an app that works: models, managers, routes, tests, a page and a migration."""
        try:
            written = apps.start_app(ROOT, name, model, base=base, models=all_models(), paths=paths)
        except ScaffoldRefused as refused:
            raise fail(refused.detail) from None
        console.print(*(f"Wrote {path}" for path in written), sep="\n", soft_wrap=True, highlight=False)
        console.print("Changed pyproject.toml and CHANGELOG.md", "Next: make check test", sep="\n", highlight=False)

    @app.command()
    def startproject(
        folder: Annotated[Path, typer.Argument(help="A new folder: ../clinic.")],
        name: Annotated[str | None, typer.Option(help="The service's name, where the folder's will not do.")] = None,
        roles: Annotated[
            str | None, typer.Option(help="Who administers, who writes, who reads: admin,member,viewer.")
        ] = None,
    ) -> None:
        """Write a new service: this one without its apps, with names and a first migration of its own."""
        try:
            new = projects.read_service(folder, name, roles)
            left = projects.start_project(ROOT, folder.resolve(), new, lambda names: commands_without(app, names))
        except ScaffoldRefused as refused:
            raise fail(refused.detail) from None
        console.print(f"Wrote {folder}. Tests that need an app stay behind: {len(left)} files", soft_wrap=True)
        console.print(f"Next: cd {folder} && git init && make check test && make run", soft_wrap=True)


def commands_without(app: typer.Typer, names: set[str]) -> list[str]:
    calls = [(command.name, command.callback) for command in app.registered_commands if command.callback]
    kept = [(name, call) for name, call in calls if call.__module__.split(".")[1] not in names]
    return [name or call.__name__ for name, call in kept]


def all_models() -> list[type[Model]]:
    modules = map(importlib.import_module, MODEL_MODULES)
    found: list[Any] = [one for module in modules for one in vars(module).values()]
    return [one for one in found if isinstance(one, type) and issubclass(one, Model) and not meta_of(one).abstract]
