"""Models before and after a change, as source: what the migration writer writes, and what it refuses."""

from typing import Any

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
from project.core.db.fields import DocumentField, PartialIndex
from project.core.db.vectors import CosineIndex, VectorField

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


def indented(lines: str, by: int = 4) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in lines.strip().split("\n") if line)


def note(fields: str = "", meta: str = "") -> str:
    """The source of models: an Owner, and a Note with further fields and an inner Meta."""
    return IMPORTS + indented(fields) + "    class Meta:\n        table = 'note'\n" + indented(meta, 8)


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
