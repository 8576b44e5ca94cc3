"""The worked conversions and MIDI export of the contract (sections 5 and 8.1)."""

from __future__ import annotations

import io
from typing import Any

import mido

from project.music.midi.exports import midi_json, project_midi
from project.music.notation import dsl_projects, sml_clips, sml_projects
from project.music.notation.contract_json import clip_json, composition_json, project_json

NOTE = {"scale_degree": None, "interval_from_prev": None, "cents_offset": 0.0}
EXPORT: dict[str, Any] = {
    "project": {
        "name": "worked",
        "ticks_per_quarter": 480,
        "tempo_map": [{"bar": 1, "tempo_bpm": 90}, {"bar": 2, "tempo_bpm": 150}],
        "meter_map": [{"bar": 1, "numerator": 3, "denominator": 4}],
        "key_map": [{"bar": 1, "key": "D", "mode": "minor"}],
        "loops": [{"start_bar": 1, "length_bars": 2}],
        "tracks": {
            "lead": {
                "instrument": {"name": "lead", "midi_channel": 5},
                "clips": [
                    {
                        "clip_id": 8,
                        "start_bar": 1,
                        "length_bars": 2,
                        "bar_overrides": [
                            {
                                "bar_index": 0,
                                "velocity_curve": [{"time": 0, "value": 80}, {"time": 4, "value": 100}],
                                "cc_lanes": {"1": [{"time": 0, "value": 64}]},
                                "pitch_bend_curve": [{"time": 0, "value": 100}],
                            }
                        ],
                    }
                ],
            },
            "bass": {
                "instrument": {"name": "bass", "midi_channel": 9},
                "clips": [{"clip_id": 10, "start_bar": 2, "length_bars": 1}],
            },
        },
        "clip_library": [
            {
                "clip_id": 8,
                "name": "riff",
                "notes": [
                    {"pitch": 60, "start_beat": 0, "duration_beats": 1, "dynamics": {"velocity": 20}},
                    {"pitch": 60, "start_beat": 1, "duration_beats": 0.5},
                    {"is_rest": True, "start_beat": 1.5},
                    {"pitch": 67, "start_beat": 3, "duration_beats": 2},
                    {"pitch": 64, "start_beat": 5, "duration_beats": 1, "dynamics": {"velocity": 33}},
                ],
            },
            {"clip_id": 10, "name": "root", "notes": [{"pitch": 36, "start_beat": 0, "duration_beats": 2}]},
        ],
    }
}


def test_an_sml_clip_as_a_dsl_clip() -> None:
    curve = [{"time": 0, "value": 80}, {"time": 4, "value": 110}]
    expression = {"velocity_curve": curve, "cc": {"11": [{"time": 0, "value": 100}]}, "metadata": {"tag": "intro"}}
    riff = {
        "clip_id": 8,
        "name": "riff",
        "track_name": "lead",
        "bars": [
            {
                "bar_index": 0,
                "items": [
                    {"note": "F#4", "duration": "dotted_quarter", "velocity": 72, "articulation": "staccato"},
                    {"note": "Bb3", "duration": "eighth", "expression": {"extra": {"vibrato_depth": 0.4}}},
                    {"rest": "quarter"},
                    {"note": "A-1", "duration": "6"},
                ],
                "expression": expression,
            },
            {"number": 1, "items": [{"note": "c5", "duration": "whole"}]},
        ],
    }

    normal = {"is_rest": False, "articulation": "normal", "dynamics": {"velocity": 90}, "expression": None, **NOTE}
    first = {**normal, "absolute_pitch": 66, "start": 0.0, "duration": 1.5, "articulation": "staccato"}
    vibrato = {"extra": {"vibrato_depth": 0.4}}
    rest = {**normal, "is_rest": True, "articulation": None, "dynamics": None}
    assert clip_json(sml_clips.read_clip(riff)) == {
        "id": 8,
        "name": "riff",
        "track_name": "lead",
        "bars": [
            {
                "clip_id": 8,
                "bar_index": 0,
                "notes": [
                    {**first, "dynamics": {"velocity": 72}},
                    {**normal, "absolute_pitch": 58, "start": 1.5, "duration": 0.5, "expression": vibrato},
                    {**rest, "absolute_pitch": 0, "start": 2.0, "duration": 1.0},
                    {**normal, "absolute_pitch": 9, "start": 3.0, "duration": 0.75},
                ],
                **expression,
            },
            {
                "clip_id": 8,
                "bar_index": 1,
                "notes": [{**normal, "absolute_pitch": 72, "start": 0.0, "duration": 4.0}],
            },
        ],
    }


