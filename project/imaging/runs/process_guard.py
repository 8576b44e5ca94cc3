"""Run a command that ends together with the worker that started it: `process_guard.py LIFELINE GRACE COMMAND …`.

LIFELINE is a file descriptor: the reading end of a pipe that nobody writes to. When the worker closes it, or dies, the
command's process group gets SIGTERM, and SIGKILL after GRACE seconds. Processes that the command leaves behind are
killed when it ends. Started by path for every run, so it uses only the standard library.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

#: Exit codes of shells. SIGNALLED is added to the number of the signal.
NOT_FOUND, NOT_RUNNABLE, SIGNALLED = 127, 126, 128


def main(lifeline: int, grace_seconds: float, arguments: list[str]) -> int:
    # Not SIG_IGN, which the command would inherit.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    os.set_inheritable(lifeline, False)
    try:
        command = subprocess.Popen(arguments, process_group=0)
    except OSError as error:
        os.write(2, f"{arguments[0]}: {error.strerror}\n".encode())
        return NOT_FOUND if isinstance(error, FileNotFoundError) else NOT_RUNNABLE
    threading.Thread(target=end_with_lifeline, args=(lifeline, grace_seconds, command.pid), daemon=True).start()
    # Until the command is waited for, its process id cannot be reused.
    os.waitid(os.P_PID, command.pid, os.WEXITED | os.WNOWAIT)
    kill(command.pid, signal.SIGKILL)
    code = command.wait()
    return code if code >= 0 else SIGNALLED - code


def end_with_lifeline(lifeline: int, grace_seconds: float, group: int) -> None:
    os.read(lifeline, 1)
    kill(group, signal.SIGTERM)
    time.sleep(grace_seconds)
    kill(group, signal.SIGKILL)


def kill(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return  # no process is left, or only those of another user


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
