import asyncio
import math
from collections.abc import AsyncIterator

import pytest

from project.core.llm import retries
from project.core.llm.choice import make_embedder
from project.core.llm.embedder import DIMENSIONS
from project.core.llm.errors import KeyRefused, ProviderBusy, ProviderError
from project.core.llm.openai_embedder import OpenAIEmbedder
from project.core.llm.settings import LanguageSettings
from tests.stand_in import KEY, StandIn, Step, vector_of


@pytest.fixture
async def embedder(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OpenAIEmbedder]:
    monkeypatch.setattr(retries, "FIRST_PAUSE_SECONDS", 0.01)
    embedder = OpenAIEmbedder(LanguageSettings(**{**stand_in.values("openai"), "ai_timeout": 0.5}))
    yield embedder
    await embedder.close()


async def test_each_text_gets_its_own_unit_vector(embedder: OpenAIEmbedder) -> None:
    one, two = await embedder.embed(["one", "two"])

    raw = vector_of("two", DIMENSIONS)
    assert one != two
    assert two == pytest.approx([value / math.hypot(*raw) for value in raw])
    assert math.hypot(*one) == pytest.approx(1)


async def test_the_request_names_model_and_dimensions(embedder: OpenAIEmbedder, stand_in: StandIn) -> None:
    await embedder.embed(["two\nlines", "", "x" * 9000])

    (call,) = stand_in.calls
    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert (call.body["model"], call.body["dimensions"]) == ("text-embedding-3-small", 1536)
    assert call.body["input"] == ["two lines", "(nothing)", "x" * 8000]


async def test_many_texts_go_in_batches(embedder: OpenAIEmbedder, stand_in: StandIn) -> None:
    texts = [f"text {number}" for number in range(70)]

    vectors = await embedder.embed(texts)

    assert [len(call.body["input"]) for call in stand_in.calls] == [32, 32, 6]
    assert vectors[69] == (await embedder.embed(["text 69"]))[0]


async def test_no_texts_make_no_request(embedder: OpenAIEmbedder, stand_in: StandIn) -> None:
    assert await embedder.embed([]) == []
    assert stand_in.calls == []


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ([Step(status=401)], KeyRefused),
        ([Step(status=429)] * 3, ProviderBusy),
        ([Step(status=500)] * 3, ProviderError),
        ([Step(seconds=5)], ProviderBusy),
        ([Step(dimensions=3)], ProviderError),
        ([Step(dimensions=0)], ProviderError),
    ],
)
async def test_a_failure_is_a_provider_error(
    embedder: OpenAIEmbedder, stand_in: StandIn, steps: list[Step], kind: type[ProviderError]
) -> None:
    stand_in.plan(*steps)

    with pytest.raises(ProviderError) as caught:
        await embedder.embed(["text"])

    assert type(caught.value) is kind


async def test_a_retry_may_succeed(embedder: OpenAIEmbedder, stand_in: StandIn) -> None:
    stand_in.plan(Step(status=503))

    assert len(await embedder.embed(["text"])) == 1


async def test_it_is_built_on_first_use(stand_in: StandIn) -> None:
    embedder = make_embedder(LanguageSettings(**{**stand_in.values("openai"), "embedder": "openai"}), None)
    assert embedder is not None

    await asyncio.gather(embedder.prepare(), embedder.prepare())

    assert len(await embedder.embed(["text"])) == 1
    assert (embedder.name, embedder.threshold) == (OpenAIEmbedder.name, OpenAIEmbedder.threshold)
    await embedder.close()
