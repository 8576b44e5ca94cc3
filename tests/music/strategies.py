"""Hypothesis strategies for SML clips and projects."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

#: Note values in beats, independent of the code under test.
BEATS = {
    "whole": Fraction(4),
    "half": Fraction(2),
    "quarter": Fraction(1),
    "eighth": Fraction(1, 2),
    "sixteenth": Fraction(1, 4),
    "thirty_second": Fraction(1, 8),
    "dotted_half": Fraction(3),
    "dotted_quarter": Fraction(3, 2),
    "dotted_eighth": Fraction(3, 4),
    "triplet_quarter": Fraction(2, 3),
    "triplet_eighth": Fraction(1, 3),
    "triplet_sixteenth": Fraction(1, 6),
    "5": Fraction(5, 8),
    "7": Fraction(7, 8),
}
METERS = ((4, 4), (3, 4), (2, 4), (6, 8), (7, 8), (5, 4), (9, 16))

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
times = st.sampled_from([0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 1 / 3])


def curves(low: int = 0, high: int = 127) -> st.SearchStrategy[list[dict[str, Any]]]:
    points = st.fixed_dictionaries({"time": times, "value": st.integers(low, high)})
    return st.lists(points, max_size=4)


pedals = st.lists(
    st.one_of(
        st.fixed_dictionaries({"time": times, "on": st.booleans()}),
        st.fixed_dictionaries({"time": times, "controller": st.integers(64, 67), "value": st.integers(0, 127)}),
    ),
    max_size=3,
)
metadata = st.dictionaries(names, st.one_of(st.none(), st.integers(-5, 5), names), max_size=2)
#: The expression of an SML bar.
expressions = st.fixed_dictionaries(
    {},
    optional={
        "velocity_curve": curves(),
        "cc": st.dictionaries(st.sampled_from(["1", "7", "11", "74"]), curves(), max_size=2),
        "pitch_bend_curve": curves(-400, 400),
        "aftertouch_curve": curves(),
        "pedal_events": pedals,
        "metadata": metadata,
    },
)
extras = st.one_of(st.none(), st.fixed_dictionaries({"extra": st.one_of(st.none(), metadata)}))


@st.composite
def pitches(draw: st.DrawFn) -> str:
    letter, sign = draw(st.sampled_from("CDEFGABcdefgab")), draw(st.sampled_from(["", "#", "b", "♯", "♭"]))
    return f"{letter}{sign}{draw(st.integers(0, 8))}"


@st.composite
def items(draw: st.DrawFn, duration: str) -> dict[str, Any]:
    if draw(st.integers(0, 4)) == 0:
        return {"rest": duration}
    further = {
        "velocity": st.one_of(st.none(), st.integers(0, 127)),
        "articulation": st.one_of(st.none(), st.sampled_from(["normal", "staccato", "legato"])),
        "expression": extras,
    }
    return {"note": draw(pitches()), "duration": duration, **draw(st.fixed_dictionaries({}, optional=further))}


@st.composite
def bars(draw: st.DrawFn, index: int, beats: Fraction) -> dict[str, Any]:
    written: list[dict[str, Any]] = []
    for duration in draw(st.lists(st.sampled_from(list(BEATS)), max_size=8)):
        if BEATS[duration] <= beats:
            beats -= BEATS[duration]
            written.append(draw(items(duration)))
    return {"bar_index": index, "items": written, "expression": draw(expressions)}


@st.composite
def clips(draw: st.DrawFn, clip_id: int | None = None, meter: tuple[int, int] | None = None) -> dict[str, Any]:
    """A clip in one meter, from any first bar, with gaps and bars of equal index."""
    meter = meter or draw(st.sampled_from(METERS))
    first = draw(st.sampled_from([0, 0, 1, 1, -1, 3]))
    indexes = [first + i for i in draw(st.lists(st.integers(0, 4), max_size=4))]
    beats = Fraction(4 * meter[0], meter[1])
    further = {"track_name": st.one_of(st.none(), names), "tags": st.one_of(st.none(), st.lists(names, max_size=3))}
    meter_map = [{"bar": -5, "numerator": meter[0], "denominator": meter[1]}]
    return {
        "clip_id": clip_id,
        "name": draw(names),
        **draw(st.fixed_dictionaries({}, optional=further)),
        **({"meter_map": meter_map} if meter != (4, 4) else {}),
        "bars": [draw(bars(index, beats)) for index in indexes],
    }


@dataclass(frozen=True)
class Music:
    """An SML project and its clips by id."""

    project: dict[str, Any]
    clips: dict[int, dict[str, Any]]


@st.composite
def changes(draw: st.DrawFn, **values: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
    later = draw(st.lists(st.integers(2, 9), unique=True, max_size=2).map(sorted))
    return [{"bar": bar, **draw(st.fixed_dictionaries(values))} for bar in [1, *later]]


@st.composite
def meter_maps(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = draw(changes(meter=st.sampled_from(METERS)))
    return [{"bar": c["bar"], "numerator": c["meter"][0], "denominator": c["meter"][1]} for c in found]


@st.composite
def instances(draw: st.DrawFn, clip_ids: list[int]) -> dict[str, Any]:
    override = st.fixed_dictionaries({"bar_index": st.integers(0, 5)})
    overrides = st.lists(st.tuples(override, expressions).map(lambda pair: {**pair[1], **pair[0]}), max_size=2)
    further = {"length_bars": st.integers(0, 4), "clip_bar_index": st.integers(0, 3), "bar_overrides": overrides}
    return {
        "clip_id": draw(st.sampled_from(clip_ids)),
        "start_bar": draw(st.integers(1, 8)),
        **draw(st.fixed_dictionaries({}, optional=further)),
    }


@st.composite
def tracks(draw: st.DrawFn, clip_ids: list[int]) -> dict[str, Any]:
    instrument = st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["Violin", "piano", "Drum kit", "nothing known", "Synth Bass 1"]),
            "midi_channel": st.integers(0, 15),
            "program": st.integers(0, 127),
            "expression_profile": st.just("warm"),
        },
    )
    return {
        "clips": draw(st.lists(instances(clip_ids), max_size=3)),
        **draw(st.fixed_dictionaries({}, optional={"instrument": instrument})),
    }


@st.composite
def projects(draw: st.DrawFn) -> Music:
    """Projects whose loops do not overlap."""
    ids = draw(st.lists(st.integers(1, 50), unique=True, min_size=1, max_size=3))
    first = draw(st.integers(1, 6))
    loop = st.builds(
        lambda length, count: {"start_bar": first, "length_bars": length, "repeat_count": count},
        st.integers(1, 4),
        st.integers(1, 3),
    )
    further = {
        "ticks_per_quarter": st.sampled_from([96, 480, 960, 7]),
        "tempo_map": changes(tempo_bpm=st.sampled_from([60, 90, 120, 133, 96.5])),
        "meter_map": meter_maps(),
        "key_map": changes(key=st.sampled_from("CDEFGAB"), mode=st.sampled_from(["major", "minor"])),
        "loops": st.lists(loop, max_size=1),
    }
    project = {
        "name": draw(names),
        **draw(st.fixed_dictionaries({}, optional=further)),
        "tracks": draw(st.dictionaries(names, tracks(ids), max_size=3)),
    }
    return Music({"project": project}, {clip_id: draw(clips(clip_id)) for clip_id in ids})
