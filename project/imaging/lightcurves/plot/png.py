"""Pictures as PNG. Import lazily: loads Pillow and ReportLab's fonts."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont

from project.imaging.lightcurves.plot.palette import DARK, LIGHT
from project.imaging.lightcurves.plot.shapes import Dots, Label, Picture, Rectangle, Role, Shape, Strokes

#: Pixels per unit of the picture, for high-resolution screens.
PIXEL_RATIO = 2
#: Shapes are drawn this much larger and scaled down: Pillow has no anti-aliasing.
OVERSAMPLING = 2
#: Bitstream Vera, which comes with ReportLab.
FONTS = Path(reportlab.__file__).parent / "fonts"


def to_png(picture: Picture, theme: str = "light") -> bytes:
    colours = DARK if theme == "dark" else LIGHT
    scale = PIXEL_RATIO * OVERSAMPLING
    large = Image.new("RGB", (picture.width * scale, picture.height * scale), colours["paper"])
    pen = ImageDraw.Draw(large)
    for shape in picture.shapes:
        _draw_shape(pen, shape, colours, scale)
    image = large.reduce(OVERSAMPLING)
    for shape in picture.shapes:
        if isinstance(shape, Label):
            _draw_label(image, shape, colours)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _draw_shape(pen: ImageDraw.ImageDraw, shape: Shape, colours: dict[Role, str], scale: int) -> None:
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


def _draw_label(image: Image.Image, label: Label, colours: dict[Role, str]) -> None:
    font = _font("VeraBd.ttf" if label.bold else "Vera.ttf", label.size * PIXEL_RATIO)
    x, y, colour = label.x * PIXEL_RATIO, label.y * PIXEL_RATIO, colours[label.role]
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[label.anchor]
    if not label.rotated:
        ImageDraw.Draw(image).text((x, y), label.text, fill=colour, font=font, anchor=anchor)
        return
    length, size = round(font.getlength(label.text)) + 4, round(label.size * PIXEL_RATIO * 2)
    mask = Image.new("L", (length, size), 0)
    ImageDraw.Draw(mask).text((length / 2, size * 0.6), label.text, fill=255, font=font, anchor="ms")
    rotated = mask.rotate(90, expand=True)
    image.paste(colour, (round(x - size * 0.6), round(y - length / 2)), rotated)


@cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size)