def test_an_sml_project_as_a_dsl_composition() -> None:
    lead = [
        {"clip_instance_id": "a", "clip_id": 8, "start_bar": 1, "length_bars": 2},
        {"clip_id": 9, "start_bar": 4},
    ]
    song = {
        "project": {
            "name": "song",
            "ticks_per_quarter": 960,
            "tempo_map": [{"bar": 1, "tempo_bpm": 96}, {"bar": 5, "tempo_bpm": 120}],
            "meter_map": [{"bar": 1, "numerator": 3, "denominator": 4}],
            "key_map": [{"bar": 1, "key": "G", "mode": "major"}],
            "tracks": {"lead": {"clips": lead}, "bass": {"clips": [{"clip_id": 10, "length_bars": 2}]}},
            "loops": [{"start_bar": 1, "length_bars": 4, "repeat_count": 2}],
        }
    }
    wanted = {
        "id": None,
        "name": "song",
        "ticks_per_quarter": 960,
        "tempo_bpm": 96,
        "tracks": [
            {
                "id": None,
                "name": "lead",
                "bars": [
                    {"bar_index": 1, "clip_id": 8, "clip_bar_index": 0},
                    {"bar_index": 2, "clip_id": 8, "clip_bar_index": 1},
                    {"bar_index": 4, "clip_id": 9, "clip_bar_index": 0},
                ],
            },
            {
                "id": None,
                "name": "bass",
                "bars": [
                    {"bar_index": 1, "clip_id": 10, "clip_bar_index": 0},
                    {"bar_index": 2, "clip_id": 10, "clip_bar_index": 1},
                ],
            },
        ],
    }

    assert composition_json(sml_projects.read_project(song)) == wanted
    assert composition_json(sml_projects.read_project(song["project"])) == wanted


def test_a_dsl_project_in_database_format() -> None:
    """Two faults are corrected. Fault 9: the override is on its own track bar, not on the clip, which other instances
    share. Fault 14: a `velocity` beside the dynamics is kept.
    """
    override = {"velocity_curve": [{"time": 0, "value": 90}], "metadata": {"tag": "x"}}
    lanes = {"1": [{"time": 0, "value": 64}]}
    instance = {
        "clip_instance_id": "l1",
        "clip_id": 8,
        "start_bar": 1,
        "length_bars": 3,
        "bar_overrides": [{"bar_index": 1, "cc_lanes": lanes, **override}],
    }
    notes = [
        {"pitch": 60, "start_beat": 0.0, "duration_beats": 1.0, "velocity": 70},
        {
            "pitch": 64,
            "start_beat": 3.5,
            "duration_beats": 1.5,
            "articulation": "legato",
            "dynamics": {"velocity": 55},
        },
        {"is_rest": True, "start_beat": 5.0, "duration_beats": 1.0},
        {"pitch": 67, "start_beat": 6.5},
    ]
    project = {
        "name": "p",
        "tempo_map": [{"bar": 1, "tempo_bpm": 100}],
        "tracks": {"lead": {"instrument": {"name": "synth", "midi_channel": 3}, "clips": [instance]}},
        "clip_library": [{"clip_id": 8, "name": "riff", "style": "latin", "tags": ["t"], "notes": notes}],
    }

    found = project_json(dsl_projects.read_project({"project": project}))

    assert found["composition"] == {"name": "p", "ticks_per_quarter": 480, "tempo_bpm": 100}
    assert found["tracks"] == [
        {
            "name": "lead",
            "bars": [
                {"bar_index": 1, "clip_id": 8, "clip_bar_index": 0},
                {"bar_index": 2, "clip_id": 8, "clip_bar_index": 1, "cc": lanes, **override},
                {"bar_index": 3, "clip_id": 8, "clip_bar_index": 0},
            ],
        }
    ]
    (clip,) = found["clips"]
    assert (clip["id"], clip["name"], clip["track_name"]) == (8, "riff", None)
    assert [(bar["clip_id"], bar["bar_index"], set(bar)) for bar in clip["bars"]] == [
        (8, 0, {"clip_id", "bar_index", "notes"}),
        (8, 1, {"clip_id", "bar_index", "notes"}),
    ]
    kept = ("absolute_pitch", "start", "duration", "is_rest", "articulation", "dynamics")
    assert [tuple(note[key] for key in kept) for bar in clip["bars"] for note in bar["notes"]] == [
        (60, 0.0, 1.0, False, None, {"velocity": 70}),
        (64, 3.5, 1.5, False, "legato", {"velocity": 55}),
        (0, 1.0, 1.0, True, None, None),
        (67, 2.5, 1.0, False, None, None),
    ]


