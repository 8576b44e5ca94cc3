"""A local stand-in for Anthropic's Messages API and OpenAI's chat completions and embeddings.

It serves the real SDKs, follows the planned `Step`s or gives default answers, and records all calls.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import re
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

#: In every error: text that the service must not pass on.
PROVIDERS_WORDS = "words of the provider's own"
KEY = "sk-stand-in-0123456789"
MODEL = "stand-in-large"
SUMMARY_MODEL = "stand-in-small"
ERROR_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error", 529: "overloaded_error"}
OPENAI_STOPS = {"end_turn": "stop", "max_tokens": "length"}
TEXTS = {
    "HISTORICAL_CONTEXT:": "HISTORICAL_CONTEXT:\nSome history.\n\nTHEOLOGICAL_SIGNIFICANCE:\nSome theology.\n\n"
    "PRACTICAL_APPLICATION:\nSome practice.",
    "BIBLICAL_USAGE:": "DEFINITION:\nSome meaning.\n\nBIBLICAL_USAGE:\nSome usage.\n\nORIGINAL_LANGUAGE:\nSome Greek.",
    "<transcript>": "They talked about a passage.",
}
#: Default arguments of a function call.
CLIP = {
    "clip_name": "One note",
    "instrument": "piano",
    "tempo_bpm": 120,
    "bars": [{"bar_index": 0, "items": [{"note": "C4", "duration": "whole"}]}],
}


@dataclass
class Step:
    """How to answer one request."""

    #: None for the default answer.
    text: str | None = None
    #: Arguments of the function call, as an object or as raw JSON. With `text` no function is called.
    arguments: Any = None
    status: int = 200
    #: A stop reason of the Messages API.
    stop: str = "end_turn"
    headers: dict[str, str] = field(default_factory=dict)
    #: Delay before each chunk of a stream, or before a whole answer.
    seconds: float = 0
    #: Replaces the end: an error event, a cut connection, no stop reason, silence, or invalid JSON.
    fault: Literal["", "error", "cut", "end", "silence", "garbage"] = ""
    #: Chunks before the fault.
    after: int = 3
    #: Error type of an error event or error response.
    error_type: str = "api_error"
    #: Length of embeddings.
    dimensions: int = 1536


@dataclass
class Call:
    """A recorded request."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    #: The client's port, which identifies the connection.
    port: int
    step: Step
    #: When the client disconnected early, by `time.monotonic`.
    gone_at: float = 0
    gone: threading.Event = field(default_factory=threading.Event)

    def leave(self) -> None:
        self.gone_at = time.monotonic()
        self.gone.set()

    @property
    def text(self) -> str:
        if self.step.text is not None:
            return self.step.text
        last = self.body["messages"][-1]["content"]
        known = (text for marker, text in TEXTS.items() if marker in last)
        return next(known, f"Reply number {len(self.body['messages'])} to: {last}")

    @property
    def arguments(self) -> Any:
        """None if no function is called."""
        if self.step.text is not None or "tools" not in self.body:
            return None
        return CLIP if self.step.arguments is None else self.step.arguments

    @property
    def pieces(self) -> list[str]:
        return re.findall(r"\s*\S+\s*|\s+", self.text)


class StandIn:
    def __init__(self, url: str) -> None:
        self.url = url
        self.calls: list[Call] = []
        self._steps: deque[Step] = deque()

    def plan(self, *steps: Step) -> None:
        """Set the answers of the next requests. Later ones get the default answer."""
        self._steps.extend(steps)

    def reset(self) -> None:
        self.calls.clear()
        self._steps.clear()

    def values(self, provider: Literal["anthropic", "openai"]) -> dict[str, Any]:
        """Return settings of a service that uses this server."""
        if provider == "anthropic":
            return {
                "ai_provider": "anthropic",
                "anthropic_api_key": KEY,
                "anthropic_base_url": self.url,
                "anthropic_model": MODEL,
                "anthropic_summary_model": SUMMARY_MODEL,
            }
        values = {"openai_api_key": KEY, "openai_base_url": f"{self.url}/v1", "openai_model": MODEL}
        return {"ai_provider": "openai", "embedder": "builtin", **values}

    async def record(self, request: Request) -> Call:
        step = self._steps.popleft() if self._steps else Step()
        port = request.client.port if request.client else 0
        call = Call(request.url.path, dict(request.headers), await request.json(), port, step)
        self.calls.append(call)
        return call


