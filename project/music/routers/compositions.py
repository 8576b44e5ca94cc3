from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.core.http.etags import IfMatch, Tagged
from project.core.http.pagination import Page
from project.core.http.router import Router
from project.music.conversions import compositions, midi_files, piano_rolls, sml_json
from project.music.errors import CompositionNotFound
from project.music.file_responses import MIDI, SVG, file_stem, midi_file, svg_file
from project.music.location import BODY
from project.music.models import Composition
from project.music.paths import COMPOSITION
from project.music.schemas.compositions import (
    CompositionDeleted,
    CompositionIn,
    CompositionLineOut,
    CompositionOut,
    CompositionPatch,
    CompositionQuery,
    CompositionStored,
)
from project.music.schemas.sml import SMLProjectIn
from project.music.stored_responses import stored_composition
from project.users.dependencies import CanRead, CanWrite

router = Router(tags=["compositions"])


@router.post("/compositions", response_model=CompositionStored, idempotent=True)
async def create_composition(body: CompositionIn, user: CanWrite) -> Response:
    """Create a composition from bars of stored clips."""
    row = await compositions.read_composition(body.model_dump(exclude_unset=True))
    made = await Composition.objects.store(user, row)
    return await stored_composition(user, made)


@router.post("/compositions/from-sml", response_model=CompositionStored, idempotent=True)
async def create_composition_from_sml(body: SMLProjectIn, user: CanWrite) -> Response:
    """Store an SML project, which refers to stored clips."""
    made = await Composition.objects.store(user, await sml_json.read_project(body.project), BODY.at("project"))
    return await stored_composition(user, made)


@router.get("/compositions", response_model=list[CompositionLineOut])
async def list_compositions(query: Annotated[CompositionQuery, Query()], user: CanRead, page: Page) -> Response:
    """List compositions without their tracks, oldest first."""
    return await page(Composition.objects.search(user, query), CompositionLineOut, query, "id")


@router.get(f"{COMPOSITION}.mid", response_class=Response, responses=MIDI)
async def download_composition(composition_id: int, user: CanRead) -> Response:
    """Download a composition as a MIDI file."""
    found, clips = await Composition.objects.whole(user, composition_id)
    stem = file_stem(found.name, f"composition-{composition_id}")
    return midi_file(await midi_files.write_composition(found, clips), stem)


@router.get(f"{COMPOSITION}.svg", response_class=Response, responses=SVG)
async def draw_composition(composition_id: int, user: CanRead) -> Response:
    """Draw a composition as a piano roll."""
    return svg_file(await piano_rolls.draw_composition(*await Composition.objects.whole(user, composition_id)))


@router.get(COMPOSITION, response_model=CompositionOut)
async def read_composition(composition_id: int, user: CanRead, tag: Tagged) -> Response:
    """Read a composition with its tracks and their bars."""
    found = Composition.objects.at(user, composition_id)
    return await tag.read(found, CompositionOut, CompositionNotFound(composition_id))


@router.patch(COMPOSITION, response_model=CompositionOut)
async def change_composition(
    composition_id: int, body: CompositionPatch, user: CanWrite, guard: IfMatch, tag: Tagged
) -> Response:
    """Change a composition; `tracks` replaces all its tracks."""
    await Composition.objects.change(user, composition_id, body.changes(), guard)
    found = Composition.objects.at(user, composition_id)
    return await tag.read(found, CompositionOut, CompositionNotFound(composition_id))


@router.delete(COMPOSITION, response_model=CompositionDeleted)
async def delete_composition(composition_id: int, user: CanWrite, guard: IfMatch) -> CompositionDeleted:
    """Delete a composition with its tracks; its clips remain."""
    await Composition.objects.remove(user, composition_id, guard)
    return CompositionDeleted(composition_id=composition_id)
