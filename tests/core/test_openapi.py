"""What `/openapi.json` promises, read from the document itself, so that a new route is in by itself."""

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import jsonschema_rs
import pytest

from project.core.openapi import operations
from project.core.problems import MEDIA_TYPE
from project.core.settings import Settings
from project.main import create_app

DOCUMENT = create_app(Settings()).openapi()
OPERATIONS = [
    pytest.param(method, path, operation, id=f"{method} {path}")
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
#: A service that is ill answers with what it always answers, so that whoever watches it needs to read one shape only.
NO_PROBLEMS = {("/health", "503"), ("/api/v1/health", "503")}
ERRORS = [
    pytest.param(answer, id=f"{method} {path} {status}")
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    for status, answer in operation["responses"].items()
    if status >= "400" and (path, status) not in NO_PROBLEMS
]
JSON_TYPES = ("application/json", "application/x-www-form-urlencoded", MEDIA_TYPE)
BODIES_AND_ANSWERS = [
    pytest.param(content, id=f"{operation['operationId']} {status}")
    for _, operation in operations(DOCUMENT)
    for status, part in {"body": operation.get("requestBody", {}), **operation["responses"]}.items()
    for kind, content in part.get("content", {}).items()
    if kind in JSON_TYPES
]
each_operation = pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """The schema and all schemas in it."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts_of(part)


@each_operation
def test_an_operation_says_what_it_does(method: str, path: str, operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert operation["description"].rstrip().endswith(".")


def test_operation_ids_are_unique_names_in_snake_case() -> None:
    ids = [operation["operationId"] for _, operation in operations(DOCUMENT)]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in ids)


@pytest.mark.parametrize("content", BODIES_AND_ANSWERS)
def test_a_body_or_answer_has_an_example_that_fits_its_schema(content: dict[str, Any]) -> None:
    schema = {**content["schema"], "components": DOCUMENT["components"]}

    jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(content["example"])


@pytest.mark.parametrize("answer", ERRORS)
def test_an_error_is_a_problem(answer: dict[str, Any]) -> None:
    assert list(answer["content"]) in ([MEDIA_TYPE], ["application/x-votable+xml"])


@each_operation
async def test_a_credential_is_asked_for_where_the_document_says_so(
    client: httpx2.AsyncClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    if "text/event-stream" in operation["responses"].get("200", {}).get("content", {}) and "security" not in operation:
        pytest.skip("it answers for ever")

    answer = await client.request(method, path)

    assert (answer.status_code == 401) == ("security" in operation)


@pytest.mark.parametrize("path", DOCUMENT["paths"])
async def test_a_method_that_is_not_there_is_answered_with_those_that_are(
    client: httpx2.AsyncClient, path: str
) -> None:
    answer = await client.request("TRACE", path)

    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {method.upper() for method in DOCUMENT["paths"][path]}


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

    asking = {"create_insight", "create_definition", "ask_about_insight", "start_chat", "ask_in_chat"}
    asking |= {"write_words", "create_clip_from_words", "play_words"}
    reading = {"read_reader", "create_link_code", "accept_link_code", "join_reader"}
    catalogue = {operation.values[2]["operationId"] for operation in OPERATIONS if "/api/v1/" in operation.values[1]}
    catalogue -= {"read_catalogue_health"}
    assert limited == {"sign_in", "change_me", "export_data", "import_data"} | asking | reading | catalogue