class Dialect:
    """The format of one of the APIs."""

    def __init__(self, stand_in: StandIn) -> None:
        self.stand_in = stand_in

    async def answer(self, request: Request) -> Response:
        call = await self.stand_in.record(request)
        if call.step.status != 200:
            body = self.refusal(call.step)
            return JSONResponse(body, call.step.status, call.step.headers)
        if call.body.get("stream"):
            return StreamingResponse(self._stream(call), media_type="text/event-stream")
        await _patience(request, call)
        if call.step.fault == "garbage":
            return PlainTextResponse("<html>a page</html>", media_type="text/html")
        if call.step.fault == "cut":
            return StreamingResponse(self._half(call), media_type="application/json")
        return Response(json.dumps(self.whole(call)), media_type="application/json")

    async def _half(self, call: Call) -> AsyncIterator[str]:
        yield json.dumps(self.whole(call))[:40]
        raise ConnectionAbortedError

    async def _stream(self, call: Call) -> AsyncIterator[str]:
        step, is_done = call.step, False
        try:
            for event in self.beginning():
                yield event
            for number, piece in enumerate(call.pieces):
                if step.fault and number == step.after:
                    break
                await asyncio.sleep(step.seconds)
                yield self.piece(piece)
            if step.fault == "silence":
                await asyncio.sleep(60)
            is_done = True
            for event in self.ending(step):
                yield event
        finally:
            if not is_done:
                call.leave()

    def ending(self, step: Step) -> Iterator[str]:
        match step.fault:
            case "cut":
                raise ConnectionAbortedError
            case "error":
                yield self.error_event(step)
            case "garbage":
                yield "event: content_block_delta\ndata: {no json\n\n"
            case "":
                yield from self.good_ending(step)

    def refusal(self, step: Step) -> dict[str, Any]:
        kind = ERROR_TYPES.get(step.status, step.error_type)
        return {"type": "error", "error": {"type": kind, "code": step.error_type, "message": PROVIDERS_WORDS}}

    def whole(self, call: Call) -> dict[str, Any]:
        raise NotImplementedError

    def beginning(self) -> Iterator[str]:
        raise NotImplementedError

    def piece(self, text: str) -> str:
        raise NotImplementedError

    def error_event(self, step: Step) -> str:
        raise NotImplementedError

    def good_ending(self, step: Step) -> Iterator[str]:
        raise NotImplementedError


