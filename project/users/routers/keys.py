from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.core.http.pagination import Page, Paging
from project.core.http.router import Router
from project.users.dependencies import CanRead, NoStore, Self
from project.users.models import ApiKey
from project.users.schemas import ApiKeyIn, ApiKeyOut, NewApiKeyOut

router = Router(prefix="/users/me/keys", tags=["API keys"])


@router.post("", response_model=NewApiKeyOut, status_code=201, dependencies=[NoStore], idempotent=True)
async def create_key(body: ApiKeyIn, caller: Self) -> ApiKey:
    """Make an API key for a machine that acts as the caller. The key is shown this once.

    Send it as `X-API-Key`. An API key needs the admin right to make another.
    """
    return await ApiKey.objects.make(caller, body.name, body.scopes, body.expires_at)


@router.get("", response_model=list[ApiKeyOut])
async def list_keys(paging: Annotated[Paging, Query()], caller: CanRead, page: Page) -> Response:
    """List the caller's API keys, the newest first, those that have ended as well."""
    return await page(ApiKey.objects.of(caller), ApiKeyOut, paging, "-id")


@router.delete("/{key_id}", status_code=204)
async def delete_key(key_id: str, caller: Self) -> Response:
    """Revoke an API key of the caller's, within 5 seconds everywhere. It stays in the list.

    An API key needs the admin right for this.
    """
    await ApiKey.objects.revoke(caller, key_id)
    return Response(status_code=204)
