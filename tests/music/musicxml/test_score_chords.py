from __future__ import annotations

from fractions import Fraction

import pytest

from project.music.musicxml.note_values import GRID
from project.music.musicxml.score_chords import score_chords
from project.music.notation.rhythm import to_fraction
from project.music.notation.tree import Expression, NoteNode
from project.music.performance.bars import PlayedBar
from project.music.performance.passages import Passage

THIRD = 1 / 3


def places(notes: list[tuple[float, float]], bar: Fraction = Fraction(0)) -> list[tuple[float, float]]:
    """Return the written start and end in beats of the bar."""
    made = tuple(
        NoteNode(to_fraction(start), to_fraction(duration), 60 + i) for i, (start, duration) in enumerate(notes)
    )
    chords = score_chords([Passage(PlayedBar(1, bar, Fraction(4)), Expression(), made)])
    return sorted((chord.start / GRID - float(bar), chord.end / GRID - float(bar)) for chord in chords)


def test_triplets_summed_as_floats_stay_triplets() -> None:
    summed = [(1, THIRD), (1 + THIRD, THIRD), (1 + 2 * THIRD, THIRD), (2.0625, 0.0625)]

    assert to_fraction(1 + 2 * THIRD) != Fraction(5, 3)
    assert places(summed) == [pytest.approx((start, start + length)) for start, length in summed]


@pytest.mark.parametrize("bar", [Fraction(0), Fraction(7, 2), Fraction(1, 16)])
def test_performed_notes_are_quantized_within_their_bar(bar: Fraction) -> None:
    played = [(0.013, 0.97), (1.34, 0.3), (1.66, 0.35), (2.26, 0.24)]

    written = [(0, 1), (4 / 3, 5 / 3), (5 / 3, 2), (2.25, 2.5)]
    assert places(played, bar) == [pytest.approx(place) for place in written]
