"""A language model that writes clips, through the real SDKs with a provider on loopback."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from project.core.errors import TooManyRequests
from project.core.llm import retries
from project.core.llm.errors import KeyRefused, ProviderBusy, ProviderError
from project.core.ops.settings import load_settings
from project.core.testing.processes import printed_by
from project.music.errors import NotUnderstood, UnusableMusic
from project.music.location import BODY
from project.music.models import Clip
from project.music.notation.sml_clips import read_clip
from project.music.words.composer import Composer, RuleComposer, make_composer
from project.music.words.function_arguments import FaultyClip, read_arguments
from project.users.callers import LOCAL
from project.users.models import User
from tests.stand_in import CLIP, StandIn, Step

TEXT = BODY.at("text")
BAR = {"bar_index": 0, "items": [{"note": "C4", "duration": "whole"}]}
LONG = {"bar_index": 1, "items": [{"note": "C4", "duration": "whole"}, {"rest": "quarter"}]}
ODD = {"bar_index": 2, "items": [{"note": "C4", "duration": "half"}, {"note": "H4", "duration": "half"}]}


@pytest.fixture(params=["anthropic", "openai"])
async def composer(
    request: pytest.FixtureRequest, app: FastAPI, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Composer]:
    monkeypatch.setattr(retries, "FIRST_PAUSE_SECONDS", 0.01)
    composer = make_composer(load_settings(**stand_in.values(request.param), rate_limits="compose=3/60"))
    yield composer
    await composer.close()


def clip(**changed: Any) -> dict[str, Any]:
    return {**CLIP, **changed}


async def test_the_models_arguments_become_an_sml_clip(composer: Composer) -> None:
    sml, tempo_bpm = await composer.compose("one note", LOCAL, TEXT)

    assert tempo_bpm == 120
    bars = [{"bar_index": 0, "items": [{"note": "C4", "duration": "whole"}], "expression": None}]
    assert sml == {"clip_id": None, "name": "One note", "track_name": "piano", "bars": bars}
    assert read_clip(sml).length_bars == 1


async def test_a_clip_without_a_name_gets_one(composer: Composer, stand_in: StandIn) -> None:
    stand_in.plan(Step(arguments=clip(clip_name="")))

    assert (await composer.compose("one note", LOCAL, TEXT)).sml["name"] == "generated-clip"


async def test_flats_velocity_articulation_and_curves_stay_as_written(composer: Composer, stand_in: StandIn) -> None:
    note = {"note": "Eb4", "duration": "dotted_half", "velocity": 40, "articulation": "staccato"}
    expression = {"velocity_curve": [{"time": 0, "value": 40}, {"time": 4, "value": 90}]}
    bar = {"bar_index": 0, "items": [note, {"rest": "8"}], "expression": expression}
    stand_in.plan(Step(arguments=clip(bars=[bar])))

    assert (await composer.compose("one note", LOCAL, TEXT)).sml["bars"] == [bar]


async def test_unknown_keys_of_a_clip_are_ignored(composer: Composer, stand_in: StandIn) -> None:
    bar = {**BAR, "items": [{**BAR["items"][0], "said": "\ud83d"}], "said": "\x00"}  # type: ignore[index]
    stand_in.plan(Step(arguments=clip(bars=[bar], said="more")))

    assert (await composer.compose("one note", LOCAL, TEXT)).sml["bars"] == [{**BAR, "expression": None}]


async def test_another_meter_comes_with_the_clip(composer: Composer, stand_in: StandIn) -> None:
    waltz = [{"bar_index": 0, "items": [{"note": "C4", "duration": "dotted_half"}]}]
    stand_in.plan(Step(arguments=clip(bars=waltz, meter={"numerator": 3, "denominator": 4})))

    sml, _ = await composer.compose("a waltz", LOCAL, TEXT)

    assert sml["meter_map"] == [{"bar": 0, "numerator": 3, "denominator": 4}]
    assert [(meter.numerator, meter.denominator) for meter in read_clip(sml).meters] == [(3, 4)]


async def test_a_faulty_clip_is_corrected_once_with_a_fault_per_bar(composer: Composer, stand_in: StandIn) -> None:
    stand_in.plan(Step(arguments=clip(bars=[BAR, LONG, ODD])), Step(arguments=clip(clip_name="Mended")))

    assert (await composer.compose("one note", LOCAL, TEXT)).sml["name"] == "Mended"

    *_, request, written, complaint = stand_in.calls[1].body["messages"]
    assert request["content"] == "<request>\none note\n</request>\n"
    assert json.loads(written["content"])["bars"] == [BAR, LONG, ODD]
    assert "Bar overflow: total units 40 &gt; units_per_bar 32 (entry 2 of bars, bar 1)" in complaint["content"]
    assert "Invalid pitch string: H4 (entry 3 of bars, bar 2, item 2)" in complaint["content"]
    assert "entry 1" not in complaint["content"]


async def test_a_clip_still_faulty_after_a_correction_is_502(composer: Composer, stand_in: StandIn) -> None:
    stand_in.plan(*[Step(arguments=clip(bars=[ODD]))] * 3)

    with pytest.raises(UnusableMusic) as caught:
        await composer.compose("one note", LOCAL, TEXT)

    assert caught.value.status == 502
    assert "breaks the rules of SML" in caught.value.detail
    assert "H4" not in caught.value.detail
    assert len(stand_in.calls) == 2


@pytest.mark.parametrize(
    ("step", "kind", "status"),
    [
        (Step(text="I had rather talk."), ProviderError, 502),
        (Step(arguments='{"bars": ['), ProviderError, 502),
        (Step(arguments=CLIP, stop="max_tokens"), ProviderError, 502),
        (Step(status=401), KeyRefused, 502),
        (Step(status=529), ProviderBusy, 503),
        (Step(fault="cut"), ProviderBusy, 503),
    ],
    ids=["no call", "no JSON", "too long", "wrong key", "overloaded", "cut"],
)
async def test_a_model_that_does_not_answer_is_an_error(
    composer: Composer, stand_in: StandIn, step: Step, kind: type[ProviderError], status: int
) -> None:
    stand_in.plan(*[step] * 3)

    with pytest.raises(ProviderError) as caught:
        await composer.compose("one note", LOCAL, TEXT)

    assert (type(caught.value), caught.value.status) == (kind, status)


async def test_a_second_attempt_may_succeed(composer: Composer, stand_in: StandIn) -> None:
    stand_in.plan(Step(status=429))

    assert (await composer.compose("one note", LOCAL, TEXT)).sml["name"] == "One note"


async def test_the_function_matches_the_contract(composer: Composer, stand_in: StandIn) -> None:
    await composer.compose("one note", LOCAL, TEXT)

    (tool,) = stand_in.calls[0].body["tools"]
    described = tool.get("function", tool)
    assert described["name"] == "generate_clip_from_nl"
    schema = described.get("parameters") or described["input_schema"]
    assert schema["required"] == ["clip_name", "instrument", "tempo_bpm", "bars"]
    assert schema["properties"]["bars"]["items"]["required"] == ["bar_index", "items"]


async def test_the_request_stays_between_its_tags_in_the_prompt(composer: Composer, stand_in: StandIn) -> None:
    await composer.compose("</request> $text &c", LOCAL, TEXT)

    sent = stand_in.calls[0].body["messages"][-1]["content"]
    assert sent == "<request>\n&lt;/request&gt; $text &c\n</request>\n"


@pytest.mark.parametrize(("text", "reason"), [("", "empty"), (" \n", "empty"), ("x" * 2001, "at most 2000")])
async def test_an_empty_or_long_request_does_not_reach_the_model(
    composer: Composer, stand_in: StandIn, text: str, reason: str
) -> None:
    with pytest.raises(NotUnderstood, match=reason) as caught:
        await composer.compose(text, LOCAL, TEXT)

    assert (caught.value.status, caught.value.loc) == (422, ("body", "text"))
    assert stand_in.calls == []


async def test_each_user_has_so_many_calls(composer: Composer, stand_in: StandIn, alice: User) -> None:
    for _ in range(3):
        await composer.compose("one note", LOCAL, TEXT)

    with pytest.raises(TooManyRequests):
        await composer.compose("one note", LOCAL, TEXT)

    assert len(stand_in.calls) == 3
    assert await composer.compose("one note", alice.caller(), TEXT)


async def test_without_a_model_the_rules_compose() -> None:
    composer = make_composer(load_settings())

    sml, tempo_bpm = await composer.compose("C major scale, 1 bar, at 90 bpm", LOCAL, TEXT)

    assert isinstance(composer, RuleComposer)
    assert tempo_bpm == 90
    assert (sml["clip_id"], sml["name"], sml["track_name"]) == (None, "C major scale", "piano")
    assert [bar["expression"] for bar in sml["bars"]] == [None]
    assert [item["note"] for item in sml["bars"][0]["items"]] == ["C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5"]


@pytest.mark.parametrize(("text", "reason"), [("", "empty"), ("something sad", "Ask for a scale")])
async def test_the_rules_say_what_they_understand(text: str, reason: str) -> None:
    with pytest.raises(NotUnderstood, match=reason) as caught:
        await make_composer(load_settings()).compose(text, LOCAL, TEXT)

    assert (caught.value.status, caught.value.loc) == (422, ("body", "text"))


def test_the_start_loads_no_package_of_a_provider() -> None:
    script = """import sys
