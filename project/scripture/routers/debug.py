from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from project.core.errors import NotFound
from project.core.http.router import Router
from project.core.ops.settings import Settings
from project.scripture.chats import recall_trial
from project.scripture.dependencies import CurrentCompanion
from project.scripture.readers.dependencies import CurrentReader
from project.scripture.schemas.recall import RecallStatusOut, RecallTrial, RecallTrialOut


async def require_development(request: Request) -> None:
    settings: Settings = request.app.state.settings
    if settings.is_production:
        raise NotFound


router = Router(
    prefix="/api/debug",
    tags=["chats"],
    dependencies=[Depends(require_development)],
    responses={404: {}},
)


@router.get("/rag-status", response_model=RecallStatusOut)
async def read_recall_status(reader: CurrentReader, companion: CurrentCompanion) -> RecallStatusOut:
    """Count the reader's messages that can be recalled, and show the last five. In development only."""
    return await recall_trial.recall_status(companion.embedder, reader.user_id)


@router.get("/test-rag", response_model=RecallTrialOut, responses={502: {}})
async def try_recall(
    trial: Annotated[RecallTrial, Query()], reader: CurrentReader, companion: CurrentCompanion
) -> RecallTrialOut:
    """Find the reader's chat messages nearest to a question. In development only; no model is asked."""
    return await recall_trial.try_recall(companion.embedder, reader.user_id, trial)


@router.post("/test-rag", response_model=RecallTrialOut, responses={502: {}})
async def try_recall_of_body(trial: RecallTrial, reader: CurrentReader, companion: CurrentCompanion) -> RecallTrialOut:
    """The same for a question too long for a URL. In development only; no model is asked."""
    return await recall_trial.try_recall(companion.embedder, reader.user_id, trial)
