from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from project.scripture.companion import Companion


async def get_companion(request: Request) -> Companion:
    companion: Companion = request.app.state.companion
    return companion


CurrentCompanion = Annotated[Companion, Depends(get_companion)]
