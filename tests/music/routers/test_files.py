import base64
import io
from typing import Any
from xml.etree import ElementTree

import httpx2
import mido
import pytest
from fastapi import FastAPI

from project.core.ops.settings import Settings
from project.main import create_app
from project.music.file_responses import file_stem
from project.music.models import Clip, Composition
from project.users.models import Organisation, User
from tests.music.songs import bar, make_clip, make_composition, sml_clip, track
from tests.music.tunes import ode_to_joy, round_with_drums, twinkle

MIDI = {"Content-Type": "audio/midi"}


def notes(data: bytes) -> list[tuple[int, int]]:
    """Return (pitch, tick) of all notes, track by track."""
    found = []
    for messages in mido.MidiFile(file=io.BytesIO(data)).tracks:
        tick = 0
        for message in messages:
            tick += message.time
            if message.type == "note_on" and message.velocity:
                found.append((message.note, tick))
    return found


async def test_a_clip_is_downloaded_as_midi(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "Été à Paris", bar(1, "C4 quarter", "E4 quarter"))

    answer = await as_alice.get(f"/clips/{clip.id}.mid?tempo_bpm=90")

    assert answer.headers["content-type"] == "audio/midi"
    assert answer.headers["content-disposition"] == 'attachment; filename="Ete-a-Paris.mid"'
    assert notes(answer.content) == [(60, 0), (64, 480)]
    (messages,) = mido.MidiFile(file=io.BytesIO(answer.content)).tracks
    assert [m.tempo for m in messages if m.type == "set_tempo"] == [666_667]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a\r\nSet-Cookie: x", "a-Set-Cookie-x"), ('"/../..', "clip-1"), ("音楽", "clip-1"), ("x" * 99, "x" * 60)],
)
def test_a_file_name_is_safe_whatever_the_music_is_called(name: str, stem: str) -> None:
    assert file_stem(name, "clip-1") == stem


async def test_a_composition_is_the_same_file_in_both_forms(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "riff", bar(0, "C4 quarter"), bar(1, "D4 quarter"))
    made = await make_composition(alice, track("lead", clip.id, (1, 1), (2, 0)), tempo_bpm=90)

    file = await as_alice.get(f"/compositions/{made.id}.mid")
    form = await as_alice.post(f"/facade/compositions/{made.id}/midi", json={})

    assert notes(file.content) == [(62, 0), (60, 1920)]
    assert base64.b64decode(form.json()["midi_bytes"]) == file.content
    assert form.json()["output_path"] is None


async def test_music_is_drawn(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice, "<script>", bar(0, "C4 quarter", "D4 quarter"))
    made = await make_composition(alice, track("<b>", clip.id, (1, 0)), name="&")

    for path in (f"/clips/{clip.id}.svg", f"/compositions/{made.id}.svg"):
        answer = await as_alice.get(path)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert ElementTree.fromstring(answer.text).tag.endswith("svg")


@pytest.mark.parametrize("tune", [twinkle, ode_to_joy, round_with_drums])
async def test_a_tune_is_imported_and_exported_with_the_same_notes(as_alice: httpx2.AsyncClient, tune: Any) -> None:
    data = tune()

    answer = await as_alice.post("/clips/from-midi", content=data, headers=MIDI)

    made = answer.json()
    exported = await as_alice.get(f"/compositions/{made['composition_id']}.mid")
    drawn = await as_alice.get(f"/compositions/{made['composition_id']}.svg")
    assert (answer.status_code, drawn.status_code) == (201, 200)
    assert sorted(notes(exported.content)) == sorted(notes(data))
    tracks = (await as_alice.get(f"/compositions/{made['composition_id']}")).json()["tracks"]
    assert len(made["clip_ids"]) == len(tracks)


async def test_an_imported_composition_gets_the_name_that_is_asked_for(as_alice: httpx2.AsyncClient) -> None:
    answer = await as_alice.post("/clips/from-midi?name=Ode", content=ode_to_joy(), headers=MIDI)

    assert answer.json()["composition_name"] == "Ode"


@pytest.mark.parametrize("data", [b"MThd", b"no MIDI at all", twinkle()[:40], b"\x00" * 600_000])
async def test_a_file_that_is_not_midi_is_refused_with_the_reason(
    as_alice: httpx2.AsyncClient, alice: User, data: bytes
) -> None:
    answer = await as_alice.post("/clips/from-midi", content=data, headers=MIDI)

    assert answer.status_code == 422
    assert "MIDI file cannot be read" in answer.json()["detail"][0]["msg"]
    assert await Clip.objects.of(alice.caller()).count() == 0


async def test_the_same_file_twice_with_one_key_is_stored_once(as_alice: httpx2.AsyncClient, alice: User) -> None:
    headers = MIDI | {"Idempotency-Key": "tune"}

    answers = [await as_alice.post("/clips/from-midi", content=twinkle(), headers=headers) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert await Composition.objects.of(alice.caller()).count() == 1


@pytest.mark.parametrize(("kind", "status"), [("audio/midi", 201), ("text/plain", 415), ("multipart/form-data", 415)])
async def test_without_sign_in_a_page_of_another_origin_cannot_post_a_file(
    app: FastAPI, kind: str, status: int
) -> None:
    await Organisation.objects.ensure_local()
    transport = httpx2.ASGITransport(create_app(Settings(auth="open")), client=("127.0.0.1", 50000))

    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        answer = await client.post("/clips/from-midi", content=twinkle(), headers={"Content-Type": kind})

    assert answer.status_code == status
    assert status == 201 or answer.json()["detail"] == "Send Content-Type: audio/midi"


async def test_playing_a_stored_clip_links_to_its_file(as_alice: httpx2.AsyncClient, alice: User) -> None:
    clip = await make_clip(alice)

    found = (await as_alice.post(f"/facade/playback/clip/{clip.id}", json={"bpm": 90})).json()

    assert (found["clip_id"], found["status"]) == (clip.id, "ready")
    assert notes((await as_alice.get(found["midi_url"])).content) == [(60, 0), (64, 480)]


async def test_playing_sml_answers_with_the_file_itself(as_alice: httpx2.AsyncClient, alice: User) -> None:
    found = (await as_alice.post("/facade/playback/sml", json={"sml_clip": sml_clip(), "config": {}})).json()

    kind, _, data = found["midi_url"].partition(",")
    assert kind == "data:audio/midi;base64"
    assert notes(base64.b64decode(data)) == [(60, 0), (64, 480)]
    assert await Clip.objects.of(alice.caller()).count() == 0
