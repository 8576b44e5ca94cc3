"""What `/openapi.json` promises, read from the document itself, so that a new route is in by itself."""

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import jsonschema_rs

from project.core.http.openapi import operations
from project.core.http.problems import MEDIA_TYPE
from project.core.ops.settings import Settings
from project.main import create_app

DOCUMENT = create_app(Settings()).openapi()
#: By method and path.
OPERATIONS = {
    f"{method} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
#: A service that is ill answers with what it always answers, so that whoever watches it needs to read one shape only.
NO_PROBLEMS = ("/health", "503")
JSON_TYPES = ("application/json", "application/x-www-form-urlencoded", MEDIA_TYPE)
BODIES_AND_ANSWERS = {
    f"{operation['operationId']} {status} {kind}": content
    for operation in OPERATIONS.values()
    for status, part in {"body": operation.get("requestBody", {}), **operation["responses"]}.items()
    for kind, content in part.get("content", {}).items()
    if kind in JSON_TYPES
}


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """The schema and all schemas in it."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts_of(part)


def test_an_operation_says_what_it_does() -> None:
    silent = [
        name
        for name, operation in OPERATIONS.items()
        if not operation["summary"] or not operation["description"].rstrip().endswith(".")
    ]

    assert silent == []


def test_operation_ids_are_unique_names_in_snake_case() -> None:
    ids = [operation["operationId"] for _, operation in operations(DOCUMENT)]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in ids)


def test_a_body_or_answer_has_an_example_that_fits_its_schema() -> None:
    assert BODIES_AND_ANSWERS
    assert {name: fault for name, content in BODIES_AND_ANSWERS.items() if (fault := fault_of_example(content))} == {}


def fault_of_example(content: dict[str, Any]) -> str | None:
    if "example" not in content:
        return "no example"
    schema = {**content["schema"], "components": DOCUMENT["components"]}
    faults = jsonschema_rs.Draft202012Validator(schema, validate_formats=True).iter_errors(content["example"])
    return next((str(fault) for fault in faults), None)


def test_an_error_is_a_problem() -> None:
    kinds = {
        (name, status): list(answer["content"])
        for name, operation in OPERATIONS.items()
        for status, answer in operation["responses"].items()
        if status >= "400" and not (name.endswith(NO_PROBLEMS[0]) and status == NO_PROBLEMS[1])
    }

    assert kinds
    assert {key: kind for key, kind in kinds.items() if kind not in ([MEDIA_TYPE], ["application/x-votable+xml"])} == {}


async def test_a_credential_is_asked_for_where_the_document_says_so(client: httpx2.AsyncClient) -> None:
    endless = {
        name
        for name, operation in OPERATIONS.items()
        if "text/event-stream" in operation["responses"].get("200", {}).get("content", {})
        and "security" not in operation
    }
    statuses = {name: (await client.request(*name.split())).status_code for name in OPERATIONS.keys() - endless}

    assert [name for name in statuses if (statuses[name] == 401) != ("security" in OPERATIONS[name])] == []


async def test_a_method_that_is_not_there_is_answered_with_those_that_are(client: httpx2.AsyncClient) -> None:
    wrong = {}
    for path, methods in DOCUMENT["paths"].items():
        answer = await client.request("TRACE", path)
        if (answer.status_code, set(answer.headers["allow"].split(", "))) != (405, {*map(str.upper, methods)}):
            wrong[path] = (answer.status_code, answer.headers["allow"])

    assert wrong == {}


def test_bounds_are_told_in_the_words_of_json_schema() -> None:
    words = {word for part in parts_of(DOCUMENT["components"]["schemas"]) for word in part}

    assert not words & {"ge", "gt", "le", "lt", "min_length", "max_length"}


def test_a_change_has_no_defaults_that_a_generated_client_would_send() -> None:
    patches = [schema for name, schema in DOCUMENT["components"]["schemas"].items() if name.endswith("Patch")]

    assert patches
    assert not [part for schema in patches for part in parts_of(schema) if "default" in part]


def test_a_parameter_cannot_be_null() -> None:
    parameters = [parameter for _, operation in operations(DOCUMENT) for parameter in operation.get("parameters", ())]

    assert not [part for parameter in parameters for part in parts_of(parameter) if part.get("type") == "null"]


def test_what_is_limited_says_429() -> None:
    limited = {o["operationId"] for _, o in operations(DOCUMENT) if "429" in o["responses"]}

    assert {"sign_in", "change_me"} <= limited
    assert "list_users" not in limited
