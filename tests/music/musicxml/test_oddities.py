"""Unusual but valid scores."""

from __future__ import annotations

import pytest

from project.music.musicxml.imports import import_musicxml
from tests.music.musicxml.test_imports import ATTRIBUTES, heard, note, score

SLOW = '<direction><direction-type><words>rit.</words></direction-type><sound tempo="60"/></direction>'


@pytest.mark.parametrize(
    ("measures", "tempos"),
    [
        ([note("C", 4) + SLOW + note("D", 4)], [(1, 0, 120), (1, 2, 60)]),
        ([SLOW + note("C", 8)], [(1, 0, 60)]),
        ([SLOW + note("C", 2), note("D", 8)], [(1, 3, 60)]),
        ([note("C", 8)], [(1, 0, 120)]),
    ],
    ids=["later", "at once", "with a pickup", "never"],
)
def test_notes_before_the_first_tempo_have_the_usual_one(
    measures: list[str], tempos: list[tuple[int, int, int]]
) -> None:
    got = import_musicxml(score(*measures)).composition.tempos

    assert [(tempo.bar, tempo.beat, tempo.tempo_bpm) for tempo in got] == tempos


def test_bars_without_a_meter_get_that_of_what_is_in_them() -> None:
    data = score(note() * 7, attributes="<divisions>2</divisions><time><senza-misura/></time>")

    assert heard(data) == [(i, 1, 60) for i in range(7)]
    (meter,) = import_musicxml(data).composition.meters
    assert (meter.numerator, meter.denominator) == (7, 4)


def test_invalid_channels_and_programs_are_ignored() -> None:
    sound = '<midi-instrument id="I"><midi-channel>0</midi-channel><midi-program>0</midi-program></midi-instrument>'
    listed = f'<part-list><score-part id="P1"><part-name>Oboe</part-name>{sound}</score-part></part-list>'

    (track,) = import_musicxml(score(note("C", 8), part_list=listed)).composition.tracks
    assert (track.name, track.instrument) == ("Oboe", None)


def test_a_key_of_more_than_seven_sharps_is_ignored() -> None:
    project = import_musicxml(score(note("C", 8), attributes=ATTRIBUTES + "<key><fifths>8</fifths></key>"))

    assert [(key.key, key.mode) for key in project.composition.keys] == [("C", "major")]
