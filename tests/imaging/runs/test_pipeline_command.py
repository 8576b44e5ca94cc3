"""The pipeline's command, with real processes."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from project.core.testing.conditions import eventually
from project.core.testing.environment import ROOT
from project.imaging.runs.log_tail import LogTail
from project.imaging.runs.pipeline_command import PipelineCommand, UnexpectedOption, filled_in
from project.imaging.settings import parse_command
from tests.imaging.worker_processes import until_gone, until_written

VALUES = {"ms_path": "/stage/a b.ms", "run_id": "job-{ms_path}", "job_id": "job_0123456789ab", "attempt": "1"}


async def run(script: str, config: str = "{}", grace: float = 5) -> tuple[int, str]:
    log = LogTail()
    command = await PipelineCommand.start(["sh", "-c", script], config, grace, log)
    async with asyncio.timeout(10):
        return await command.ended, log.text


async def ready(log: LogTail) -> bool:
    return log.text == "ready\n"


def test_a_value_stays_one_argument_and_is_not_filled_in_itself() -> None:
    words = parse_command("run --ms {ms_path} '--run={run_id}' \"a b\"")

    assert filled_in(words, VALUES) == ["run", "--ms", "/stage/a b.ms", "--run=job-{ms_path}", "a b"]


def test_a_value_cannot_be_an_option() -> None:
    with pytest.raises(UnexpectedOption):
        filled_in(parse_command("run {ms_path}"), {**VALUES, "ms_path": "--help"})


@pytest.mark.parametrize("text", ["run {path}", "run {}", "{ms_path} run", "run 'half"])
def test_an_invalid_command_is_refused_as_a_setting(text: str) -> None:
    with pytest.raises(ValueError, match=r"allowed are|placeholder|quotation"):
        parse_command(text)


async def test_the_log_has_stdout_and_stderr() -> None:
    assert await run("echo out; echo err >&2; exit 3") == (3, "out\nerr\n")


async def test_the_configuration_is_standard_input() -> None:
    config = '{"a": "' + "x" * 50_000 + '"}'

    assert await run("wc -c", config) == (0, f"{len(config) + 1}\n")


async def test_a_signal_counts_as_in_a_shell() -> None:
    assert await run("kill -9 $$") == (137, "")


async def test_a_missing_program_exits_with_127() -> None:
    log = LogTail()
    command = await PipelineCommand.start(["no-such-program"], "{}", 1, log)

    assert await command.ended == 127
    assert log.text == "no-such-program: No such file or directory\n"


async def test_the_services_own_variables_are_not_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.setenv("DSA110_JWT_SECRET", "secret")
    monkeypatch.setenv("PIPELINE_STATE", "kept")

    _, printed = await run("env")

    assert "secret" not in printed
    assert "PIPELINE_STATE=kept" in printed


async def test_an_ended_command_can_clean_up() -> None:
    log = LogTail()
    command = await PipelineCommand.start(
        ["sh", "-c", "trap 'echo tidied; exit 4' TERM; echo ready; while :; do sleep 0.05; done"], "{}", 5, log
    )
    await eventually(lambda: ready(log))
    command.end()

    assert await command.ended == 4
    assert log.text.endswith("tidied\n")


async def test_a_command_that_ignores_sigterm_is_killed_with_its_children(tmp_path: Path) -> None:
    script = f"trap '' TERM; sleep 60 & echo $! > {tmp_path}/child; wait; sleep 60"
    command = await PipelineCommand.start(["sh", "-c", script], "{}", 0.2, LogTail())
    child = await until_written(tmp_path / "child")
    command.end()

    assert await command.ended == 137
    await until_gone(child)


async def test_processes_left_behind_are_killed(tmp_path: Path) -> None:
    began = time.monotonic()
    code, _ = await run(f"sleep 60 & echo $! > {tmp_path}/child")

    assert code == 0
    assert time.monotonic() - began < 2
    await until_gone(int((tmp_path / "child").read_text()))


async def test_a_process_outside_the_group_does_not_delay_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("project.imaging.runs.pipeline_command.DRAIN_SECONDS", 0.1)
    code, _ = await run(f"setsid sh -c 'echo $$ > {tmp_path}/away; sleep 60' & sleep 0.3; echo done")
    away = await until_written(tmp_path / "away")
    os.kill(away, signal.SIGKILL)

    assert code == 0


async def test_it_ends_when_its_worker_is_killed(tmp_path: Path) -> None:
    script = f"sleep 60 & echo $! > {tmp_path}/child; wait"
    starter = f"""
import asyncio
from project.imaging.runs.log_tail import LogTail
from project.imaging.runs.pipeline_command import PipelineCommand
async def main():
    command = await PipelineCommand.start(["sh", "-c", {script!r}], "", 1, LogTail())
    await command.ended
asyncio.run(main())
"""
    process = await asyncio.to_thread(subprocess.Popen, [sys.executable, "-c", starter], cwd=ROOT)
    child = await until_written(tmp_path / "child")
    process.kill()
    process.wait()

    await until_gone(child)
