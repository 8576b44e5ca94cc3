from __future__ import annotations

from typing import ClassVar

from project.core.http.schemas import In


class Record(In):
    """A row of one of the pipeline's own tables. Unknown keys are ignored."""

    #: Name of the collection.
    collection: ClassVar[str]
