import sys
from typing import Any

import httpx2
import pytest

from project.core.ops.settings import Settings
from project.main import create_app
from project.music.file_responses import MUSICXML_TYPE
from project.music.models import Clip, Composition
from project.music.musicxml.imports import import_musicxml
from project.service import Role
from project.users.models import Organisation, User
from tests.factories import auth, make_user
from tests.music.songs import bar, make_clip, make_composition, track

SCALE = bar(0, *(f"{pitch} eighth" for pitch in ("D4", "E4", "F#4", "G4", "A4", "B4", "C#5", "D5")))
XML = {"Content-Type": MUSICXML_TYPE}


def pitches(clip: dict[str, Any]) -> list[int | None]:
    return [note["pitch"] for bar in clip["bars"] for note in bar["notes"]]


async def make_song(user: User, **values: Any) -> Composition:
    clip = await make_clip(user, "scale", SCALE)
    drums = await make_clip(user, "beat", bar(0, "C2 quarter"))
    return await make_composition(
        user, track("Flute", clip.id, (1, 0), (2, 0)), track("Drums", drums.id, (1, 0)), **values
    )


async def test_a_clip_is_downloaded_as_a_score(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "Größe", SCALE)

    answer = await as_alice.get(f"/clips/{clip.id}.musicxml?tempo_bpm=90")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == MUSICXML_TYPE
    assert answer.headers["content-disposition"] == 'attachment; filename="Groe.musicxml"'
    project = import_musicxml(answer.content)
    assert (project.composition.tempo_bpm, len(project.clips[0].bars[0].notes)) == (90, 8)


async def test_a_score_is_stored_as_clips_and_a_composition(as_alice: httpx2.AsyncClient, alice: User) -> None:
    song = await make_song(alice)
    score = await as_alice.get(f"/compositions/{song.id}.musicxml")

    answer = await as_alice.post("/clips/from-musicxml?name=again", content=score.content, headers=XML)

    made = answer.json()
    assert (answer.status_code, made["composition_name"], len(made["clip_ids"])) == (201, "again", 2)
    again = await as_alice.get(f"/compositions/{made['composition_id']}.musicxml")
    assert again.content.count(b"<pitch>") == score.content.count(b"<pitch>") == 17


async def test_a_score_may_be_larger_than_other_bodies(as_alice: httpx2.AsyncClient, alice: User) -> None:
    song = await make_song(alice)
    score = (await as_alice.get(f"/compositions/{song.id}.musicxml")).content

    answer = await as_alice.post("/clips/from-musicxml", content=score + b" " * 2_500_000, headers=XML)

    assert answer.status_code == 201


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("kind", "status"), [(MUSICXML_TYPE, 422), ("application/vnd.recordare.musicxml", 422), ("application/xml", 415)]
)
async def test_without_sign_in_a_score_needs_its_media_type(kind: str, status: int) -> None:
    await Organisation.objects.ensure_local()
    transport = httpx2.ASGITransport(create_app(Settings(auth="open")), client=("127.0.0.1", 50000))

    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        answer = await client.post("/clips/from-musicxml", content=b"<a/>", headers={"Content-Type": kind})

    assert answer.status_code == status


@pytest.mark.parametrize("data", [b"", b"{}", b"<a/>", b"PK\x03\x04", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
async def test_a_file_that_is_not_a_score_is_422(as_alice: httpx2.AsyncClient, data: bytes) -> None:
    answer = await as_alice.post("/clips/from-musicxml", content=data, headers=XML)

    assert answer.status_code == 422
    assert await Clip.all().count() == 0


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"semitones": -2}, [60, 62, 64, 65, 67, 69, 71, 72]),
        ({"interval": "M2"}, [64, 66, 68, 69, 71, 73, 75, 76]),
        ({"to_key": "F"}, [65, 67, 69, 70, 72, 74, 76, 77]),
        ({"to_key": "C", "from_key": "E", "direction": "up"}, [70, 72, 74, 75, 77, 79, 81, 82]),
    ],
)
async def test_a_clip_is_transposed_into_a_new_one(
    as_alice: httpx2.AsyncClient, alice: User, body: dict[str, Any], expected: list[int]
) -> None:
    clip = await make_clip(alice, "scale", SCALE, tags=["x"])

    answer = await as_alice.post(f"/clips/{clip.id}/transpose", json={**body, "name": "moved"})

    made = answer.json()
    assert answer.status_code == 200
    assert made["clip_id"] == made["clip"]["id"] != clip.id
    assert (made["clip"]["name"], made["clip"]["tags"], pitches(made["clip"])) == ("moved", ["x"], expected)
    assert pitches((await as_alice.get(f"/clips/{clip.id}")).json())[0] == 62


