"""Requests in words."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from project.core.http.schemas import In, Out, Text
from project.music.words.requests import MAX_CHARACTERS


class WordsIn(In):
    text: Text = Field(max_length=MAX_CHARACTERS, examples=["a walking bass line over ii-V-I in F major, 4 bars"])


class WordsOut(Out):
    #: An SML clip.
    sml: dict[str, Any]
    tempo_bpm: int
