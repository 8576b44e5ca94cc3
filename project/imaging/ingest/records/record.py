"""What all records of the pipeline share."""

from __future__ import annotations

from typing import ClassVar

from project.core.schemas import In


class Record(In):
    """A row of the pipeline's. Keys that are not known are ignored."""

    #: Name of the collection.
    collection: ClassVar[str]
