"""The pages match the service: settings, paths, commands, links and the README's first steps."""

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
#: In backquotes: a method and a path, or a path alone, without the query.
OPERATION = re.compile(r"`(GET|POST|PATCH|DELETE) (/[^`? ]*)")
PATH = re.compile(r"`(/[a-z][^`? …]*)[?`]")
#: Served but not in the OpenAPI document, or a common prefix.
UNDOCUMENTED = {"/docs", "/redoc", "/openapi.json", "/auth"}
CURL = re.compile(r"^(curl (?:.*\\\n)*.*)\n# (\d{3}) (.*)$", re.MULTILINE)
TARGETS = set(re.findall(r"^([a-z]+):.*?## \S", (ROOT / "Makefile").read_text(), re.MULTILINE))
ANY = "…"
FOLDERS = "|".join(
    ("project", "tests", "migrations", *(m.name for m in pkgutil.iter_modules(project.__path__) if m.ispkg))
)


def mentioned(pattern: str) -> list[str]:
    return sorted(set(re.findall(pattern, EVERYTHING)))


def operations(app: FastAPI) -> set[tuple[str, str]]:
    return {(method.upper(), path) for path, item in app.openapi()["paths"].items() for method in item}


def agrees(answer: Any, printed: Any) -> bool:
    """Return whether the answer contains what is printed. … matches any value."""
    if isinstance(printed, dict):
        return all(key in answer and agrees(answer[key], value) for key, value in printed.items())
    if isinstance(printed, list):
        return len(answer) == len(printed) and all(map(agrees, answer, printed))
    return bool(printed in (ANY, answer))


@pytest.fixture
async def local(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """A local client without credentials."""
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


def test_every_setting_is_in_a_table_of_the_pages() -> None:
    assert [name for name in sorted(SETTINGS) if f"| `{name}` |" not in EVERYTHING] == []


def test_every_variable_in_the_pages_is_a_setting() -> None:
    assert set(mentioned(r"\bAPP_[A-Z_]+\b")) - SETTINGS == set()


def test_every_operation_in_the_pages_exists(app: FastAPI) -> None:
    assert set(OPERATION.findall(EVERYTHING)) - operations(app) == set()


def test_every_path_in_the_pages_exists(app: FastAPI) -> None:
    paths = {path for _, path in operations(app)} | UNDOCUMENTED

    assert set(PATH.findall(EVERYTHING)) - paths == set()


def test_every_operation_is_in_the_pages(app: FastAPI) -> None:
    pages = "\n".join(text for name, text in TEXTS.items() if name.startswith("docs/"))

    assert operations(app) - set(OPERATION.findall(pages)) == set()


def test_every_make_target_in_the_pages_has_help() -> None:
    assert set(mentioned(r"(?m)(?:^|`)make ([a-z]+)")) - TARGETS == set()


def test_every_command_in_the_pages_has_help() -> None:
    words = mentioned(r"python -m project ([a-z]+)")

    assert words
    assert [word for word in words if CliRunner().invoke(commands, [word, "--help"]).exit_code] == []


def test_the_readme_names_every_command() -> None:
    names = [command.name or command.callback.__name__ for command in commands.registered_commands]

    assert [name for name in names if f"`{name}`" not in README] == []


def test_links_between_the_pages_resolve() -> None:
    targets = [(page, target) for page in PAGES for target in re.findall(r"\]\(([^)#]+)", page.read_text())]
    inside = [(page, target) for page, target in targets if "://" not in target]

    assert [(page.name, target) for page, target in inside if not (page.parent / target).exists()] == []


def test_every_file_in_the_pages_exists() -> None:
    paths = mentioned(rf"`((?:{FOLDERS})/[\w./]+)`")

    assert [path for path in paths if not (ROOT / path).exists() and not (ROOT / "project" / path).exists()] == []


async def test_the_first_steps_of_the_readme_answer_as_printed(local: httpx2.AsyncClient) -> None:
    ids: dict[str, str] = {}
    for command, status, printed in CURL.findall(README):
        for name, known in ids.items():
            command, printed = command.replace(name, known), printed.replace(name, known)
        answer = await run_curl(local, command)
        assert answer.status_code == int(status), answer.text
        assert agrees(answer.json(), json.loads(printed)), (printed, answer.text)
        if len(ids) < 2:
            ids["TASK_ID" if ids else "SESSION_ID"] = answer.json()["id"]

    assert len(CURL.findall(README)) == README.count("curl ")


def test_the_readme_fits_on_a_screen() -> None:
    assert len(README.splitlines()) <= 64
