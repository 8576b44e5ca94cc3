"""The acting caller: owns new rows, and is named in their audit lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from project.users.callers import Caller

_ACTING: ContextVar[Caller | None] = ContextVar("acting", default=None)


class NoActingCaller(RuntimeError):
    """An owned row was written outside a request and outside `acting()`."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"{model} is owned and audited, and there is no acting caller: wrap this in `with acting(caller):`. "
            "In a route, a parameter such as `caller: CanWrite` does that"
        )


@contextmanager
def acting(caller: Caller) -> Iterator[None]:
    token = _ACTING.set(caller)
    try:
        yield
    finally:
        _ACTING.reset(token)


def act_as(caller: Caller) -> None:
    _ACTING.set(caller)


def acting_caller(model: type[object]) -> Caller:
    """Return the acting caller. Raises NoActingCaller."""
    caller = _ACTING.get()
    if caller is None:
        raise NoActingCaller(model.__name__)
    return caller
