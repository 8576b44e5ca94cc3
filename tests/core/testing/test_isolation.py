import httpx2
import pytest

from project.core.testing.isolation import Foreign, tells

IDS = {"session_id": "0192f0c1-7f00-7000-8000-000000000001"}


@pytest.mark.parametrize(("text", "told"), [(IDS["session_id"], False), ("of Strangers-Name", True), ("", False)])
def test_an_answer_tells_of_a_row_by_more_than_the_id_that_was_asked_for(text: str, told: bool) -> None:
    assert tells(httpx2.Response(404, text=text), IDS) is told


async def test_a_foreign_row_is_made_once() -> None:
    made: list[int] = []

    async def row(foreign: Foreign) -> str:
        made.append(1)
        return "an id"

    foreign = Foreign(httpx2.AsyncClient(), admin=None, user=None)

    assert [await foreign.row(row), await foreign.row(row)] == ["an id", "an id"]
    assert made == [1]
