from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.errors import Invalid
from project.core.http.pagination import Paging, read_cursor, write_cursor

TIMES = st.datetimes(timezones=st.just(UTC))


@given(value=TIMES, row_id=st.uuids())
def test_a_cursor_gives_back_its_time(value: datetime, row_id: UUID) -> None:
    assert read_cursor(write_cursor("-started_at", value, row_id), "-started_at", datetime) == (value, row_id)


@given(value=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), row_id=st.uuids())
def test_a_cursor_gives_back_its_text(value: str, row_id: UUID) -> None:
    assert read_cursor(write_cursor("child_name", value, row_id), "child_name", str) == (value, row_id)


@given(cursor=st.text(), kind=st.sampled_from([datetime, str, int]))
def test_whatever_else_is_given_as_a_cursor_is_refused(cursor: str, kind: type) -> None:
    with pytest.raises(Invalid):
        read_cursor(cursor, "seq", kind)


@given(value=st.integers(min_value=2**63), row_id=st.uuids())
def test_a_number_that_no_column_holds_is_refused(value: int, row_id: UUID) -> None:
    with pytest.raises(Invalid):
        read_cursor(write_cursor("seq", value, row_id), "seq", int)


@given(
    value=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200), row_id=st.uuids()
)
def test_no_cursor_of_a_name_is_longer_than_a_query_takes(value: str, row_id: UUID) -> None:
    assert Paging(after=write_cursor("-child_name", value, row_id)).after


@given(value=st.datetimes(), row_id=st.uuids())
def test_a_time_without_zone_is_refused(value: datetime, row_id: UUID) -> None:
    with pytest.raises(Invalid):
        read_cursor(write_cursor("-started_at", value, row_id), "-started_at", datetime)


@given(limit=st.integers(min_value=1))
def test_a_limit_is_clamped(limit: int) -> None:
    assert Paging(limit=limit).limit == min(limit, 1000)
