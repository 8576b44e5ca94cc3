from __future__ import annotations

from fastapi import Request

from project.core.errors import UnsupportedMediaType
from project.core.streaming import UploadRoute, received
from project.imaging.access.rights import Ingester, standing_of
from project.imaging.ingest.results import IngestResult
from project.imaging.ingest.uploads import Form, RecordUpload
from project.imaging.models import Photometry
from project.imaging.routing.routes import ImagingRoute, ImagingRouter
from project.imaging.schemas.ingest import IngestOut
from project.imaging.schemas.ingest_body import BODY

FORMS: dict[str, Form] = {"application/json": "json", "application/x-ndjson": "ndjson"}


class IngestRoute(UploadRoute, ImagingRoute):
    """Reads its body itself, and answers as all of the telescope's routes do."""


router = ImagingRouter(tags=["ingest"])
router.route_class = IngestRoute


@router.post("/ingest", response_model=IngestOut, responses={408: {}}, openapi_extra=BODY)
async def ingest(request: Request, caller: Ingester) -> IngestResult:
    """Store the pipeline's records, and tell of each that could not be.

    Records that are there already are changed where they differ. They are stored in blocks as they come; what breaks
    off half-way is answered with `records` and `collections` as far as it had come, and can be sent again as a whole.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORMS:
        raise UnsupportedMediaType("Send Content-Type: application/json or application/x-ndjson")
    upload = RecordUpload(received(request), FORMS[kind], request.app.state.settings.max_body_bytes)
    return await Photometry.objects.take(upload, standing_of(caller))
