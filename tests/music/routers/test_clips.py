import json
from typing import Any

import httpx2
import jsonschema_rs
import pytest
from fastapi import FastAPI

from project.music.models import Clip, Note
from project.music.schemas.clips import ClipLineOut, ClipOut
from project.service import Role
from project.users.models import Organisation, User
from tests.factories import auth, make_user
from tests.music.songs import bar, dsl, library_clip, loaded, make_clip, make_composition, note, sml_clip, track


async def test_a_stored_clip_is_answered_with_its_bars_and_notes(as_alice: httpx2.AsyncClient) -> None:
    answer = await as_alice.post("/clips/from-sml", json=sml_clip("riff", clip_id=8, tags=["latin"]))

    found = answer.json()
    assert answer.status_code == 200
    assert found["clip_id"] == found["clip"]["id"] == found["clip"]["bars"][0]["clip_id"]
    assert [n["pitch"] for n in found["clip"]["bars"][0]["notes"]] == [60, 64, None]
    assert found["clip"]["tags"] == ["latin"]


async def test_a_note_without_velocity_and_articulation_is_taken_as_the_document_says(
    app: FastAPI, as_alice: httpx2.AsyncClient
) -> None:
    document = app.openapi()
    media = document["paths"]["/clips/from-sml"]["post"]["requestBody"]["content"]["application/json"]
    whole = {**media["schema"], "components": document["components"]}
    body = sml_clip("x")
    note = {"note": "C4", "duration": "quarter", "velocity": None, "articulation": None}
    body["bars"] = [{"bar_index": 1, "items": [note]}]

    answer = await as_alice.post("/clips/from-sml", json=body)

    assert answer.status_code == 200
    assert jsonschema_rs.is_valid(whole, body)
    assert not jsonschema_rs.is_valid(whole, {**body, "bars": [{"bar_index": 1, "items": [{**note, "velocity": "p"}]}]})


@pytest.mark.parametrize("value", [True, False])
async def test_a_truth_value_is_no_number(as_alice: httpx2.AsyncClient, alice: User, value: bool) -> None:
    clip = await make_clip(alice)
    place = {"bar_index": 1, "clip_id": clip.id, "clip_bar_index": 0}

    wrong = [
        *({"name": "x", "tracks": [{"name": "a", "bars": [{**place, key: value}]}]} for key in place),
        *({"name": "x", "tracks": [], key: value} for key in ("tempo_bpm", "ticks_per_quarter")),
    ]
    answers = [
        await as_alice.post("/clips/from-sml", json=sml_clip("x", bar(0), bar(value, "half"))),
        await as_alice.post(f"/clips/{clip.id}/transpose", json={"semitones": value}),
        *[await as_alice.post("/compositions", json=body) for body in wrong],
    ]

    assert [answer.status_code for answer in answers] == [422] * 7


async def test_the_json_of_postgresql_matches_the_schema_of_clips(as_alice: httpx2.AsyncClient) -> None:
    expression = {"cc": {"1": [{"time": 0.1, "value": 3}]}, "metadata": {"z": None, "a": "ä"}}
    body = sml_clip("x", bar(0, "C4 triplet_eighth", expression=expression), tags=['"', "b"])
    clip_id = (await as_alice.post("/clips/from-sml", json=body)).json()["clip_id"]

    for path, schema in ((f"/clips/{clip_id}", ClipOut), ("/clips", ClipLineOut)):
        text = (await as_alice.get(path)).text
        found = json.loads(text)
        rows = found if isinstance(found, list) else [found]
        written = [schema.model_validate(row).model_dump_json() for row in rows]
        assert json.loads(f"[{','.join(written)}]") == rows


async def test_an_audit_of_rights(client: httpx2.AsyncClient, clinic: Organisation, alice: User, bob: User) -> None:
    clip = await make_clip(alice)
    viewer = await make_user(clinic, Role.VIEWER)

    answers = [
        await client.get("/clips"),
        await client.post("/clips/from-sml", json=sml_clip(), headers=auth(viewer)),
        await client.patch(f"/clips/{clip.id}", json={"name": "x"}, headers=auth(viewer)),
        await client.get(f"/clips/{clip.id}", headers=auth(viewer)),
        await client.get(f"/clips/{clip.id}", headers=auth(bob)),
        await client.get(f"/clips/{clip.id}.mid", headers=auth(bob)),
        await client.delete(f"/clips/{clip.id}", headers=auth(bob)),
    ]

    assert [answer.status_code for answer in answers] == [401, 403, 403, 200, 404, 404, 404]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Riff", "bass riff", "pad"]),
        ("?name_pattern=%25riff", ["Riff", "bass riff"]),
        ("?tag=slow", ["Riff", "pad"]),
        ("?track_name=bass", ["bass riff"]),
        ("?tag=slow&name_pattern=p%25", ["pad"]),
        ("?limit=1", ["Riff"]),
    ],
)
async def test_clips_are_listed_and_filtered(
    as_alice: httpx2.AsyncClient, alice: User, query: str, names: list[str]
) -> None:
    await make_clip(alice, "Riff", tags=["slow", "jazz"])
    await make_clip(alice, "bass riff", track_name="bass", tags=["Slow"])
    await make_clip(alice, "pad", tags=["slow"])

    assert [row["name"] for row in (await as_alice.get(f"/clips{query}")).json()] == names


