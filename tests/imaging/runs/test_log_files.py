import os
from pathlib import Path

import pytest

from project.imaging.runs import log_files
from project.imaging.runs.log_files import read_log

RUN = "job-2026-01-01-120000"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "logs").mkdir()
    return tmp_path / "logs"


def lines(folder: Path, run_id: str = RUN, tail: int = 100) -> list[str] | None:
    found = read_log([folder], run_id, tail)
    return found.lines if found else None


def test_the_last_lines_are_read_with_their_ends(folder: Path) -> None:
    (folder / f"{RUN}.log").write_bytes(b"one\ntwo\r\nthree")

    found = read_log([folder], RUN, 2)

    assert found is not None
    assert found.lines == ["two\n", "three"]
    assert found.total_lines == 3


@pytest.mark.parametrize("tail", [0, -1, -(10**30)])
def test_a_tail_of_0_is_the_whole_file(folder: Path, tail: int) -> None:
    (folder / f"{RUN}.log").write_text("one\ntwo\n")

    assert lines(folder, tail=tail) == ["one\n", "two\n"]


def test_only_the_end_of_a_huge_file_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_files, "MAX_READ_BYTES", 9)
    monkeypatch.setattr(log_files, "MAX_COUNTED_BYTES", 20)
    (folder / f"{RUN}.log").write_text("one\n" * 10)

    found = read_log([folder], RUN, 0)

    assert found is not None
    assert found.lines == ["\n", "one\n", "one\n"]
    assert found.total_lines is None


def test_lines_are_counted_over_blocks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_files, "BLOCK_BYTES", 3)
    (folder / f"{RUN}.log").write_text("one\ntwo\nthree")

    found = read_log([folder], RUN, 1)

    assert found is not None
    assert found.total_lines == 3


def test_an_empty_file_has_no_lines(folder: Path) -> None:
    (folder / f"{RUN}.log").touch()

    assert read_log([folder], RUN, 10) == ([], 0)


def test_folders_are_searched_in_order(folder: Path, tmp_path: Path) -> None:
    (tmp_path / f"{RUN}.log").write_text("second\n")

    found = read_log([folder, tmp_path, folder / "missing"], RUN, 10)

    assert found is not None
    assert found.lines == ["second\n"]


@pytest.mark.parametrize("run_id", ["../secret", "..", "", ".", "a/b", "a\0b", "x" * 5000, "\udcff", "/etc/passwd"])
def test_no_name_can_leave_the_folder(folder: Path, run_id: str) -> None:
    (folder.parent / "secret.log").write_text("secret\n")

    assert lines(folder, run_id) is None


def test_a_link_is_not_followed(folder: Path) -> None:
    (folder.parent / "secret.log").write_text("secret\n")
    (folder / f"{RUN}.log").symlink_to(folder.parent / "secret.log")

    assert lines(folder) is None


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / f"{RUN}.log")

    assert lines(folder) is None


def test_a_folder_is_ignored(folder: Path) -> None:
    (folder / f"{RUN}.log").mkdir()

    assert lines(folder) is None
