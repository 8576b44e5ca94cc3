from __future__ import annotations

from fastapi import Request

from project.core.errors import UnsupportedMediaType
from project.core.http.streaming import UploadRoute, received
from project.imaging.access.rights import Ingester, access_check_of
from project.imaging.ingest.results import IngestResult
from project.imaging.ingest.uploads import RecordUpload, UploadFormat
from project.imaging.models import Photometry
from project.imaging.routing.routes import ImagingRoute, ImagingRouter
from project.imaging.schemas.ingest import IngestOut
from project.imaging.schemas.ingest_body import BODY

FORMATS: dict[str, UploadFormat] = {"application/json": "json", "application/x-ndjson": "ndjson"}


class IngestRoute(UploadRoute, ImagingRoute):
    """An ImagingRoute that streams its body."""


router = ImagingRouter(tags=["ingest"])
router.route_class = IngestRoute


@router.post("/ingest", response_model=IngestOut, responses={408: {}}, openapi_extra=BODY)
async def ingest(request: Request, caller: Ingester) -> IngestResult:
    """Store the pipeline's records, and report those that cannot be stored.

    Existing rows are changed where they differ. Records are stored in blocks as they arrive. If an upload is cut off,
    the error has `records` and `collections` up to there; send the rest, or everything again.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORMATS:
        raise UnsupportedMediaType("Send Content-Type: application/json or application/x-ndjson")
    upload = RecordUpload(received(request), FORMATS[kind], request.app.state.settings.max_body_bytes)
    return await Photometry.objects.ingest(upload, access_check_of(caller))
