"""What the fuzzer finds and what is right so. `schemathesis.toml` names this file as its hooks.

No check is switched off. A failure is left out only where the answer itself says which of these reasons it has.
"""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import RejectedPositiveData

#: Where a 422 lies that no schema can foretell, and why.
ONLY_THE_SERVICE_KNOWS = {
    ("query", "after"): "a cursor is opaque, and good for the list and order that gave it",
    ("header", "Idempotency-Key"): "a key that was used for another body is refused",
    ("body", "parent_session_id"): "the session must exist, and no circle arise",
    ("body", "started_at"): "a schema cannot say `today`",
    ("body", "expires_at"): "a schema cannot say `in the future`",
    ("body", "current_password"): "it must be the right one",
}
#: Rules on a whole value, in the words of the answer, that JSON Schema has none for or only clumsy ones.
RULES = {
    "A new password needs the current_password": "of two fields",
    "Text holds characters that cannot be stored": "NUL at any depth of a JSON object",
    "Numbers should fit in 64 bits": "at any depth of a JSON object",
    "levels can be stored": "the depth of a JSON object",
}


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """Whether to report a failure."""
    if isinstance(failure, (RejectedPositiveData, AcceptedNegativeData)) and response.status_code == 412:
        return "if-match" not in {name.lower() for name in case.headers}  # it named another version: nothing was done
    if isinstance(failure, RejectedPositiveData) and response.status_code == 422:
        return not all(_only_the_service_knows(error) for error in response.json()["detail"])
    return True


def _only_the_service_knows(error: dict[str, Any]) -> bool:
    return tuple(error["loc"][:2]) in ONLY_THE_SERVICE_KNOWS or any(rule in error["msg"] for rule in RULES)
