"""Sweeps over tables of cases: one test for one idea, which names the cases that failed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any


def mismatches(call: Callable[[Any], Any], cases: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Return (case, result) wherever the result differs from the expected one."""
    results = [(case, call(case), expected) for case, expected in cases]
    return [(case, result) for case, result, expected in results if result != expected]


def not_refused(
    error: type[Exception], call: Callable[[Any], Any], cases: Iterable[Any], reason: str = ""
) -> list[tuple[Any, str]]:
    """Return (case, outcome) wherever `error` with this pattern in its text is missing; `{}` stands for the case."""
    return refused_otherwise(error, call, [(case, reason.replace("{}", re.escape(str(case)))) for case in cases])


def refused_otherwise(
    error: type[Exception], call: Callable[[Any], Any], cases: Iterable[tuple[Any, str]]
) -> list[tuple[Any, str]]:
    """Return (case, outcome) wherever `error` with the case's own pattern in its text is missing."""
    outcomes = [(case, reason, _outcome(error, call, case)) for case, reason in cases]
    return [
        (case, text) for case, reason, text in outcomes if not re.search(f"^refused: .*(?:{reason})", text, re.DOTALL)
    ]


def _outcome(error: type[Exception], call: Callable[[Any], Any], case: Any) -> str:
    try:
        return f"accepted: {call(case)!r}"
    except error as refusal:
        return f"refused: {refusal}"
