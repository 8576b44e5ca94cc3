from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StrictBool, model_validator

from project.core.http.pagination import Paging
from project.core.http.schemas import In, Instant, Name, Out, Patch, Text
from project.service import DEFAULT_ROLE, EXAMPLE_ROLE, KEY_PREFIX, ROLES_IN_WORDS, Right, Role
from project.users import emails, passwords

LONGEST_PASSWORD = passwords.MAX_LENGTH
EXAMPLE_PASSWORD = "a long enough password"
EXAMPLE_PREFIX = f"{KEY_PREFIX}4Fq0Yp8nX"
EXAMPLE_ID = "0192f0c1-7f00-7000-8000-000000000001"

Email = Annotated[
    str,
    Field(max_length=emails.MAX_LENGTH, examples=["alice@clinic.example"], json_schema_extra={"format": "email"}),
    AfterValidator(emails.normalize_email),
]
PersonName = Annotated[Text, Field(max_length=200, examples=["Alice Haddad"])]
NewPassword = Annotated[
    Text,
    Field(min_length=passwords.MIN_LENGTH, max_length=LONGEST_PASSWORD, examples=[EXAMPLE_PASSWORD]),
    AfterValidator(passwords.validate),
]
CurrentPassword = Annotated[Text, Field(max_length=LONGEST_PASSWORD, examples=[EXAMPLE_PASSWORD])]
OrganisationName = Annotated[Name, Field(max_length=200, examples=["Children's Clinic"]), AfterValidator(str.strip)]
Scopes = Annotated[list[Right], Field(min_length=1, max_length=len(Right), examples=[["read", "write"]])]


class NonNullPatch(Patch):
    """A patch in which null means unchanged."""

    def changes(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class SignInForm(In):
    """OAuth2's password form. `scope` and the client's id and secret are ignored."""

    grant_type: Literal["password"] = "password"
    username: Annotated[
        str, Field(min_length=1, max_length=254, description="The e-mail address.", examples=["alice@clinic.example"])
    ]
    password: Annotated[str, Field(min_length=1, max_length=LONGEST_PASSWORD, examples=[EXAMPLE_PASSWORD])]


class RefreshIn(In):
    refresh_token: Annotated[Text, Field(max_length=200, examples=["q0Yp8nXw1Xl3t0dYt2oR7bY1xkq0eG3u1n0d8n2mJ5s"])]


class TokensOut(Out):
    access_token: str = Field(description="Send it as `Authorization: Bearer …`.", examples=["eyJhbGciOiJIUzI1NiIs…"])
    token_type: Literal["bearer"] = "bearer"
    expires_in: int = Field(description="Lifetime of the access token, in seconds.", examples=[900])
    refresh_token: str = Field(
        description="Valid for one exchange at /auth/refresh, within 30 days.",
        examples=["q0Yp8nXw1Xl3t0dYt2oR7bY1xkq0eG3u1n0d8n2mJ5s"],
    )


class UserIn(In):
    email: Email
    name: PersonName = ""
    role: Role = Field(default=DEFAULT_ROLE, description=ROLES_IN_WORDS)
    password: NewPassword


class UserPatch(NonNullPatch):
    email: Email | None = None
    name: PersonName | None = None
    role: Role | None = Field(default=None, examples=[EXAMPLE_ROLE])
    disabled: StrictBool | None = Field(default=None, description="Whether the user is locked out.", examples=[False])
    password: NewPassword | None = Field(default=None, description="Replaces a lost password; signs the user out.")


class SelfPatch(NonNullPatch):
    name: PersonName | None = None
    password: NewPassword | None = Field(default=None, description="Needs `current_password`; ends all refresh tokens.")
    current_password: CurrentPassword | None = None

    @model_validator(mode="after")
    def _needs_current_password(self) -> Self:
        if self.password is not None and self.current_password is None:
            raise ValueError("A new password needs the current_password")
        return self


class UserOut(Out):
    id: UUID = Field(examples=[EXAMPLE_ID])
    organisation_id: UUID
    email: str | None = Field(examples=["alice@clinic.example"])
    name: str = Field(examples=["Alice Haddad"])
    role: Role = Field(examples=[EXAMPLE_ROLE])
    issuer: str | None = Field(description="The outside issuer the user signs in with.", examples=[None])
    disabled_at: datetime | None = Field(description="Since when the user is locked out.", examples=[None])
    created_at: datetime
    updated_at: datetime


class OrganisationPatch(NonNullPatch):
    name: OrganisationName | None = None


class OrganisationOut(Out):
    id: UUID
    name: str = Field(examples=["Children's Clinic"])
    created_at: datetime
    updated_at: datetime


class ApiKeyIn(In):
    name: Annotated[Name, Field(max_length=100, description="Tells keys apart.", examples=["Pipeline"])]
    scopes: Scopes = Field(default=[Right.READ], description="Rights the key is limited to; only your own.")
    expires_at: Instant | None = Field(default=None, description="Null means never.", examples=["2027-11-21T00:00:00Z"])


class ApiKeyOut(Out):
    id: UUID
    name: str = Field(examples=["Pipeline"])
    prefix: str = Field(description="The first characters of the key.", examples=[EXAMPLE_PREFIX])
    scopes: list[Right] = Field(examples=[["read", "write"]])
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="Accurate to a minute.")
    revoked_at: datetime | None = Field(examples=[None])


class NewApiKeyOut(ApiKeyOut):
    key: str = Field(description="Shown only once.", examples=[f"{EXAMPLE_PREFIX}w1Xl3t0dYt2oR7bY1xkq0eG3u1n0d8n2mJ"])


class AuditQuery(Paging):
    row_id: UUID | None = Field(default=None, description="Id of the changed row.")
    kind: Text | None = Field(default=None, max_length=40, description="Kind of row.", examples=["session"])
    user_id: UUID | None = Field(default=None, description="The acting user.")
    at_after: Instant | None = Field(default=None, description="At or after this time.")
    at_before: Instant | None = Field(default=None, description="Before this time.")


class AuditLineOut(Out):
    id: UUID
    at: datetime
    user_id: UUID
    api_key_id: UUID | None = Field(description="The API key used.", examples=[None])
    action: Literal["create", "update", "delete"]
    kind: str = Field(examples=["session"])
    row_id: UUID
    changed: list[str] = Field(description="Names of the changed fields.", examples=[["child_notes"]])
