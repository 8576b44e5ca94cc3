"""A language model's arguments as an SML clip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from project.music.errors import BadMusic
from project.music.location import Location
from project.music.notation.json_values import integer
from project.music.notation.maps import FASTEST, SLOWEST
from project.music.notation.sml_clips import read_clip
from project.music.words.function_schema import ITEM_KEYS

NO_NAME = "generated-clip"


class ComposedSML(NamedTuple):
    #: Accepted by `read_clip`; each bar has `expression`, an object or None.
    sml: dict[str, Any]
    #: SML clips have no tempo.
    tempo_bpm: int


class FaultyClip(Exception):
    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__()
        self.faults = faults


def read_arguments(arguments: Mapping[str, Any]) -> ComposedSML:
    """Raises FaultyClip with the faults of the clip, else with the first fault of each bar."""
    sml = _sml(arguments)
    faults: list[str] = []
    with _collect_faults(faults):
        read_clip({**sml, "bars": []}, Location((), "the clip"))
    for number, bar in enumerate([] if faults else sml["bars"], 1):
        with _collect_faults(faults):
            read_clip({**sml, "bars": [bar]}, Location((), f"entry {number} of bars"))
    with _collect_faults(faults):
        tempo_bpm = integer(arguments.get("tempo_bpm"), Location(("tempo_bpm",)), SLOWEST, FASTEST)
    if not sml["bars"]:
        faults.append("bars: Should be a non-empty list")
    if faults:
        raise FaultyClip(faults)
    return ComposedSML(sml, tempo_bpm)


@contextmanager
def _collect_faults(faults: list[str]) -> Iterator[None]:
    try:
        yield
    except BadMusic as error:
        key = next((step for step in reversed(error.loc) if isinstance(step, str)), "")
        faults.append(f"{key}: {error}")


def _sml(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Convert as far as the arguments allow; `read_clip` finds the rest."""
    bars, meter = arguments.get("bars"), arguments.get("meter")
    return {
        "clip_id": None,
        "name": arguments.get("clip_name") or NO_NAME,
        "track_name": arguments.get("instrument"),
        **({"meter_map": [{"bar": 0, **meter}]} if isinstance(meter, dict) else {}),
        "bars": [_bar(bar) for bar in bars] if isinstance(bars, list) else [],
    }


def _bar(bar: Any) -> Any:
    if not isinstance(bar, dict):
        return bar
    items = bar.get("items")
    return {
        "bar_index": bar.get("bar_index"),
        "items": [_item(item) for item in items] if isinstance(items, list) else items,
        "expression": bar.get("expression") or None,
    }


def _item(item: Any) -> Any:
    return {key: item[key] for key in ITEM_KEYS if key in item} if isinstance(item, dict) else item
