"""Pictures as PNG, by Pillow. Loaded when the first is asked for."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont

from project.imaging.lightcurves.plot.palette import DARK, LIGHT
from project.imaging.lightcurves.plot.shapes import Dots, Label, Picture, Rectangle, Role, Shape, Strokes

#: Pixels of the picture for each of its units, so that it is sharp on today's screens, and how much finer its lines
#: are drawn than they come out: Pillow has no smooth ones.
SHARPNESS, FINER = 2, 2
#: Bitstream Vera, which comes with ReportLab.
FONTS = Path(reportlab.__file__).parent / "fonts"


def to_png(picture: Picture, theme: str = "light") -> bytes:
    """`theme` is light or dark."""
    colours = DARK if theme == "dark" else LIGHT
    scale = SHARPNESS * FINER
    large = Image.new("RGB", (picture.width * scale, picture.height * scale), colours["paper"])
    pen = ImageDraw.Draw(large)
    for shape in picture.shapes:
        _draw(pen, shape, colours, scale)
    image = large.reduce(FINER)
    for shape in picture.shapes:
        if isinstance(shape, Label):
            _write(image, shape, colours)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _draw(pen: ImageDraw.ImageDraw, shape: Shape, colours: dict[Role, str], scale: int) -> None:
    colour = colours[shape.role]
    if isinstance(shape, Rectangle):
        x, y = shape.x * scale, shape.y * scale
        pen.rectangle((x, y, x + shape.width * scale, y + shape.height * scale), fill=colour)
    elif isinstance(shape, Strokes):
        for (a, b), (c, d) in shape.lines:
            pen.line((a * scale, b * scale, c * scale, d * scale), fill=colour, width=round(shape.width * scale))
    elif isinstance(shape, Dots):
        for x, y in shape.centres:
            centre, radius = (x * scale, y * scale), (shape.radius + (1 if shape.ring else 0)) * scale
            if shape.ring:
                pen.circle(centre, radius, outline=colour, width=2 * scale)
            else:
                pen.circle(centre, radius, fill=colour)


def _write(image: Image.Image, words: Label, colours: dict[Role, str]) -> None:
    font = _font("VeraBd.ttf" if words.bold else "Vera.ttf", words.size * SHARPNESS)
    x, y, colour = words.x * SHARPNESS, words.y * SHARPNESS, colours[words.role]
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[words.anchor]
    if not words.upright:
        ImageDraw.Draw(image).text((x, y), words.text, fill=colour, font=font, anchor=anchor)
        return
    length, size = round(font.getlength(words.text)) + 4, round(words.size * SHARPNESS * 2)
    mask = Image.new("L", (length, size), 0)
    ImageDraw.Draw(mask).text((length / 2, size * 0.6), words.text, fill=255, font=font, anchor="ms")
    turned = mask.rotate(90, expand=True)
    image.paste(colour, (round(x - size * 0.6), round(y - length / 2)), turned)


@cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size)
