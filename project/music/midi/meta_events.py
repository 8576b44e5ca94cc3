"""Tempo, meter and key messages along a composition as it is played."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from project.core.ops.lazy import lazy_module
from project.music.harmony.keys import signature_name
from project.music.notation.tree import CompositionNode, KeyChange, MeterChange, TempoChange
from project.music.performance.bars import PlayedBar
from project.music.performance.budget import EventBudget

if TYPE_CHECKING:
    import mido
else:
    mido = lazy_module("mido")

Change = TypeVar("Change", TempoChange, MeterChange, KeyChange)
#: MIDI clocks per whole note.
_CLOCKS_OF_WHOLE = 96
#: The longest quarter note in microseconds that a file can hold.
_SLOWEST = 2**24 - 1


def meta_events(
    composition: CompositionNode, played: Sequence[PlayedBar], budget: EventBudget
) -> Iterator[tuple[Fraction, mido.MetaMessage]]:
    """Yield messages with their times in beats; at equal times the tempo comes first."""
    bars = played or [PlayedBar(1, Fraction(0), Fraction(4))]
    budget.spend(len(bars) * _most_at_one_bar(composition.tempos))
    yield from _each(composition.tempos, bars, lambda tempo: tempo.beat, _tempo)
    yield from _each(composition.meters, bars, lambda _: Fraction(0), _meter)
    yield from _each(composition.keys, bars, lambda _: Fraction(0), _key)


def _most_at_one_bar(tempos: Sequence[TempoChange]) -> int:
    return max(Counter(tempo.bar for tempo in tempos).values())


def _tempo(change: TempoChange) -> mido.MetaMessage:
    return mido.MetaMessage("set_tempo", tempo=max(1, min(_SLOWEST, round(60_000_000 / change.tempo_bpm))))


def _meter(change: MeterChange) -> mido.MetaMessage:
    """Set the metronome to the beat of the meter: a dotted quarter in 6/8, as in the standard's example."""
    compound = change.denominator >= 8 and change.numerator > 3 and change.numerator % 3 == 0
    return mido.MetaMessage(
        "time_signature",
        numerator=change.numerator,
        denominator=change.denominator,
        clocks_per_click=max(1, (3 if compound else 1) * _CLOCKS_OF_WHOLE // change.denominator),
    )


def _key(change: KeyChange) -> mido.MetaMessage | None:
    name = signature_name(change)
    return mido.MetaMessage("key_signature", key=name) if name else None


def _each(
    changes: Sequence[Change],
    bars: Sequence[PlayedBar],
    beat: Callable[[Change], Fraction],
    message: Callable[[Change], mido.MetaMessage | None],
) -> Iterator[tuple[Fraction, mido.MetaMessage]]:
    """Yield a message wherever the value changes. The first change also applies to earlier bars."""
    ordered = sorted(changes, key=lambda change: (change.bar, beat(change)))
    within: dict[int, list[Change]] = {}
    for change in ordered:
        within.setdefault(change.bar, []).append(change)
    at_start = _holding(ordered, beat, [bar.index for bar in bars])
    last: Any = None
    for bar in bars:
        here = [(at_start[bar.index], Fraction(0))]
        here += [(change, beat(change)) for change in within.get(bar.index, ()) if beat(change) > 0]
        for change, offset in here:
            current = message(change)
            if current is not None and (last is None or current != last):
                yield bar.start + offset, current
                last = current


def _holding(
    ordered: Sequence[Change], beat: Callable[[Change], Fraction], indexes: Sequence[int]
) -> dict[int, Change]:
    """Return the change in force at the start of each bar."""
    found: dict[int, Change] = {}
    i = 0
    for index in sorted(set(indexes)):
        while i + 1 < len(ordered) and (ordered[i + 1].bar, beat(ordered[i + 1])) <= (index, 0):
            i += 1
        found[index] = ordered[i]
    return found
