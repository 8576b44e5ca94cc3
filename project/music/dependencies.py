from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request

from project.music.schemas.fields import Bpm, MusicName
from project.music.words.composer import Composer


async def the_composer(request: Request) -> Composer:
    composer: Composer = request.app.state.composer
    return composer


CurrentComposer = Annotated[Composer, Depends(the_composer)]
Tempo = Annotated[Bpm, Query()]
#: For compositions imported from a file.
Name = Annotated[MusicName | None, Query(description="Of the composition. Default: the title in the file.")]
#: Error responses of routes that call a language model.
ASKING: dict[int | str, dict[str, Any]] = {429: {}, 502: {}, 503: {}}
