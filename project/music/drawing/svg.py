"""Pieces of SVG text. All that comes from outside goes through `escaped`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

#: What XML 1.0 has no place for.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: Colours of tracks, told apart on light and on dark paper.
PALETTE = ("#3b82c4", "#d9822b", "#3d9a50", "#c2456b", "#8a63c9", "#b08d12", "#1f9e9e", "#d0574b", "#6a86a8", "#a0682a")
#: From soft to loud; where colours tell tracks, soft notes are paler.
LOUDNESS = ("#5f7fd4", "#4693c9", "#3a9f9f", "#4f9e58", "#9a952c", "#cf8a2a", "#d56a35", "#d2473f")

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
    + "".join(f".t{i}{{fill:{colour}}}" for i, colour in enumerate(PALETTE))
    + "".join(f".v{i}{{fill:{colour}}}" for i, colour in enumerate(LOUDNESS))
    + "".join(f".o{i}{{fill-opacity:{0.4 + 0.6 * i / (len(LOUDNESS) - 1):.2f}}}" for i in range(len(LOUDNESS)))
)


def escaped(text: object) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", str(text)), {'"': "&quot;"})


def plain(number: float) -> str:
    """At most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def words(x: float, y: float, text: object, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    end = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{plain(x)}" y="{plain(y)}"{named}{end}>{escaped(text)}</text>'


def box(x: float, y: float, width: float, height: float, kind: str, title: str = "") -> str:
    shape = f'<rect x="{plain(x)}" y="{plain(y)}" width="{plain(width)}" height="{plain(height)}" class="{kind}"'
    return f"{shape}><title>{escaped(title)}</title></rect>" if title else f"{shape}/>"


def uprights(places: Iterable[float], top: float, bottom: float, kind: str) -> str:
    path = "".join(f"M{plain(x)} {plain(top)}V{plain(bottom)}" for x in places)
    return f'<path class="{kind}" d="{path}"/>' if path else ""


def levels(places: Iterable[float], left: float, right: float, kind: str) -> str:
    path = "".join(f"M{plain(left)} {plain(y)}H{plain(right)}" for y in places)
    return f'<path class="{kind}" d="{path}"/>' if path else ""


def picture(width: float, height: float, title: str, about: str, parts: Iterable[str]) -> str:
    """A whole document, without scripts and without anything to fetch."""
    size = f'viewBox="0 0 {plain(width)} {plain(height)}" width="{plain(width)}" height="{plain(height)}"'
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
