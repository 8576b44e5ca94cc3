from __future__ import annotations

from typing import Any

from fastapi import Request

from project.core.http.router import Router
from project.scripture.chats.upkeep import start_embedding
from project.scripture.dependencies import CurrentCompanion
from project.scripture.managers import reader_links
from project.scripture.readers.dependencies import (
    CookieReader,
    CurrentReader,
    SignedIn,
    StoredReader,
    browser_of,
    send_cookie,
)
from project.scripture.readers.errors import DeviceNotFound
from project.scripture.readers.limits import limit_code_guesses
from project.scripture.readers.models import Device, LinkCode, ReaderToken, Usage
from project.scripture.schemas.readers import (
    CodesRevokedOut,
    DeviceOut,
    LinkCodeOut,
    LinkedOut,
    LinkIn,
    ReaderSessionOut,
    UnlinkedOut,
)

#: No credential is required, but one that is sent must be valid, and an API key must hold the right.
CREDENTIAL: dict[int | str, dict[str, Any]] = {401: {}, 403: {}, 502: {}}
LIMITED = {"x-rate-limited": ["readers"]}
GUARDED = {"x-rate-limited": ["readers", "link_accept"]}
router = Router(prefix="/api/user", tags=["readers"], responses=CREDENTIAL)


@router.get("/session", response_model=ReaderSessionOut, responses={409: {}}, openapi_extra=LIMITED)
async def read_reader(reader: StoredReader) -> ReaderSessionOut:
    """Read the reader's id in this browser and their use of the language model today."""
    user = await ReaderToken.objects.get_user(reader.user_id)
    return ReaderSessionOut.of(reader, user, await Usage.objects.today(user.id))


@router.post("/link/generate", response_model=LinkCodeOut, responses={400: {}}, openapi_extra=LIMITED)
async def create_link_code(reader: StoredReader, request: Request) -> LinkCodeOut:
    """Create a code that links another browser to the reader: valid once, for five minutes, at most three at a time.

    This browser becomes one of the reader's devices.
    """
    return LinkCodeOut.of(await LinkCode.objects.issue(reader.user_id, browser_of(request, reader)))


@router.post("/link/accept", response_model=LinkedOut, openapi_extra=GUARDED)
async def accept_link_code(
    body: LinkIn, reader: StoredReader, request: Request, companion: CurrentCompanion
) -> LinkedOut:
    """Join this browser's reader with the one who made the code. Both browsers keep their cookies."""
    browser = browser_of(request, reader, body.device_name, body.device_type)
    async with limit_code_guesses(request, reader):
        start_embedding(companion, await reader_links.accept(reader.user_id, body.code, browser))
    send_cookie(request, reader)
    return LinkedOut(new_anonymous_id=reader.anonymous_id)


@router.post("/join", response_model=LinkedOut, responses={400: {}}, openapi_extra=LIMITED)
async def join_reader(
    caller: SignedIn, reader: CookieReader, request: Request, companion: CurrentCompanion
) -> LinkedOut:
    """Join this browser's reader with the signed-in user, who then owns its data. The cookie alone identifies them."""
    start_embedding(companion, await reader_links.join(caller.user_id, browser_of(request, reader)))
    send_cookie(request, reader)
    return LinkedOut(new_anonymous_id=reader.anonymous_id)


@router.get("/devices", response_model=list[DeviceOut])
async def list_devices(reader: CurrentReader) -> list[Device]:
    """List the browsers that have made or used a link code, most recently active first."""
    return await Device.objects.of(reader.user_id) if reader.user_id is not None else []


@router.delete("/devices/{device_id}", response_model=UnlinkedOut, responses={400: {}})
async def delete_device(device_id: int, reader: CurrentReader, request: Request) -> UnlinkedOut:
    """Unlink a browser from the reader. Unlinking the last one deletes all data of the reader.

    A browser that unlinks itself leaves the list but keeps its access. An account itself is never deleted.
    """
    if reader.user_id is None:
        raise DeviceNotFound
    return UnlinkedOut.of(await reader_links.unlink(reader.user_id, device_id, browser_of(request, reader)))


@router.delete("/link/codes", response_model=CodesRevokedOut)
async def delete_link_codes(reader: CurrentReader) -> CodesRevokedOut:
    """Revoke the unused link codes."""
    return CodesRevokedOut.of(await LinkCode.objects.revoke(reader.user_id) if reader.user_id is not None else 0)
