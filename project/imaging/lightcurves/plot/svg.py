"""Pictures as SVG: without scripts, and in the colours that the page's reader prefers."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from project.imaging.lightcurves.plot.palette import DARK, LIGHT
from project.imaging.lightcurves.plot.shapes import Dots, Label, Picture, Rectangle, Role, Shape, Strokes

#: What its colours need. Nothing in it is loaded or run.
CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
FONTS = "Verdana, 'DejaVu Sans', 'Bitstream Vera Sans', sans-serif"


def to_svg(picture: Picture, theme: str = "auto") -> str:
    """`theme` is light, dark, or auto: as the reader's system prefers."""
    body = "\n".join(_written(shape) for shape in picture.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {picture.height}" '
        f'width="{picture.width}" height="{picture.height}" role="img" aria-labelledby="title description" '
        f"font-family={quoteattr(FONTS)}>\n"
        f'<title id="title">{_text(picture.title)}</title>\n'
        f'<desc id="description">{_text(picture.description)}</desc>\n'
        f"<style>{_style(theme)}</style>\n{body}\n</svg>\n"
    )


def _style(theme: str) -> str:
    if theme != "auto":
        return _rules(DARK if theme == "dark" else LIGHT)
    return f"{_rules(LIGHT)} @media (prefers-color-scheme: dark) {{ {_rules(DARK)} }}"


def _rules(colours: dict[Role, str]) -> str:
    """Two classes a role: f fills, s strokes."""
    return " ".join(
        f".f-{role} {{ fill: {colour} }} .s-{role} {{ stroke: {colour}; fill: none }}"
        for role, colour in colours.items()
    )


def _written(shape: Shape) -> str:
    if isinstance(shape, Rectangle):
        place = f'x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" height="{shape.height:.1f}"'
        return f'<rect {place} class="f-{shape.role}"/>'
    if isinstance(shape, Strokes):
        path = "".join(f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" for (a, b), (c, d) in shape.lines)
        return f'<path d="{path}" class="s-{shape.role}" stroke-width="{shape.width}"/>'
    if isinstance(shape, Dots):
        return _dots(shape)
    return _words(shape)


def _dots(shape: Dots) -> str:
    if shape.ring:
        circles = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{shape.radius}"/>' for x, y in shape.centres)
        return f'<g class="s-{shape.role}" stroke-width="2">{circles}</g>'
    # Lines without length, whose round ends are the discs: a tenth of what circles would take.
    path = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in shape.centres)
    return f'<path d="{path}" class="s-{shape.role}" stroke-width="{2 * shape.radius}" stroke-linecap="round"/>'


def _words(shape: Label) -> str:
    turned = f' transform="rotate(-90 {shape.x:.1f} {shape.y:.1f})"' if shape.upright else ""
    weight = ' font-weight="bold"' if shape.bold else ""
    place = f'x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size}" text-anchor="{shape.anchor}"'
    return f'<text {place}{weight}{turned} class="f-{shape.role}">{_text(shape.text)}</text>'


def _text(text: str) -> str:
    """Escaped, and without what XML cannot hold."""
    return escape("".join(sign if sign.isprintable() else "�" for sign in text))
