"""The files of an app, from its templates."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from string import Template

from project.core.scaffold.errors import ScaffoldRefused
from project.core.scaffold.kinds import FieldSpecification
from project.core.scaffold.names import Names, camel_case
from project.service import RIGHTS, Right

TEMPLATES = Path(__file__).parent / "templates"
#: Where each template of an app goes.
FILES = {
    "models.py": "project/{app}/models.py",
    "managers.py": "project/{app}/managers.py",
    "errors.py": "project/{app}/errors.py",
    "schemas.py": "project/{app}/schemas.py",
    "routers.py": "project/{app}/routers.py",
    "factories.py": "tests/{app}/factories.py",
    "isolation.py": "tests/{app}/isolation.py",
    "test_routers.py": "tests/{app}/test_routers.py",
    "page.md": "docs/{app}.md",
}
#: A word that the sweep over all routes looks for in the answers that others get.
SECRET = "Strangers-Name"


def app_files(names: Names, fields: list[FieldSpecification]) -> dict[str, str]:
    """Return the text of each file, by its path. Raises ScaffoldRefused for a model whose name would hide another."""
    values = names.substitutions() | _values(names, fields)
    found = {f"{folder}/{names.app}/__init__.py": "" for folder in ("project", "tests")}
    for name, path in FILES.items():
        found[path.format(app=names.app)] = _filled(name, values)
    for path, text in found.items():
        if path.endswith(".py"):
            _require_own_names(names, text)
    return found


def _filled(template: str, values: dict[str, str]) -> str:
    return Template((TEMPLATES / "app" / f"{template}.tmpl").read_text()).substitute(values)


def _values(names: Names, fields: list[FieldSpecification]) -> dict[str, str]:
    first, required = fields[0], [field for field in fields if not field.null]
    text = next((field for field in fields if field.kind.out == "str" and "Name" in field.kind.bounded), None)
    reading = [role for role in RIGHTS if RIGHTS[role] == {Right.READ}]
    base = names.substitutions() | {
        "required_field": required[0].name if required else "",
        "reading_role": reading[0].name if reading else "",
    }
    return {
        "columns": _lines(field.column for field in fields),
        "aliases": "\n".join(f"{_alias(names, field)} = {field.kind.bounded}" for field in fields if _has_alias(field)),
        "in_fields": _lines(f"{field.name}: {_input(names, field)}" for field in fields),
        "patch_fields": _lines(f"{field.name}: {_patch(names, field)}" for field in fields),
        "out_fields": _lines(f"{field.name}: {field.kind.out}{' | None' if field.null else ''}" for field in fields),
        "stored": ", ".join(f'"{field.name}": {field.kind.stored}' for field in fields),
        "body": "{" + ", ".join(f'"{field.name}": {field.kind.example}' for field in fields) + "}",
        "change": f'{{"{first.name}": {first.kind.other}}}',
        "wrong": ", ".join(f'{{"{field.name}": {wrong}}}' for field in fields for wrong in _wrong(field)),
        "secret": f', {text.name}="{SECRET}"' if text else "",
        "required": _filled("test_required.py", base) if required else "",
        "reads": _filled("test_reading.py", base) if reading else "",
    }


def _lines(found: Iterable[str]) -> str:
    return "\n".join(f"    {line}" for line in found)


def _has_alias(field: FieldSpecification) -> bool:
    return field.kind.bounded.startswith("Annotated")


def _alias(names: Names, field: FieldSpecification) -> str:
    return f"{names.model}{camel_case(field.name)}" if _has_alias(field) else field.kind.bounded


def _input(names: Names, field: FieldSpecification) -> str:
    return f"{_alias(names, field)}{' | None = None' if field.null else ''}"


def _patch(names: Names, field: FieldSpecification) -> str:
    return _input(names, field) if field.null else f"{_alias(names, field)} = {field.kind.unused}"


def _wrong(field: FieldSpecification) -> list[str]:
    return [field.kind.wrong] if field.null else [field.kind.wrong, "None"]


def _require_own_names(names: Names, text: str) -> None:
    bound: Counter[str] = Counter()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound.update({alias.name for alias in node.names})
        elif isinstance(node, ast.ClassDef):
            bound[node.name] += 1
    if twice := [name for name, count in bound.items() if count > 1]:
        raise ScaffoldRefused(f"{names.model}: {', '.join(twice)} would hide what the modules of an app import")
