from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request

from project.music.words.composer import Composer


async def the_composer(request: Request) -> Composer:
    composer: Composer = request.app.state.composer
    return composer


CurrentComposer = Annotated[Composer, Depends(the_composer)]
#: What a route may answer that asks a language model.
ASKING: dict[int | str, dict[str, Any]] = {429: {}, 502: {}, 503: {}}
