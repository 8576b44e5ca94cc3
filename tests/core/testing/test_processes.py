import os
import signal

import pytest

from project.core.testing.processes import run_command, start


def test_what_a_command_prints_and_its_exit_code_come_back() -> None:
    done = run_command("", "no-such-command")

    assert (done.returncode, done.stdout) == (2, "")
    assert "No such command" in done.stderr


def test_a_command_has_the_settings_that_are_given_and_no_others() -> None:
    done = run_command("mysql://db/x", "serve")

    assert done.returncode == 1
    assert "must begin with postgresql://" in done.stderr


def test_a_command_that_is_killed_says_by_what() -> None:
    command = start(["serve"], {**os.environ, "DATABASE_URL": "postgresql://192.0.2.1/x"})
    with pytest.raises(TimeoutError):
        command.wait(0.01)

    command.kill()

    assert command.wait(20) == -signal.SIGKILL
