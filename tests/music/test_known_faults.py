"""Faults of the original (contract, section 9), by number."""

from __future__ import annotations

import io
from typing import Any

import httpx2
import mido
import pytest

from project.core.db.transactions import fetch
from project.music.models import Clip, Composition
from project.users.models import User
from tests.music.songs import bar, dsl, library_clip, loaded, make_clip, make_composition, note, sml_clip, track


async def exported(client: httpx2.AsyncClient, composition_id: int) -> Any:
    return (await client.get(f"/facade/compositions/{composition_id}/dsl")).json()["project"]


async def played(client: httpx2.AsyncClient, composition_id: int) -> list[tuple[int, str, int, int]]:
    """Return (tick, type, pitch, velocity) of all notes."""
    found = []
    data = (await client.get(f"/compositions/{composition_id}.mid")).content
    for messages in mido.MidiFile(file=io.BytesIO(data), charset="utf-8").tracks:
        tick = 0
        for message in messages:
            tick += message.time
            if message.type.startswith("note_"):
                found.append((tick, message.type, message.note, message.velocity))
    return found


async def pitches(client: httpx2.AsyncClient, composition_id: int) -> list[int]:
    return [pitch for _, kind, pitch, _ in await played(client, composition_id) if kind == "note_on"]


async def test_1_clips_are_found_by_tag(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, tags=["latin"])

    assert [row["id"] for row in (await as_alice.get("/clips/by-tag?tag=latin")).json()] == [clip.id]
    assert (await as_alice.get("/clips/by-tag?tag=lat")).json() == []


async def test_2_a_composition_is_answered_as_midi(as_alice: httpx2.AsyncClient, alice: User) -> None:
    made = await make_composition(alice)

    answer = await as_alice.post(f"/facade/compositions/{made.id}/midi", json={"include_all_tracks": True})

    assert answer.json()["midi_bytes"].startswith("TVRoZA")


async def test_3_a_stored_clip_can_be_played(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice)

    answer = await as_alice.post(f"/facade/playback/clip/{clip.id}", json={})

    assert (answer.status_code, answer.json()["clip_id"]) == (200, clip.id)


async def test_4_bad_sml_is_not_said_to_be_playing(as_alice: httpx2.AsyncClient) -> None:
    body = {"sml_clip": sml_clip("x", bar(0, "H4 quarter")), "config": {"loop": True}}

    assert (await as_alice.post("/facade/playback/sml", json=body)).status_code == 422


