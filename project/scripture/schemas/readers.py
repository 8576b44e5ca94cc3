from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AliasChoices, Field

from project.core.http.schemas import In, Out, Text
from project.scripture.readers.dependencies import IdentifiedReader
from project.scripture.readers.managers.link_codes import NewLinkCode
from project.scripture.readers.managers.usage import DAILY_LIMIT
from project.users.models import User

EXAMPLE_CODE = "7KQM-2ZXH-PR9T"
EXAMPLE_VALUE = "5f0c6a44-9c1e-4b7a-8a57-0d5f3f1f2c11"
DeviceKind = Literal["mobile", "desktop", "tablet", "unknown"]


class ReaderUsageOut(Out):
    is_pro: bool = Field(description="Whether the reader has no daily limit.", examples=[False])
    daily_limit: int = Field(description="Calls of the language model on a day (UTC); 0 for none.", examples=[10])
    calls_today: int = Field(description="Those that were answered; 0 where there is no limit.", examples=[3])
    remaining: int = Field(description="-1 where there is no limit.", examples=[7])


class ReaderSessionOut(Out):
    anonymous_id: str = Field(
        description="The value of the browser's own cookie; with a credential, the user's id.", examples=[EXAMPLE_VALUE]
    )
    created_at: int = Field(description="Milliseconds since 1970.", examples=[1795230813175])
    usage: ReaderUsageOut

    @classmethod
    def of(cls, reader: IdentifiedReader, user: User, calls_today: int) -> Self:
        if reader.is_pro:
            usage = ReaderUsageOut(is_pro=True, daily_limit=0, calls_today=0, remaining=-1)
        else:
            left = max(0, DAILY_LIMIT - calls_today)
            usage = ReaderUsageOut(is_pro=False, daily_limit=DAILY_LIMIT, calls_today=calls_today, remaining=left)
        return cls(anonymous_id=reader.anonymous_id, created_at=int(user.created_at.timestamp() * 1000), usage=usage)


class LinkCodeOut(Out):
    display_code: str = Field(examples=[EXAMPLE_CODE])
    expires_at: datetime
    qr_data: str = Field(description="The same as `display_code`.", examples=[EXAMPLE_CODE])

    @classmethod
    def of(cls, shown: NewLinkCode) -> Self:
        return cls(display_code=shown.code, expires_at=shown.expires_at, qr_data=shown.code)


class LinkIn(In):
    code: Annotated[str, Field(description="With its hyphens; in any case.", examples=[EXAMPLE_CODE])]
    device_name: Annotated[Text, Field(max_length=100)] | None = Field(default=None, examples=["Alice's telephone"])
    device_type: DeviceKind | None = Field(default=None, examples=["mobile"])


class LinkedOut(Out):
    success: Literal[True] = True
    new_anonymous_id: str = Field(
        description="Of the calling browser, which keeps its cookie.", examples=[EXAMPLE_VALUE]
    )
    message: str = Field(default="Devices linked successfully", examples=["Devices linked successfully"])


class DeviceOut(Out):
    id: int = Field(examples=[17])
    device_name: str | None = Field(
        validation_alias=AliasChoices("name", "device_name"), examples=["Alice's telephone"]
    )
    device_type: str = Field(validation_alias=AliasChoices("kind", "device_type"), examples=["mobile"])
    user_agent: str | None = Field(examples=["Mozilla/5.0 (X11; Linux x86_64)"])
    created_at: datetime
    last_active: datetime = Field(validation_alias=AliasChoices("last_active_at", "last_active"))


class UnlinkedOut(Out):
    device_count: int = Field(description="Devices that are left.", examples=[1])
    data_deleted: bool = Field(examples=[False])
    should_clear_cookie: bool = Field(examples=[False])
    message: str = Field(examples=["Device unlinked successfully"])

    @classmethod
    def of(cls, left: int) -> Self:
        message = "Device unlinked successfully" if left else "Last device unlinked and data deleted"
        return cls(device_count=left, data_deleted=not left, should_clear_cookie=not left, message=message)


class CodesRevokedOut(Out):
    message: str = Field(examples=["Revoked 1 pending link codes"])
    count: int = Field(examples=[1])

    @classmethod
    def of(cls, count: int) -> Self:
        return cls(message=f"Revoked {count} pending link codes", count=count)
