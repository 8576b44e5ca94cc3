"""What PostgreSQL writes of a queryset is what plain Tortoise and pydantic would make of it, or is refused by name."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.exceptions import BaseORMException
from tortoise.expressions import Case, F, Q, RawSQL, Subquery, When
from tortoise.fields import JSONField
from tortoise.functions import Avg, Concat, Count, Lower, Max, Sum
from tortoise.models import Model
from tortoise.queryset import Prefetch, QuerySet

from project.core.compat.tortoise import meta_of
from project.core.db.transactions import transaction
from project.core.http.schemas import Out
from project.core.json.rows import CannotWrite, compiled, read_rows
from tests.library.models import Author, Binding, Book, Shelf

pytestmark = pytest.mark.usefixtures("library")
SHELVES = [UUID(int=place) for place in range(3)]
BOOKS: list[dict[str, Any]] = [
    {"title": "Emma", "blurb": "a_b 100%", "pages": 400, "weight_kg": 0.5, "shelf_id": SHELVES[0], "tags": ["a", "b"]},
    {"title": "emma II", "pages": 400, "price": Decimal("9.90"), "lent": True, "printed_on": date(2024, 2, 29)},
    {
        "title": "Über \\ 'Max' \"x\"",
        "blurb": "",
        "pages": -7,
        "weight_kg": 1e-5,
        "bought_at": datetime(2024, 5, 14, 9, 30, 1, 250, UTC),
        "binding": Binding.CLOTH,
        "notes": {"a": {"b": 1}, "c": [1, "x"]},
    },
    {"title": "Lolly", "pages": 1, "notes": [1, 2], "tags": ["b"], "shelf_id": SHELVES[1], "price": Decimal("0.05")},
]


class BookOut(Out):
    id: UUID
    author_id: UUID | None
    title: str
    blurb: str | None
    pages: int
    weight_kg: float | None
    price: Decimal
    lent: bool
    printed_on: date | None
    bought_at: datetime | None
    binding: Binding
    shelf_id: UUID | None
    notes: Any
    tags: list[str]
    version: int
    updated_at: datetime


class TitleOut(Out):
    title: str


class AuthorOut(Out):
    name: str
    books: list[TitleOut]


@pytest.fixture
async def books() -> list[Book]:
    jane, joan = [await Author.create(name=name) for name in ("Jane", "Joan")]
    authors = [jane, jane, joan, None]
    return [await Book.create(author=author, **values) for author, values in zip(authors, BOOKS, strict=True)]


async def attempt(answer: Callable[[], Awaitable[Any]]) -> Any:
    """What it gives, or the kind of its failure; the transaction goes on."""
    try:
        async with transaction():
            return await answer()
    except CannotWrite as error:
        return error
    except Exception as error:  # whatever it is, the other way is to fail as well
        return type(error) if isinstance(error, BaseORMException) else Exception


async def by_tortoise(queryset: QuerySet[Any], out: type[Out]) -> list[Any]:
    return [out.model_validate(row).model_dump(mode="json") for row in await queryset]


async def by_postgres(queryset: QuerySet[Any], out: type[Out]) -> list[Any]:
    return [json.loads(body) for body, *_ in await read_rows(queryset, out)]


async def compare(make: Callable[[], QuerySet[Any]], out: type[Out], where: str) -> list[str]:
    """One line for each difference. Asked twice, since the second answer is of SQL that was kept."""
    plain = await attempt(lambda: by_tortoise(make(), out))
    answers = [await attempt(lambda: by_postgres(make(), out)) for _ in range(2)]
    if isinstance(plain, list):
        return [f"{where}: {answer!r} for {plain!r}" for answer in answers if answer != plain]
    return [f"{where}: an answer where Tortoise fails with {plain}" for answer in answers if isinstance(answer, list)]


def samples(model: type[Model], key: str) -> list[Any]:
    """Values to filter by: some that meet rows, some that meet none, some that are wrong."""
    name, _, lookup = key.partition("__")
    field = meta_of(model).fields_map["id" if name == "pk" else name]
    mine = [values[name] for values in BOOKS if values.get(name) is not None][:2] or [SHELVES[2]]
    if lookup in ("isnull", "not_isnull"):
        return [True, False]
    if lookup in ("in", "not_in"):
        return [mine[:1], mine, [], tuple(mine[:2])]
    if lookup == "range":
        return [(mine[0], mine[-1]), [mine[-1], mine[0]]]
    if lookup in ("year", "quarter", "month", "week", "day", "hour", "minute", "second", "microsecond"):
        return [2024, 2, 5, 30, 250]
    if isinstance(field, (JSONField, ArrayField)):
        return [*mine, ["a"], {"a": {"b": 1}}, {"a__b": 1}, {"c__0__gte": 1}, 1, [], None]
    if name in ("title", "blurb"):
        return [*mine, "mm", "EMMA", "_b", "%", "\\", "^E.*a$", "", None, F("title"), 400]
    return [*mine, "mm", None, F("pages"), True]


async def test_every_lookup_finds_what_tortoise_finds(books: list[Book]) -> None:
    found: list[str] = []
    compared = 0
    for key in sorted(meta_of(Book).filters):
        if key.partition("__")[0] in meta_of(Book).fk_fields:
            continue
        for value in samples(Book, key):
            for make in (
                lambda key=key, value=value: Book.exclude(**{key: value}).order_by("-pages", "title"),
                lambda key=key, value=value: Book.filter(Q(**{key: value}) | Q(title="Lolly")).limit(2),
            ):
                found += await compare(make, BookOut, f"{key}={value!r}")
                compared += 1

    assert not found, "\n".join(found)
    assert compared > 2000


QUERYSETS: dict[str, Callable[[], Any]] = {
    "all": lambda: Book.all(),
    "distinct": lambda: Book.all().distinct(),
    "distinct after a join": lambda: Author.filter(books__pages__gt=0).distinct().order_by("name"),
    "a join multiplies": lambda: Author.filter(books__pages__gt=0).order_by("name"),
    "filter by a relation": lambda: Book.filter(author__name="Jane").order_by("-title"),
    "filter by a relation's lookup": lambda: Book.filter(author__name__icontains="OA"),
    "filter by a relation's null": lambda: Book.filter(author__name__isnull=True),
    "no relation": lambda: Book.filter(author=None),
    "no relation by key": lambda: Book.filter(author_id__isnull=True),
    "F": lambda: Book.filter(pages__gt=F("version") + 10),
    "F of another field": lambda: Book.filter(title__not=F("blurb")),
    "Q and": lambda: Book.filter(Q(pages=400) & Q(lent=True)),
    "Q or": lambda: Book.filter(Q(pages=400) | Q(title="Lolly")),
    "Q not": lambda: Book.filter(~(Q(pages=400) | Q(lent=True))),
    "Q nested": lambda: Book.filter(Q(Q(pages=1) | Q(pages=-7), ~Q(lent=True)), title__not="x"),
    "exclude twice": lambda: Book.exclude(pages=400).exclude(blurb=None),
    "subquery": lambda: Book.filter(author_id__in=Subquery(Author.filter(name="Jane").values("id"))),
    "order by a relation": lambda: Book.all().order_by("author__name", "-pages", "title"),
    "order by nothing": lambda: Book.all().order_by("-pages", "-title"),
    "limit": lambda: Book.all().order_by("title").limit(2),
    "limit none": lambda: Book.all().limit(0),
    "offset": lambda: Book.all().order_by("title").offset(1),
    "slice": lambda: Book.all().order_by("title")[1:3],
    "only": lambda: Book.all().only("title", "id"),
    "only too little": lambda: Book.all().only("id"),
    "select_related": lambda: Book.all().select_related("author"),
    "prefetch": lambda: Author.all().prefetch_related("books").order_by("name"),
    "prefetch narrowed": lambda: Author.all().prefetch_related(Prefetch("books", Book.filter(pages=1))),
    "lock": lambda: Book.all().select_for_update(skip_locked=True),
    "group_by": lambda: Book.all().group_by("pages"),
    "annotate": lambda: Book.annotate(loud=Lower("title")).order_by("loud"),
    "annotate, then filter": lambda: Book.annotate(loud=Lower("title")).filter(loud="emma"),
    "annotate, filter by lookup": lambda: Book.annotate(loud=Lower("title")).filter(loud__startswith="em"),
    "annotate an aggregate": lambda: Author.annotate(count=Count("books")).filter(count__gte=2),
    "annotate a sum": lambda: Author.annotate(sum=Sum("books__pages")).order_by("-sum"),
    "annotate by SQL": lambda: Book.annotate(twice=RawSQL("pages * 2")).filter(twice=800),
    "annotate by case": lambda: Book.annotate(kind=Case(When(pages__gt=1, then="long"), default="short")).filter(
        kind="long"
    ),
    "annotate by F": lambda: Book.annotate(more=F("pages") + 1).filter(more__gt=100),
    "annotate by text": lambda: Book.annotate(full=Concat("title", "!")).filter(full="Emma!"),
    "using_db": lambda: Book.all().using_db(None),
    "get": lambda: Book.get(title="Emma"),
    "first": lambda: Book.first(),
    "latest": lambda: Book.all().latest("title"),
    "union": lambda: Book.filter(pages=1).union(Book.filter(pages=400)),
    "values": lambda: Book.all().values("title"),
    "values_list": lambda: Book.all().values_list("title"),
    "count": lambda: Book.all().count(),
    "exists": lambda: Book.all().exists(),
    "raw": lambda: Book.raw("SELECT * FROM library_book"),
    "use_index": lambda: Book.all().use_index("x"),
    "force_index": lambda: Book.all().force_index("x"),
    "contains": lambda: Book.all().contains(Book(title="x", pages=1)),
    "update": lambda: Book.all().update(pages=1),
    "delete": lambda: Book.all().delete(),
}
#: What the JSON of rows has no place for: its message names it.
REFUSED = {
    "only too little": "title",
    "prefetch narrowed": "books",
    "get": "read_one",
    "first": "read_one",
    "latest": "read_one",
    **dict.fromkeys(
        ("union", "values", "values_list", "count", "exists", "raw", "contains", "update", "delete"), "queryset of rows"
    ),
}


async def test_every_method_of_a_queryset_is_heeded_or_refused(books: list[Book]) -> None:
    found: list[str] = []
    for name, make in QUERYSETS.items():
        out = AuthorOut if getattr(make(), "model", Book) is Author else TitleOut
        if name in REFUSED:
            with pytest.raises(CannotWrite, match=REFUSED[name]):
                compiled(make(), out)
        else:
            if out is AuthorOut and "prefetch" not in name:
                plain = make
                make = lambda plain=plain: plain().prefetch_related("books")  # noqa: E731  (pydantic needs them)
            found += await compare(make, out, name)

    assert not found, "\n".join(found)


async def test_the_comparison_leaves_out_no_method_of_a_queryset() -> None:
    methods = {name for name in vars(QuerySet) if not name.startswith("_")} - set(QuerySet.__slots__)
    tried = " ".join([*QUERYSETS, *REFUSED, "earliest last get_or_none bulk_create bulk_update in_bulk explain sql"])
    covered = {"filter", "order_by", "prefetch_related", "select_for_update", "resolve_filters", "resolve_ordering"}

    assert {name for name in methods - covered if name not in tried and name.split("_")[0] not in tried} == set()


async def test_one_queryset_does_not_get_the_answer_of_another(books: list[Book]) -> None:
    plain = Author.filter(books__pages__gt=0)

    both = await read_rows(plain, AuthorOut)
    distinct = await read_rows(plain.distinct(), AuthorOut)

    assert (len(both), len(distinct)) == (2, 1)


class CountedOut(Out):
    name: str
    count: int
    mean: float | None
    latest: datetime | None


async def test_annotations_are_written(books: list[Book]) -> None:
    await Book.filter(title="Emma").update(bought_at=datetime(2024, 5, 14, tzinfo=UTC))

    def make() -> QuerySet[Author]:
        return Author.annotate(count=Count("books"), mean=Avg("books__pages"), latest=Max("books__bought_at")).order_by(
            "name"
        )

    assert await by_postgres(make(), CountedOut) == await by_tortoise(make(), CountedOut)


async def test_a_shape_that_is_filled_with_other_values_answers_for_these(books: list[Book]) -> None:
    for value in (400, 1, 400, 2**31 - 1):
        assert len(await read_rows(Book.filter(pages=value), TitleOut)) == sum(b["pages"] == value for b in BOOKS)


async def test_values_that_the_driver_made_are_bound_like_any_other(books: list[Book]) -> None:
    stored = (await Book.get(id=books[0].id)).shelf_id

    first, _ = compiled(Book.filter(shelf_id=SHELVES[1]), TitleOut)
    second, _ = compiled(Book.filter(shelf_id=stored), TitleOut)

    assert type(stored) is not UUID
    assert first is second


class WrongTypeOut(Out):
    pages: float


class NestedOut(Out):
    author: AuthorOut


class TimeOut(Out):
    reading_time: timedelta


@pytest.mark.parametrize(
    ("model", "out", "named"),
    [(Book, WrongTypeOut, "Book.pages"), (Book, NestedOut, "author"), (Shelf, TimeOut, "Shelf.reading_time")],
)
async def test_a_type_that_postgres_would_write_otherwise_is_refused(
    model: type[Model], out: type[Out], named: str
) -> None:
    with pytest.raises(CannotWrite, match=named):
        compiled(model.all(), out)