@pytest.mark.parametrize("path", ["/clips?", "/clips/by-name?name_pattern=%25&", "/clips/by-tag?tag=t&"])
async def test_pages_of_clips_hold_each_once(as_alice: httpx2.AsyncClient, alice: User, path: str) -> None:
    made = [(await make_clip(alice, tags=["t"])).id for _ in range(5)]

    first = await as_alice.get(f"{path}limit=3")
    second = await as_alice.get(first.links["next"]["url"])

    assert [row["id"] for row in first.json() + second.json()] == made
    assert "next" not in second.links


async def test_a_clip_read_again_unchanged_is_304(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice)
    held = {"If-None-Match": (await as_alice.get(f"/clips/{clip.id}")).headers["etag"]}

    same = await as_alice.get(f"/clips/{clip.id}", headers=held)
    await as_alice.patch(f"/clips/{clip.id}", json={"tags": ["new"]})
    changed = await as_alice.get(f"/clips/{clip.id}", headers=held)

    assert (same.status_code, changed.status_code, changed.json()["tags"]) == (304, 200, ["new"])


async def test_only_given_fields_change(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "old", track_name="lead", tags=["a"])
    before = (await as_alice.get(f"/clips/{clip.id}")).json()

    answer = await as_alice.patch(f"/clips/{clip.id}", json={"name": "new", "track_name": None})

    assert answer.json() == before | {
        "name": "new",
        "track_name": None,
        "version": 2,
        "updated_at": answer.json()["updated_at"],
    }


async def test_a_clip_goes_out_and_in_again_as_sml(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "x", bar(0, "C4 triplet_quarter", "quarter"), bar(0, "E4 half"), tags=["a"])

    written = (await as_alice.get(f"/facade/clips/{clip.id}/sml")).json()
    again = (await as_alice.post("/clips/from-sml", json=written)).json()["clip_id"]

    exports = [(await as_alice.get(f"/facade/clips/{key}/dsl")).json() for key in (clip.id, again)]
    assert {**exports[1], "clip_id": clip.id} == exports[0]


async def test_a_clip_that_sml_cannot_express_is_422(as_alice: httpx2.AsyncClient) -> None:
    made = await loaded(as_alice, dsl([library_clip(1, note(60, 0), note(64, 0))]))

    answer = await as_alice.get(f"/facade/clips/{made['clip_ids'][0]}/sml")

    assert (answer.status_code, answer.json()["detail"][0]["msg"]) == (
        422,
        "SML cannot write simultaneous notes in one bar (bar 0)",
    )


async def test_bars_as_they_are_read_can_be_sent_back(as_alice: httpx2.AsyncClient, alice: User) -> None:
    expression = {"velocity_curve": [{"time": 0, "value": 9}], "metadata": {"m": 1}}
    clip = await make_clip(
        alice, "x", bar(0, "C4 triplet_quarter", "quarter", expression=expression), bar(0, "E4 half")
    )
    before = (await as_alice.get(f"/facade/clips/{clip.id}/dsl")).json()

    bars = (await as_alice.get(f"/clips/{clip.id}")).json()["bars"]
    answer = await as_alice.patch(f"/clips/{clip.id}", json={"bars": bars})

    assert answer.status_code == 200, answer.text
    assert (await as_alice.get(f"/facade/clips/{clip.id}/dsl")).json() == before
    assert await Note.objects.of(alice.caller()).count() == 3


async def test_bars_can_be_replaced_by_sml_in_the_meter_of_the_clip(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "waltz", bar(0), meter_map=[{"bar": 0, "numerator": 3, "denominator": 4}])

    fits = await as_alice.patch(f"/clips/{clip.id}", json={"bars": [bar(0, "C4 dotted_half")]})
    too_long = await as_alice.patch(f"/clips/{clip.id}", json={"bars": [bar(0, "C4 whole")]})

    assert [n["pitch"] for n in fits.json()["bars"][0]["notes"]] == [60]
    assert (too_long.status_code, too_long.json()["detail"][0]["loc"]) == (422, ["body", "bars", 0])


