"""`make_migration` on models made for each test, run by Aerich on a real database with rows in it."""

import itertools
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
from project.core.db.migrations.refusals import MigrationRefused
from project.core.db.migrations.writer import MigrationResult
from project.core.migrating import drift, make_migration
from project.core.versions import migration_files
from tests.conftest import run_sql
from tests.core.schema_lines import DEFAULTS, NAMES, SCHEMA, fetch, lines

IMPORTS = """
from decimal import Decimal
from enum import Enum, IntEnum
from uuid import uuid4
from tortoise import fields, timezone
from tortoise.contrib.postgres.fields import ArrayField, TSVectorField
from tortoise.contrib.postgres.indexes import GinIndex
from tortoise.expressions import RawSQL
from tortoise.fields.db_defaults import Now, SqlDefault
from tortoise.functions import Lower
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model
from uuid_utils.compat import uuid7
from project.core.fields import DocumentField, PartialIndex
from project.core.vectors import CosineIndex, VectorField

class Color(str, Enum):
    RED = "red"

class Size(IntEnum):
    LARGE = 3

class Own(Index):
    def get_sql(self, *_):
        return 'CREATE INDEX own ON note (id DESC)'

class Owner(Model):
    name = fields.TextField()

class Note(Model):
    id = fields.IntField(primary_key=True)
    text = fields.CharField(max_length=50)
"""
numbers = itertools.count()


def indented(lines: str, by: int = 4) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in lines.strip().split("\n") if line)


def note(fields: str = "", meta: str = "") -> str:
    """The source of models: an Owner, and a Note with further fields and an inner Meta."""
    return IMPORTS + indented(fields) + "    class Meta:\n        table = 'note'\n" + indented(meta, 8)


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
        for file in (self.folder / "models").glob("*"):
            if file.is_file():
                file.unlink()


@pytest.fixture
async def service(server: dict[str, Any], tmp_path: Path) -> AsyncIterator[Service]:
    name = f"written_{uuid4().hex[:8]}"
    await run_sql(server, f'CREATE DATABASE "{name}"')
    made = Service({**server, "database": name}, tmp_path)
    yield made
    for module in made.modules:
        del sys.modules[module]
    await run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


