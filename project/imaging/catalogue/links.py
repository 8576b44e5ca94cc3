"""Links that the dashboard follows."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote


def path_in_url(path: str) -> str:
    """Encode nearly as JavaScript's encodeURIComponent: letters, digits and `_.-~` stay."""
    return quote(path, safe="")


def logs_url(run_id: str) -> str:
    return f"/api/logs/{run_id}"


def qa_url(kind: Literal["image", "job", "ms"], name: str) -> str:
    return f"/api/qa/{kind}/{path_in_url(name) if kind == 'ms' else name}"


def measurement_set_url(path: str) -> str:
    return f"/api/ms/{path_in_url(path)}/metadata"


def image_url(image_id: int | None) -> str | None:
    return None if image_id is None else f"/api/images/{image_id}"
