import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextvars import ContextVar

import pytest

from project.core.ops.commands.shell import Shell
from project.core.testing.environment import ROOT
from project.service import ADMIN_ROLE

NUMBER: ContextVar[int] = ContextVar("number", default=0)
PROGRAM = """
made = await Organisation.objects.create(name="Made in a shell")
async with transaction():
    print(await Organisation.filter(name=made.name).count(), caller.role, settings.is_production)
raise LookupError("as Python prints it")
"""


@pytest.fixture
def shell() -> Iterator[Shell]:
    with asyncio.Runner() as runner:
        yield Shell(runner, {"asyncio": asyncio, "NUMBER": NUMBER})


def test_await_works_at_the_prompt(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.push("await asyncio.sleep(0, 'done')")

    assert capsys.readouterr().out == "'done'\n"


def test_what_is_assigned_stays(shell: Shell) -> None:
    shell.push("one = await asyncio.sleep(0, 1)")
    shell.push("two = one + 1")

    assert shell.names["two"] == 2


def test_a_block_is_run_when_it_ends(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    more = [shell.push(line) for line in ("async with asyncio.timeout(1):", "    print('inside')", "")]

    assert more == [True, True, False]
    assert capsys.readouterr().out == "inside\n"


def test_plain_code_runs_in_the_loop(shell: Shell) -> None:
    shell.push("task = asyncio.create_task(asyncio.sleep(0, 3))")
    shell.push("found = await task")

    assert shell.names["found"] == 3


def test_a_context_variable_stays_set(shell: Shell) -> None:
    shell.push("token = NUMBER.set(7)")
    shell.push("found = NUMBER.get()")

    assert shell.names["found"] == 7


@pytest.mark.parametrize("line", ["1 / 0", "await asyncio.sleep(1 / 0)"])
def test_an_error_is_printed_from_the_users_line_on(
    shell: Shell, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.push(line)

    assert shell.failed
    assert capsys.readouterr().err.splitlines() == [
        "Traceback (most recent call last):",
        '  File "<console>", line 1, in <module>',
        "ZeroDivisionError: division by zero",
    ]


def test_a_cancelled_task_does_not_end_the_shell(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.push("raise asyncio.CancelledError")
    shell.push("1 + 1")

    assert capsys.readouterr().out == "2\n"


@pytest.mark.parametrize("start", [Shell.push, Shell.run_all])
def test_bad_syntax_is_shown_with_its_place(shell: Shell, start: object, capsys: pytest.CaptureFixture[str]) -> None:
    start(shell, "x = =")  # type: ignore[operator]

    assert shell.failed
    assert capsys.readouterr().err.splitlines() == [
        '  File "<console>", line 1',
        "    x = =",
        "        ^",
        "SyntaxError: invalid syntax",
    ]


def test_exit_ends_the_shell(shell: Shell) -> None:
    with pytest.raises(SystemExit):
        shell.push("raise SystemExit(3)")


def test_a_program_echoes_nothing(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.run_all("1\nawait asyncio.sleep(0, 2)\nprint(3)")

    assert capsys.readouterr().out == "3\n"


def test_a_program_has_models_a_transaction_and_a_caller(spare_database_url: str) -> None:
    command = [sys.executable, "-m", "project", "shell", "-c", PROGRAM]
    environment = {**os.environ, "DATABASE_URL": spare_database_url}
    found = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)

    assert (found.returncode, found.stdout) == (1, f"1 {ADMIN_ROLE} False\n")
    assert found.stderr.startswith("Traceback (most recent call last):\n")
    assert found.stderr.endswith("\nLookupError: as Python prints it\n")
    assert "project/core/ops" not in found.stderr
