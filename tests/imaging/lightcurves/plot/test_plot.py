"""The plot of a light curve: ticks, shapes, SVG and PNG."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.plot.axes import Scale, padded, round_ticks
from project.imaging.lightcurves.plot.curve import MAX_POINTS
from project.imaging.lightcurves.plot.date_ticks import date_ticks
from project.imaging.lightcurves.plot.frame import BOTTOM, LEFT, RIGHT, TOP
from project.imaging.lightcurves.plot.marks import CROWDED
from project.imaging.lightcurves.plot.palette import DARK, LIGHT
from project.imaging.lightcurves.plot.plot import plot_light_curve
from project.imaging.lightcurves.plot.png import to_png
from project.imaging.lightcurves.plot.shapes import HEIGHT, WIDTH, Dots, Label, Picture, Rectangle, Strokes
from project.imaging.lightcurves.plot.svg import to_svg

NAME = "NVSS J083216+551012"
CURVE = [
    Epoch(0.0123, 0.0005, 60950.577552),
    Epoch(0.0187, 0.0006, 60953.586452),
    Epoch(0.0098, 0.0035, 60961.000422, flags=4),
    Epoch(0.0151, 0.0004, 60968.189288),
]
NUMBERS = st.floats(allow_nan=True, allow_infinity=True)
EPOCHS = st.lists(st.builds(Epoch, NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS, st.integers(0, 3)), max_size=12)
SVG = "{http://www.w3.org/2000/svg}"


def words(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Label)]


def shapes(picture: Picture, kind: type, role: str) -> list[Any]:
    return [shape for shape in picture.shapes if isinstance(shape, kind) and shape.role == role]


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9), st.integers(3, 10))
def test_round_ticks_lie_within_and_are_not_too_many(low: float, span: float, most: int) -> None:
    low, high = padded(low, low + span, 0.0, 0.0)
    ticks = round_ticks(low, high, most)

    assert 1 <= len(ticks) <= most + 1
    assert all(low - span * 1e-6 <= tick.value <= high + span * 1e-6 for tick in ticks)
    assert len({tick.label for tick in ticks}) == len(ticks)


def test_round_ticks_are_round() -> None:
    assert [tick.label for tick in round_ticks(-0.013, 0.031, 7)] == ["−0.01", "0.00", "0.01", "0.02", "0.03"]


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (0.003, ["00:00", "00:01", "00:02", "00:03", "00:04"]),
        (0.3, ["10-05 00:00", "10-05 03:00", "10-05 06:00"]),
        (3.5, ["2025-10-05", "2025-10-06", "2025-10-07", "2025-10-08"]),
        (100, ["2025-11", "2025-12", "2026-01"]),
        (2000, ["2026", "2027", "2028", "2029", "2030", "2031"]),
    ],
)
def test_dates_are_as_fine_as_there_is_room_for(days: float, labels: list[str]) -> None:
    ticks = date_ticks(60953.0, 60953.0 + days, 6)

    assert [tick.label for tick in ticks] == labels
    assert all(60953.0 <= tick.value <= 60953.0 + days for tick in ticks)


@given(st.floats(-1e7, 1e7), st.floats(1e-4, 1e7), st.integers(3, 9))
def test_dates_of_any_time_are_in_order(low: float, span: float, most: int) -> None:
    values = [tick.value for tick in date_ticks(low, low + span, most)]

    assert len(values) <= most
    assert values == sorted(values)


def test_a_scale_turns_upside_down() -> None:
    scale = Scale(0.0, 10.0, 400.0, 100.0)

    assert (scale.at(0.0), scale.at(5.0), scale.at(10.0)) == (400.0, 250.0, 100.0)


def test_a_curve_has_its_name_units_and_numbers() -> None:
    said = words(plot_light_curve(NAME, CURVE))

    assert {NAME, "Flux density (mJy)", "Modified Julian Date (days, UTC)", "60955", "2025-10-07"} <= set(said)
    assert "4 measurements  ·  mean 13.98 mJy  ·  standard deviation 3.82 mJy  ·  2025-10-02 to 2025-10-20" in said
    assert {"flagged", "mean", "±1 standard deviation"} <= set(said)


def test_each_point_is_drawn_with_its_error() -> None:
    picture = plot_light_curve(NAME, CURVE)
    (points,), (bars,) = shapes(picture, Dots, "point"), shapes(picture, Strokes, "point")

    assert len(points.centres) == 3
    assert len(bars.lines) == 9  # each with two caps
    (x, y), ((x1, y1), (x2, y2)) = points.centres[0], bars.lines[0]
    assert x == x1 == x2
    assert y2 < y < y1


def test_flagged_points_are_rings() -> None:
    (flagged, _legend) = shapes(plot_light_curve(NAME, CURVE), Dots, "flagged")

    assert flagged.ring
    assert len(flagged.centres) == 1


def test_the_mean_and_the_band_round_it() -> None:
    picture = plot_light_curve(NAME, CURVE)
    (band, _), (mean, _) = shapes(picture, Rectangle, "band"), shapes(picture, Strokes, "mean")

    assert mean.lines[0][0][1] == pytest.approx(band.y + band.height / 2)


@pytest.mark.parametrize(("flux", "unit"), [(2.6, "Jy"), (0.0026, "mJy"), (2.6e-5, "µJy"), (-0.5, "mJy"), (0.0, "µJy")])
def test_the_unit_suits_the_flux(flux: float, unit: str) -> None:
    assert f"Flux density ({unit})" in words(plot_light_curve(NAME, [Epoch(flux, 0.1, 60950.0)]))


def test_a_curve_without_measurements_says_so() -> None:
    assert "No measurements" in words(plot_light_curve(NAME, []))


def test_what_has_no_time_is_left_out_and_counted() -> None:
    picture = plot_light_curve(NAME, [*CURVE, Epoch(0.01, 0.001)])

    assert "1 without a time left out" in picture.description


def test_a_bar_ends_at_the_frame() -> None:
    picture = plot_light_curve(NAME, [*CURVE, Epoch(0.012, 50.0, 60955.0)])
    (bars,) = shapes(picture, Strokes, "point")

    assert all(TOP <= y <= HEIGHT - BOTTOM for line in bars.lines for _, y in line)


def test_of_very_many_points_some_are_drawn() -> None:
    many = [Epoch(1.0 + n % 7, 0.1, 60000.0 + n) for n in range(MAX_POINTS * 2)]
    picture = plot_light_curve(NAME, many)

    (points,) = shapes(picture, Dots, "point")
    assert len(points.centres) == MAX_POINTS
    assert f"{MAX_POINTS} of them drawn" in picture.description
    assert len(to_svg(picture)) < 500_000


def test_a_crowd_has_pale_bars_without_caps() -> None:
    picture = plot_light_curve(NAME, [Epoch(1.0 + n % 7, 0.1, 60000.0 + n) for n in range(CROWDED + 1)])

    assert not shapes(picture, Strokes, "point")
    assert len(shapes(picture, Strokes, "pale")[0].lines) == CROWDED + 1


@given(EPOCHS)
def test_any_measurements_can_be_drawn(epochs: list[Epoch]) -> None:
    picture = plot_light_curve(NAME, epochs)

    ElementTree.fromstring(to_svg(picture))
    centres = [at for shape in picture.shapes if isinstance(shape, Dots) for at in shape.centres]
    assert all(LEFT - 1 <= x <= WIDTH - RIGHT + 1 and TOP - 1 <= y <= HEIGHT for x, y in centres)


@pytest.mark.parametrize("name", ['<script>alert("1")</script>', "a & b", "' onload='x", "\x00\x1b\ud800\ufffe", "💫"])
def test_a_name_is_only_text(name: str) -> None:
    tree = ElementTree.fromstring(to_svg(plot_light_curve(name, CURVE)).encode())

    assert {element.tag for element in tree.iter()} <= {
        SVG + tag for tag in ("svg", "title", "desc", "style", "rect", "path", "text", "g", "circle")
    }
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or "href" in name]


def test_an_svg_tells_what_it_is() -> None:
    tree = ElementTree.fromstring(to_svg(plot_light_curve(NAME, CURVE)))

    assert tree.get("role") == "img"
    assert tree.findtext(f"{SVG}title") == f"Light curve of {NAME}"
    assert "4 measurements" in (tree.findtext(f"{SVG}desc") or "")


def test_an_svg_is_dark_where_its_reader_prefers_that() -> None:
    style = ElementTree.fromstring(to_svg(plot_light_curve(NAME, CURVE))).findtext(f"{SVG}style") or ""
    light, _, dark = style.partition("@media (prefers-color-scheme: dark)")

    assert LIGHT["paper"] in light
    assert DARK["paper"] in dark


@pytest.mark.parametrize(("theme", "colours", "others"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_an_svg_of_one_theme(theme: str, colours: dict[str, str], others: dict[str, str]) -> None:
    text = to_svg(plot_light_curve(NAME, CURVE), theme)

    assert colours["paper"] in text
    assert others["paper"] not in text


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize(("role", "contrast"), [("ink", 7), ("faint", 4.5), ("point", 3), ("flagged", 3), ("mean", 3)])
@pytest.mark.parametrize("paper", ["paper"])
def test_what_is_drawn_stands_out(colours: dict[str, str], role: str, contrast: float, paper: str) -> None:
    light, dark = sorted([luminance(colours[role]), luminance(colours[paper])], reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= contrast


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("auto", LIGHT), ("dark", DARK)])
def test_a_png_is_a_picture_of_the_same(theme: str, colours: dict[str, str]) -> None:
    image = Image.open(io.BytesIO(to_png(plot_light_curve(NAME, CURVE), theme))).convert("RGB")
    seen = {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in image.getcolors(100_000) or []}

    assert image.size == (WIDTH * 2, HEIGHT * 2)
    assert {colours[role] for role in ("paper", "ink", "point", "flagged", "mean")} <= seen


@pytest.mark.parametrize("epochs", [[], CURVE[:1], [Epoch(1.0, None, 60950.0), Epoch(1.0, None, 60951.0)]])
def test_few_measurements_make_a_png(epochs: list[Epoch]) -> None:
    assert to_png(plot_light_curve(NAME, epochs)).startswith(b"\x89PNG")
