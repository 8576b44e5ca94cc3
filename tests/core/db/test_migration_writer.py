"""`make_migration` on models made for each test, run by Aerich on a real database with rows in it."""

import itertools
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from aerich import Command
from tortoise.context import TortoiseContext
from typer.testing import CliRunner

from project.cli import app
from project.core.db.migrations.history import migration_files
from project.core.db.migrations.refusals import MigrationRefused
from project.core.db.migrations.runner import drift, make_migration
from project.core.db.migrations.writer import MigrationResult
from project.core.testing.databases import run_sql
from tests.core.db.migration_cases import CHANGES, CHECKED, IMPORTS, REFUSED, ROW, indented, note
from tests.core.db.schema_lines import DEFAULTS, NAMES, SCHEMA, fetch, lines

numbers = itertools.count()


@dataclass
class Service:
    """A service of its own: models, a folder of migrations, a database."""

    database: dict[str, Any]
    folder: Path
    modules: list[str] = field(default_factory=list)

    def config(self, source: str) -> dict[str, Any]:
        module = ModuleType(f"made_models_{next(numbers)}")
        sys.modules[module.__name__] = module
        self.modules.append(module.__name__)
        exec(source, module.__dict__)
        return {
            "connections": {"default": {"engine": "tortoise.backends.asyncpg", "credentials": self.database}},
            "apps": {"models": {"models": [module.__name__, "aerich.models"], "default_connection": "default"}},
            "use_tz": True,
            "timezone": "UTC",
        }

    async def make(self, source: str, **options: Any) -> MigrationResult:
        return await make_migration("change", self.folder, config=self.config(source), **options)

    async def drift(self, source: str) -> list[str]:
        return await drift(self.folder, self.config(source))

    async def aerich(self, verb: str, *arguments: Any) -> list[str]:
        config = self.config(IMPORTS)
        async with TortoiseContext() as context:
            await context.init(config=config)
            command = Command(config, location=str(self.folder))
            await command.init()
            return list(await getattr(command, verb)(*arguments))

    async def upgrade(self) -> list[str]:
        return await self.aerich("upgrade")

    async def downgrade(self, version: int) -> list[str]:
        return await self.aerich("downgrade", version, False)

    async def sql(self, *statements: str) -> None:
        await run_sql(self.database, *statements)

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await fetch(self.database, statement)]

    async def schema(self) -> list[str]:
        return await lines(self.database, SCHEMA, DEFAULTS, NAMES)

    async def empty(self) -> None:
        await self.sql("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        # With the bytecode: a file of the same name, size and second would be taken for the one before.
        shutil.rmtree(self.folder / "models", ignore_errors=True)


@pytest.fixture
async def service(server: dict[str, Any], tmp_path: Path) -> AsyncIterator[Service]:
    name = f"written_{uuid4().hex[:8]}"
    await run_sql(server, f'CREATE DATABASE "{name}"')
    made = Service({**server, "database": name}, tmp_path)
    yield made
    for module in made.modules:
        del sys.modules[module]
    await run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


async def both_ways(service: Service, old: str, new: str, options: dict[str, Any]) -> list[str]:
    """What is wrong after a change was made, undone and made again, beside models that begin as they end."""
    found = []
    await service.empty()
    await service.make(new)
    await service.upgrade()
    whole = await service.schema()
    await service.empty()
    await service.make(old)
    await service.upgrade()
    before = await service.schema()
    await service.sql(ROW)
    written = await service.make(new, **options)
    await service.upgrade()
    if difference := set(whole) ^ set(await service.schema()):
        found.append(f"after the upgrade: {difference}")
    if statements := await service.drift(new):
        found.append(f"a second run: {statements}")
    await service.downgrade(1)
    if difference := set(before) ^ set(await service.schema()):
        found.append(f"after the downgrade: {difference}")
    await service.upgrade()
    if not written.files or await service.rows("SELECT text FROM note") != [("a",)]:
        found.append("no row left")
    return found


@pytest.mark.parametrize("part", range(3))
async def test_a_change_goes_up_and_down_with_rows_and_ends_like_the_models(service: Service, part: int) -> None:
    failed = {
        what: wrong
        for what, (old, new, options) in list(CHANGES.items())[part::3]
        if (wrong := await both_ways(service, old, new, options))
    }

    assert failed == {}


async def test_a_dropped_column_comes_back_nullable_where_its_values_are_lost(service: Service) -> None:
    await service.make(note("mark = fields.IntField()"))
    await service.upgrade()
    await service.sql("INSERT INTO note (text, mark) VALUES ('a', 1)")
    written = await service.make(note())

    await service.upgrade()
    await service.downgrade(1)

    assert await service.rows("SELECT text, mark FROM note") == [("a", None)]
    assert written.remarks == [
        'ALTER TABLE "note" DROP COLUMN "mark": '
        "loses data, also for the downgrade: deploy the code that does without it first"
    ]


async def test_a_dropped_model_comes_back_whole(service: Service) -> None:
    mark = (
        "class Mark(Model):\n    note = fields.ForeignKeyField('models.Note')\n    at = fields.DatetimeField("
        "auto_now_add=True)\n    class Meta:\n" + indented(CHECKED.format(0).replace("text", "id::text"), 8)
    )
    await service.make(note() + mark)
    await service.upgrade()
    before = await service.schema()
    await service.make(note())

    await service.upgrade()
    without = await service.schema()
    await service.downgrade(1)

    assert not any("mark" in line for line in without)
    assert await service.schema() == before


async def test_a_row_of_the_first_migration_needs_only_what_has_no_default(service: Service) -> None:
    core = ["project.core.models", "project.users.models", "aerich.models"]
    config = service.config(IMPORTS)
    config["apps"]["models"]["models"] = core
    written = await make_migration("init", service.folder, config=config)

    await service.upgrade()
    await service.sql("INSERT INTO organisation (id, name) VALUES (gen_random_uuid(), 'Clinic')")

    assert await service.rows("SELECT version, created_at IS NULL FROM organisation") == [(1, False)]
    assert written.remarks == []


async def test_what_would_block_a_table_goes_into_files_of_its_own(service: Service) -> None:
    await service.make(note())
    written = await service.make(
        note(
            "mark = fields.IntField(null=True, unique=True)",
            CHECKED.format(0) + "\nindexes = (('text',),)",
        )
    )

    names = [path.stem.partition("_change")[2] for path in written.files]
    texts = [path.read_text() for path in written.files]

    assert names == ["", "_validate", "_idx_note_text_a6fd0b", "_note_mark_key", "_note_mark_key_constraint"]
    assert ["RUN_IN_TRANSACTION = True" in text for text in texts] == [True, True, False, False, True]
    assert "CHECK (length(text) > 0) NOT VALID" in texts[0]
    assert "CREATE INDEX CONCURRENTLY" in texts[2]


async def test_models_that_stay_make_no_migration(service: Service) -> None:
    await service.make(note(meta=CHECKED.format(0)))

    assert (await service.make(note(meta=CHECKED.format(0)))).files == []


async def test_a_check_that_no_migration_knows_is_drift(service: Service) -> None:
    await service.make(note())

    assert await service.drift(note(meta=CHECKED.format(0))) == [
        'ALTER TABLE "note" ADD CONSTRAINT "note_text" CHECK (length(text) > 0) NOT VALID',
        'ALTER TABLE "note" VALIDATE CONSTRAINT "note_text"',
    ]


async def test_an_empty_migration_keeps_the_last_state(service: Service) -> None:
    await service.make(note())

    (file,) = (await service.make(note("mark = fields.IntField(null=True)"), empty=True)).files

    assert file.name.startswith("1_")
    assert await service.drift(note()) == []
    await service.upgrade()


async def test_aerich_itself_sees_no_change_after_a_migration(service: Service) -> None:
    source = note("words = TSVectorField(source_fields=('text',))", CHECKED.format(0) + "\nindexes = (('text', 'id'),)")
    await service.make(source)
    config = service.config(source)

    async with TortoiseContext() as context:
        await context.init(config=config)
        command = Command(config, location=str(service.folder))
        await command.init(offline=True)

        assert await command.migrate("more", offline=True, no_input=True) == ""


def test_the_command_says_when_there_is_nothing_to_write() -> None:
    done = CliRunner().invoke(app, ["makemigration", "more"])

    assert (done.exit_code, done.output) == (0, "No changes\n")


@pytest.mark.parametrize("arguments", [["A name"], ["more", "--rename", "session.absent:diagnosis"]])
def test_the_command_ends_with_1_where_it_writes_nothing(arguments: list[str]) -> None:
    files = migration_files()

    assert CliRunner().invoke(app, ["makemigration", *arguments]).exit_code == 1
    assert migration_files() == files


async def test_the_database_fills_a_table_that_is_made_with_defaults(service: Service) -> None:
    await service.make(note("mark = fields.JSONField(default=list)\nat = fields.DatetimeField(auto_now=True)"))
    await service.upgrade()

    await service.sql(ROW)

    assert await service.rows("SELECT mark, at IS NULL FROM note") == [("[]", False)]


async def test_a_computed_column_is_made_with_its_table(service: Service) -> None:
    await service.make(note("words = TSVectorField(source_fields=('text',), config='simple')"))
    await service.upgrade()

    await service.sql(ROW)

    assert await service.rows("SELECT words::text FROM note") == [("'a':1",)]


async def test_a_dropped_computed_column_comes_back_with_its_values(service: Service) -> None:
    await service.make(note("words = TSVectorField(source_fields=('text',), config='simple')"))
    await service.upgrade()
    before = await service.schema()
    await service.sql(ROW)
    await service.make(note())

    await service.upgrade()
    await service.downgrade(1)

    assert await service.schema() == before
    assert await service.rows("SELECT words::text FROM note") == [("'a':1",)]


async def test_the_extension_is_made_only_for_vectors(service: Service) -> None:
    (plain,) = (await service.make(note())).files
    (vectors,) = (await service.make(note("mark = VectorField(3, null=True)"))).files

    assert "CREATE EXTENSION" not in plain.read_text()
    assert "CREATE EXTENSION IF NOT EXISTS vector;" in vectors.read_text()


async def test_what_cannot_be_written_is_refused_by_name(service: Service) -> None:
    wrong = {}
    for what, (old, new, options, message) in REFUSED.items():
        await service.empty()
        await service.make(old)
        try:
            written = await service.make(new, **options)
        except MigrationRefused as refused:
            if message not in refused.detail or len(list((service.folder / "models").glob("*.py"))) != 1:
                wrong[what] = refused.detail
        else:
            wrong[what] = str(written)

    assert wrong == {}
