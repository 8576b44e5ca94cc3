from __future__ import annotations

from typing import Any

from project.core.errors import Forbidden, NotFound, ProjectError


class PassageNotFound(NotFound):
    detail = "Passage not found"


class ChapterNotFound(NotFound):
    detail = "Chapter not found"


class ContentNotFound(NotFound):
    detail = "Chapter content not found"


class ProOnly(Forbidden):
    detail: Any

    def __init__(self, code: str) -> None:
        message = f"The {code} translation requires a pro subscription."
        super().__init__(message)
        self.detail = {"message": message, "translation": code, "requires_pro": True}


class ChatNotFound(NotFound):
    detail = "Chat not found"


class InsightNotFound(NotFound):
    detail = "Insight not found"


class ImportRefused(ProjectError):
    """Nothing of the imported file was stored."""

    status = 400
    title = "Bad Request"
