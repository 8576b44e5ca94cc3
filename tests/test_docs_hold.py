"""The documentation says what is there: settings, paths, commands, links, and the first steps of the README."""

import json
import pkgutil
import re
import shlex
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from typer.testing import CliRunner

import project
from project.cli import app as commands
from project.core.ops.settings import Settings, variables
from project.core.testing.environment import ROOT
from project.main import create_app
from project.users.models import Organisation

README = (ROOT / "README.md").read_text()
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {str(page.relative_to(ROOT)): page.read_text() for page in PAGES}
EVERYTHING = "\n".join(TEXTS.values())

SETTINGS = set(variables().values())
#: In code: a method and a path, or a path alone; what follows a question mark is left out.
OPERATION = re.compile(r"`(GET|POST|PATCH|DELETE) (/[^`? ]*)")
PATH = re.compile(r"`(/[a-z][^`? …]*)[?`]")
#: Served, but not part of the API's document; and the beginning of several paths.
BESIDE = {"/docs", "/redoc", "/openapi.json", "/auth"}
CURL = re.compile(r"^(curl (?:.*\\\n)*.*)\n# (\d{3}) (.*)$", re.MULTILINE)
TARGETS = set(re.findall(r"^([a-z]+):.*?## \S", (ROOT / "Makefile").read_text(), re.MULTILINE))
ANY = "…"
FOLDERS = "|".join(
    ("project", "tests", "migrations", *(m.name for m in pkgutil.iter_modules(project.__path__) if m.ispkg))
)


def named(pattern: str) -> list[str]:
    return sorted(set(re.findall(pattern, EVERYTHING)))


def operations(app: FastAPI) -> set[tuple[str, str]]:
    return {(method.upper(), path) for path, item in app.openapi()["paths"].items() for method in item}


def agrees(answer: Any, printed: Any) -> bool:
    """Whether the answer has all that is printed; … stands for any value."""
    if isinstance(printed, dict):
        return all(key in answer and agrees(answer[key], value) for key, value in printed.items())
    if isinstance(printed, list):
        return len(answer) == len(printed) and all(map(agrees, answer, printed))
    return bool(printed in (ANY, answer))


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody at their own machine, without credentials."""
    await Organisation.objects.ensure_local()
    transport = httpx2.ASGITransport(create_app(Settings(auth="open")), client=("127.0.0.1", 50000))
    async with httpx2.AsyncClient(transport=transport) as client:
        yield client


async def run_curl(client: httpx2.AsyncClient, command: str) -> httpx2.Response:
    words = shlex.split(command.replace("\\\n", " "))
    options = dict(pairwise(words))
    headers = dict([options["-H"].split(": ")]) if "-H" in options else {}
    url = next(word for word in words if word.startswith("http"))
    return await client.request(options.get("-X", "GET"), url, content=options.get("-d"), headers=headers)


def test_every_setting_stands_in_a_table_of_the_pages() -> None:
    assert [name for name in sorted(SETTINGS) if f"| `{name}` |" not in EVERYTHING] == []


def test_a_variable_that_is_named_is_a_setting() -> None:
    assert set(named(r"\bAPP_[A-Z_]+\b")) - SETTINGS == set()


def test_an_operation_that_is_named_exists(app: FastAPI) -> None:
    assert set(OPERATION.findall(EVERYTHING)) - operations(app) == set()


def test_a_path_that_is_named_exists(app: FastAPI) -> None:
    paths = {path for _, path in operations(app)} | BESIDE

    assert set(PATH.findall(EVERYTHING)) - paths == set()


def test_every_operation_is_in_the_pages(app: FastAPI) -> None:
    pages = "\n".join(text for name, text in TEXTS.items() if name.startswith("docs/"))

    assert operations(app) - set(OPERATION.findall(pages)) == set()


def test_a_make_target_that_is_named_has_help() -> None:
    assert set(named(r"(?m)(?:^|`)make ([a-z]+)")) - TARGETS == set()


def test_a_command_that_is_named_has_help() -> None:
    words = named(r"python -m project ([a-z]+)")

    assert words
    assert [word for word in words if CliRunner().invoke(commands, [word, "--help"]).exit_code] == []


def test_the_readme_names_every_command() -> None:
    names = [command.name or command.callback.__name__ for command in commands.registered_commands]

    assert [name for name in names if f"`{name}`" not in README] == []


def test_the_links_of_the_pages_lead_somewhere() -> None:
    targets = [(page, target) for page in PAGES for target in re.findall(r"\]\(([^)#]+)", page.read_text())]
    inside = [(page, target) for page, target in targets if "://" not in target]

    assert [(page.name, target) for page, target in inside if not (page.parent / target).exists()] == []


def test_a_file_that_is_named_exists() -> None:
    paths = named(rf"`((?:{FOLDERS})/[\w./]+)`")

    assert [path for path in paths if not (ROOT / path).exists() and not (ROOT / "project" / path).exists()] == []


async def test_the_first_steps_of_the_readme_answer_as_printed(visitor: httpx2.AsyncClient) -> None:
    ids: dict[str, str] = {}
    for command, status, printed in CURL.findall(README):
        for name, known in ids.items():
            command, printed = command.replace(name, known), printed.replace(name, known)
        answer = await run_curl(visitor, command)
        assert answer.status_code == int(status), answer.text
        assert agrees(answer.json(), json.loads(printed)), (printed, answer.text)
        if len(ids) < 2:
            ids["TASK_ID" if ids else "SESSION_ID"] = answer.json()["id"]

    assert len(CURL.findall(README)) == README.count("curl ")


def test_the_readme_fits_on_a_screen() -> None:
    assert len(README.splitlines()) <= 64
