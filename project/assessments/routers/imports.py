from __future__ import annotations

from typing import Annotated, Any

from fastapi import Header, Query, Request, Response

from project.assessments.imports.response import ATOMIC_FAILURE, import_response
from project.assessments.imports.upload import KEY_CHARACTERS, ImportUpload
from project.assessments.models import Import
from project.assessments.schemas.import_lines import LINE_MODELS
from project.assessments.schemas.imports import ImportOut
from project.core.http.idempotency import KEY_HEADER
from project.core.http.router import Router
from project.core.http.streaming import UploadRoute, received
from project.users.dependencies import CanWrite

router = Router(tags=["sessions"], route_class=UploadRoute)

EXAMPLE = """\
{"child_name": "Mina Haddad", "child_age": 8, "tasks": [{"task_name": "one_leg", "metrics": {"holdTime": 5.012}}]}
{"child_name": "Omar Sabbagh", "child_age": 9, "started_at": "2024-05-14T09:30:00Z", "tasks": []}
"""
BODY: dict[str, Any] = {
    "x-models": LINE_MODELS,
    "requestBody": {
        "content": {
            "application/x-ndjson": {
                "schema": {
                    "type": "string",
                    "description": (
                        "One JSON object a line: a body of `POST /assessments`, or a line of "
                        "`GET /sessions/export.ndjson`. The whole may be of any length. `contentSchema` is of a line."
                    ),
                    "contentMediaType": "application/x-ndjson",
                    "contentSchema": {"$ref": "#/components/schemas/SessionLine"},
                },
                "example": EXAMPLE,
            }
        },
    },
}
Atomic = Annotated[bool, Query(description="Store all lines or none. If a line fails, the answer is 422.")]
Key = Annotated[
    str | None,
    Header(
        alias=KEY_HEADER,
        min_length=1,
        max_length=KEY_CHARACTERS,
        description=(
            "Any text of your choice, new for each file. The same file sent again within 24 h goes on where it was cut."
        ),
    ),
]


@router.post("/sessions/import", response_model=ImportOut, responses={**ATOMIC_FAILURE, 408: {}}, openapi_extra=BODY)
async def import_sessions(request: Request, user: CanWrite, atomic: Atomic = False, key: Key = None) -> Response:
    """Store complete sessions, one a line, and report each line that failed.

    Lines are stored in blocks as they arrive; with `atomic`, all together at the end. The service computes the grades.
    An interrupted import is answered with `lines`, `stored` and `failed` so far.
    """
    upload = ImportUpload(received(request), request.app.state.settings.max_body_bytes, key, atomic)
    return await import_response(request, await Import.objects.take(user, upload))
