import json
from typing import Any

import httpx2
import pytest

from project.music.models import Composition, Track
from project.music.schemas.compositions import CompositionLineOut, CompositionOut
from project.users.models import User
from tests.music.songs import bar, dsl, library_clip, loaded, make_clip, make_composition, note, track


async def test_a_composition_is_stored_and_read(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice)
    body = {"name": "song", "tempo_bpm": 90, "tracks": [track("lead", clip.id, (2, 1), (1, 0)), track("bass", 0)]}

    answer = await as_alice.post("/compositions", json=body)

    stored = answer.json()
    found = (await as_alice.get(f"/compositions/{stored['composition_id']}")).json()
    assert (answer.status_code, stored["composition"]) == (200, found)
    assert [(b["bar_index"], b["clip_bar_index"]) for b in found["tracks"][0]["bars"]] == [(1, 0), (2, 1)]
    assert (found["tempo_bpm"], found["ticks_per_quarter"], found["tempo_map"]) == (90, 480, None)


async def test_the_json_of_postgresql_matches_the_schema_of_compositions(
    as_alice: httpx2.AsyncClient, alice: User
) -> None:
    clip = await make_clip(alice)
    body = track("lead", clip.id, (1, 0), (2, 0)) | {"instrument": {"name": "ä", "program": 3, "x": [1]}}
    body["bars"][1]["override"] = {"cc": {"1": []}, "metadata": {"m": None}}
    made = await make_composition(alice, body, tempo_map=[{"bar": 1, "tempo_bpm": 90.5}, {"bar": 2, "tempo_bpm": 100}])

    for path, schema in ((f"/compositions/{made.id}", CompositionOut), ("/compositions", CompositionLineOut)):
        found = (await as_alice.get(path)).json()
        rows = found if isinstance(found, list) else [found]
        written = [schema.model_validate(row).model_dump_json() for row in rows]
        assert json.loads(f"[{','.join(written)}]") == rows
    whole = (await as_alice.get(f"/compositions/{made.id}")).json()
    overrides = [b["override"] for b in whole["tracks"][0]["bars"]]
    assert overrides[0] is None
    assert (overrides[1]["cc"], overrides[1]["metadata"], overrides[1]["velocity_curve"]) == (
        {"1": []},
        {"m": None},
        None,
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["A", "B", "Ab"]),
        ("?name_pattern=a%25", ["A", "Ab"]),
        ("?tempo_min=90&tempo_max=120", ["A", "B"]),
        ("?tempo_min=121", ["Ab"]),
    ],
)
async def test_compositions_are_listed_and_filtered(
    as_alice: httpx2.AsyncClient, alice: User, query: str, names: list[str]
) -> None:
    for name, tempo in (("A", 90), ("B", 120), ("Ab", 121)):
        await make_composition(alice, name=name, tempo_bpm=tempo)

    assert [row["name"] for row in (await as_alice.get(f"/compositions{query}")).json()] == names


async def test_a_tempo_is_changed_and_the_rest_of_its_map_stays(as_alice: httpx2.AsyncClient, alice: User) -> None:
    made = await make_composition(alice, tempo_map=[{"bar": 1, "tempo_bpm": 90}, {"bar": 5, "tempo_bpm": 140}])

    answer = await as_alice.patch(f"/compositions/{made.id}", json={"tempo_bpm": 100})

    found = answer.json()
    assert found["tempo_bpm"] == 100
    assert found["tempo_map"] == [{"bar": 1, "tempo_bpm": 100}, {"bar": 5, "tempo_bpm": 140}]


async def test_an_empty_map_of_tempos_leaves_the_tempo_beside_it(as_alice: httpx2.AsyncClient) -> None:
    body = {"name": "song", "tempo_bpm": 90, "tempo_map": [], "tracks": []}

    made = (await as_alice.post("/compositions", json=body)).json()["composition"]
    changed = await as_alice.patch(f"/compositions/{made['id']}", json={"tempo_bpm": 70, "tempo_map": []})

    assert (made["tempo_bpm"], changed.json()["tempo_bpm"]) == (90, 70)


async def test_a_composition_goes_out_and_in_again_as_sml(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "x", bar(0, "C4 quarter"), bar(1, "D4 quarter"))
    body = track("lead", clip.id, (1, 0), (2, 1), (4, 0)) | {"instrument": {"name": "Violin", "midi_channel": 3}}
    made = await make_composition(alice, body, tempo_map=[{"bar": 2, "tempo_bpm": 96}])

    written = (await as_alice.get(f"/facade/compositions/{made.id}/sml")).json()
    again = (await as_alice.post("/compositions/from-sml", json=written)).json()["composition_id"]

    instances = written["project"]["tracks"]["lead"]["clips"]
    assert [(one["start_bar"], one["length_bars"]) for one in instances] == [(1, 2), (4, 1)]
    exports = [(await as_alice.get(f"/facade/compositions/{key}/dsl")).json() for key in (made.id, again)]
    assert exports[0] == exports[1]


async def test_tracks_as_they_are_read_can_be_sent_back(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice)
    body = track("lead", clip.id, (1, 0), (2, 0)) | {"instrument": {"name": "Violin", "midi_channel": 3}}
    body["bars"][0]["override"] = {"velocity_curve": [{"time": 0, "value": 20}]}
    made = await make_composition(alice, body, track("lead", clip.id, (1, 0)))
    before = (await as_alice.get(f"/facade/compositions/{made.id}/dsl")).json()

    tracks = (await as_alice.get(f"/compositions/{made.id}")).json()["tracks"]
    answer = await as_alice.patch(f"/compositions/{made.id}", json={"tracks": tracks})

    assert answer.status_code == 200, answer.text
    assert (await as_alice.get(f"/facade/compositions/{made.id}/dsl")).json() == before
    assert await Track.objects.of(alice.caller()).count() == 2