async def test_5_tags_are_stored_from_both_languages(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/clips/from-sml", json=sml_clip("a", tags=["t"]))
    await loaded(as_alice, dsl([library_clip(1, note(60), tags=["t", "u"])]))

    found = (await as_alice.post("/facade/clips/search", json={"tags": ["t"]})).json()["clips"]

    assert [clip["tags"] for clip in found] == [["t"], ["t", "u"]]


async def test_6_tracks_point_at_the_clips_that_came_with_them(as_alice: httpx2.AsyncClient, alice: User) -> None:
    other = await make_clip(alice, "another's number")

    made = await loaded(as_alice, dsl([library_clip(other.id, note(61))], lead=[{"clip_id": other.id}]))

    found = await exported(as_alice, made["composition_id"])
    assert [clip["name"] for clip in found["clip_library"]] == [f"clip {other.id}"]
    assert found["tracks"]["lead"]["clips"][0]["clip_id"] == made["clip_ids"][0] != other.id


async def test_7_a_load_that_fails_stores_nothing(as_alice: httpx2.AsyncClient, alice: User) -> None:
    library = [library_clip(1, note(60)), {"clip_id": 2, "notes": []}]

    answer = await as_alice.post("/facade/dsl/load", json=dsl(library, lead=[{"clip_id": 1}]))

    assert answer.status_code == 422
    assert await Clip.objects.of(alice.caller()).count() == await Composition.objects.of(alice.caller()).count() == 0


async def test_8_an_export_loaded_again_is_the_same(as_alice: httpx2.AsyncClient, alice: User) -> None:
    expression = {"cc": {"1": [{"time": 0, "value": 5}]}, "metadata": {"x": 1}}
    clip = await make_clip(
        alice, "c", bar(0, "C4 half", expression=expression), bar(1, "D4 half"), track_name="t", tags=["u"]
    )
    tracks = [track("a", clip.id, (1, 0), (2, 1)), track("a", clip.id, (3, 1)) | {"instrument": {"name": "Violin"}}]
    made = await make_composition(
        alice,
        *tracks,
        tempo_map=[{"bar": 1, "tempo_bpm": 90}, {"bar": 2, "tempo_bpm": 99}],
        key_map=[{"bar": 1, "key": "D", "mode": "minor"}],
        meter_map=[{"bar": 1, "numerator": 3, "denominator": 4}],
        loops=[{"start_bar": 1, "length_bars": 1, "repeat_count": 2}],
    )
    first = await exported(as_alice, made.id)

    again = await loaded(as_alice, {"dsl_json": {"project": first}})

    second = await exported(as_alice, again["composition_id"])
    assert str(second).replace(f"'clip_id': {again['clip_ids'][0]}", f"'clip_id': {clip.id}") == str(first)
    assert await played(as_alice, again["composition_id"]) == await played(as_alice, made.id)


async def test_9_an_override_is_for_its_own_instance(as_alice: httpx2.AsyncClient) -> None:
    def instance(start: int, velocity: int) -> dict[str, Any]:
        curve = [{"time": 0, "value": velocity}]
        override = {"bar_index": 0, "velocity_curve": curve}
        return {"clip_id": 1, "start_bar": start, "bar_overrides": [override]}

    made = await loaded(as_alice, dsl([library_clip(1, note(60))], lead=[instance(1, 11), instance(2, 99)]))

    heard = await played(as_alice, made["composition_id"])
    assert [velocity for _, kind, _, velocity in heard if kind == "note_on"] == [11, 99]


async def test_10_bars_without_notes_count(as_alice: httpx2.AsyncClient) -> None:
    clip = library_clip(1, note(60), note(62, 8))

    made = await loaded(as_alice, dsl([clip], lead=[{"clip_id": 1, "length_bars": 3}]))

    heard = await played(as_alice, made["composition_id"])
    assert [(tick, pitch) for tick, kind, pitch, _ in heard if kind == "note_on"] == [(0, 60), (3840, 62)]


async def test_11_bars_that_count_from_one_begin_at_once(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "c", bar(1, "C4 whole"))

    made = await make_composition(alice, track("lead", clip.id, (1, 0)))

    assert [tick for tick, *_ in await played(as_alice, made.id)] == [0, 1920]


async def test_12_twelve_triplet_eighths_are_a_bar(as_alice: httpx2.AsyncClient) -> None:
    body = sml_clip("c", bar(0, *["C4 triplet_eighth"] * 12))

    answer = await as_alice.post("/clips/from-sml", json=body)

    ends = [n["start_beat"] + n["duration_beats"] for n in answer.json()["clip"]["bars"][0]["notes"]]
    assert ends == pytest.approx([(i + 1) / 3 for i in range(12)])


async def test_13_bars_are_as_long_as_their_meter(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "c", bar(0, "C4 quarter"), meter_map=[{"bar": 0, "numerator": 3, "denominator": 4}])
    meter = [{"bar": 1, "numerator": 3, "denominator": 4}]

    made = await make_composition(alice, track("lead", clip.id, (1, 0), (2, 0)), meter_map=meter)

    assert [tick for tick, kind, *_ in await played(as_alice, made.id) if kind == "note_on"] == [0, 1440]


async def test_14_velocities_of_notes_are_kept_and_played(as_alice: httpx2.AsyncClient) -> None:
    clip = library_clip(
        1, note(60, velocity=0), note(62, 1, dynamics={"velocity": 33}), note(64, 2, semantics={"a": 1})
    )

    made = await loaded(as_alice, dsl([clip], lead=[{"clip_id": 1}]))

    heard = await played(as_alice, made["composition_id"])
    assert [velocity for _, kind, _, velocity in heard if kind == "note_on"] == [1, 33, 100]
    notes = (await exported(as_alice, made["composition_id"]))["clip_library"][0]["notes"]
    assert (notes[0]["dynamics"], notes[2]["semantics"]) == ({"velocity": 0}, {"a": 1})


async def test_15_number_stands_for_bar_index_when_storing_as_well(as_alice: httpx2.AsyncClient) -> None:
    answer = await as_alice.post("/clips/from-sml", json={"name": "c", "bars": [{"number": 3, "items": []}]})

    assert answer.json()["clip"]["bars"][0]["bar_index"] == 3


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/clips/from-sml", sml_clip("c", bar(0, "H4 quarter")), "Invalid pitch string: H4 (bar 0, item 1)"),
        ("/clips/from-sml", {"bars": []}, "Field required"),
        ("/clips/from-sml", sml_clip("x" * 256), "at most 255 characters"),
        ("/compositions", {"name": "c", "tracks": [track("t", 99, (1, 0))]}, "Clip 99 not found"),
        ("/compositions/from-sml", {"project": {"tracks": {"t": {"clips": [{}]}}}}, "must include 'clip_id'"),
        ("/compositions/from-sml", {"project": {"name": None}}, "Should be a string"),
        ("/facade/dsl/load", {"dsl_json": {"name": "c"}}, "must have 'project' key"),
    ],
)
async def test_16_bad_music_is_the_callers_error_and_has_a_reason(
    as_alice: httpx2.AsyncClient, path: str, body: Any, reason: str
) -> None:
    answer = await as_alice.post(path, json=body)

    assert answer.status_code == 422
    assert reason in answer.json()["detail"][0]["msg"]


