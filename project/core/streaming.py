"""Answers of any length, sent as they are made."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse


async def streamed(parts: AsyncIterator[str], media_type: str, filename: str) -> StreamingResponse:
    """A download. The first part is made before the answer begins, so that a failure until then has its own status."""
    first = await anext(parts, "")

    async def whole() -> AsyncIterator[str]:
        yield first
        async for part in parts:
            yield part

    return StreamingResponse(whole(), media_type=media_type, headers=attachment(filename))


def attachment(filename: str) -> dict[str, str]:
    """The file name is ours: it holds no text of a user's."""
    return {"Content-Disposition": f'attachment; filename="{filename}"'}
