"""The database default of a column, from Aerich's state."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

UNSET = "__NOT_SET__"
#: Functions of Python that PostgreSQL can stand in for. Any other leaves the column without a default.
FUNCTIONS = {
    "tortoise.timezone.now": "now()",
    "uuid.uuid4": "gen_random_uuid()",
    "builtins.str": "''",
    "builtins.int": "0",
    "builtins.float": "0.0",
    "builtins.bool": "false",
}
EXPRESSIONS = {"Now()": "CURRENT_TIMESTAMP", "RandomHex()": "md5(random()::text)"}


def column_default(field: dict[str, Any], sql_type: str) -> str | None:
    """Return the default as SQL, or None if there is none that the database could compute."""
    stated = field.get("db_default", UNSET)
    if stated not in (UNSET, None):
        return _expression(stated) or _literal(stated, sql_type)
    value = field.get("default")
    if field.get("auto_now") or field.get("auto_now_add"):
        return "now()"
    if function := python_function(field):
        return _of_function(function, sql_type)
    return None if value is None else _literal(value, sql_type)


def python_function(field: dict[str, Any]) -> str | None:
    """Return the name of the function that makes the default."""
    found = re.fullmatch(r"<function (.+)>", str(field.get("default")))
    return found[1] if found else None


def _expression(stated: Any) -> str | None:
    if found := re.fullmatch(r"SqlDefault\((.+)\)", str(stated), re.DOTALL):
        return str(ast.literal_eval(found[1]))
    return EXPRESSIONS.get(str(stated))


def _of_function(name: str, sql_type: str) -> str | None:
    if name in ("builtins.dict", "builtins.list"):
        empty: Any = {} if name == "builtins.dict" else []
        return _literal(str(empty), sql_type)
    return FUNCTIONS.get(name)


def _literal(value: Any, sql_type: str) -> str:
    if sql_type in ("JSON", "JSONB"):
        return quoted(json.dumps(_document(value), ensure_ascii=False))
    if sql_type.endswith("[]"):
        members = ", ".join(_plain(member) for member in ast.literal_eval(str(value)))
        return f"ARRAY[{members}]::{sql_type}" if members else "'{}'"
    return _plain(value)


def _document(value: Any) -> Any:
    """Undo the state's `str()` of a list or an object."""
    if isinstance(value, str) and value[:1] in "[{" and value:
        return ast.literal_eval(value)
    return value


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else quoted(str(value))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
