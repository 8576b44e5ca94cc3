from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from project.music.harmony.pitch_spelling import line_position, spell, spelled_name


@given(st.integers(0, 127), st.integers(-7, 7), st.booleans())
def test_a_pitch_is_spelled_as_itself(pitch: int, fifths: int, minor: bool) -> None:
    letter, alter, octave = spell(pitch, fifths, minor)

    assert 12 * (octave + 1) + {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}[letter] + alter == pitch


@given(st.integers(-15, 19))
def test_names_and_places_on_the_line_of_fifths(place: int) -> None:
    name = spelled_name(place)

    assert line_position(name[0], name.count("#") - name[1:].count("b")) == place