def events(data: bytes) -> list[list[tuple[Any, ...]]]:
    """Return by track (tick, type, values in the order of their names, channel first)."""
    found = []
    for track in mido.MidiFile(file=io.BytesIO(data)).tracks:
        tick, events_of_track = 0, []
        for message in track:
            tick += message.time
            values = {key: value for key, value in sorted(message.dict().items()) if key not in ("type", "time")}
            events_of_track.append((tick, message.type, *values.values()))
        found.append(events_of_track)
    return found


def test_the_worked_midi_export() -> None:
    """Differences from the contract's 108 bytes:

    Fault 13: bars have the 3 beats of their meter, so the note at beat 3 is in the second bar, outside the first bar's
    curve, and the bass of bar 2 starts at tick 1440. Fault 14: without a curve a note has its own velocity (33).
    Faults 8 and 9: the meter, the key, the second tempo, and the controller and bend of the override are present, and
    the bend is reset. Channels are as stated, with the program that the instrument's name implies.
    """
    lead, bass = events(project_midi(dsl_projects.read_project(EXPORT)))

    assert lead == [
        (0, "track_name", "lead"),
        (0, "set_tempo", 666667),
        (0, "time_signature", 24, 4, 8, 3),
        (0, "key_signature", "Dm"),
        (0, "program_change", 5, 80),
        (0, "control_change", 5, 1, 64),
        (0, "pitchwheel", 5, 4096),
        (0, "note_on", 5, 60, 80),
        (480, "note_off", 5, 60, 0),
        (480, "note_on", 5, 60, 85),
        (720, "note_off", 5, 60, 0),
        (1440, "set_tempo", 400000),
        (1440, "pitchwheel", 5, 0),
        (1440, "note_on", 5, 67, 100),
        (2400, "note_off", 5, 67, 0),
        (2400, "note_on", 5, 64, 33),
        (2880, "note_off", 5, 64, 0),
        (2880, "end_of_track"),
    ]
    assert bass == [
        (0, "track_name", "bass"),
        (1440, "note_on", 9, 36, 100),
        (2400, "note_off", 9, 36, 0),
        (2400, "end_of_track"),
    ]


def test_apart_from_additions_the_file_matches_the_original_byte_for_byte() -> None:
    """The additions are time and key signature, programs, and the bass's channel, which is assigned."""
    project = EXPORT["project"]
    instance = dict(project["tracks"]["lead"]["clips"][0])
    instance["bar_overrides"] = [
        {"bar_index": i, "velocity_curve": [{"time": 0, "value": 80 + 20 * i}, {"time": 4, "value": 100}]}
        for i in (0, 1)
    ]
    plain = {
        **project,
        "meter_map": [],
        "tempo_map": project["tempo_map"][:1],
        "tracks": {"lead": {"clips": [instance]}, "bass": {"clips": project["tracks"]["bass"]["clips"]}},
    }
    original = bytes.fromhex(
        "4d546864000000060001000201e04d54726b0000003800ff03046c65616400ff51030a2c2b00903c508360803c0000903c558170803c00"
        "855090435f874080430000904064836080400000ff2f004d54726b0000001600ff0304626173738f00912464874081240000ff2f00"
    )

    found = events(project_midi(dsl_projects.read_project({"project": plain})))

    new = {"time_signature", "key_signature", "program_change"}
    assert [[event for event in track if event[1] not in new] for track in found] == events(original)


def test_the_json_form_is_base64() -> None:
    assert midi_json(b"MThd") == {"midi_bytes": "TVRoZA==", "output_path": None}
