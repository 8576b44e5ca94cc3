"""A session's fields in the formats of their own shape: report, export.json and the CSV of one session.

Clients depend on these formats, so their recorded part never changes. Fields of `SessionOut` that a format neither
has nor places elsewhere follow at its end, under their own names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, ClassVar, TypeVar

from pydantic import create_model

from project.assessments.models import Session
from project.assessments.schemas.sessions import SessionOut
from project.core.http.schemas import Out


class SessionFormat(Out):
    #: Fields that `with_further_fields` added.
    further: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def shared(cls, session: Session) -> dict[str, Any]:
        return {name: getattr(session, name) for name in SessionOut.model_fields if name in cls.model_fields}


Format = TypeVar("Format", bound=SessionFormat)


def further_fields(known: Collection[str]) -> list[str]:
    return [name for name in SessionOut.model_fields if name not in known]


def with_further_fields(*placed: str) -> Callable[[type[Format]], type[Format]]:
    """Add a session's further fields to a format. `placed` names those that it has elsewhere or leaves out."""

    def extend(recorded: type[Format]) -> type[Format]:
        names = further_fields({*placed, *recorded.model_fields})
        found = {name: SessionOut.model_fields[name] for name in names}
        fields: dict[str, Any] = {name: (field.annotation, field) for name, field in found.items()}
        name, doc, module = recorded.__name__, recorded.__doc__, recorded.__module__
        extended = create_model(name, __base__=recorded, __doc__=doc, __module__=module, **fields)
        extended.further = tuple(names)
        return extended

    return extend
