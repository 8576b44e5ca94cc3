import importlib
import inspect
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from project.core.ops.lazy import lazy_module


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


def test_looking_where_it_comes_from_does_not_run_it(folder: Path) -> None:
    (folder / "seldom_four.py").write_text("from pathlib import Path\nPath(__file__).with_suffix('.ran').touch()")
    module = lazy_module("seldom_four")

    assert (inspect.ismodule(module), module.__file__) == (True, str(folder / "seldom_four.py"))
    assert not (folder / "seldom_four.ran").exists()


def test_other_threads_wait_until_it_has_run(folder: Path) -> None:
    (folder / "seldom_five.py").write_text("import time\ntime.sleep(0.2)\nX = 3")
    module = lazy_module("seldom_five")

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: module.X, range(4))) == [3, 3, 3, 3]


def test_importing_a_part_runs_the_package_first(folder: Path) -> None:
    (folder / "seldom_six").mkdir()
    (folder / "seldom_six" / "__init__.py").write_text("X = 3")
    (folder / "seldom_six" / "part.py").write_text("import sys\nY = vars(sys.modules['seldom_six'])['X']")
    lazy_module("seldom_six")

    assert importlib.import_module("seldom_six.part").Y == 3


def test_a_module_that_could_not_be_run_is_tried_again(folder: Path) -> None:
    (folder / "seldom_seven.py").write_text("from seldom_eight import X")
    module = lazy_module("seldom_seven")
    with pytest.raises(ModuleNotFoundError):
        _ = module.X
    (folder / "seldom_eight.py").write_text("X = 3")
    importlib.invalidate_caches()

    assert module.X == 3
