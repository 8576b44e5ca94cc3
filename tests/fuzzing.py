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
    "can be read at once": "of stored music",
    "This MusicXML file cannot be read": "any XML may come",
    "A score should have at most": "of stored music, its loops written out",
    "simultaneous voices": "as before",
    "Give exactly one of semitones": "all can be null, for which JSON Schema has only clumsy words",
    "Not an interval": "music has more names of intervals, each with its own qualities, than a pattern holds",
    "Not a key": "as before",
    "Transposition keeps the mode": "of keys that are no major or minor ones",
    "would become": "a pitch of stored music, moved out of MIDI's range",
    "Without notes the key cannot be estimated": "of stored music",
    "The request was not understood": "words that ask for music",
    "The request is empty": "as before",
    "There should be 1 to": "a number in words that ask for music",
    "A meter should be": "as before",
    "A tempo should be between": "as before",
    "ra, dec and radius go together": "parts of a position, each of which may be left out",
    "covering needs ra and dec": "as before",
    "are for a search by position": "as before",
    "a search by position is paged with after": "as before",
}
#: Texts of a 400, and why.
ONLY_THE_SERVICE_KNOWS_400 = {
    "Invalid link code": "states, and not forms, of what a reader asks for",
    "Too many active link codes": "as before",
    "Cannot link device to itself": "as before",
    "Device not found or doesn't belong to user": "as before",
    "This code has": "as before",
    "must be a list": "as before",
    "Failed to import data": "as before",
    "is not a date such as": "days are written in four ways, and a schema knows no calendar but one",
}
#: Ids that the links which the fuzzer infers do not lead to: which key of a row tells its kind, and which one holds it.
KINDS = {
    "metric_name": ("metric_id", "id"),
    "child_name": ("session_id", "id"),
    "qa_grade": ("image_id", "id"),
    "num_images": ("source_id", "id"),
    "run_id": ("run_id", "run_id"),
    "ms_path": ("ms_path", "ms_path"),
}
#: Those that a request of any route may name as well as one that was drawn.
OF_THE_CATALOGUE = ("image_id", "source_id", "run_id", "ms_path")
ids: dict[str, list[str]] = defaultdict(list)
#: Media types of the files that can be uploaded as well as downloaded.
FILES = ("audio/midi", "application/vnd.recordare.musicxml+xml")
#: Files that were downloaded, by their media type, for uploads.
files: dict[str, deque[bytes]] = defaultdict(lambda: deque(maxlen=20))
#: Bodies of whole sittings, for uploads to be made of.
sittings: deque[str] = deque(maxlen=20)
#: Records of the telescope's catalogue, as above.
records: deque[str] = deque(maxlen=50)


@schemathesis.serializer("application/x-ndjson")
def as_lines(context: Any, value: Any) -> bytes:
    known = records if _name(context.case) == "ingest" else sittings
    return "\n".join([*random.sample(known, min(5, len(known))), str(value)]).encode(errors="replace")


@schemathesis.serializer(*FILES)
def as_bytes(context: Any, value: Any) -> bytes:
    known = files[context.case.media_type]
    if known and _fits(context.case) and random.random() < 0.5:
        return random.choice(known)
    return getattr(value, "data", None) or str(value).encode(errors="replace")


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """Whether to report a failure."""
    if "null" in map(str, case.path_parameters.values()):  # the id of what was not kept, as a link takes it
        return False
    if isinstance(failure, AcceptedNegativeData) and response.status_code in (412, 413):
        return False  # refused all the same
    if isinstance(failure, AcceptedNegativeData):
        return not _is_taken_all_the_same(failure.message, case, response)
    if not isinstance(failure, RejectedPositiveData):
        return True
    if response.status_code == 412:
        return "if-match" not in {name.lower() for name in case.headers}  # of another version: nothing was done
    if case.media_type in FILES and response.request.body in files[case.media_type]:
        return True  # what the service wrote itself
    known = {400: ONLY_THE_SERVICE_KNOWS_400, 422: ONLY_THE_SERVICE_KNOWS}.get(response.status_code)
    return known is None or not all(any(text in told for text in known) for told in _told(response))


def _is_taken_all_the_same(violation: str, case: Case, response: Response) -> bool:
    match _name(case):
        case "import_sessions":  # any bytes are lines
            return "in body" in violation or "- body:" in violation
        case "ingest" if (
            "parameter `" not in violation
        ):  # what is no list is ignored; else the answer tells what was refused
            ignored = isinstance(case.body, dict) and not all(isinstance(rows, list) for rows in case.body.values())
            return ignored or response.json()["failed"] > 0
        case "search_cone" | "search_images":  # the document has what is surely taken; the standard has more, and ""
            return "violates `pattern`" in violation or "violates `enum`" in violation
    return False


def _told(response: Response) -> list[str]:
    """What an answer says is wrong, one thing after the other: a problem, or where it is none, all of its text."""
    if "json" not in response.headers.get("content-type", [""])[0]:
        return [response.text]
    detail = response.json()["detail"]
    return [error["msg"] for error in detail] if isinstance(detail, list) else [str(detail)]


@schemathesis.hook
def after_call(context: HookContext, case: Case, response: Response) -> None:
    """Note the ids in an answer, or the file that it is."""
    if response.status_code not in (200, 201):
        return
    kind = response.headers.get("content-type", [""])[0].partition(";")[0]
    if kind != "application/json":
        files[kind].append(response.content)
        return
    for row in _objects(response.json()):
        for key, (name, held) in KINDS.items():
            if key in row and row.get(held):
                ids[name].append(row[held])


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
    for name in OF_THE_CATALOGUE:
        if name in case.path_parameters and ids[name] and random.random() < 0.7:
            case.path_parameters[name] = random.choice(ids[name][-50:])
    _point(case)
    _note(case)
    return case


def _point(case: Case) -> None:
    """At a session or a metric that is there."""
    match _name(case):
        case "delete_metric" if ids["metric_id"]:
            case.path_parameters["metric_id"] = ids["metric_id"].pop()
        case "export_session" if ids["session_id"]:
            case.path_parameters["session_id"] = random.choice(ids["session_id"][-9:])
        case "compare_sessions" if ids["session_id"]:
            case.query |= {name: random.choice(ids["session_id"][-9:]) for name in ("session1", "session2")}


def _note(case: Case) -> None:
    """What lines can be made of."""
    if _name(case) == "create_assessment":
        sittings.append(json.dumps(case.body))
    if _name(case) == "ingest" and isinstance(case.body, dict):
        for name, rows in case.body.items():
            drawn = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
            records.extend(json.dumps({**row, "collection": name}) for row in drawn)


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    """One key, one request: drawn keys are so short that most would be refused as used for another body."""
    if _fits(case) and "Idempotency-Key" in case.headers:
        request = repr((case.headers["Idempotency-Key"], case.path, case.path_parameters, case.query, case.body))
        case.headers["Idempotency-Key"] = hashlib.sha256(request.encode(errors="replace")).hexdigest()


def _name(case: Case) -> str:
    return str(case.operation.definition.raw["operationId"])


def _fits(case: Case) -> bool:
    return case.meta is not None and case.meta.generation.mode.is_positive
