"""Names that an app, a model or a field cannot have."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel
from tortoise.models import Model

from project.core.compat.tortoise import meta_of
from project.core.http.schemas import Patch
from project.core.scaffold.errors import ScaffoldRefused
from project.core.scaffold.kinds import FieldSpecification
from project.core.scaffold.names import Names

#: Operations are named after apps and models, in letters alone.
NOUN = re.compile(r"[a-z]+(_[a-z]+)*")
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
MODEL = re.compile(r"[A-Z][A-Za-z]*")
#: The longest that the audit trail keeps as a kind of row.
MAX_LENGTH = 40
#: What the modules of an app call something else.
TAKEN = {"date", "datetime", "fields"}
#: Reserved by PostgreSQL: SQL written by hand would have to quote them.
RESERVED = """
    all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate
    collation column concurrently constraint create cross current_catalog current_date current_role current_schema
    current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
    foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
    leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
    placing primary references returning right select session_user similar some symmetric system_user table
    tablesample then to trailing true union unique user using variadic verbose when where window with
"""
SQL = frozenset(RESERVED.split())


def require_app(root: Path, app: str) -> None:
    _require_name("app", app)
    for path in (f"project/{app}", f"project/{app}.py", f"tests/{app}", f"docs/{app}.md"):
        if (root / path).exists():
            raise ScaffoldRefused(f"{app}: there is {path} already")


def require_model(names: Names, models: Iterable[type[Model]], paths: Iterable[str]) -> None:
    if not MODEL.fullmatch(names.model) or keyword.iskeyword(names.model):
        raise ScaffoldRefused(f"{names.model!r} is no name of a model: write one noun, as in BookLoan")
    _require_name("model", names.row)
    for model in models:
        if model.__name__ == names.model:
            raise ScaffoldRefused(f"There is a model {names.model} already, in {model.__module__}")
        if meta_of(model).db_table == names.row:
            raise ScaffoldRefused(f"There is a table {names.row} already, of {model.__module__}.{model.__name__}")
    if names.path in {path.split("/")[1] for path in paths}:
        raise ScaffoldRefused(f"There is a path /{names.path} already")


def require_fields(fields: list[FieldSpecification], base: type[Model]) -> None:
    if not fields:
        raise ScaffoldRefused("A model has at least one field")
    own = set(meta_of(base).fields_map) | {
        name for kind in base.__mro__ for name in vars(kind).get("__annotations__", ())
    }
    for field in fields:
        _require_name("field", field.name)
        if sum(other.name == field.name for other in fields) > 1:
            raise ScaffoldRefused(f"{field.name} is there twice")
        if field.name in own or hasattr(base, field.name):
            raise ScaffoldRefused(f"{field.name}: every model has that already, from {base.__name__}")
        if field.name in TAKEN or hasattr(BaseModel, field.name) or hasattr(Patch, field.name):
            raise ScaffoldRefused(f"{field.name}: models and schemas use this name for something else")
        if field.name.startswith("model_"):
            raise ScaffoldRefused(f"{field.name}: pydantic keeps names that begin with model_ for itself")


def _require_name(what: str, name: str) -> None:
    if not (NAME if what == "field" else NOUN).fullmatch(name) or len(name) > MAX_LENGTH:
        raise ScaffoldRefused(
            f"{name!r} is no name of {'an' if what[0] in 'aeiou' else 'a'} {what}: small letters and single _, "
            f"up to {MAX_LENGTH}, as in book_loan"
        )
    if keyword.iskeyword(name) or keyword.issoftkeyword(name):
        raise ScaffoldRefused(f"{name} is a word of Python's: take another name")
    if name in SQL:
        raise ScaffoldRefused(f"{name} is a reserved word of SQL: take another name")
