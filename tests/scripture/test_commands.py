from pathlib import Path

import asyncpg
import pytest

from project.scripture.text.sources.king_james import VERSES
from tests.scripture.texts import GENESIS, write_file
from tests.test_cli import project


def test_the_command_loads_a_file(spare_database_url: str, file: Path) -> None:
    first = project(spare_database_url, "bible", "load", str(file), "--translation", "WEB", "--translation", "xyz")
    again = project(spare_database_url, "bible", "load", str(file))

    assert (first.returncode, first.stdout, first.stderr) == (0, "WEB: 3 verses\nxyz: 2 verses\n", "")
    assert (again.returncode, again.stdout, again.stderr) == (0, "WEB: 3 verses\nBSB: 1 verses\n", "")


async def test_without_a_file_the_command_loads_the_king_james_version(spare_database_url: str) -> None:
    found = project(spare_database_url, "bible", "load")

    database = await asyncpg.connect(spare_database_url)
    count = await database.fetchval("SELECT count(*) FROM verse WHERE translation_id = 'eng_kjv'")
    await database.close()
    assert (found.returncode, found.stdout, found.stderr, count) == (0, "KJV: 31102 verses\n", "", VERSES)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nowhere.db"], "nowhere.db: No such file\n"),
        (["."], ".: No such file\n"),
        (["words.txt"], "words.txt: Not a Bible file: file is not a database\n"),
        (["bible.eng.db", "--translation", "ASV"], "bible.eng.db: It has no translation ASV\n"),
        (["other.db"], "other.db: It has no translation with a code of this service; load others by --all\n"),
        (["--translation", "WEB"], "Without a file there is no translation but KJV\n"),
    ],
)
def test_a_failed_load_prints_one_line(
    spare_database_url: str, file: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], line: str
) -> None:
    (file.parent / "words.txt").write_text("In the beginning, " * 1000)
    write_file(file.parent / "other.db", {"xyz": GENESIS})
    paths = [str(file.parent / word) if "." in word else word for word in words]

    found = project(spare_database_url, "bible", "load", *paths)

    assert found.returncode == 1
    assert found.stderr.replace(f"{file.parent}/", "").replace(str(file.parent), ".") == line
