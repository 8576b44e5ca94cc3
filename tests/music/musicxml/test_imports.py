"""Scores from other programs, and invalid files."""

from __future__ import annotations

import io
import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from project.music.errors import BadMusicXML
from project.music.midi.imports import import_midi
from project.music.musicxml import size_limits, vocabulary, xml_parser
from project.music.musicxml.exports import write_musicxml
from project.music.musicxml.imports import import_musicxml
from project.music.notation.dsl_clips import MAX_CLIP_BARS, MAX_NOTES
from project.music.notation.tree import Instrument, KeyChange, Loop, Project
from project.music.performance.passages import passages_by_track
from tests.music import tunes
from tests.music.sweeps import refused_otherwise

#: Set MUSIC_EXAMPLES=500 for a long run.
EXAMPLES = int(os.environ.get("MUSIC_EXAMPLES", "40"))
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
ATTRIBUTES = "<divisions>2</divisions><time><beats>4</beats><beat-type>4</beat-type></time>"
PART_LIST = '<part-list><score-part id="P1"><part-name>Oboe</part-name></score-part></part-list>'
BOMB = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))


def score(*measures: str, attributes: str = ATTRIBUTES, part_list: str = PART_LIST, head: str = HEAD) -> bytes:
    first, *others = measures
    bars = [f"<attributes>{attributes}</attributes>{first}", *others]
    part = "".join(f'<measure number="{i}">{bar}</measure>' for i, bar in enumerate(bars))
    body = f'{part_list}<part id="P1">{part}</part>'
    return f'{head}<score-partwise version="4.0">{body}</score-partwise>'.encode()


def note(step: str = "C", duration: int = 2, octave: int = 4, further: str = "", before: str = "") -> str:
    pitch = f"<pitch><step>{step}</step><octave>{octave}</octave></pitch>"
    return f"<note>{before}{pitch}<duration>{duration}</duration>{further}</note>"


def heard(data: bytes) -> list[tuple[float, float, int]]:
    """Return (start, duration, pitch) of the first track."""
    first = passages_by_track(import_musicxml(data))[0]
    return [(float(s.start), float(s.duration), s.pitch) for part in first for s in part.sounding_notes()]


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def container(path: str = "score.xml") -> bytes:
    return f'<container><rootfiles><rootfile full-path="{path}"/></rootfiles></container>'.encode()


def test_a_short_first_bar_is_a_pickup() -> None:
    data = score(note("G"), note("C", 8), note("E", 8))

    assert heard(data) == [(3, 1, 67), (4, 4, 60), (8, 4, 64)]
    assert len(import_musicxml(data).composition.meters) == 1


def test_a_short_bar_in_the_middle_has_a_meter_of_its_own() -> None:
    project = import_musicxml(score(note("C", 8), note("D", 3), note("E", 8)))

    assert [(m.bar, m.numerator, m.denominator) for m in project.composition.meters] == [
        (1, 4, 4),
        (2, 3, 8),
        (3, 4, 4),
    ]


def test_transposing_instruments_are_read_as_they_sound() -> None:
    clarinet = "<key><fifths>2</fifths></key><transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>"
    data = score(note("D", 8), attributes=ATTRIBUTES + clarinet)

    assert heard(data) == [(0, 4, 60)]
    assert import_musicxml(data).composition.keys == (KeyChange(1, "C", "major"),)


def test_an_instrument_named_as_a_transposing_one_does_not_move_what_is_written() -> None:
    named = "<score-instrument id='I'><instrument-name>Clarinet</instrument-name></score-instrument>"
    part_list = f'<part-list><score-part id="P1"><part-name>Cl.</part-name>{named}</score-part></part-list>'
    data = score(note("D", 8), part_list=part_list)

    assert heard(data) == [(0, 4, 62)]
    assert import_musicxml(data).composition.tracks[0].instrument == Instrument("Clarinet")


def test_tied_notes_are_joined_within_their_voice() -> None:
    start, stop = '<tie type="start"/><voice>{}</voice>', '<tie type="stop"/><voice>{}</voice>'
    first = note(duration=8, further=start.format(1)) + "<backup><duration>4</duration></backup>"
    second = note(duration=2, further=stop.format(1)) + "<backup><duration>2</duration></backup>"
    data = score(first + note(duration=4, further=start.format(2)), second + note(duration=8, further=stop.format(2)))

    assert sorted(heard(data)) == [(0, 5, 60), (2, 6, 60)]


def test_chords_voices_and_gaps_are_in_their_places() -> None:
    chord = note("E", 2, before="<chord/>")
    data = score(
        note("C")
        + chord
        + "<backup><duration>2</duration></backup><forward><duration>4</duration></forward>"
        + note("G", 4)
    )

    assert heard(data) == [(0, 1, 60), (0, 1, 64), (2, 2, 67)]


