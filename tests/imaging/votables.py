"""Answers parsed as VOTables by astropy."""

from __future__ import annotations

from io import BytesIO

import httpx2
from astropy.io import votable
from astropy.table import Table


def document(answer: httpx2.Response) -> votable.tree.VOTableFile:
    """Raises if the document violates the standard."""
    assert answer.headers["content-type"] == "application/x-votable+xml"
    return votable.parse(BytesIO(answer.content), verify="exception")


def infos(answer: httpx2.Response) -> dict[str, str]:
    return {info.name: info.value for info in document(answer).resources[0].infos}


def rows(answer: httpx2.Response) -> Table:
    return document(answer).get_first_table().to_table(use_names_over_ids=True)
