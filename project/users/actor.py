"""Who acts: the caller that owned rows are written for, and audited as."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from project.users.callers import Caller

_ACTING: ContextVar[Caller | None] = ContextVar("acting", default=None)


class NobodyActs(RuntimeError):
    """An owned row was to be written, and nobody answers for it."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"{model} is owned and audited, and nobody acts here: write `with acting(caller):` around it. "
            "In a route, a parameter such as `caller: CanWrite` does that"
        )


@contextmanager
def acting(caller: Caller) -> Iterator[None]:
    """Let the caller own and answer for what the block writes."""
    token = _ACTING.set(caller)
    try:
        yield
    finally:
        _ACTING.reset(token)


def act_as(caller: Caller) -> None:
    """As `acting`, to the end of this task."""
    _ACTING.set(caller)


def who_acts(model: type[object]) -> Caller:
    """Return the caller. Raises NobodyActs."""
    caller = _ACTING.get()
    if caller is None:
        raise NobodyActs(model.__name__)
    return caller
