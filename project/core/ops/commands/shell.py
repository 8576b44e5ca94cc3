"""`shell`: a Python prompt with every model, top-level await, and a caller."""

from __future__ import annotations

import ast
import asyncio
import code
import inspect
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from contextvars import copy_context
from pathlib import Path
from types import CodeType, FunctionType
from typing import Annotated, Any

import typer
from tortoise import Tortoise

from project.core.db.migrations.history import up_to_date
from project.core.db.transactions import transaction
from project.core.ops.console import operator_errors, read_settings
from project.core.ops.lazy import lazy_module

HISTORY = Path("~/.python_history")
BANNER = "Every model by its name, transaction, settings, and caller ({caller}). await works here; Ctrl-D ends."


class Shell(code.InteractiveConsole):
    """Runs each input in the one event loop, and in one context, as far as the prompt."""

    def __init__(self, runner: asyncio.Runner, names: dict[str, Any]) -> None:
        super().__init__(names)
        self.names = names
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.failed = False
        self._runner = runner
        self._context = copy_context()

    def open(self, work: Awaitable[None]) -> None:
        """Do work whose context variables hold for all that is run."""
        self._runner.run(_done(work), context=self._context)

    def run_all(self, source: str) -> None:
        """Run a program, and echo nothing."""
        try:
            program = compile(source, self.filename, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except (SyntaxError, ValueError, OverflowError):
            self.showsyntaxerror()
        else:
            self.runcode(program)

    def runcode(self, code: CodeType) -> None:
        error = self._runner.run(self._error_of(code), context=self._context)
        if error is not None:
            self.failed = True
            self._show(error)

    async def _error_of(self, code: CodeType) -> BaseException | None:
        running = asyncio.create_task(self._run(code), context=self._context)
        (error,) = await asyncio.gather(running, return_exceptions=True)
        return error

    async def _run(self, code: CodeType) -> None:
        value = FunctionType(code, self.names)()
        if inspect.iscoroutine(value):
            await value

    def _show(self, error: BaseException) -> None:
        """Print the traceback from the line that was typed on."""
        frames = error.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename != self.filename:
            frames = frames.tb_next
        traceback.print_exception(error.with_traceback(frames))

    def showsyntaxerror(self, filename: str | None = None) -> None:
        self.failed = True
        if (error := sys.exception()) is not None:
            self._show(error)


async def _done(work: Awaitable[None]) -> None:
    await work


@contextmanager
def line_editing(names: dict[str, Any]) -> Iterator[None]:
    """Complete names, and keep lines where Python's own prompt keeps them; without readline, neither."""
    try:
        readline, rlcompleter = lazy_module("readline"), lazy_module("rlcompleter")
    except ModuleNotFoundError:
        yield
        return
    history = HISTORY.expanduser()
    readline.set_completer(rlcompleter.Completer(names).complete)
    readline.parse_and_bind("tab: complete")
    if history.exists():
        readline.read_history_file(history)
    try:
        yield
    finally:
        readline.write_history_file(history)


def add_to(app: typer.Typer, act_as: Callable[[str | None], Awaitable[object]]) -> None:
    """`act_as` makes the user with an email, or the built-in one, the caller of all that follows, and returns it."""

    @app.command("shell")
    def shell_command(
        source: Annotated[str | None, typer.Option("--command", "-c", metavar="CODE", help="Run this and end.")] = None,
        email: Annotated[str | None, typer.Option("--as", metavar="EMAIL", help="Act as this user.")] = None,
    ) -> None:
        """Open a Python prompt on the database, with all models and top-level await. Runs what is piped in."""
        settings = read_settings()
        names: dict[str, Any] = {"asyncio": asyncio, "settings": settings, "transaction": transaction}
        with operator_errors(), asyncio.Runner() as runner:
            shell, stack = Shell(runner, names), AsyncExitStack()

            async def begin() -> None:
                await stack.enter_async_context(up_to_date(settings))
                names.update(Tortoise.apps["models"], caller=await act_as(email))

            try:
                shell.open(begin())
                talk(shell, source, email or "the built-in user")
            finally:
                shell.open(stack.aclose())
        if shell.failed and (source is not None or not sys.stdin.isatty()):
            raise typer.Exit(1)


def talk(shell: Shell, source: str | None, caller: str) -> None:
    if source is None and sys.stdin.isatty():
        with line_editing(shell.names):
            shell.interact(BANNER.format(caller=caller), "")
    else:
        shell.run_all(sys.stdin.read() if source is None else source)
