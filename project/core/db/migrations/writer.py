"""From the models and the last migration to the next one.

Aerich gives the description of the models, the format of files and the commands that run them. Its own statements leave
out defaults, checks, conditions and much else, so none of them is used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from project.core.compat.aerich import OWN_TABLE, State
from project.core.db.migrations.files import last_state, write_files
from project.core.db.migrations.refusals import MigrationRefused, refusals
from project.core.db.migrations.remarks import remarks
from project.core.db.migrations.renames import Stated, find_renames, renamed
from project.core.db.migrations.stages import NOTHING, Stage, stages
from project.core.db.migrations.state import current_state, read_schema, unrecorded


@dataclass(frozen=True)
class MigrationResult:
    files: list[Path]
    #: What a person should look at.
    remarks: list[str]


def plan(old_state: State, new_state: State, stated: Stated) -> list[Stage]:
    """Return the files between two states. Raises MigrationRefused for what cannot be written."""
    old, new = read_schema(old_state), read_schema(new_state)
    renames, wrong = find_renames(old, new, stated)
    before, _ = renamed(old, new, renames)
    if reasons := [*wrong, *refusals(before, new, stated)]:
        raise MigrationRefused(reasons)
    return stages(old, new, renames)


def write_migration(name: str, folder: Path, stated: Stated, *, empty: bool = False) -> MigrationResult:
    """Write the files for the models that Tortoise holds; none where they have not changed."""
    state = current_state()
    if lost := unrecorded(read_schema(state)):
        raise MigrationRefused(lost)
    last = last_state(folder)
    found = [Stage("", NOTHING, NOTHING)] if empty else plan(last, state, stated)
    if found and not last:
        found[0] = replace(found[0], upgrade=[OWN_TABLE, *found[0].upgrade])
    files = write_files(name, found, last if empty else state, folder) if found else []
    return MigrationResult(files, remarks(statement for stage in found for statement in stage.upgrade))


def changed(folder: Path) -> list[str]:
    """Return the statements for changes of the models that no migration knows."""
    state = current_state()
    if lost := unrecorded(read_schema(state)):
        raise MigrationRefused(lost)
    return [statement for stage in plan(last_state(folder), state, Stated()) for statement in stage.upgrade]