ROW = "INSERT INTO note (text) VALUES ('a')"
CHECKED = "constraints = (CheckConstraint(check='length(text) > {}', name='note_text'),)"
#: Two forms of the models, and what makes a row of the first.
CHANGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a column that may be null": (note(), note("mark = fields.IntField(null=True)"), {}),
    "an integer with a default": (note(), note("mark = fields.IntField(default=3)"), {}),
    "a text with a default": (note(), note("""mark = fields.TextField(default="it's \\"x\\"")"""), {}),
    "a boolean with a default": (note(), note("mark = fields.BooleanField(default=True)"), {}),
    "a number with a default": (note(), note("mark = fields.FloatField(default=1.5)"), {}),
    "a decimal with a default": (
        note(),
        note("mark = fields.DecimalField(max_digits=5, decimal_places=2, default=Decimal('1.50'))"),
        {},
    ),
    "an enum with a default": (note(), note("mark = fields.CharEnumField(Color, max_length=9, default=Color.RED)"), {}),
    "an int enum with a default": (note(), note("mark = fields.IntEnumField(Size, default=Size.LARGE)"), {}),
    "a document with a default": (note(), note("mark = DocumentField(default=dict)"), {}),
    "a JSON list with a default": (note(), note("mark = fields.JSONField(default=list)"), {}),
    "an array with a default": (note(), note("mark = ArrayField('text', default=list)"), {}),
    "a time of making": (note(), note("at = fields.DatetimeField(auto_now_add=True)"), {}),
    "a time of change": (note(), note("at = fields.DatetimeField(auto_now=True)"), {}),
    "a time by a function": (note(), note("at = fields.DatetimeField(default=timezone.now)"), {}),
    "a UUID that PostgreSQL can make": (note(), note("key = fields.UUIDField(default=uuid4, unique=True)"), {}),
    "a db_default": (note(), note("mark = fields.IntField(db_default=7)"), {}),
    "a db_default of text": (note(), note("mark = fields.CharField(max_length=9, db_default='x')"), {}),
    "a db_default of SQL": (note(), note("mark = fields.DatetimeField(db_default=Now())"), {}),
    "a sequence": (note(), note("""mark = fields.BigIntField(db_default=SqlDefault("nextval('mark')"))"""), {}),
    "a default": (note("mark = fields.IntField(null=True)"), note("mark = fields.IntField(null=True, default=1)"), {}),
    "another default": (note("mark = fields.IntField(default=1)"), note("mark = fields.IntField(default=2)"), {}),
    "another db_default": (
        note("mark = fields.IntField(db_default=1)"),
        note("mark = fields.IntField(db_default=2)"),
        {},
    ),
    "no longer null": (note("mark = fields.IntField(null=True)"), note("mark = fields.IntField(default=1)"), {}),
    "no longer null, and filled": (
        note("mark = fields.IntField(null=True, default=1)"),
        note("mark = fields.IntField()"),
        {"filled": ["note.mark"]},
    ),
    "null from now on": (note("mark = fields.IntField(default=1)"), note("mark = fields.IntField(null=True)"), {}),
    "a wider integer": (note("mark = fields.IntField(default=1)"), note("mark = fields.BigIntField(default=1)"), {}),
    "a longer text": (note("mark = fields.CharField(9, default='')"), note("mark = fields.TextField(default='')"), {}),
    "a comment": (
        note("mark = fields.IntField(null=True)"),
        note("mark = fields.IntField(null=True, description='cm')"),
        {},
    ),
    "an index": (note(), note(meta="indexes = (('text', 'id'),)"), {}),
    "a partial index": (
        note(),
        note(meta="""indexes = (PartialIndex(fields=['text'], name='note_red', condition="text <> ''"),)"""),
        {},
    ),
    "another condition": (
        note(meta="""indexes = (PartialIndex(fields=['text'], name='note_red', condition="text <> ''"),)"""),
        note(meta="""indexes = (PartialIndex(fields=['text'], name='note_red', condition="text IS NULL"),)"""),
        {},
    ),
    "an index of SQL": (note(), note(meta="indexes = (Index(RawSQL('lower(text)'), name='low'),)"), {}),
    "an index of an expression": (note(), note(meta="indexes = (Index(Lower('text'), name='low'),)"), {}),
    "a vector with an index": (
        note(),
        note("mark = VectorField(3, null=True)", "indexes = (CosineIndex(fields=['mark'], name='note_mark'),)"),
        {},
    ),
    "a GIN index": (
        note(),
        note("mark = fields.JSONField(null=True)", "indexes = (GinIndex(fields=['mark'], name='gin'),)"),
        {},
    ),
    "an indexed column": (note(), note("mark = fields.IntField(null=True, db_index=True)"), {}),
    "a unique column": (note(), note("mark = fields.IntField(null=True, unique=True)"), {}),
    "uniqueness": (note(), note(meta="unique_together = (('text', 'id'),)"), {}),
    "uniqueness where": (
        note(),
        note(meta="""constraints = (UniqueConstraint(fields=('text',), name='one', condition="text <> ''"),)"""),
        {},
    ),
    "a check": (note(), note(meta=CHECKED.format(0)), {}),
    "another check": (note(meta=CHECKED.format(0)), note(meta=CHECKED.format("-1")), {}),
    "no check": (note(meta=CHECKED.format(0)), note(), {}),
    "a foreign key": (
        note(),
        note("owner = fields.ForeignKeyField('models.Owner', null=True, on_delete=fields.SET_NULL)"),
        {},
    ),
    "a one-to-one": (note(), note("owner = fields.OneToOneField('models.Owner', null=True)"), {}),
    "a renamed column": (
        note("mark = fields.IntField(null=True, db_index=True)", "constraints = (CheckConstraint('mark > 0', 'm'),)"),
        note("sign = fields.IntField(null=True, db_index=True)", "constraints = (CheckConstraint('sign > 0', 'm'),)"),
        {"renames": ["note.mark:sign"]},
    ),
    "another column of one type": (
        note("mark = fields.IntField(null=True)"),
        note("sign = fields.IntField(null=True)"),
        {"no_rename": True},
    ),
    "a renamed table": (
        IMPORTS + "    class Meta:\n        table = 'note'\nclass Mark(Model):\n    a = fields.IntField(db_index=True)",
        IMPORTS
        + "    class Meta:\n        table = 'note'\nclass Mark(Model):\n    a = fields.IntField(db_index=True)\n"
        "    class Meta:\n        table = 'marks'",
        {},
    ),
    "a model": (note(), note() + "class Mark(Model):\n    note = fields.ForeignKeyField('models.Note')\n", {}),
}


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