def test_grace_notes_are_dropped_and_cues_become_rests() -> None:
    grace = "<note><grace/><pitch><step>B</step><octave>4</octave></pitch></note>"

    assert heard(score(grace + note("C") + note("D", before="<cue/>") + note("E", 4))) == [(0, 1, 60), (2, 2, 64)]


def test_quarter_tones_are_cents() -> None:
    quarter_tone = (
        "<note><pitch><step>C</step><alter>0.5</alter><octave>4</octave></pitch><duration>8</duration></note>"
    )

    ((part,),) = passages_by_track(import_musicxml(score(quarter_tone)))
    (found,) = part.notes
    assert found.pitch is not None
    assert found.pitch * 100 + (found.cents_offset or 0) == 6050


def test_drums_without_pitch_are_those_of_their_instruments() -> None:
    drums = "".join(
        f'<midi-instrument id="{name}"><midi-unpitched>{number}</midi-unpitched></midi-instrument>'
        for name, number in (("kick", 37), ("hat", 43))
    )
    part_list = f'<part-list><score-part id="P1"><part-name>Kit</part-name>{drums}</score-part></part-list>'
    hit = '<note><unpitched/><duration>4</duration><instrument id="{}"/></note>'
    data = score(hit.format("kick") + hit.format("hat"), part_list=part_list)

    assert heard(data) == [(0, 2, 36), (2, 2, 42)]
    assert import_musicxml(data).composition.tracks[0].instrument == Instrument(None, 9)


def test_velocity_is_the_notes_own_or_that_of_the_last_dynamic() -> None:
    sign = "<direction><direction-type><dynamics><p/></dynamics></direction-type></direction>"
    loud = note("D").replace("<note>", '<note dynamics="100">')
    project = import_musicxml(score(note("C") + sign + note("C") + loud + note("E"), note("F", 8)))

    velocities = [note.velocity for (track,) in [passages_by_track(project)] for part in track for note in part.notes]
    assert velocities == [None, 49, 90, 49, 49]


def test_negative_dynamics_are_ignored() -> None:
    assert heard(score(note("C", 8).replace("<note>", '<note dynamics="-33.33">'))) == [(0, 4, 60)]


def barline(direction: str, further: str = "") -> str:
    return f'<barline>{further}<repeat direction="{direction}"/></barline>'


def test_repeats_become_loops() -> None:
    bars = [note("C", 8), barline("forward") + note("D", 8), note("E", 8) + barline("backward"), note("F", 8)]
    project = import_musicxml(score(*bars))

    assert project.composition.loops == (Loop(2, 2, 2),)
    assert [pitch for _, _, pitch in heard(score(*bars))] == [60, 62, 64, 62, 64, 65]


def test_repeats_with_an_ending_for_each_time_are_played_once() -> None:
    endings = [f'<ending number="{i}" type="start"/>' for i in (1, 2)]
    bars = [
        note("C", 8),
        note("D", 8) + barline("backward", endings[0]),
        note("E", 8) + f"<barline>{endings[1]}</barline>",
    ]

    assert import_musicxml(score(*bars)).composition.loops == ()


def test_a_verbal_tempo_is_ignored() -> None:
    metronome = "<metronome><beat-unit>quarter</beat-unit><per-minute>c. 80</per-minute></metronome>"
    direction = f"<direction><direction-type>{metronome}</direction-type></direction>"

    assert import_musicxml(score(direction + note("C", 8))).composition.tempo_bpm == 120


def test_a_tempo_in_other_beats_is_converted_to_quarter_notes() -> None:
    metronome = "<metronome><beat-unit>half</beat-unit><per-minute>60</per-minute></metronome>"
    direction = f"<direction><direction-type>{metronome}</direction-type></direction>"

    assert import_musicxml(score(direction + note("C", 8))).composition.tempo_bpm == 120


def test_a_packed_score_is_read() -> None:
    data = packed({"META-INF/container.xml": container(), "score.xml": score(note("C", 8))})

    assert heard(data) == [(0, 4, 60)]


def test_a_score_of_another_encoding_is_read() -> None:
    title = "<work><work-title>Frühling</work-title></work>"
    data = score(note(), part_list=title + PART_LIST, head='<?xml version="1.0" encoding="ISO-8859-1"?>')

    assert import_musicxml(data.decode().encode("latin-1")).composition.name == "Frühling"


def test_the_standard_document_type_is_accepted() -> None:
    usual = '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "http://example.com/partwise.dtd">'

    assert heard(score(note("C", 8), head=HEAD + usual)) == [(0, 4, 60)]


