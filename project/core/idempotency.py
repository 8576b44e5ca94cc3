"""`Idempotency-Key`: the same POST sent twice is done once, and answered twice with the same answer."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Header, Request, Response

from project.core.database import transaction
from project.core.errors import Invalid
from project.core.lazy import lazy_module
from project.core.managers import digest
from project.core.models import IdempotencyKey
from project.core.routing import Handler, Route

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import aead
else:
    aead = lazy_module("cryptography.hazmat.primitives.ciphers.aead")

#: Answer headers that are given again with the body.
KEPT_HEADERS = ("cache-control", "content-type", "etag", "location")
NONCE_BYTES = 12
KEY_HEADER = "Idempotency-Key"


class Replayed(Exception):
    """Not an error: the answer was given before, and here it is."""

    def __init__(self, response: Response) -> None:
        self.response = response


class Claim:
    """A key that a caller chose. Only its hash is stored; the key itself locks the answer, which may hold a secret."""

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
    """Begins the transaction that `IdempotentRoute` ends, and claims the key in it.

    To be resolved after the caller is known, who stands in the scope as `caller`.
    """
    if key is None or request.method != "POST":
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


class IdempotentRoute(Route):
    """Puts a POST with an Idempotency-Key into one transaction with the record of its answer."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        if "POST" not in (self.methods or ()):
            return handle

        async def idempotent(request: Request) -> Response:
            if KEY_HEADER not in request.headers:
                return await handle(request)
            try:
                async with AsyncExitStack() as request.state.idempotent:
                    response = await handle(request)
                    claim: Claim | None = getattr(request.state, "claim", None)
                    if claim is not None:
                        kept = {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}
                        await IdempotencyKey.objects.keep(
                            claim.id, response.status_code, kept, claim.seal(bytes(response.body))
                        )
            except Replayed as replayed:
                return replayed.response
            return response

        return idempotent


Idempotent = Depends(claim_key)
