from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form, Request, Response

from project.core.http.router import Router
from project.users import tokens
from project.users.dependencies import NoStore
from project.users.limits import count_sign_in, reset_sign_ins
from project.users.models import RefreshToken, User
from project.users.schemas import RefreshIn, SignInForm, TokensOut

# Nothing here is idempotent: the end of a token family is committed although the answer is 401.
router = Router(prefix="/auth", tags=["sign-in"], dependencies=[NoStore])
DENIED: dict[int | str, dict[str, Any]] = {401: {}}
LIMITED = {"x-rate-limited": ["sign_in_address", "sign_in_account"]}


def tokens_of(request: Request, user: User, refresh_token: str) -> TokensOut:
    return TokensOut(
        access_token=tokens.issue_access_token(user.id, request.app.state.settings),
        expires_in=int(tokens.LIFETIME.total_seconds()),
        refresh_token=refresh_token,
    )


@router.post("/token", response_model=TokensOut, responses=DENIED, openapi_extra=LIMITED)
async def sign_in(form: Annotated[SignInForm, Form()], request: Request) -> TokensOut:
    """Exchange an e-mail address and password for an access token and a refresh token."""
    await count_sign_in(request, form.username)
    user = await User.objects.sign_in(form.username, form.password)
    refresh_token = await RefreshToken.objects.start(user)
    await reset_sign_ins(form.username)
    return tokens_of(request, user, refresh_token)


@router.post("/refresh", response_model=TokensOut, responses=DENIED)
async def refresh_tokens(body: RefreshIn, request: Request) -> TokensOut:
    """Exchange a refresh token for the next pair. Each can be used once.

    Reusing a token ends all tokens of its sign-in.
    """
    user, refresh_token = await RefreshToken.objects.rotate(body.refresh_token)
    return tokens_of(request, user, refresh_token)


@router.post("/logout", status_code=204)
async def sign_out(body: RefreshIn) -> Response:
    """End a refresh token and all others of the same sign-in. An unknown token is not an error."""
    await RefreshToken.objects.end(body.refresh_token)
    return Response(status_code=204)
