"""What virtual observatories ask: the parameters of Simple Cone Search 1.03, SIA 2.0 and DALI 1.1."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from project.core.errors import ProjectError
from project.imaging.sky.geometry import Cone, Vector, dot, snapped, unit_vector
from project.imaging.sky.regions import Box, Circle, Polygon, Region
from project.imaging.votable.tables import Format

#: Rows of an answer, where the caller does not say, and at most.
DEFAULT_MAXREC = 1_000
MAX_MAXREC = 10_000
#: Of one parameter, and corners of all polygons together: each image is held against all of them.
MAX_VALUES = 50
MAX_CORNERS = 1_000
#: What RESPONSEFORMAT may say, in lower case.
FORMATS: dict[str, Format] = {
    "votable": "votable",
    "application/x-votable+xml": "votable",
    "application/xml": "votable",
    "text/xml": "votable",
    "csv": "csv",
    "text/csv": "csv",
    "fits": "fits",
    "application/fits": "fits",
}
#: SIA's parameters that are intervals, each with the columns that it has to overlap.
INTERVALS = {
    "BAND": ("em_min", "em_max"),
    "TIME": ("t_min", "t_max"),
    "FOV": ("s_fov", "s_fov"),
    "SPATRES": ("s_resolution", "s_resolution"),
    "EXPTIME": ("t_exptime", "t_exptime"),
    "TIMERES": ("t_exptime", "t_exptime"),
}
#: Those that are words, each with what all images are.
COLLECTION = "DSA-110"
CALIBRATED = 2
SAME_FOR_ALL = {
    "COLLECTION": {COLLECTION.lower()},
    "INSTRUMENT": {COLLECTION.lower()},
    "FACILITY": {"ovro"},
    "DPTYPE": {"image"},
    "CALIB": {str(CALIBRATED)},
    "POL": {"i"},
    "FORMAT": {"application/fits", "image/fits", "fits"},
}

Interval = tuple[float, float]


class Usage(ProjectError):
    """A parameter that cannot be read. The message begins as DALI 1.1, section 4.2, wants it."""

    status = 400
    title = "Bad Request"

    def __init__(self, message: str) -> None:
        super().__init__(f"UsageFault: {message}")


class Parameters:
    """Of a query, whatever the case of their names. Empty ones are none."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in pairs:
            if value.strip():
                self._values[name.upper()].append(value.strip())

    def all(self, name: str) -> list[str]:
        """Raises Usage where there are too many."""
        found = self._values.get(name, [])
        if len(found) > MAX_VALUES:
            raise Usage(f"{name} is given more than {MAX_VALUES} times")
        return found

    def one(self, name: str) -> str | None:
        """Raises Usage where it is given twice."""
        found = self.all(name)
        if len(found) > 1:
            raise Usage(f"{name} is given {len(found)} times")
        return found[0] if found else None

    def number(self, name: str, low: float, high: float) -> float:
        text = self.one(name)
        if text is None:
            raise Usage(f"{name} is missing")
        value = _number(name, text)
        if not low <= value <= high:
            raise Usage(f"{name} lies between {low:g} and {high:g}")
        return value

    def whole(self, name: str, default: int) -> int:
        """0 or more."""
        text = self.one(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) <= 1000):
            raise Usage(f"{name} is a whole number, not below 0")
        return int(text)

    @property
    def maxrec(self) -> int:
        return min(self.whole("MAXREC", DEFAULT_MAXREC), MAX_MAXREC)

    @property
    def form(self) -> Format:
        text = self.one("RESPONSEFORMAT") or "votable"
        found = FORMATS.get(text.partition(";")[0].strip().lower())
        if found is None:
            raise Usage(f"RESPONSEFORMAT is one of {', '.join(FORMATS)}")
        return found


@dataclass(frozen=True)
class ConeRequest:
    """Simple Cone Search. A radius of 0 asks for the columns alone: no rows."""

    cone: Cone
    #: 1 to 3: how much of each row is wanted.
    verbosity: int
    maxrec: int
    form: Format


def read_cone(parameters: Parameters) -> ConeRequest:
    """Raises Usage."""
    ra, dec = snapped(parameters.number("RA", 0, 360)), snapped(parameters.number("DEC", -90, 90))
    cone = Cone(ra, dec, parameters.number("SR", 0, 180))
    verbosity = parameters.whole("VERB", 2)
    if verbosity not in (1, 2, 3):
        raise Usage("VERB is 1, 2 or 3")
    return ConeRequest(cone, verbosity, parameters.maxrec if cone.radius_deg else 0, parameters.form)


