"""SVG fragments. Text from outside must go through `escaped`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

#: Characters not allowed in XML 1.0.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: Distinguishable on light and dark backgrounds.
TRACK_COLOURS = (
    *("#3b82c4", "#d9822b", "#3d9a50", "#c2456b", "#8a63c9"),
    *("#b08d12", "#1f9e9e", "#d0574b", "#6a86a8", "#a0682a"),
)
#: From soft to loud. Where colour marks the track, opacity marks the velocity.
VELOCITY_COLOURS = ("#5f7fd4", "#4693c9", "#3a9f9f", "#4f9e58", "#9a952c", "#cf8a2a", "#d56a35", "#d2473f")
OPACITIES = [0.4 + 0.6 * i / (len(VELOCITY_COLOURS) - 1) for i in range(len(VELOCITY_COLOURS))]

STYLE = (
    "svg{--paper:#fff;--ink:#1d2530;--soft:#5d6875;--line:#d5dae0;--bar:#8d97a3;--black:#eef1f4;"
    "color-scheme:light dark;font-family:system-ui,sans-serif}"
    "@media (prefers-color-scheme:dark){svg{--paper:#14181d;--ink:#e8ecf0;--soft:#a3adb8;--line:#2c333b;--bar:#66707b;"
    "--black:#1d2329}}"
    ".paper{fill:var(--paper)}.black{fill:var(--black)}text{fill:var(--soft);font-size:9px}"
    ".title{fill:var(--ink);font-size:16px;font-weight:600}.about{font-size:11px}"
    ".beat{stroke:var(--line);stroke-width:.5;fill:none}.row{stroke:var(--line);stroke-width:.5;fill:none}"
    ".bar{stroke:var(--bar);stroke-width:1;fill:none}.loop{stroke:var(--soft);stroke-width:1.5;fill:none}"
    ".n{stroke:var(--paper);stroke-width:.6}.legend{font-size:11px;fill:var(--ink)}"
    + "".join(f".t{i}{{fill:{colour}}}" for i, colour in enumerate(TRACK_COLOURS))
    + "".join(f".v{i}{{fill:{colour}}}" for i, colour in enumerate(VELOCITY_COLOURS))
    + "".join(f".o{i}{{fill-opacity:{opacity:.2f}}}" for i, opacity in enumerate(OPACITIES))
)


def escaped(text: object) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", str(text)), {'"': "&quot;"})


def decimal(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def text(x: float, y: float, text: object, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    end = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{decimal(x)}" y="{decimal(y)}"{named}{end}>{escaped(text)}</text>'


def rectangle(x: float, y: float, width: float, height: float, kind: str, title: str = "") -> str:
    size = f'width="{decimal(width)}" height="{decimal(height)}"'
    shape = f'<rect x="{decimal(x)}" y="{decimal(y)}" {size} class="{kind}"'
    return f"{shape}><title>{escaped(title)}</title></rect>" if title else f"{shape}/>"


def vertical_lines(places: Iterable[float], top: float, bottom: float, kind: str) -> str:
    path = "".join(f"M{decimal(x)} {decimal(top)}V{decimal(bottom)}" for x in places)
    return f'<path class="{kind}" d="{path}"/>' if path else ""


def horizontal_lines(places: Iterable[float], left: float, right: float, kind: str) -> str:
    path = "".join(f"M{decimal(left)} {decimal(y)}H{decimal(right)}" for y in places)
    return f'<path class="{kind}" d="{path}"/>' if path else ""


def svg_document(width: float, height: float, title: str, about: str, parts: Iterable[str]) -> str:
    size = f'viewBox="0 0 {decimal(width)} {decimal(height)}" width="{decimal(width)}" height="{decimal(height)}"'
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title about">',
            f'<title id="title">{escaped(title)}</title><desc id="about">{escaped(about)}</desc>',
            f"<style>{STYLE}</style>",
            '<rect width="100%" height="100%" class="paper"/>',
            *parts,
            "</svg>",
        )
    )
