from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response

from project.core.http.etags import IfMatch, Tagged
from project.core.http.pagination import Page, Paging
from project.core.http.router import Router
from project.users.dependencies import ActsForSelf, CanAdmin, CanRead
from project.users.limits import count_password_change
from project.users.models import User
from project.users.schemas import SelfPatch, UserIn, UserOut, UserPatch

router = Router(prefix="/users", tags=["users"])
LIMITED = {"x-rate-limited": ["password_change"]}


@router.get("/me", response_model=UserOut)
async def read_me(caller: CanRead, tagged: Tagged) -> User:
    """Read the caller."""
    return tagged(await User.objects.fetch(caller, caller.user_id))


@router.patch("/me", response_model=UserOut, openapi_extra=LIMITED)
async def change_me(body: SelfPatch, caller: ActsForSelf, guard: IfMatch, tagged: Tagged, request: Request) -> User:
    """Change the caller's name or password. A new password ends all refresh tokens, including this client's.

    An API key needs the admin right for this.
    """
    if body.password is not None:
        await count_password_change(request, caller.user_id)
    return tagged(await User.objects.change_self(caller, body.changes(), guard))


@router.post("", response_model=UserOut, status_code=201, idempotent=True)
async def create_user(body: UserIn, caller: CanAdmin, tagged: Tagged) -> User:
    """Add a user to the caller's organisation. For admins."""
    return tagged(await User.objects.add(caller, body.model_dump()))


@router.get("", response_model=list[UserOut])
async def list_users(paging: Annotated[Paging, Query()], caller: CanAdmin, page: Page) -> Response:
    """List the users of the caller's organisation, oldest first. For admins."""
    return await page(User.objects.of(caller), UserOut, paging, "id")


@router.get("/{user_id}", response_model=UserOut)
async def read_user(user_id: str, caller: CanAdmin, tagged: Tagged) -> User:
    """Read a user of the caller's organisation. For admins."""
    return tagged(await User.objects.fetch(caller, user_id))


@router.patch("/{user_id}", response_model=UserOut)
async def change_user(user_id: str, body: UserPatch, caller: CanAdmin, guard: IfMatch, tagged: Tagged) -> User:
    """Change a user of the caller's organisation. For admins.

    The last admin who can sign in cannot be demoted or disabled. Disabling a user, or setting a password, ends their
    refresh tokens at once; access tokens and API keys of a disabled user end within 5 seconds.
    """
    return tagged(await User.objects.change(caller, user_id, body.changes(), guard))


@router.delete("/{user_id}", status_code=204)
async def delete_user(user_id: str, caller: CanAdmin, guard: IfMatch) -> Response:
    """Delete a user of the caller's organisation, with their tokens and keys. For admins.

    What they recorded stays. The last admin who can sign in cannot be deleted. A user of an outside issuer returns with
    their next token: disable them instead.
    """
    await User.objects.remove(caller, user_id, guard)
    return Response(status_code=204)
