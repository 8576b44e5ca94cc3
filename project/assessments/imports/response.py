from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from fastapi import Request, Response
from pydantic_core import to_json

from project.assessments.managers.imports import ImportResult
from project.assessments.schemas.import_lines import REFERENCE
from project.assessments.schemas.imports import ImportOut
from project.core.http.openapi import sample
from project.core.http.problems import MEDIA_TYPE, problem
from project.core.http.streaming import streamed

_answer = ImportOut.model_json_schema(ref_template=REFERENCE)
ATOMIC_FAILURE: dict[int | str, dict[str, Any]] = {
    422: {
        "description": "Another file, or with `atomic` one of which a line cannot be stored.",
        "content": {
            MEDIA_TYPE: {
                "schema": {
                    "allOf": [{"$ref": REFERENCE.format(model="Problem")}],
                    "properties": _answer["properties"],
                },
                "example": {
                    "type": "about:blank",
                    "title": "Unprocessable Content",
                    "status": 422,
                    "detail": [
                        {"type": "value_error", "loc": ["body"], "msg": "1 of 3 lines cannot be stored, so none was"}
                    ],
                    "instance": "/sessions/import",
                    **sample(_answer, _answer["$defs"]),
                    "stored": 0,
                },
            }
        },
    }
}


async def import_response(request: Request, found: ImportResult) -> Response:
    counts: dict[str, Any] = {"lines": found.lines, "stored": found.stored, "failed": found.failed}
    head = to_json(counts)
    if found.rolled_back:
        text = f"{found.failed} of {found.lines} lines cannot be stored, so none was"
        detail = [{"type": "value_error", "loc": ["body"], "msg": text}]
        head = bytes(problem(request, 422, "Unprocessable Content", detail, **counts).body)
    headers = {"Idempotency-Replayed": "true"} if found.replayed else {}
    media_type, status = (MEDIA_TYPE, 422) if found.rolled_back else ("application/json", 200)
    return await streamed(_with_errors(head.decode(), found), media_type, headers, status)


async def _with_errors(head: str, found: ImportResult) -> AsyncGenerator[str]:
    start = head.removesuffix("}") + ',"errors":['
    async with aclosing(found.faults) as blocks:
        async for block in blocks:
            yield start + ",".join(block)
            start = ","
    yield (start if start != "," else "") + "]}"
