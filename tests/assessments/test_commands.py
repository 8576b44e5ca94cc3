"""`python -m project import` and `export`."""

import gzip
import json
import os
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from fastapi import FastAPI

from project.assessments.exports import file as exports
from project.assessments.imports.file import upload_from
from project.core.ops.files import PIECE_BYTES, source, target
from tests.factories import make_organisation, make_session, make_user
from tests.test_cli import project

MINA = {"child_name": "Mina Haddad", "child_age": 8, "tasks": [{"task_name": "walk", "metrics": {"stepCount": 12}}]}
WHO = """
SELECT organisation.name, count(*) AS sessions FROM session JOIN organisation ON organisation.id = organisation_id
GROUP BY organisation.name ORDER BY 1
"""


@pytest.fixture
async def clinic(spare_database_url: str) -> str:
    """Create an organisation beside the built-in one, without sessions."""
    database = await asyncpg.connect(spare_database_url)
    await database.execute("TRUNCATE session, import CASCADE")
    name = "The Clinic"
    await database.execute(
        "INSERT INTO organisation (id, name) VALUES (gen_random_uuid(), $1) ON CONFLICT DO NOTHING", name
    )
    await database.close()
    return name


def write(file: Path, *documents: Any) -> str:
    file.write_text("".join(json.dumps(document) + "\n" for document in documents))
    return str(file)


def unpacked(file: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]


async def test_an_imported_file_is_exported_again(spare_database_url: str, clinic: str, tmp_path: Path) -> None:
    file, packed = write(tmp_path / "in", MINA, {**MINA, "child_name": "Omar"}), str(tmp_path / "out.ndjson.gz")

    stored = project(spare_database_url, "import", file, "--organisation", clinic)
    written = project(spare_database_url, "export", packed, "--organisation", clinic)
    table = project(spare_database_url, "export", "-", "--organisation", clinic, "--format", "csv")

    assert (stored.returncode, stored.stderr) == (0, "")
    assert stored.stdout == "2 lines: 2 stored, 0 failed\n"
    assert (written.returncode, written.stderr) == (0, "")
    rows = unpacked(Path(packed))
    assert [(row["child_name"], row["tasks"][0]["score"]) for row in rows] == [("Mina Haddad", 2), ("Omar", 2)]
    assert [line.split(",")[2] for line in table.stdout.splitlines()] == ['"child_name"', '"Mina Haddad"', '"Omar"']


async def test_failed_lines_are_listed_one_by_one(spare_database_url: str, clinic: str, tmp_path: Path) -> None:
    file = write(tmp_path / "in", MINA, {"child_age": 99}, MINA)

    found = project(spare_database_url, "import", file)

    assert found.returncode == 1
    assert found.stdout == "3 lines: 2 stored, 1 failed\n"
    assert found.stderr == (
        "line 2: body.child_name: Field required\nline 2: body.child_age: Input should be less than or equal to 25\n"
    )
    database = await asyncpg.connect(spare_database_url)
    assert [tuple(row) for row in await database.fetch(WHO)] == [("Local", 2)]
    assert {row[0] for row in await database.fetch("SELECT DISTINCT user_id::text FROM audit_line")} == {
        "00000000-0000-7000-8000-000000000002"
    }
    await database.close()


async def test_all_or_nothing_stores_nothing(spare_database_url: str, clinic: str, tmp_path: Path) -> None:
    found = project(spare_database_url, "import", write(tmp_path / "in", MINA, {}), "--atomic")

    assert (found.returncode, found.stdout) == (1, "2 lines: 0 stored, 1 failed\n")


async def test_a_key_stores_a_file_once(spare_database_url: str, clinic: str, tmp_path: Path) -> None:
    for _ in range(2):
        found = project(spare_database_url, "import", write(tmp_path / "in", MINA), "--key", "May")
        assert (found.returncode, found.stdout) == (0, "1 lines: 1 stored, 0 failed\n")

    other = project(spare_database_url, "import", write(tmp_path / "in", {**MINA, "child_age": 9}), "--key", "May")

    assert (other.returncode, other.stderr) == (1, "This key was used for another file\n")


@pytest.mark.parametrize("name", ["out", "out.gz"])
def test_a_failed_export_leaves_an_existing_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("earlier")

    with suppress(ConnectionResetError), target(str(tmp_path / name)) as file:
        file.write(b"half")
        raise ConnectionResetError

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {name: "earlier"}


def test_an_export_replaces_an_existing_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("earlier")
    (tmp_path / "out").chmod(0o600)

    with target(str(tmp_path / "out")) as file:
        file.write(b"whole")

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out": "whole"}
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600


def test_an_export_goes_into_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with ThreadPoolExecutor() as pool:
        read = pool.submit((tmp_path / "pipe").read_bytes)
        with target(str(tmp_path / "pipe")) as file:
            file.write(b"whole")

    assert read.result() == b"whole"


async def test_a_database_failure_is_not_blamed_on_the_file(
    app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> AsyncIterator[str]:
        yield "one\n"
        raise ConnectionResetError

    monkeypatch.setattr(exports, "ndjson", broken)

    with pytest.raises(ConnectionResetError):
        await exports.save(str(tmp_path / "out"), None, "ndjson", lambda total: lambda rows: None)

    assert os.listdir(tmp_path) == []


async def test_rows_are_counted_as_they_are_written(app: FastAPI, tmp_path: Path) -> None:
    organisation = await make_organisation()
    await make_session(await make_user(organisation), child_notes="One\nTwo\nThree")
    counts: list[int] = []

    written = await exports.save(str(tmp_path / "out"), organisation.name, "csv", lambda total: counts.append)

    assert (written, counts) == (1, [1])


async def test_a_broken_file_reports_how_far_it_was_read(spare_database_url: str, clinic: str, tmp_path: Path) -> None:
    noise = os.urandom(PIECE_BYTES * 2).replace(b"\n", b"")
    (tmp_path / "in.gz").write_bytes(gzip.compress(b"\n" * 1000 + noise)[:-1000])

    found = project(spare_database_url, "import", str(tmp_path / "in.gz"))

    assert found.stderr.endswith(
        "ended before the end-of-stream marker was reached. Lines up to 1000 are done: send only the rest again\n"
    )


async def test_an_empty_key_is_refused(spare_database_url: str, tmp_path: Path) -> None:
    found = project(spare_database_url, "import", write(tmp_path / "in", MINA), "--key", "")

    assert (found.returncode, found.stderr) == (1, "A key has 1 to 200 characters\n")


def test_an_upload_from_a_file_may_be_atomic(tmp_path: Path) -> None:
    with source(write(tmp_path / "in", MINA)) as found:
        assert upload_from(found, 9, None, print, atomic=True).atomic


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["import", "nowhere"], "nowhere: No such file or directory\n"),
        (["import", "not.gz"], "not.gz: Not a gzipped file (b'no')\n"),
        (["export", "no/where"], "no/where: No such file or directory\n"),
        (["import", "not.gz", "--organisation", "Nobody"], "Organisation Nobody not found\n"),
        (["export", "-", "--organisation", "Nobody"], "Organisation Nobody not found\n"),
    ],
)
def test_a_failed_command_prints_one_line(spare_database_url: str, tmp_path: Path, words: list[str], line: str) -> None:
    (tmp_path / "not.gz").write_text("no")
    words = [str(tmp_path / word) if place == 1 and word != "-" else word for place, word in enumerate(words)]

    found = project(spare_database_url, *words)

    assert found.returncode == 1
    assert found.stderr.replace(f"{tmp_path}/", "") == line
