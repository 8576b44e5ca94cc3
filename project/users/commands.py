"""`python -m project createuser`, and the acting user of `shell`."""

from __future__ import annotations

from typing import Annotated

import typer

from project.core.db.migrations.history import up_to_date
from project.core.ops.commands import shell
from project.core.ops.console import console, fail, read_settings, run
from project.users.actor import act_as
from project.users.callers import LOCAL, Caller
from project.users.emails import email_or_none
from project.users.models import Organisation, User


def createuser(
    email: Annotated[str, typer.Option(prompt=True)],
    organisation: Annotated[str, typer.Option(prompt=True, help="Created if it does not exist.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, envvar="PASSWORD")],
    name: Annotated[str, typer.Option(help="The person's name.")] = "",
) -> None:
    """Create an admin, and the organisation if it does not exist."""
    settings = read_settings()

    async def create() -> User:
        async with up_to_date(settings):
            return await User.objects.first_admin(organisation, email, password, name)

    user = run(create())
    console.print(f"Created {user.email}, admin of {organisation}")


async def act_as_user(email: str | None) -> Caller:
    """Act as a user, or as the built-in user if there is no email. It is stored only where sign-in is not required."""
    if email is None:
        caller = LOCAL
        if not read_settings().auth_required:
            await Organisation.objects.ensure_local()
    else:
        user = await User.objects.get_or_none(email=email_or_none(email) or "")
        if user is None:
            raise fail(f"There is no user {email}")
        caller = user.caller()
    act_as(caller)
    return caller


def add_to(app: typer.Typer) -> None:
    app.command()(createuser)
    shell.add_to(app, act_as_user)
