"""Transposition and key estimates."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from project.core.http.schemas import NOT_BOOLEAN, In, Out, Text
from project.music.notation.pitches import HIGHEST
from project.music.schemas.fields import MusicName

KeyName = Annotated[Text, Field(max_length=32, description="Such as D, F# minor or Bbm.")]


class TransposeIn(In):
    """Exactly one of `semitones`, `interval` and `to_key` is required."""

    semitones: Annotated[int | None, NOT_BOOLEAN] = Field(
        default=None, ge=-HIGHEST, le=HIGHEST, description="Negative for down.", examples=[2]
    )
    interval: Text | None = Field(
        default=None, max_length=8, description="Such as M3 or P5; -m2 is a minor second down.", examples=[None]
    )
    to_key: KeyName | None = Field(default=None, examples=[None])
    from_key: KeyName | None = Field(
        default=None,
        description="For `to_key`. Default: the key of the composition, else an estimate.",
        examples=[None],
    )
    direction: Literal["nearest", "up", "down"] = Field(default="nearest", description="For `to_key`.")
    name: MusicName | None = Field(
        default=None, description="Of the copy. Default: the name of the original.", examples=["riff in D"]
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if [self.semitones, self.interval, self.to_key].count(None) != 2:
            raise ValueError("Give exactly one of semitones, interval and to_key")
        return self


class LikelyKeyOut(Out):
    key: str = Field(examples=["F#"])
    mode: str = Field(examples=["minor"])
    correlation: float = Field(description="With the profile of the key, -1 to 1.")


class KeyOut(Out):
    """The likeliest key; null without notes."""

    key: str | None = Field(examples=["D"])
    mode: str | None = Field(examples=["major"])
    correlation: float | None = Field(description="With the profile of the key, -1 to 1.")
    confidence: float = Field(description="0 to 1: the correlation plus twice its lead over the second, at most 1.")
    alternatives: list[LikelyKeyOut] = Field(description="The other keys, likeliest first.")
