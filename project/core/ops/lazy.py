"""Modules that load on first use."""

from __future__ import annotations

import importlib.util
import sys
from threading import RLock
from types import ModuleType
from typing import Any


class LazyModule(ModuleType):
    """A module that has not run yet.

    The standard library's own (`LazyLoader`) is run by whoever looks where a module comes from, as `inspect` does for
    all that there are: in the middle of another's import. Nor does it let other threads wait.
    """

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there: anything but the module's name, file and spec."""
        spec, state = self.__spec__, self.__dict__
        assert spec is not None
        assert spec.loader is not None
        with state["_loading"]:
            if type(self) is LazyModule and not state["_begun"]:
                state["_begun"] = True
                try:
                    if spec.submodule_search_locations is not None:
                        state["__path__"] = spec.submodule_search_locations
                    spec.loader.exec_module(self)
                    self.__class__ = ModuleType  # type: ignore[assignment]  # from here on it is like any other
                finally:
                    state["_begun"] = False
        return ModuleType.__getattribute__(self, name)


def lazy_module(name: str) -> ModuleType:
    """Import a large, seldom needed module on first use. Import errors come late, too.

    For the type checker, import it as well under `if TYPE_CHECKING`.
    """
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    module.__dict__.pop("__path__", None)  # asked for by an import of what is in it, which needs the package run
    module.__dict__.update(_loading=RLock(), _begun=False)
    module.__class__ = LazyModule
    sys.modules[name] = module
    return module
