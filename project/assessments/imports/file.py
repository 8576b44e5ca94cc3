from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from project.assessments.imports.upload import KEY_CHARACTERS, ImportUpload
from project.assessments.local_caller import caller_of
from project.assessments.managers.imports import ImportResult
from project.assessments.models import Import
from project.core.errors import Invalid
from project.core.ops.files import InputFile


def upload_from(
    file: InputFile, longest: int, key: str | None, advance: Callable[[int], None], *, atomic: bool = False
) -> ImportUpload:
    """Read an import from a file of lines up to `longest` bytes. `advance` receives the bytes read. Raises Invalid."""
    if key is not None and not 0 < len(key) <= KEY_CHARACTERS:
        raise Invalid(f"A key has 1 to {KEY_CHARACTERS} characters", "key")
    return ImportUpload(file.pieces(advance), longest, key, atomic)


async def load(upload: ImportUpload, organisation: str | None) -> ImportResult:
    return await Import.objects.take(await caller_of(organisation), upload)


async def fault_lines(found: ImportResult) -> AsyncGenerator[str]:
    async with aclosing(found.faults) as blocks:
        async for block in blocks:
            for fault in map(json.loads, block):
                for error in fault["errors"]:
                    yield f"line {fault['line']}: {'.'.join(map(str, error['loc']))}: {error['msg']}"
