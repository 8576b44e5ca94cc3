"""The right that a dependency requires. Checked when the application is built; listed by `routes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from project.core.compat.fastapi import Dependant

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    #: The right that the caller must have, in one word.
    right: str
    #: Whether the dependency puts the caller into `request.scope["caller"]`.
    identifies_caller: bool


def requires(right: str, *, identifies_caller: bool = True) -> Callable[[F], F]:
    """Declare that a dependency refuses callers without `right`, and puts all others into `request.scope["caller"]`."""

    def declare(dependency: F) -> F:
        dependency.__dict__["access"] = Access(right, identifies_caller)
        return dependency

    return declare


def access_of(dependant: Dependant) -> Iterator[Access]:
    """Yield what a route's dependencies declare; of one that builds on another, its own declaration alone."""
    for dependency in dependant.dependencies:
        access: Access | None = getattr(dependency.call, "access", None)
        if access is not None:
            yield access
        else:
            yield from access_of(dependency)
