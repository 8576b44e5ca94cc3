"""Function calls through the real SDKs."""

from typing import Any

import pytest

from project.core.llm import retries
from project.core.llm.errors import KeyRefused, ProviderBusy, ProviderError
from project.core.llm.lazy_client import LazyProvider
from project.core.llm.provider import Prompt, Turn
from tests.core.llm.conftest import provider_of
from tests.stand_in import CLIP, MODEL, StandIn, Step

REQUEST = Prompt("clip", [Turn("user", "One note")], "Write it down.", 700)
SCHEMA = {"type": "object", "properties": {"bars": {"type": "array"}}, "required": ["bars"]}
FUNCTION = {"name": "write", "parameters": SCHEMA}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "FIRST_PAUSE_SECONDS", 0.01)


async def written_by(provider: LazyProvider) -> dict[str, Any]:
    return await provider.structured(REQUEST, "write", SCHEMA)


async def failure_of(provider: LazyProvider) -> type[ProviderError]:
    with pytest.raises(ProviderError) as caught:
        await written_by(provider)
    return type(caught.value)


async def test_the_arguments_of_the_call_are_the_answer(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(Step(arguments={"bars": [], "name": "Für Elise"}))

    assert await written_by(provider) == {"bars": [], "name": "Für Elise"}
    assert await written_by(provider) == CLIP


async def test_the_messages_api_is_forced_to_use_the_tool(stand_in: StandIn) -> None:
    async with provider_of(stand_in, "anthropic") as provider:
        await written_by(provider)

    body = stand_in.calls[0].body
    assert (body["model"], body["system"], body["max_tokens"]) == (MODEL, "Write it down.", 700)
    assert body["tools"] == [{"name": "write", "input_schema": SCHEMA}]
    assert body["tool_choice"] == {"type": "tool", "name": "write", "disable_parallel_tool_use": True}


async def test_chat_completions_are_forced_to_call_the_function(stand_in: StandIn) -> None:
    async with provider_of(stand_in, "openai") as provider:
        await written_by(provider)

    body = stand_in.calls[0].body
    assert (body["model"], body["max_tokens"]) == (MODEL, 700)
    assert body["tools"] == [{"type": "function", "function": FUNCTION}]
    assert body["tool_choice"] == {"type": "function", "function": {"name": "write"}}
    assert set(body) == {"model", "messages", "max_tokens", "tools", "tool_choice"}


@pytest.mark.parametrize(
    "step",
    [
        Step(text="I would rather talk."),
        Step(arguments='{"bars": ['),
        Step(arguments='["bars"]'),
        Step(arguments='{"bars": ' + "[" * 100_000),
        Step(arguments={"bars": []}, stop="max_tokens"),
        Step(arguments={"bars": []}, stop="refusal"),
        Step(fault="garbage"),
    ],
    ids=["no call", "no JSON", "no object", "too deep", "cut off", "refused", "HTML"],
)
async def test_anything_else_is_an_error_and_not_retried(provider: LazyProvider, stand_in: StandIn, step: Step) -> None:
    stand_in.plan(step)

    assert await failure_of(provider) is ProviderError
    assert len(stand_in.calls) == 1


async def test_a_refused_key_is_an_error_at_once(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(Step(status=401))

    assert await failure_of(provider) is KeyRefused
    assert len(stand_in.calls) == 1


@pytest.mark.parametrize("step", [Step(status=429), Step(status=500), Step(fault="cut")])
async def test_a_retry_may_succeed(provider: LazyProvider, stand_in: StandIn, step: Step) -> None:
    stand_in.plan(step)

    assert await written_by(provider) == CLIP
    assert len(stand_in.calls) == 2


async def test_a_connection_that_is_cut_each_time_is_busy(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(*[Step(fault="cut")] * 3)

    assert await failure_of(provider) is ProviderBusy


async def test_a_function_call_has_a_time_limit(stand_in: StandIn, name: str) -> None:
    stand_in.plan(Step(seconds=5))

    async with provider_of(stand_in, name, ai_timeout=0.5) as provider:
        await provider.prepare()
        assert await failure_of(provider) is ProviderBusy