async def test_a_composition_is_deleted_and_its_clips_stay(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice)
    made = await make_composition(alice, track("lead", clip.id, (1, 0)))

    stale = await as_alice.delete(f"/compositions/{made.id}", headers={"If-Match": '"2"'})
    answer = await as_alice.delete(f"/compositions/{made.id}")

    assert (stale.status_code, answer.json()) == (412, {"composition_id": made.id})
    assert (await as_alice.get(f"/compositions/{made.id}")).status_code == 404
    assert (await as_alice.get(f"/clips/{clip.id}")).status_code == 200


async def test_an_unknown_clip_and_a_strangers_clip_are_refused_alike(
    as_alice: httpx2.AsyncClient, alice: User, bob: User
) -> None:
    foreign, own = await make_clip(bob), await make_composition(alice)
    project = {"project": {"name": "x", "tracks": {"t": {"clips": [{"clip_id": foreign.id}]}}}}

    answers = [
        await as_alice.post("/compositions", json={"name": "x", "tracks": [track("t", foreign.id, (1, 0))]}),
        await as_alice.post("/compositions", json={"name": "x", "tracks": [track("t", 2**31 - 1, (1, 0))]}),
        await as_alice.post("/compositions/from-sml", json=project),
        await as_alice.patch(f"/compositions/{own.id}", json={"tracks": [track("t", foreign.id, (1, 0))]}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert answers[1].json()["detail"][0]["msg"] == "Clip 2147483647 not found (track t, bar 1)"
    assert await Composition.objects.of(alice.caller()).count() == 1


async def test_a_project_loaded_from_a_large_body(as_alice: httpx2.AsyncClient) -> None:
    notes = [note(60, i / 100, 0.01, semantics={"why": "x" * 150}) for i in range(12_000)]
    body = json.dumps(dsl([library_clip(1, *notes)]))

    answer = await as_alice.post("/facade/dsl/load", content=body, headers={"Content-Type": "application/json"})

    assert (answer.status_code, len(body) > 2_000_000) == (200, True)


async def test_the_same_load_twice_stores_it_once(as_alice: httpx2.AsyncClient, alice: User) -> None:
    body = dsl([library_clip(1, note(60))])

    answers = [await as_alice.post("/facade/dsl/load", json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert await Composition.objects.of(alice.caller()).count() == 1


async def test_more_than_can_be_read_at_once_is_refused(
    as_alice: httpx2.AsyncClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("project.music.managers.clips.MAX_LIBRARY_NOTES", 3)
    monkeypatch.setattr("project.music.managers.clip_select.MAX_LIBRARY_NOTES", 3)
    clip = await make_clip(alice, "x", bar(0, *["C4 eighth"] * 4))
    made = await make_composition(alice, track("lead", clip.id, (1, 0)))

    answer = await as_alice.get(f"/facade/compositions/{made.id}/dsl")

    assert answer.status_code == 422
    assert "can be read at once" in answer.json()["detail"][0]["msg"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"name": "x", "tempo_bpm": 0, "tracks": []}, ["body", "tempo_bpm"]),
        ({"name": "x", "ticks_per_quarter": 0, "tracks": []}, ["body", "ticks_per_quarter"]),
        ({"name": "x", "tracks": [{"name": "t", "bars": [], "instrument": {"program": 128}}]}, None),
        ({"name": "x", "tracks": [], "loops": [{"length_bars": 1}]}, ["body", "loops", 0, "start_bar"]),
    ],
)
async def test_a_bad_composition_is_refused_with_its_location(
    as_alice: httpx2.AsyncClient, body: Any, where: Any
) -> None:
    answer = await as_alice.post("/compositions", json=body)

    where = where or ["body", "tracks", 0, "instrument", "program"]
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, where)


async def test_a_library_clip_without_a_name_is_refused_with_its_location(as_alice: httpx2.AsyncClient) -> None:
    body = dsl([library_clip(1, note(60)), {"clip_id": 7, "notes": []}])

    (fault,) = (await as_alice.post("/facade/dsl/load", json=body)).json()["detail"]

    assert fault["loc"] == ["body", "dsl_json", "project", "clip_library", 1, "name"]
    assert fault["msg"] == "A clip should have a name to be stored (clip 7)"


async def test_the_root_lists_the_music_endpoints(client: httpx2.AsyncClient, as_alice: Any) -> None:
    found = (await client.get("/")).json()

    paths = (await client.get("/openapi.json")).json()["paths"]
    named = [line.split() for group in found["endpoints"].values() for line in group.values()]
    assert {"sml", "facade"} <= found["endpoints"].keys()
    assert [(method, path) for method, path in named if method.lower() not in paths.get(path, {})] == []


async def test_loaded_tracks_point_at_their_own_clips(as_alice: httpx2.AsyncClient) -> None:
    made = await loaded(as_alice, dsl([library_clip(7, note(60))], lead=[{"clip_id": 7, "length_bars": 2}]))

    found = (await as_alice.get(f"/compositions/{made['composition_id']}")).json()

    assert {b["clip_id"] for b in found["tracks"][0]["bars"]} == set(made["clip_ids"])