class Messages(Dialect):
    HEAD = {"id": "msg_1", "type": "message", "role": "assistant", "model": MODEL, "stop_sequence": None}
    USAGE = {"input_tokens": 10, "output_tokens": 5}

    def whole(self, call: Call) -> dict[str, Any]:
        content: dict[str, Any] = {"type": "text", "text": call.text}
        stop = call.step.stop
        if call.arguments is not None:
            name = call.body["tool_choice"]["name"]
            content = {"type": "tool_use", "id": "toolu_1", "name": name, "input": call.arguments}
            stop = "tool_use" if stop == "end_turn" else stop
        return {**self.HEAD, "content": [content], "stop_reason": stop, "usage": self.USAGE}

    def beginning(self) -> Iterator[str]:
        message: dict[str, Any] = {**self.HEAD, "content": [], "stop_reason": None, "usage": self.USAGE}
        yield _event({"type": "message_start", "message": message})
        yield _event({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
        yield _event({"type": "ping"})

    def piece(self, text: str) -> str:
        delta = {"type": "text_delta", "text": text}
        return _event({"type": "content_block_delta", "index": 0, "delta": delta})

    def error_event(self, step: Step) -> str:
        return _event({"type": "error", "error": {"type": step.error_type, "message": PROVIDERS_WORDS}})

    def good_ending(self, step: Step) -> Iterator[str]:
        yield _event({"type": "content_block_stop", "index": 0})
        delta = {"stop_reason": step.stop, "stop_sequence": None}
        yield _event({"type": "message_delta", "delta": delta, "usage": {"output_tokens": 5}})
        yield _event({"type": "message_stop"})


class ChatCompletions(Dialect):
    def whole(self, call: Call) -> dict[str, Any]:
        message: dict[str, Any] = {"role": "assistant", "content": call.text}
        if call.arguments is not None:
            written = call.arguments if isinstance(call.arguments, str) else json.dumps(call.arguments)
            function = {"name": call.body["tool_choice"]["function"]["name"], "arguments": written}
            message = {
                **message,
                "content": None,
                "tool_calls": [{"id": "call_1", "type": "function", "function": function}],
            }
        choice = {"index": 0, "message": message, "finish_reason": OPENAI_STOPS.get(call.step.stop, call.step.stop)}
        return {"id": "c1", "object": "chat.completion", "created": 1, "model": MODEL, "choices": [choice]}

    def beginning(self) -> Iterator[str]:
        yield _chunk({"role": "assistant", "content": ""})

    def piece(self, text: str) -> str:
        return _chunk({"content": text})

    def error_event(self, step: Step) -> str:
        return f"data: {json.dumps({'error': {'type': step.error_type, 'message': PROVIDERS_WORDS}})}\n\n"

    def good_ending(self, step: Step) -> Iterator[str]:
        yield _chunk({}, OPENAI_STOPS.get(step.stop, step.stop))
        yield "data: [DONE]\n\n"


def _event(data: dict[str, Any]) -> str:
    return f"event: {data['type']}\ndata: {json.dumps(data)}\n\n"


def _chunk(delta: dict[str, Any], stop: str | None = None) -> str:
    choices = [{"index": 0, "delta": delta, "finish_reason": stop}]
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": MODEL}
    return f"data: {json.dumps({**head, 'choices': choices})}\n\n"


async def _patience(request: Request, call: Call) -> None:
    end = time.monotonic() + call.step.seconds
    while time.monotonic() < end:
        if await request.is_disconnected():
            call.leave()
            return
        await asyncio.sleep(0.02)


def vector_of(text: str, dimensions: int) -> list[float]:
    """Return a deterministic vector that is not normalized."""
    return [byte / 16 for byte in hashlib.shake_128(text.encode()).digest(dimensions)]


def _app(stand_in: StandIn) -> Starlette:
    async def embeddings(request: Request) -> Response:
        call = await stand_in.record(request)
        if call.step.status != 200:
            return JSONResponse(ChatCompletions(stand_in).refusal(call.step), call.step.status, call.step.headers)
        await _patience(request, call)
        vectors = [vector_of(text, call.step.dimensions) for text in call.body["input"]]
        data = [{"object": "embedding", "index": at, "embedding": vector} for at, vector in enumerate(vectors)]
        # Reversed: the API does not guarantee the order.
        return JSONResponse({"object": "list", "model": call.body["model"], "data": data[::-1]})

    routes = [
        Route("/v1/messages", Messages(stand_in).answer, methods=["POST"]),
        Route("/v1/chat/completions", ChatCompletions(stand_in).answer, methods=["POST"]),
        Route("/v1/embeddings", embeddings, methods=["POST"]),
    ]
    return Starlette(routes=routes)


@contextmanager
def serving() -> Iterator[StandIn]:
    """Serve from a thread with its own event loop, which works while the test's loop is busy."""
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)  # it logs cut connections as errors
    # With an explicit protocol, since asyncio sets TCP_NODELAY only then.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    stand_in = StandIn(f"http://127.0.0.1:{listening.getsockname()[1]}")
    config = uvicorn.Config(
        _app(stand_in), log_config=None, access_log=False, lifespan="off", loop="asyncio", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