REFUSED: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "no default": (note(), note("mark = fields.IntField()"), {}, "note.mark: NOT NULL without a default"),
    "a default of Python alone": (note(), note("key = fields.UUIDField(default=uuid7)"), {}, "note.key: NOT NULL"),
    "one value for all": (note(), note("mark = fields.IntField(default=1, unique=True)"), {}, "note.mark: unique"),
    "NULLs": (
        note("mark = fields.IntField(null=True)"),
        note("mark = fields.IntField()"),
        {},
        "say `--filled note.mark`",
    ),
    "a rename": (
        note("mark = fields.IntField(null=True)"),
        note("sign = fields.IntField(null=True)"),
        {},
        "note.mark: dropped, or renamed to sign? Say `--rename note.mark:sign` or `--no-rename`",
    ),
    "a rename that is none": (
        note(),
        note("mark = fields.IntField(null=True)"),
        {"renames": ["note.a:mark"]},
        "--rename",
    ),
    "a key's type": (
        note(),
        note().replace("IntField(primary_key=True)", "BigIntField(primary_key=True)"),
        {},
        "note.id: the type of a primary key",
    ),
    "on_delete": (
        note("owner = fields.ForeignKeyField('models.Owner')"),
        note("owner = fields.ForeignKeyField('models.Owner', on_delete=fields.RESTRICT)"),
        {},
        "ON DELETE CASCADE becomes REFERENCES",
    ),
    "a vector's length": (
        note("mark = VectorField(3, null=True)"),
        note("mark = VectorField(4, null=True)"),
        {},
        "note.mark: vector(3) does not become vector(4)",
    ),
    "a type": (
        note("mark = fields.TextField(null=True)"),
        note("mark = fields.IntField(null=True)"),
        {},
        "note.mark: TEXT does not become INT",
    ),
    "a generated column": (note(), note("words = TSVectorField(source_fields='text')"), {}, "note.words: a generated"),
    "a generated column's source": (
        note("words = TSVectorField(source_fields=('text',), config='simple')"),
        note("words = TSVectorField(source_fields=('text',), config='english')"),
        {},
        "note.words: what a generated column holds",
    ),
    "an order": (note(), note(meta="indexes = (Index(fields=['text DESC'], name='a'),)"), {}, "text DESC"),
    "a class of index": (
        note(),
        note(meta="indexes = (Own(fields=['text'], name='own'),)"),
        {},
        "note: index own has SQL of its own",
    ),
    "two models of one table": (
        note(),
        note() + "class Other(Model):\n    class Meta:\n        table = 'note'\n",
        {},
        "note: two models have this table",
    ),
    "a table between": (
        note(),
        note("owners = fields.ManyToManyField('models.Owner')"),
        {},
        "note.owners: declare the",
    ),
    "a reference to another column": (
        note(),
        note("other = fields.ForeignKeyField('models.Owner', to_field='code', null=True)").replace(
            "name = fields.TextField()", "code = fields.CharField(9, unique=True, null=True)"
        ),
        {},
        "note.other: the state holds references to primary keys alone",
    ),
    "a default that the state loses": (
        note(),
        note("span = fields.BinaryField(default=b'x')"),
        {},
        "note.span: this default is lost",
    ),
}


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
