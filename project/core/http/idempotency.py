"""`Idempotency-Key`: the same POST sent twice is done once, and answered twice with the same answer."""

from __future__ import annotations

import inspect
import os
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Header, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from project.core.db.transactions import transaction
from project.core.errors import DeclarationError, Invalid
from project.core.hashing import digest
from project.core.http.access import access_of
from project.core.http.arguments import Handler, is_plain
from project.core.http.events import EventStream
from project.core.models import IdempotencyKey
from project.core.ops.lazy import lazy_module

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import aead
else:
    aead = lazy_module("cryptography.hazmat.primitives.ciphers.aead")

#: Headers stored with the answer.
KEPT_HEADERS = ("cache-control", "content-type", "etag", "location")
NONCE_BYTES = 12
KEY_HEADER = "Idempotency-Key"
STREAMS = (StreamingResponse, EventStream)


class Replayed(Exception):
    """The stored answer to an earlier request with this key."""

    def __init__(self, response: Response) -> None:
        self.response = response


class Claim:
    """A caller's key. Only its hash is stored; the key itself encrypts the answer, which may hold a secret."""

    def __init__(self, caller: str, key: str) -> None:
        self.id = digest(caller, key)
        self._cipher = aead.AESGCM(bytes.fromhex(digest("answer", caller, key)))

    def seal(self, body: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, body, None)

    def open(self, sealed: bytes) -> bytes:
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)


async def claim_key(
    request: Request,
    key: Annotated[
        str | None,
        Header(
            alias=KEY_HEADER,
            min_length=1,
            max_length=200,
            description=(
                "Any text of your choice, new for each thing to create. "
                "Sent again within 24 h, the first answer is given again."
            ),
        ),
    ] = None,
) -> None:
    """Begin the transaction that `once` ends, and claim the key in it. `Route` calls this after all dependencies."""
    if key is None:
        return
    fingerprint = digest(request.method, request.url.path, request.url.query, await request.body())
    caller = request.scope["caller"]
    claim = Claim(f"{caller.user_id} {caller.api_key_id}", key)
    await request.state.idempotent.enter_async_context(transaction())
    known = await IdempotencyKey.objects.claim(claim.id, fingerprint)
    if known is None:
        request.state.claim = claim
        return
    if known.fingerprint != fingerprint:
        raise Invalid("This key was used for another request", "header", "Idempotency-Key")
    headers = {**known.headers, "Idempotency-Replayed": "true"}
    raise Replayed(Response(claim.open(known.body), known.status, headers))


#: What `idempotent=True` adds to a route's dependencies.
CLAIM = Depends(claim_key)


def check_idempotent(route: APIRoute) -> None:
    """Raises DeclarationError where a key could not keep `route` from being done twice."""
    if route.methods != {"POST"}:
        fault = "is for POST alone: use @router.post(…, idempotent=True)"
    elif not is_plain(route.dependant):
        fault = "needs an `async def` without yield, form or background task, and such dependencies"
    elif not any(access.identifies_caller for access in access_of(route.dependant)):
        fault = "needs to know whose key it is: take a caller, for example `caller: CanWrite`"
    elif inspect.isclass(route.response_class) and issubclass(route.response_class, STREAMS):
        fault = "keeps the answer, which a stream is too long for: answer with a body"
    else:
        return
    raise DeclarationError(f"{route.path} ({route.endpoint.__module__}.{route.name}): idempotent=True {fault}")


def once(handle: Handler) -> Handler:
    """Run a request in one transaction with the record of its answer."""

    async def idempotent(request: Request) -> Response:
        if KEY_HEADER not in request.headers:
            return await handle(request)
        try:
            async with AsyncExitStack() as request.state.idempotent:
                response = await handle(request)
                claim: Claim | None = getattr(request.state, "claim", None)
                if claim is not None:
                    kept = {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}
                    body = claim.seal(bytes(response.body))
                    await IdempotencyKey.objects.keep(claim.id, response.status_code, kept, body)
        except Replayed as replayed:
            return replayed.response
        return response

    return idempotent
