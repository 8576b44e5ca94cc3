from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.core.http.pagination import Page, Paging
from project.core.http.router import Router
from project.users.dependencies import ActsForSelf, CanRead, NoStore
from project.users.models import ApiKey
from project.users.schemas import ApiKeyIn, ApiKeyOut, NewApiKeyOut

router = Router(prefix="/users/me/keys", tags=["API keys"])


@router.post("", response_model=NewApiKeyOut, status_code=201, dependencies=[NoStore], idempotent=True)
async def create_key(body: ApiKeyIn, caller: ActsForSelf) -> ApiKey:
    """Create an API key for a machine that acts as the caller. The key is shown only once.

    Send it as `X-API-Key`. An API key needs the admin right to create another.
    """
    return await ApiKey.objects.issue(caller, body.name, body.scopes, body.expires_at)


@router.get("", response_model=list[ApiKeyOut])
async def list_keys(paging: Annotated[Paging, Query()], caller: CanRead, page: Page) -> Response:
    """List the caller's API keys, newest first, including revoked and expired ones."""
    return await page(ApiKey.objects.of(caller), ApiKeyOut, paging, "-id")


@router.delete("/{key_id}", status_code=204)
async def delete_key(key_id: str, caller: ActsForSelf) -> Response:
    """Revoke one of the caller's API keys, everywhere within 5 seconds. It stays in the list.

    An API key needs the admin right for this.
    """
    await ApiKey.objects.revoke(caller, key_id)
    return Response(status_code=204)
