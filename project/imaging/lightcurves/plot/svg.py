"""Pictures as SVG, without scripts."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from project.imaging.lightcurves.plot.palette import DARK, LIGHT
from project.imaging.lightcurves.plot.shapes import Dots, Label, Picture, Rectangle, Role, Shape, Strokes

#: Allows the style sheet with the colours, and nothing else.
CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
FONTS = "Verdana, 'DejaVu Sans', 'Bitstream Vera Sans', sans-serif"


def to_svg(picture: Picture, theme: str = "auto") -> str:
    body = "\n".join(_element(shape) for shape in picture.shapes)
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
    """Return two CSS classes for each role: f fills, s strokes."""
    return " ".join(
        f".f-{role} {{ fill: {colour} }} .s-{role} {{ stroke: {colour}; fill: none }}"
        for role, colour in colours.items()
    )


def _element(shape: Shape) -> str:
    if isinstance(shape, Rectangle):
        geometry = f'x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" height="{shape.height:.1f}"'
        return f'<rect {geometry} class="f-{shape.role}"/>'
    if isinstance(shape, Strokes):
        path = "".join(f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" for (a, b), (c, d) in shape.lines)
        return f'<path d="{path}" class="s-{shape.role}" stroke-width="{shape.width}"/>'
    if isinstance(shape, Dots):
        return _dots(shape)
    return _label(shape)


def _dots(shape: Dots) -> str:
    if shape.ring:
        circles = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{shape.radius}"/>' for x, y in shape.centres)
        return f'<g class="s-{shape.role}" stroke-width="2">{circles}</g>'
    # Lines of length 0 with round caps: a tenth of the size of circles.
    path = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in shape.centres)
    return f'<path d="{path}" class="s-{shape.role}" stroke-width="{2 * shape.radius}" stroke-linecap="round"/>'


def _label(shape: Label) -> str:
    rotation = f' transform="rotate(-90 {shape.x:.1f} {shape.y:.1f})"' if shape.rotated else ""
    weight = ' font-weight="bold"' if shape.bold else ""
    position = f'x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size}" text-anchor="{shape.anchor}"'
    return f'<text {position}{weight}{rotation} class="f-{shape.role}">{_text(shape.text)}</text>'


def _text(text: str) -> str:
    """Escape the text, and replace characters that XML cannot hold."""
    return escape("".join(character if character.isprintable() else "�" for character in text))