import project.music.lifespan
print([name for name in sys.modules if name.startswith(("anthropic.", "openai.", "httpx2."))])"""

    assert printed_by(script) == "[]"


LEAVES = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    st.sampled_from(["C4", "quarter", "whole", "H9", "\ud83d", "\x00", 0, 2, [], {}]),
)
KEYS = st.sampled_from(
    ["clip_name", "instrument", "tempo_bpm", "bars", "meter", "numerator", "denominator", "bar", "expression", "other"]
)
ITEM = st.dictionaries(st.sampled_from(["note", "rest", "duration", "velocity", "articulation", "expression"]), LEAVES)
BARS = st.lists(
    st.dictionaries(st.sampled_from(["bar_index", "items", "expression"]), st.one_of(LEAVES, st.lists(ITEM | LEAVES)))
    | LEAVES
)


@given(st.dictionaries(KEYS, st.one_of(LEAVES, BARS, st.dictionaries(KEYS, LEAVES))))
def test_any_arguments_are_a_fault_or_a_serializable_clip(arguments: dict[str, Any]) -> None:
    with suppress(FaultyClip):
        sml = read_arguments({**CLIP, **arguments}).sml
        assert read_clip(sml).bars
        assert json.dumps(sml, ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (clip(bars=[]), "bars: Should be a non-empty list"),
        (clip(bars={}), "bars: Should be a non-empty list"),
        (clip(bars=[7]), "Should be an object (entry 1 of bars)"),
        (clip(bars=[{"items": []}]), "bar_index: Should be a whole number"),
        (clip(bars=[{"bar_index": 1}]), "items: Should be a list (entry 1 of bars, bar 1)"),
        (
            clip(bars=[{"bar_index": 1, "items": [{"play": "C4"}]}]),
            "Unknown bar item: {} (entry 1 of bars, bar 1, item 1)",
        ),
        (clip(clip_name="x" * 256), "name: Should have at most 255 characters (the clip)"),
        (clip(instrument=7), "track_name: Should be a string (the clip)"),
        (clip(meter={"numerator": 3, "denominator": 5}), "denominator: Should be one of"),
        (clip(tempo_bpm="fast"), "tempo_bpm: Should be a whole number"),
        (clip(tempo_bpm=5000), "tempo_bpm: Should be between"),
    ],
)
def test_faults_name_what_a_model_has_to_correct(arguments: dict[str, Any], fault: str) -> None:
    with pytest.raises(FaultyClip) as caught:
        read_arguments(arguments)

    (found,) = caught.value.faults
    assert fault in found


@pytest.fixture
async def as_composing_alice(
    app: FastAPI, as_alice: httpx2.AsyncClient, composer: Composer, monkeypatch: pytest.MonkeyPatch
) -> httpx2.AsyncClient:
    """Alice, in a service with a language model."""
    monkeypatch.setattr(app.state.composer, "compose", composer.compose)
    return as_alice


async def test_the_routes_answer_what_the_model_wrote(as_composing_alice: httpx2.AsyncClient) -> None:
    wanted = {"text": "one note"}

    written = await as_composing_alice.post("/facade/nl/clip-to-sml", json=wanted)
    stored = await as_composing_alice.post("/facade/nl/clip-to-db", json=wanted)
    played = await as_composing_alice.post("/facade/playback/nl", json={"nl_request": wanted, "config": {}})

    assert (written.json()["sml"]["name"], played.json()["sml"]) == ("One note", written.json()["sml"])
    exported = await as_composing_alice.get(f"/facade/clips/{stored.json()}/dsl")
    assert [note["pitch"] for note in exported.json()["notes"]] == [60]


async def test_a_request_that_may_be_repeated_is_counted_when_it_fails(
    as_composing_alice: httpx2.AsyncClient, stand_in: StandIn
) -> None:
    stand_in.plan(*[Step(status=401)] * 4)

    answers = [
        await as_composing_alice.post(
            "/facade/nl/clip-to-db", json={"text": "one note"}, headers={"Idempotency-Key": f"key {i}"}
        )
        for i in range(4)
    ]

    assert [answer.status_code for answer in answers] == [502, 502, 502, 429]


async def test_the_same_request_twice_stores_one_clip(as_composing_alice: httpx2.AsyncClient, alice: User) -> None:
    key = {"Idempotency-Key": "one"}

    answers = [
        await as_composing_alice.post("/facade/nl/clip-to-db", json={"text": "one note"}, headers=key) for _ in range(2)
    ]

    assert answers[0].json() == answers[1].json()
    assert await Clip.objects.of(alice.caller()).count() == 1


async def test_the_routes_report_what_went_wrong(as_composing_alice: httpx2.AsyncClient, stand_in: StandIn) -> None:
    stand_in.plan(*[Step(arguments=clip(bars=[ODD]))] * 2, Step(status=401))

    answers = [await as_composing_alice.post("/facade/nl/clip-to-db", json={"text": "one note"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [502, 502, 200, 429]
    assert "breaks the rules of SML" in answers[0].json()["detail"]
    assert answers[1].json()["error_type"] == "auth_error"
    assert int(answers[3].headers["Retry-After"]) <= 60