async def test_a_composition_is_transposed_with_its_key_and_not_its_drums(
    as_alice: httpx2.AsyncClient, alice: User
) -> None:
    song = await make_song(alice, key_map=[{"bar": 1, "key": "D", "mode": "major"}])

    made = (await as_alice.post(f"/compositions/{song.id}/transpose", json={"to_key": "Eb"})).json()

    found = made["composition"]
    assert found["id"] == made["composition_id"] != song.id
    assert found["key_map"] == [{"bar": 1, "key": "Eb", "mode": "major"}]
    clips = [(await as_alice.get(f"/clips/{t['bars'][0]['clip_id']}")).json() for t in found["tracks"]]
    assert [pitches(clip)[0] for clip in clips] == [63, 36]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"semitones": 1, "interval": "M2"},
        {"semitones": 128},
        {"semitones": 100},
        {"semitones": "up"},
        {"interval": "P3"},
        {"to_key": "H"},
        {"to_key": "Bm"},
        {"to_key": "D", "direction": "sideways"},
        {"to_key": "D", "from_key": ""},
        {"semitones": 1, "name": "x" * 256},
    ],
)
async def test_an_impossible_transposition_is_422(
    as_alice: httpx2.AsyncClient, alice: User, body: dict[str, Any]
) -> None:
    clip = await make_clip(alice, "scale", SCALE)

    answer = await as_alice.post(f"/clips/{clip.id}/transpose", json=body)

    assert answer.status_code == 422
    assert await Clip.all().count() == 1


async def test_without_notes_there_is_no_key_to_transpose_from(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "rests", bar(0, "whole"))

    key = await as_alice.get(f"/clips/{clip.id}/key")
    moved = await as_alice.post(f"/clips/{clip.id}/transpose", json={"to_key": "D"})

    assert key.json() == {"key": None, "mode": None, "correlation": None, "confidence": 0, "alternatives": []}
    assert moved.status_code == 422
    assert "from_key" in moved.text


async def test_the_key_of_clips_and_compositions(as_alice: httpx2.AsyncClient, alice: User) -> None:
    song = await make_song(alice)
    clip = await Clip.get(name="scale")

    for path in (f"/clips/{clip.id}/key", f"/compositions/{song.id}/key"):
        found = (await as_alice.get(path)).json()
        assert (found["key"], found["mode"], len(found["alternatives"])) == ("D", "major", 23)
        assert 0 < found["confidence"] <= 1


async def test_the_same_transposition_sent_again_makes_no_second_clip(
    as_alice: httpx2.AsyncClient, alice: User
) -> None:
    clip = await make_clip(alice, "scale", SCALE)
    headers = {"Idempotency-Key": "0192f0c1-7f00-7000-8000-000000000001"}

    answers = [
        await as_alice.post(f"/clips/{clip.id}/transpose", json={"semitones": 1}, headers=headers) for _ in range(2)
    ]

    assert answers[0].text == answers[1].text
    assert await Clip.all().count() == 2


async def test_each_route_checks_rights(
    client: httpx2.AsyncClient, clinic: Organisation, alice: User, bob: User
) -> None:
    song = await make_song(alice)
    clip = await Clip.get(name="scale")
    viewer = await make_user(clinic, Role.VIEWER)
    body = {"semitones": 1}

    for path in (f"/clips/{clip.id}", f"/compositions/{song.id}"):
        answers = [
            await client.get(f"{path}.musicxml"),
            await client.get(f"{path}/key", headers=auth(bob)),
            await client.get(f"{path}.musicxml", headers=auth(bob)),
            await client.post(f"{path}/transpose", json=body, headers=auth(bob)),
            await client.post(f"{path}/transpose", json=body, headers=auth(viewer)),
            await client.get(f"{path}/key", headers=auth(viewer)),
        ]
        assert [answer.status_code for answer in answers] == [401, 404, 404, 404, 403, 200]


async def test_a_missing_extra_is_named_and_semitones_still_work(
    as_alice: httpx2.AsyncClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = await make_song(alice)
    needing = ("musicxml.exports", "musicxml.imports", "musicxml.music21_setup", "harmony.key_profiles")
    prefixes = ("music21", *(f"project.music.{name}" for name in needing))
    for name in [name for name in sys.modules if name.startswith(prefixes)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "music21", None)
    path = f"/compositions/{song.id}"

    answers = [
        await as_alice.get(f"{path}.musicxml"),
        await as_alice.get(f"{path}/key"),
        await as_alice.post(f"{path}/transpose", json={"to_key": "F"}),
        await as_alice.post("/clips/from-musicxml", content=b"<a/>", headers=XML),
    ]
    plain = [
        await as_alice.post(f"{path}/transpose", json=body)
        for body in ({"semitones": 3}, {"interval": "m3"}, {"to_key": "F", "from_key": "D"})
    ]

    assert [answer.status_code for answer in answers] == [501] * 4
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}
    assert {(a.json()["detail"], a.json()["extra"]) for a in answers} == {
        ('The server lacks the extra `notation`: pip install ".[notation]"', "notation")
    }
    assert [answer.status_code for answer in plain] == [200] * 3
