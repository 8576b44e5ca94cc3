import json
from typing import Any

import pytest
from fastapi.routing import APIRoute
from typer.testing import CliRunner

from project.cli import app
from project.core.ops.settings import Settings
from project.main import create_app


def listed(*words: str) -> list[dict[str, Any]]:
    found = CliRunner().invoke(app, ["routes", "--json", *words])
    assert found.exit_code == 0
    lines: list[dict[str, Any]] = json.loads(found.stdout)
    return lines


def test_a_table_has_a_line_for_each_route() -> None:
    head, *lines = CliRunner().invoke(app, ["routes", "create_session"]).stdout.splitlines()

    assert head.split() == ["METHOD", "PATH", "RIGHT", "IDEMPOTENT", "ROUTE"]
    assert [line.split() for line in lines] == [
        ["POST", "/sessions", "write", "yes", "project.assessments.routers.sessions:create_session"]
    ]


def test_every_route_of_the_api_is_listed() -> None:
    routes = [route for route in create_app(Settings()).routes if isinstance(route, APIRoute)]

    served = {(method, route.path) for route in routes for method in route.methods}

    assert served <= {(line["method"], line["path"]) for line in listed()}


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("users:create_user", "admin"),
        ("keys:create_key", "oneself"),
        ("sessions:list_sessions", "read"),
        ("ingest:ingest", "ingest"),
        ("health:read_health", ""),
    ],
)
def test_the_right_is_the_one_that_the_routes_dependency_declares(name: str, right: str) -> None:
    assert {line["right"] for line in listed(name)} == {right}


def test_every_route_that_changes_something_names_a_right() -> None:
    open_to_all = [line["path"] for line in listed() if line["method"] != "GET" and not line["right"]]

    assert [path for path in open_to_all if not path.startswith("/auth/")] == []


def test_a_text_narrows_the_list_whatever_its_case() -> None:
    assert {line["right"] for line in listed("INGEST")} == {"ingest"}
