import pytest

from project.core.scaffold.names import Names, plural, singular, snake_case


@pytest.mark.parametrize(
    ("one", "many"), [("loan", "loans"), ("entry", "entries"), ("day", "days"), ("box", "boxes"), ("dish", "dishes")]
)
def test_a_noun_has_a_plural_and_back(one: str, many: str) -> None:
    assert (plural(one), singular(many)) == (many, one)


@pytest.mark.parametrize("noun", ["equipment", "glass"])
def test_a_noun_without_a_plural_is_its_own_singular(noun: str) -> None:
    assert singular(noun) == noun


def test_a_model_gives_its_table() -> None:
    assert [snake_case(name) for name in ("Loan", "BookLoan", "SMLFile")] == ["loan", "book_loan", "sml_file"]


def test_a_model_that_the_app_is_not_named_after_gives_the_path() -> None:
    assert Names("catalogue", "BookLoan").path == "book-loans"
    assert Names("book_loans", "BookLoan").path == "book-loans"
