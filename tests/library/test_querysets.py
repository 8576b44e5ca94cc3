"""Django's spelling works, and keeps what the model promises."""

from __future__ import annotations

from typing import Any

import pytest
from tortoise.exceptions import FieldError
from tortoise.expressions import F

from project.core.errors import Stale
from tests.library.models import Author, Book

pytestmark = pytest.mark.usefixtures("library")


async def book(**values: Any) -> Book:
    return await Book.objects.create(**{"title": "Emma", "pages": 400, **values})


async def test_objects_create_stores_a_row() -> None:
    made = await book()

    assert await Book.get(id=made.id) == made


async def test_get_or_create_finds_what_it_made() -> None:
    first = await Book.objects.get_or_create({"pages": 1}, title="Emma")
    second = await Book.objects.get_or_create({"pages": 2}, title="Emma")

    assert (first[1], second[1], first[0].id == second[0].id) == (True, False, True)


async def test_update_or_create_counts_the_change() -> None:
    await book()

    found, made = await Book.objects.update_or_create({"pages": 5}, title="Emma")

    assert (made, found.version, (await Book.get(id=found.id)).version) == (False, 2, 2)


async def test_a_verb_is_chained_from_manager_queryset_model_and_relation() -> None:
    author = await Author.create(name="Jane")
    long = await author.books.create(title="Long", pages=900)
    await author.books.create(title="Short", pages=90)

    found = [
        await Book.objects.long(),
        await Book.objects.filter(title="Long").long(),
        await Book.filter(title="Long").long(),
        await Book.all().order_by("title").long().limit(5),
        await author.books.long(),
        await author.books.filter(title="Long").long(),
    ]

    assert found == [[long]] * 6


async def test_an_unknown_verb_is_an_attribute_error() -> None:
    author = await Author.create(name="Jane")

    for start in (Book.objects, Book.all(), author.books):
        with pytest.raises(AttributeError, match="longest"):
            _ = start.longest


async def test_save_counts_the_version() -> None:
    made = await book()

    made.title = "Persuasion"
    await made.save()

    stored = await Book.get(id=made.id)
    assert (stored.title, stored.version, made.version) == ("Persuasion", 2, 2)
    assert stored.updated_at == made.updated_at > stored.created_at


async def test_save_of_some_fields_counts_the_version_and_leaves_the_others() -> None:
    made = await book()

    made.title, made.pages = "Persuasion", 1
    await made.save(update_fields=["title"])

    stored = await Book.get(id=made.id)
    assert (stored.title, stored.pages, stored.version) == ("Persuasion", 400, 2)


async def test_save_takes_an_expression() -> None:
    made = await book()

    made.pages = F("pages") + 1  # type: ignore[assignment]
    await made.save(update_fields=["pages"])

    assert (await Book.get(id=made.id)).pages == 401


async def test_the_second_of_two_saves_is_stale_and_loses_nothing() -> None:
    made = await book()
    first, second = await Book.get(id=made.id), await Book.get(id=made.id)

    first.title = "First"
    await first.save()
    second.pages = 1
    with pytest.raises(Stale):
        await second.save()

    stored = await Book.get(id=made.id)
    assert (stored.title, stored.pages, stored.version) == ("First", 400, 2)


async def test_update_counts_the_version() -> None:
    made = await book()

    await Book.filter(id=made.id).update(title="Persuasion")
    await Book.objects.filter(id=made.id).update(pages=F("pages") + 1)

    stored = await Book.get(id=made.id)
    assert (stored.title, stored.pages, stored.version) == ("Persuasion", 401, 3)
    assert stored.updated_at > made.updated_at


async def test_update_and_delete_keep_to_the_limit() -> None:
    for pages in (1, 2, 3):
        await book(pages=pages)

    assert await Book.all().order_by("pages").limit(1).update(title="First") == 1
    assert await Book.all().order_by("-pages").limit(1).delete() == 1

    assert await Book.all().order_by("pages").values_list("pages", "title") == [(1, "First"), (2, "Emma")]


async def test_what_would_not_count_is_refused_with_the_right_spelling() -> None:
    made = await book()

    with pytest.raises(TypeError, match=r"\.update\("):
        await Book.bulk_update([made], ["title"])
    with pytest.raises(TypeError, match="update_or_create"):
        await Book.bulk_create([made], update_fields=["title"], on_conflict=["id"])


async def test_a_partial_row_is_saved_by_the_fields_it_has() -> None:
    made = await book()
    part = await Book.all().only("id", "title", "version").get(id=made.id)

    part.title = "Persuasion"
    await part.save(update_fields=["title"])

    assert (await Book.get(id=made.id)).title == "Persuasion"


async def test_what_django_reads_without_await_is_refused_with_the_right_spelling() -> None:
    rows: Any = Book.all()

    for read, spelling in (
        (lambda: bool(rows), "exists"),
        (lambda: len(rows), "count"),
        (lambda: list(rows), "await queryset"),
        (lambda: rows.aggregate(), "annotate"),
        (lambda: Book.objects.delete(), r"all\(\)\.delete"),
    ):
        with pytest.raises(TypeError, match=spelling):
            read()


async def test_none_finds_nothing() -> None:
    await book()

    assert await Book.objects.none() == []


async def test_a_name_that_is_no_field_is_refused_with_those_that_are() -> None:
    with pytest.raises(FieldError, match=r"no field nope; it has .*title"):
        await book(nope=1)


async def test_a_missing_row_raises_the_models_own_error() -> None:
    with pytest.raises(Book.DoesNotExist):
        await Book.objects.filter(title="nobody").get()