@pytest.mark.parametrize(
    "path",
    ["/compositions/{}", "/facade/compositions/{}/dsl", "/compositions/{}.mid", "/clips/{}", "/facade/clips/{}/dsl"],
)
@pytest.mark.parametrize("key", ["1999999999", "99999999999999"])
async def test_17_what_is_missing_is_404_and_says_what(as_alice: httpx2.AsyncClient, path: str, key: str) -> None:
    answer = await as_alice.get(path.format(key))

    kind = "Composition" if "compositions" in path else "Clip"
    assert (answer.status_code, answer.json()["detail"]) == (404, f"{kind} {key} not found")


@pytest.mark.parametrize(
    ("path", "body", "where"),
    [
        ("/facade/dsl/load", {"path": "/etc/passwd", "dsl_json": {"project": {}}}, ["body", "path"]),
        ("/facade/compositions/1/midi", {"output_path": "/tmp/song.mid"}, ["body", "output_path"]),
    ],
)
async def test_19_paths_of_the_server_are_refused(
    as_alice: httpx2.AsyncClient, path: str, body: Any, where: list[str]
) -> None:
    answer = await as_alice.post(path, json=body)

    (fault,) = answer.json()["detail"]
    assert (answer.status_code, fault["loc"]) == (422, where)
    assert "reads and writes no files" in fault["msg"]


async def test_20_an_empty_column_is_null(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/clips/from-sml", json=sml_clip("c", bar(0, "C4 quarter", "quarter", expression={})))

    (found,) = await fetch(
        "SELECT num_nonnulls(b.cc, b.velocity_curve, b.metadata, n.expression, n.semantics, n.pitch) AS said "
        "FROM clip_bar b JOIN note n ON n.clip_bar_id = b.id WHERE n.is_rest",
        [],
    )
    assert found["said"] == 0


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/facade/dsl/load", dsl([library_clip(1, note(200))])),
        ("/facade/dsl/load", dsl([library_clip(1, note(60, 0, 0))])),
        ("/facade/dsl/load", dsl([library_clip(1, note(60, 0, -1))])),
        ("/compositions", {"name": "c", "tempo_bpm": -5, "tracks": []}),
        ("/compositions", {"name": "c", "ticks_per_quarter": 0, "tracks": []}),
        ("/compositions", {"name": "c", "ticks_per_quarter": 40_000, "tracks": []}),
    ],
)
async def test_21_what_cannot_be_played_is_not_stored(as_alice: httpx2.AsyncClient, path: str, body: Any) -> None:
    assert (await as_alice.post(path, json=body)).status_code == 422


async def test_21_a_track_name_may_be_of_any_script(as_alice: httpx2.AsyncClient, alice: User) -> None:
    made = await make_composition(alice, track("リード", 0))

    data = (await as_alice.get(f"/compositions/{made.id}.mid")).content

    assert "リード" in [t.name for t in mido.MidiFile(file=io.BytesIO(data), charset="utf-8").tracks]


async def test_22_a_note_ends_before_the_next_of_its_pitch_begins(as_alice: httpx2.AsyncClient) -> None:
    made = await loaded(as_alice, dsl([library_clip(1, note(60, 1), note(60, 0))], lead=[{"clip_id": 1}]))

    heard = await played(as_alice, made["composition_id"])

    assert [(tick, kind) for tick, kind, *_ in heard if tick == 480] == [(480, "note_off"), (480, "note_on")]


async def test_23_a_curve_is_read_in_order_of_time_and_sounds_above_0(as_alice: httpx2.AsyncClient) -> None:
    curve = [{"time": 4, "value": 100}, {"time": 0, "value": 0}]
    override = {"bar_index": 0, "velocity_curve": curve}
    notes = [note(60, 0), note(62, 2)]

    made = await loaded(as_alice, dsl([library_clip(1, *notes)], lead=[{"clip_id": 1, "bar_overrides": [override]}]))

    heard = await played(as_alice, made["composition_id"])
    assert [velocity for _, kind, _, velocity in heard if kind == "note_on"] == [1, 50]


async def test_24_expression_keys_that_are_not_known_are_kept(as_alice: httpx2.AsyncClient) -> None:
    items = [{"note": "C4", "duration": "half", "expression": {"vibrato": 1}}]
    body = sml_clip("c", {"bar_index": 0, "items": items, "expression": {"cc_lanes": {"1": []}, "mood": "calm"}})

    (found,) = (await as_alice.post("/clips/from-sml", json=body)).json()["clip"]["bars"]

    assert (found["cc"], found["metadata"]) == ({"1": []}, {"mood": "calm"})
    assert found["notes"][0]["expression"] == {"extra": {"vibrato": 1}}


async def test_29_a_search_takes_two_statements_whatever_it_finds(
    as_alice: httpx2.AsyncClient, alice: User, queries: list[str]
) -> None:
    for i in range(7):
        await make_clip(alice, f"c{i}", bar(0, "C4 half"), bar(1, "C4 half"))
    await as_alice.post("/facade/clips/search", json={"name_pattern": "nothing"})
    queries.clear()

    answer = await as_alice.post("/facade/clips/search", json={"name_pattern": "c%"})

    assert (len(answer.json()["clips"]), len(queries)) == (7, 2)
