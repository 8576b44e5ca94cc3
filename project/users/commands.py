"""`python -m project createuser`."""

from __future__ import annotations

from typing import Annotated

import typer

from project.core.console import console, read_settings, run
from project.core.versions import up_to_date
from project.users.models import User


def createuser(
    email: Annotated[str, typer.Option(prompt=True)],
    organisation: Annotated[str, typer.Option(prompt=True, help="Made when there is none of this name.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, envvar="PASSWORD")],
    name: Annotated[str, typer.Option(help="Of the person.")] = "",
) -> None:
    """Make an admin, and the organisation where there is none of this name yet."""
    settings = read_settings()

    async def make() -> User:
        async with up_to_date(settings):
            return await User.objects.first_admin(organisation, email, password, name)

    user = run(make())
    console.print(f"Made {user.email}, admin of {organisation}")


def add_to(app: typer.Typer) -> None:
    app.command()(createuser)
