import sys
from pathlib import Path

import pytest

from project.core.lazy import lazy_module


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where modules are found, which are forgotten afterwards."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return tmp_path


def test_a_module_is_run_when_it_is_used_first(folder: Path) -> None:
    (folder / "seldom_one.py").write_text("from pathlib import Path\nPath(__file__).with_suffix('.ran').touch()\nX = 3")

    module = lazy_module("seldom_one")
    before = (folder / "seldom_one.ran").exists()
    value = module.X

    assert (before, value, (folder / "seldom_one.ran").exists()) == (False, 3, True)


def test_it_is_the_module_that_an_import_gives(folder: Path) -> None:
    (folder / "seldom_two.py").write_text("X = 3")

    assert lazy_module("seldom_two") is sys.modules["seldom_two"] is lazy_module("seldom_two")


def test_a_module_that_is_loaded_already_is_taken() -> None:
    assert lazy_module("pathlib") is sys.modules["pathlib"]


def test_a_module_that_is_not_there_is_said_at_once() -> None:
    with pytest.raises(ModuleNotFoundError):
        lazy_module("seldom_nowhere")


def test_a_module_that_cannot_be_run_fails_at_its_use(folder: Path) -> None:
    (folder / "seldom_three.py").write_text("import seldom_nowhere")
    module = lazy_module("seldom_three")

    with pytest.raises(ModuleNotFoundError):
        _ = module.X
