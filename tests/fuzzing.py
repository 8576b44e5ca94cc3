"""Hooks of the fuzzer, named in schemathesis.toml: requests that get further in, and findings that are right.

A failure is left out only where the answer itself tells that it has one of these reasons.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict, deque
from collections.abc import Iterator
from typing import Any

import jwt
import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import RejectedPositiveData

#: Texts of a 422 that no schema can foretell, and why.
ONLY_THE_SERVICE_KNOWS = {
    "This cursor is not one of this list": "a cursor is opaque, and good for the list and order that gave it",
    "This key was used for another": "an Idempotency-Key with another body is refused",
    "so none was": "an upload of which all or nothing is to be stored",
    "There is no such session": "of the parent that a body names",
    "A session cannot follow itself": "nor one that follows it",
    "Should lie between 1990 and today": "a schema knows no day, and none of its words bounds a time",
    "Should lie between the years 1 and 9999 in UTC": "as before",
    "Should lie in the future": "as before",
    "This is not the current password": "in the body of a change of password",
    "A new password needs the current_password": "both can be null, for which JSON Schema has only clumsy words",
    "A password has 12 to 128 characters": "in NFKC, in which a character can become several",
    "Text holds characters that cannot be stored": "NUL at any depth of a JSON object",
    "Numbers should fit in 64 bits": "an integer at any depth of a JSON object",
    "Should hold something that can be seen": "a name of marks and spaces alone",
    "characters of JSON can be stored": "the size of a JSON object",
    "levels can be stored": "the depth of a JSON object",
    "Bar overflow": "a bar of music holds what its meter says",
    "Clip ": "a body of music names a clip that is not there",
    "reads and writes no files": "the original took a path of the server",
    "Must provide either path or dsl_json": "both can be null",
    "DSL JSON must have 'project' key": "the languages of music have readers of their own, and any object may come",
    "This MIDI file cannot be read": "any bytes may come",
    "too much at once": "of stored music",
}
#: Texts of a 400 of the readers' routes: states, and not forms, of what is asked for.
STATES_OF_READERS = (
    "Invalid link code",
    "Too many active link codes",
    "Cannot link device to itself",
    "Device not found or doesn't belong to user",
    "This code has",
    "must be a list",
    "Failed to import data",
)
#: Ids that the links which the fuzzer infers do not lead to: which key of a row tells its kind.
KINDS = {"metric_name": "metric_id", "child_name": "session_id"}
ids: dict[str, list[str]] = defaultdict(list)
#: Bodies of whole sittings, for uploads to be made of.
sittings: deque[str] = deque(maxlen=20)


@schemathesis.serializer("application/x-ndjson")
def as_lines(context: Any, value: Any) -> bytes:
    return "\n".join([*random.sample(sittings, min(5, len(sittings))), str(value)]).encode(errors="replace")


@schemathesis.serializer("audio/midi")
def as_bytes(context: Any, value: Any) -> bytes:
    return getattr(value, "data", None) or str(value).encode(errors="replace")


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """Whether to report a failure."""
    if "null" in map(str, case.path_parameters.values()):  # the id of what was not kept, as a link takes it
        return False
    if isinstance(failure, AcceptedNegativeData) and response.status_code in (412, 413):
        return False  # refused all the same
    if isinstance(failure, AcceptedNegativeData) and "in body" in failure.message:
        return bool(case.operation.definition.raw["operationId"] != "import_sessions")  # any bytes are lines
    if not isinstance(failure, RejectedPositiveData):
        return True
    if response.status_code == 412:
        return "if-match" not in {name.lower() for name in case.headers}  # of another version: nothing was done
    if response.status_code == 400:
        return not any(known in str(response.json()["detail"]) for known in STATES_OF_READERS)
    if response.status_code == 422:
        texts = [error["msg"] for error in response.json()["detail"]]
        return not all(any(known in text for known in ONLY_THE_SERVICE_KNOWS) for text in texts)
    return True


@schemathesis.hook
def after_call(context: HookContext, case: Case, response: Response) -> None:
    """Note the ids in an answer."""
    if response.status_code in (200, 201) and response.headers.get("content-type") == ["application/json"]:
        for row in _objects(response.json()):
            for key, name in KINDS.items():
                if key in row and "id" in row:
                    ids[name].append(row["id"])


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
    for part in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _objects(part)


@schemathesis.hook
def filter_case(context: HookContext, case: Case) -> bool:
    """Leave the user alone in whose name all requests are made: without them, the rest would be 401."""
    sent = case.operation.schema.config.headers_for().get("Authorization", "")
    if not sent or "user_id" not in case.path_parameters or case.method == "GET":
        return True
    claims = jwt.decode(sent.removeprefix("Bearer "), options={"verify_signature": False})
    return bool(case.path_parameters["user_id"] != claims["sub"])


@schemathesis.hook
def map_case(context: HookContext, case: Case) -> Case:
    """Give a request that fits its schema what it needs to be done as well."""
    if not _fits(case):
        return case
    if "if-match" in case.headers and random.random() < 0.7:
        case.headers["if-match"] = "*"
    if ids["session_id"] and isinstance(case.body, dict) and case.body.get("parent_session_id"):
        case.body["parent_session_id"] = random.choice(ids["session_id"][-9:])
    match case.operation.definition.raw["operationId"]:
        case "create_assessment":
            sittings.append(json.dumps(case.body))
        case "delete_metric" if ids["metric_id"]:
            case.path_parameters["metric_id"] = ids["metric_id"].pop()
        case "export_session" if ids["session_id"]:
            case.path_parameters["session_id"] = random.choice(ids["session_id"][-9:])
        case "compare_sessions" if ids["session_id"]:
            case.query |= {name: random.choice(ids["session_id"][-9:]) for name in ("session1", "session2")}
    return case


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    """One key, one request: drawn keys are so short that most would be refused as used for another body."""
    if _fits(case) and "Idempotency-Key" in case.headers:
        request = repr((case.headers["Idempotency-Key"], case.path, case.path_parameters, case.query, case.body))
        case.headers["Idempotency-Key"] = hashlib.sha256(request.encode(errors="replace")).hexdigest()


def _fits(case: Case) -> bool:
    return case.meta is not None and case.meta.generation.mode.is_positive
