import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.assessments.models import Session
from project.assessments.name_search import as_tsquery, as_tsvector, folded_words
from project.users.models import User
from tests.factories import make_session


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mina Haddad", ["mina", "haddad"]),
        ("  ÉMILIE  du-Bois ", ["emilie", "du", "bois"]),
        ("Straße", ["strasse"]),
        ("أَحْمَد إبراهيم", ["احمد", "ابراهيم"]),
        ("فاطمة", ["فاطمه"]),
        ("O'Brien 2", ["o", "brien", "2"]),
        ("😀", ["😀"]),
        ("", []),
    ],
)
def test_words_are_folded(text: str, found: list[str]) -> None:
    assert folded_words(text) == found


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded_words(" ".join(folded_words(text))) == folded_words(text) or not folded_words(text)


@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
async def test_any_text_can_be_stored_and_searched_for(text: str, app: object) -> None:
    statement = "SELECT $1::tsvector @@ $2::tsquery AS found"

    (row,) = await Session.objects.sql(statement, as_tsvector(text), as_tsquery(text) or "'x'")

    assert row["found"] or not folded_words(text)


@pytest.mark.parametrize(
    ("name", "age", "gender", "warnings"),
    [
        ("NOOR  Ali", 8, "female", 0),
        ("Ali Noor", 9, "", 0),
        ("Noor Ali", 9, None, 0),
        ("Omar", 8, "female", 1),
        ("Noor Ali", 7, "male", 2),
    ],
)
async def test_a_follow_up_is_compared_with_its_parent(
    alice: User, name: str, age: int, gender: str | None, warnings: int
) -> None:
    parent = await make_session(alice, child_name="Noor Ali", child_age=8, child_gender="female")
    child = await make_session(alice, child_name=name, child_age=age, child_gender=gender, parent_session_id=parent.id)

    assert len((await Session.objects.whole(alice.caller(), str(child.id))).warnings) == warnings
