"""Records and models have the same fields: one that is added to a model has to be added to its record."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from tortoise.fields import DatetimeField

from project.core.db.fields import DocumentField
from project.imaging import models
from project.imaging.ingest.collection import RecordCollection
from project.imaging.ingest.collections import COLLECTIONS, SOURCES
from project.imaging.ingest.conversions import instant, json_text, path_id

#: Columns that no record fills, by table.
OWN_COLUMNS = {"job": {"key", "attempts", "heartbeat_at", "exit_code"}, "measurement_set": {"id"}}
#: The record of a source has only its name.
COMPLETE = [collection for collection in COLLECTIONS if collection is not SOURCES]


def columns_of(collection: RecordCollection) -> dict[str, Any]:
    """The type of field of each column of the collection's table."""
    described = (getattr(models, name).describe(serializable=False) for name in models.__all__)
    (table,) = [one for one in described if one["table"] == collection.table]
    return {one["db_column"]: one["field_type"] for one in [table["pk_field"], *table["data_fields"]]}


@pytest.mark.parametrize("collection", COMPLETE, ids=lambda one: one.name)
async def test_every_column_has_a_field_in_the_record(app: FastAPI, collection: RecordCollection) -> None:
    fillable = columns_of(collection).keys() - OWN_COLUMNS.get(collection.table, set())

    assert set(collection.columns) == fillable


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda one: one.name)
async def test_every_field_is_converted_to_the_type_of_its_column(app: FastAPI, collection: RecordCollection) -> None:
    types = columns_of(collection)
    converters = {collection.columns[collection.index_of(name)]: one for name, one in collection.converters.items()}

    assert converters == {
        **{name: instant for name in collection.columns if issubclass(types[name], DatetimeField)},
        **{name: json_text for name in collection.columns if issubclass(types[name], DocumentField)},
        **{name: path_id for name in collection.columns if name.endswith("path_id")},
    }
