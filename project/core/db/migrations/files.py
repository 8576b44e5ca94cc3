"""The folder of migration files, as Aerich reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from aerich.models import MAX_VERSION_LENGTH

from project.core.compat.aerich import APP, State, file_text, recorded
from project.core.db.migrations.history import migration_files
from project.core.db.migrations.refusals import MigrationRefused
from project.core.db.migrations.stages import Stage


def last_state(folder: Path) -> State:
    """Return the state recorded by the last migration. Raises MigrationRefused if there is none."""
    files = migration_files(folder)
    if not files:
        return {}
    state = recorded(files[-1])
    if state is None:
        raise MigrationRefused([f"{files[-1].name} has no MODELS_STATE: run `aerich fix-migrations`"])
    return state


def write_files(name: str, stages: Iterable[Stage], state: State, folder: Path) -> list[Path]:
    files = migration_files(folder)
    first = int(files[-1].name.partition("_")[0]) + 1 if files else 0
    now = datetime.now().strftime("%Y%m%d%H%M%S")  # noqa: DTZ005  (as Aerich does)
    texts = {
        folder / APP / f"{number}_{now}_{name}{re.sub(r'[^0-9A-Za-z]', '_', stage.suffix)}.py": _text(stage, state)
        for number, stage in enumerate(stages, first)
    }
    if long := [path.name for path in texts if len(path.name) > MAX_VERSION_LENGTH]:
        raise MigrationRefused([f"{long[0]}: longer than {MAX_VERSION_LENGTH} characters"])
    (folder / APP).mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return list(texts)


def _text(stage: Stage, state: State) -> str:
    return file_text(_script(stage.upgrade), _script(stage.downgrade), state, in_transaction=stage.in_transaction)


def _script(statements: list[str]) -> str:
    """Return the statements as they stand between the quotes of the file."""
    text = "\n".join(f"        {statement};" for statement in statements)
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
