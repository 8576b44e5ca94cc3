"""The documented JSON Schema of SML agrees with its reader."""

from __future__ import annotations

from itertools import product
from typing import Any

import jsonschema_rs
from pydantic import TypeAdapter

from project.music.errors import BadMusic
from project.music.notation.pitches import pitch_number
from project.music.notation.rhythm import DURATIONS
from project.music.schemas.json_shapes import Item

NAMES = [
    "".join(parts) for parts in product("CDEFGABcdefgabHh", ("", "#", "b", "♯", "♭", "##"), map(str, range(-2, 11)))
]


def documented(item: dict[str, Any]) -> bool:
    return jsonschema_rs.validator_for(TypeAdapter(Item).json_schema()).is_valid(item)


def is_pitch(name: str) -> bool:
    try:
        pitch_number(name)
    except BadMusic:
        return False
    return True


def test_the_pitches_of_the_document_are_those_that_are_read() -> None:
    of = jsonschema_rs.validator_for(TypeAdapter(Item).json_schema())

    wrong = [name for name in NAMES if of.is_valid({"note": name, "duration": "half"}) != is_pitch(name)]

    assert wrong == []


def test_the_durations_that_are_read_are_in_the_document() -> None:
    durations = [*DURATIONS, "5", "32"]

    assert [name for name in durations if not documented({"note": "C4", "duration": name})] == []
    assert [name for name in durations if not documented({"rest": name})] == []
    assert [name for name in durations if documented({"rest": f"{name}s"})] == []
