"""Runs a command that ends with the worker who asked for it: `process_guard.py LIFELINE GRACE COMMAND …`.

LIFELINE is the number of a pipe's end that nobody writes to. When it closes, because the worker wants the end or was
killed itself, the command's process group gets SIGTERM, and GRACE seconds later SIGKILL. What the command has left
behind is killed at its end. Needs only the standard library, because it is started once for every run, by its path.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

#: As shells have it.
NOT_FOUND, NOT_RUNNABLE, SIGNALLED = 127, 126, 128


def main(lifeline: int, grace_seconds: float, words: list[str]) -> int:
    # A handler, not SIG_IGN, which the command would inherit.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    os.set_inheritable(lifeline, False)
    try:
        command = subprocess.Popen(words, process_group=0)
    except OSError as error:
        os.write(2, f"{words[0]}: {error.strerror}\n".encode())
        return NOT_FOUND if isinstance(error, FileNotFoundError) else NOT_RUNNABLE
    threading.Thread(target=end_with, args=(lifeline, grace_seconds, command.pid), daemon=True).start()
    # As long as the command has not been waited for, its number is no other process's.
    os.waitid(os.P_PID, command.pid, os.WEXITED | os.WNOWAIT)
    kill(command.pid, signal.SIGKILL)
    code = command.wait()
    return code if code >= 0 else SIGNALLED - code


def end_with(lifeline: int, grace_seconds: float, group: int) -> None:
    os.read(lifeline, 1)
    kill(group, signal.SIGTERM)
    time.sleep(grace_seconds)
    kill(group, signal.SIGKILL)


def kill(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return  # nobody is left, or only who has taken another user's rights


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