def test_files_that_cannot_be_read_say_why() -> None:
    cases = [
        (b"", "well-formed"),
        (b"MThd", "well-formed"),
        (b"<score-partwise>", "well-formed"),
        (score(note())[:-5], "well-formed"),
        (score(note(), head='<?xml version="1.0" encoding="no-such"?>'), "well-formed"),
        (b"<html/>", "root"),
        (b"<score-timewise/>", "timewise"),
        (score(note(), head=f"{HEAD}<!DOCTYPE x [{BOMB.replace('&e0;', 'ha')}]>"), "DTD subset"),
        (score(note(), head=f'{HEAD}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "DTD subset"),
        (score(note(), head=f'{HEAD}<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;]>'), "DTD subset"),
        (b"<score-partwise>" + b"<part>" * 50 + b"</part>" * 50 + b"</score-partwise>", "deeply"),
        (score(note(duration=-3)), "duration"),
        (score(note(octave=400)), "octave"),
        (score(note(octave=9) .replace("C<", "B<")), "outside the MIDI range"),
        (score(note(), attributes="<divisions>0</divisions>"), "divisions"),
        (score(note(), attributes="<divisions>1e5</divisions>"), "divisions"),
        (score(note(), attributes="<time><beats>99</beats><beat-type>4</beat-type></time>"), "not a supported meter"),
        (score(note(), attributes="<time><beats>x</beats><beat-type>4</beat-type></time>"), "beats"),
        (score(note(), attributes="<time><beats>3</beats><beat-type>7</beat-type></time>"), "inconsistent|meter"),
        (score(note(step="H")), "inconsistent"),
        (score(note("C", 8), note("C", 90_000_000)), "too long"),
        (score(note(), note() * (size_limits.MAX_BAR_ELEMENTS + 1)), "elements in a bar"),
        (score(note(), *[note() * 500] * (MAX_NOTES // 500)), "notes"),
        (score(*["<attributes><transpose/></attributes>"] * 101), "transpos"),
        (score(note(), *([""] * (MAX_CLIP_BARS + 1))), "bars"),
        (packed({"x": b""}), "archive"),
        (packed({"META-INF/container.xml": b"<container/>"}), "does not name a score"),
        (packed({"META-INF/container.xml": container("../../etc/passwd")}), "archive"),
        (packed({"META-INF/container.xml": container(), "score.xml": score(note())}, zipfile.ZIP_BZIP2), "compression"),
        (packed({"META-INF/container.xml": container(), "score.xml": bytes(xml_parser.MAX_BYTES + 1)}), "uncompressed"),
        (b"PK\x03\x04" + bytes(100), "archive"),
    ]  # fmt: skip

    assert refused_otherwise(BadMusicXML, import_musicxml, cases) == []


def test_too_many_parts_elements_and_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = b"<score-partwise>" + b"<part/>" * 300 + b"</score-partwise>"
    with pytest.raises(BadMusicXML, match="parts"):
        import_musicxml(parts)

    monkeypatch.setattr(xml_parser, "MAX_ELEMENTS", 200)
    with pytest.raises(BadMusicXML, match="elements"):
        import_musicxml(parts)

    monkeypatch.setattr(xml_parser, "MAX_BYTES", 200)
    with pytest.raises(BadMusicXML, match="bytes"):
        import_musicxml(parts)


def read(data: bytes) -> Project | None:
    try:
        project = import_musicxml(data)
        passages_by_track(project)
    except BadMusicXML:
        return None
    return project


def pieces() -> st.SearchStrategy[str]:
    """Elements and text of scores in any order."""
    names = sorted(vocabulary.KEPT)
    texts = st.sampled_from(["", "1", "0", "3", "7", "60", "quarter", "half", "x", "C", "G", "-1", "start", "2+3"])
    leaf = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(names), texts)
    return st.recursive(
        leaf, lambda inner: st.builds("<{0}>{1}</{0}>".format, st.sampled_from(names), st.lists(inner).map("".join)),
        max_leaves=12,
    )  # fmt: skip


@given(st.lists(pieces(), max_size=6), st.lists(st.integers(0, 6), max_size=3))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_elements_are_read_or_refused(found: list[str], places: list[int]) -> None:
    for place in places:
        found.insert(place, note("E", place + 1))

    read(score("".join(found), note("C", 8)))


@given(st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    broken = bytearray(ODE)
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=4)):
        broken[place] = data.draw(st.sampled_from(b"0123456789<>/ -.&x"))

    read(bytes(broken))


ODE = write_musicxml(import_midi(tunes.ode_to_joy()))
