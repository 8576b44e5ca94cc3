import email.utils
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.llm import retries
from project.core.llm.retries import pause_before, requested_pause
from tests.core.llm.conftest import Refusal

HEADERS: list[tuple[dict[str, Any], float | None]] = [
    ({}, None),
    ({"retry_after": "2"}, 2),
    ({"retry_after": "0.5"}, 0.5),
    ({"retry_after_ms": "250", "retry_after": "9"}, 0.25),
    ({"retry_after_ms": "soon", "retry_after": "9"}, 9),
    ({"retry_after": "-3"}, 0),
    ({"retry_after": "nan"}, None),
    ({"retry_after": "inf"}, None),
    ({"retry_after": "soon"}, None),
]


def in_seconds(seconds: float) -> str:
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


def test_a_requested_pause_is_read_from_the_headers() -> None:
    assert [(headers, requested_pause(Refusal(**headers))) for headers, _ in HEADERS] == HEADERS


def test_a_pause_may_be_requested_as_a_date() -> None:
    assert requested_pause(Refusal(retry_after=in_seconds(20))) == pytest.approx(20, abs=2)
    assert requested_pause(Refusal(retry_after=in_seconds(-20))) == 0


def test_an_error_without_a_response_requests_no_pause() -> None:
    assert requested_pause(ValueError()) is None


@given(st.integers(1, 5))
def test_pauses_grow_and_differ(retry: int) -> None:
    longest = retries.FIRST_PAUSE_SECONDS * 2 ** (retry - 1)

    pauses = {pause_before(retry, ValueError()) for _ in range(5)}

    assert len(pauses) > 1
    assert all(longest / 2 <= pause <= longest for pause in pauses)


def test_a_requested_pause_is_not_cut_short() -> None:
    assert 3 <= pause_before(1, Refusal(retry_after="3")) <= 3.3
