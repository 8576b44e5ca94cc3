from __future__ import annotations

from datetime import datetime

from pydantic import Field

from project.core.http.schemas import Out


class CatalogueHealthOut(Out):
    status: str = Field(examples=["healthy"])
    service: str
    version: str
    api_version: str
    timestamp: datetime
