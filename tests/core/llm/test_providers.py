import asyncio

import pytest
import structlog
from anthropic.resources.messages.messages import DEPRECATED_MODELS

from project.core.llm import anthropic_provider, openai_provider
from project.core.llm.errors import ProviderError
from project.core.llm.lazy_client import LazyProvider
from project.core.llm.provider import Prompt, Turn
from tests.core.llm.conftest import QUESTION, provider_of
from tests.stand_in import KEY, MODEL, SUMMARY_MODEL, StandIn, Step

EARLIER = [Turn("user", "Who was Ruth?"), Turn("assistant", "A Moabite."), Turn("user", "And Boaz?")]


async def read(provider: LazyProvider, prompt: Prompt = QUESTION) -> tuple[list[str], str]:
    async with provider.stream(prompt) as answer:
        return [piece async for piece in answer], answer.stop_reason


async def test_a_completion_has_a_text_and_a_stop_reason(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(Step(text="Grace is a gift."))

    assert await provider.complete(QUESTION) == ("Grace is a gift.", "end_turn")


async def test_the_pieces_of_a_stream_make_the_text(provider: LazyProvider) -> None:
    pieces, stop_reason = await read(provider)

    assert "".join(pieces).endswith("to: What is grace?")
    assert len(pieces) == 7
    assert stop_reason == "end_turn"


@pytest.mark.parametrize("word", ["max_tokens", "refusal"])
async def test_the_stop_reason_is_passed_on(provider: LazyProvider, stand_in: StandIn, word: str) -> None:
    stand_in.plan(Step(stop=word), Step(stop=word))

    assert (await provider.complete(QUESTION)).stop_reason == word
    assert (await read(provider))[1] == word


async def test_the_key_is_sent_and_nothing_is_retried(provider: LazyProvider, stand_in: StandIn) -> None:
    await provider.complete(QUESTION)
    await read(provider)

    assert [call.headers["authorization"] for call in stand_in.calls] == [f"Bearer {KEY}"] * 2


async def test_the_messages_api_gets_the_instructions_beside_the_conversation(stand_in: StandIn) -> None:
    async with provider_of(stand_in, "anthropic") as provider:
        await read(provider, Prompt("chat", EARLIER, "Be kind.", 700))

    body = stand_in.calls[0].body
    assert (body["model"], body["system"], body["max_tokens"], body["stream"]) == (MODEL, "Be kind.", 700, True)
    assert [(m["role"], m["content"]) for m in body["messages"]] == EARLIER


async def test_chat_completions_get_the_instructions_as_the_first_message(stand_in: StandIn) -> None:
    async with provider_of(stand_in, "openai") as provider:
        await read(provider, Prompt("chat", EARLIER, "Be kind.", 700))

    body = stand_in.calls[0].body
    assert (body["model"], body["max_tokens"], body["stream"]) == (MODEL, 700, True)
    assert [(m["role"], m["content"]) for m in body["messages"]] == [("system", "Be kind."), *EARLIER]


async def test_openai_itself_gets_max_completion_tokens(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_provider, "OPENAI_URL", stand_in.values("openai")["openai_base_url"])

    async with provider_of(stand_in, "openai") as provider:
        await provider.complete(QUESTION)
        await read(provider)

    assert [call.body.get("max_completion_tokens") for call in stand_in.calls] == [3000, 3000]
    assert "max_tokens" not in stand_in.calls[0].body


async def test_empty_instructions_are_not_sent(provider: LazyProvider, stand_in: StandIn) -> None:
    await provider.complete(Prompt("insights", [Turn("user", "Explain")], "", 2000))

    body = stand_in.calls[0].body
    assert "system" not in body
    assert [message["role"] for message in body["messages"]] == ["user"]


async def test_a_small_prompt_goes_to_the_smaller_model(stand_in: StandIn) -> None:
    async with provider_of(stand_in, "anthropic") as provider:
        await provider.complete(Prompt("summary", [Turn("user", "<transcript>")], "Sum up.", 100, small=True))

    assert stand_in.calls[0].body["model"] == SUMMARY_MODEL


async def test_messages_that_providers_refuse_are_dropped(provider: LazyProvider, stand_in: StandIn) -> None:
    turns = [Turn("assistant", "I began"), Turn("user", "Hm"), Turn("assistant", " "), Turn("user", "")]

    await provider.complete(Prompt("chat", turns, "", 3000))

    sent = stand_in.calls[0].body["messages"]
    assert [message["content"] for message in sent] == ["Hm", "(The user sent no words.)"]


@pytest.mark.parametrize("text", ["", " \n "])
async def test_an_answer_without_text_is_an_error(provider: LazyProvider, stand_in: StandIn, text: str) -> None:
    stand_in.plan(Step(text=text), Step(text=text))

    with pytest.raises(ProviderError):
        await provider.complete(QUESTION)
    with pytest.raises(ProviderError):
        await read(provider)


async def test_what_postgresql_cannot_store_is_removed(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(Step(text="a\x00b \ud83d c"), Step(text="a\x00b \ud83d c"))

    assert (await provider.complete(QUESTION)).text == "ab \ufffd c"
    assert "".join((await read(provider))[0]) == "ab \ufffd c"


async def test_many_answers_arrive_at_once(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(*[Step(seconds=0.02)] * 30)

    answers = await asyncio.gather(*(read(provider) for _ in range(30)))

    assert {"".join(pieces) for pieces, _ in answers} == {"".join(answers[0][0])}


async def test_preparing_twice_at_once_makes_one_client(provider: LazyProvider) -> None:
    await asyncio.gather(provider.prepare(), provider.prepare())

    assert (await provider.complete(QUESTION)).stop_reason == "end_turn"


async def test_an_unused_provider_can_be_closed(stand_in: StandIn, name: str) -> None:
    async with provider_of(stand_in, name) as provider:
        pass

    assert provider.name == name


async def test_a_deprecated_model_is_logged_at_the_start(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DEPRECATED_MODELS, MODEL, "Friday")

    with structlog.testing.capture_logs() as lines:
        monkeypatch.setattr(anthropic_provider, "log", structlog.get_logger())
        async with provider_of(stand_in, "anthropic") as provider:
            await provider.prepare()

    assert [(line["model"], line["on"]) for line in lines] == [(MODEL, "Friday")]