@dataclass(frozen=True)
class ImageRequest:
    """SIA. Of the values of one parameter, one has to be met; of the parameters, all."""

    maxrec: int
    form: Format
    regions: list[Region] = field(default_factory=list)
    #: By the names of INTERVALS.
    intervals: Mapping[str, list[Interval]] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    #: Of `obs_publisher_did`.
    ids: list[str] = field(default_factory=list)
    #: Whether a word asks for what no image is.
    of_others: bool = False


def read_image_request(parameters: Parameters) -> ImageRequest:
    """Raises Usage."""
    found = {name: [read_interval(name, text) for text in parameters.all(name)] for name in INTERVALS}
    words = {name: {text.lower() for text in parameters.all(name)} for name in SAME_FOR_ALL}
    return ImageRequest(
        maxrec=parameters.maxrec,
        form=parameters.form,
        regions=read_regions(parameters.all("POS")),
        intervals={name: intervals for name, intervals in found.items() if intervals},
        targets=_storable("TARGET", parameters.all("TARGET")),
        ids=_storable("ID", parameters.all("ID")),
        of_others=any(asked and asked.isdisjoint(SAME_FOR_ALL[name]) for name, asked in words.items())
        or bool(parameters.all("SPECRP")),
    )


def _storable(name: str, texts: list[str]) -> list[str]:
    if any("\x00" in text for text in texts):
        raise Usage(f"{name} holds a sign that no text has")
    return texts


def _number(name: str, text: str) -> float:
    """Infinite ones are numbers here (DALI 1.1, section 3.3.4)."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isnan(value) or "_" in text:
        raise Usage(f"{name} holds {text[:50]!r}, which is no number")
    return value


def read_interval(name: str, text: str) -> Interval:
    """One number, or two of which the first is not above the second. Raises Usage."""
    numbers = [_number(name, part) for part in text.split()]
    if len(numbers) not in (1, 2) or numbers[0] > numbers[-1]:
        raise Usage(f"{name} is a number, or two in ascending order with a space between them")
    return numbers[0], numbers[-1]


def read_regions(texts: list[str]) -> list[Region]:
    """Raises Usage."""
    found = [read_region(text) for text in texts]
    corners = sum(len(region.corners) for region in found if isinstance(region, Polygon))
    _check(corners <= MAX_CORNERS, f"POLYGONs have at most {MAX_CORNERS} corners together")
    return found


def read_region(text: str) -> Region:
    """`CIRCLE ra dec radius`, `RANGE ra ra dec dec`, `POLYGON ra dec ra dec ra dec …`, in degrees. Raises Usage."""
    kind, *parts = text.split()
    numbers = [_number("POS", part) for part in parts]
    match kind.upper(), numbers:
        case "CIRCLE", [ra, dec, radius]:
            _check(0 <= radius <= 180, "the radius of a CIRCLE lies between 0 and 180")
            _place(ra, dec)
            return Circle(Cone(ra, dec, radius))
        case "RANGE", [west, east, south, north]:
            return _range(west, east, south, north)
        case "POLYGON", [_, _, _, _, _, _, *_] if len(numbers) % 2 == 0:
            return _polygon(tuple(_place(*at) for at in zip(numbers[::2], numbers[1::2], strict=True)))
    raise Usage("POS is CIRCLE with 3 numbers, RANGE with 4, or POLYGON with at least 3 pairs")


def _range(west: float, east: float, south: float, north: float) -> Box:
    west, east = max(west, 0.0) if west == -math.inf else west, 360.0 if east == math.inf else east
    south, north = -90.0 if south == -math.inf else south, 90.0 if north == math.inf else north
    _check(0 <= west <= east <= 360, "right ascensions of a RANGE ascend between 0 and 360")
    _check(-90 <= south <= north <= 90, "declinations of a RANGE ascend between -90 and 90")
    return Box((west, east), (south, north))


def _polygon(corners: tuple[Vector, ...]) -> Polygon:
    found = Polygon(corners)
    _check(all(dot(found.middle, corner) > 1e-9 for corner in corners), "a POLYGON has to fit into a hemisphere")
    return found


def _place(ra: float, dec: float) -> Vector:
    _check(0 <= ra <= 360, "right ascensions lie between 0 and 360")
    _check(-90 <= dec <= 90, "declinations lie between -90 and 90")
    return unit_vector(ra, dec)


def _check(passed: bool, message: str) -> None:
    if not passed:
        raise Usage(f"POS: {message}")