async def test_an_emptied_clip_keeps_its_meter(as_alice: httpx2.AsyncClient, alice: User) -> None:
    meter = [{"bar": 0, "numerator": 3, "denominator": 4}]
    clip = await make_clip(alice, "waltz", bar(0, "C4 half"), meter_map=meter)

    await as_alice.patch(f"/clips/{clip.id}", json={"bars": []})
    answer = await as_alice.patch(f"/clips/{clip.id}", json={"bars": [bar(0, "C4 whole")]})

    assert (answer.status_code, (await Clip.get(id=clip.id)).meter_map) == (422, meter)


async def test_a_stale_change_and_a_stale_deletion_do_nothing(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice)
    stale = {"If-Match": '"7"'}

    answers = [
        await as_alice.patch(f"/clips/{clip.id}", json={"name": "x"}, headers=stale),
        await as_alice.delete(f"/clips/{clip.id}", headers=stale),
    ]

    assert [answer.status_code for answer in answers] == [412, 412]
    assert (await Clip.get(id=clip.id)).name == "riff"


async def test_deleting_a_clip_returns_the_compositions_that_lost_bars(
    as_alice: httpx2.AsyncClient, alice: User
) -> None:
    clip = await make_clip(alice)
    made = await make_composition(alice, track("lead", clip.id, (1, 0)))

    answer = await as_alice.delete(f"/clips/{clip.id}")

    assert answer.json() == {"clip_id": clip.id, "composition_ids": [made.id]}
    assert (await as_alice.get(f"/clips/{clip.id}")).status_code == 404
    assert (await as_alice.get(f"/compositions/{made.id}")).json()["tracks"][0]["bars"] == []


async def test_the_same_post_twice_stores_one_clip(as_alice: httpx2.AsyncClient, alice: User) -> None:
    key = {"Idempotency-Key": "one"}

    answers = [await as_alice.post("/clips/from-sml", json=sml_clip(), headers=key) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert await Clip.objects.of(alice.caller()).count() == 1


async def test_a_search_gives_tag_matches_then_name_matches(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await make_clip(alice, "riff", tags=["a"])
    await make_clip(alice, "pad", tags=["a", "b"])

    found = (await as_alice.post("/facade/clips/search", json={"tags": ["a", "b"], "name_pattern": "RIFF"})).json()

    assert [clip["name"] for clip in found["clips"]] == ["riff", "pad", "riff"]
    assert found["more"] is False


async def test_a_search_for_nothing_finds_nothing(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await make_clip(alice, "", tags=[""])

    found = (await as_alice.post("/facade/clips/search", json={"tags": [], "name_pattern": ""})).json()

    assert found == {"clips": [], "more": False}


async def test_a_search_for_very_much_says_that_there_is_more(as_alice: httpx2.AsyncClient, alice: User) -> None:
    for _ in range(101):
        await make_clip(alice, "x", bar(0))

    found = (await as_alice.post("/facade/clips/search", json={"name_pattern": "x"})).json()

    assert (len(found["clips"]), found["more"]) == (100, True)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"name": None}, ["body", "name"]),
        ({"name": "x" * 256}, ["body", "name"]),
        ({"tags": "a"}, ["body", "tags"]),
        ({"bars": [{"bar_index": 0, "notes": [{"pitch": 200}]}]}, ["body", "bars", 0, "notes", 0, "pitch"]),
        ({"bars": [{"notes": []}]}, ["body", "bars", 0, "bar_index"]),
        ({"bars": [bar(0), {"bar_index": 1, "notes": [{"pitch": 61}]}]}, ["body", "bars", 1, "notes"]),
        ({"bars": [{"bar_index": 0, "notes": []}, bar(1, "C4 whole")]}, ["body", "bars", 0, "notes"]),
        ({"meter_map": [{"bar": 1, "denominator": 3}]}, ["body", "meter_map", 0, "denominator"]),
    ],
)
async def test_a_change_to_bad_music_is_refused_with_its_location(
    as_alice: httpx2.AsyncClient, alice: User, change: Any, where: list[Any]
) -> None:
    clip = await make_clip(alice)

    answer = await as_alice.patch(f"/clips/{clip.id}", json=change)

    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, where)
    assert (await Clip.get(id=clip.id)).version == 1
