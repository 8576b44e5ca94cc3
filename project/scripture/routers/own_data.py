from __future__ import annotations

import asyncio

from fastapi import Request, Response

from project.core.http.router import Router
from project.core.http.streaming import LargeBodyRoute
from project.core.json.rows import JSONText
from project.scripture.managers import own_data
from project.scripture.own_data.import_file import read_own_data
from project.scripture.readers.dependencies import StoredReader
from project.scripture.readers.limits import count_call
from project.scripture.schemas.own_data import DataCleared, DataImported, OwnDataCounts, OwnDataIn, OwnDataOut

router = Router(prefix="/api/user", tags=["readers"])
large = Router(prefix="/api/user", tags=["readers"], route_class=LargeBodyRoute)


@router.get("/export", response_model=OwnDataOut, responses={429: {}})
async def export_data(request: Request, reader: StoredReader) -> Response:
    """Download everything the reader has kept and written."""
    await count_call(request, reader, "export")
    return JSONText(await own_data.export_data(reader.user_id, reader.anonymous_id))


@large.post("/import", response_model=DataImported, responses={400: {}, 429: {}})
async def import_data(body: OwnDataIn, request: Request, reader: StoredReader) -> DataImported:
    """Import an exported file. Rows that exist are not stored again; imported texts serve this reader alone."""
    await count_call(request, reader, "import")
    data = await asyncio.to_thread(read_own_data, body.data)  # may be many megabytes
    counts = await own_data.import_data(reader.user_id, data)
    return DataImported(imported=OwnDataCounts(**counts))


@router.delete("/data", response_model=DataCleared)
async def clear_data(reader: StoredReader) -> DataCleared:
    """Delete what the reader has kept and written."""
    return DataCleared(deleted=OwnDataCounts(**await own_data.clear_data(reader.user_id)))
