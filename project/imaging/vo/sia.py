"""Requests of Simple Image Access 2.0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from project.imaging.sky.regions import Region
from project.imaging.vo.parameters import Parameters, UsageFault, read_number
from project.imaging.vo.pos import read_regions
from project.imaging.votable.formats import Format

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
        raise UsageFault(f"{name} holds a sign that no text has")
    return texts


def read_interval(name: str, text: str) -> Interval:
    """One number, or two of which the first is not above the second. Raises Usage."""
    numbers = [read_number(name, part) for part in text.split()]
    if len(numbers) not in (1, 2) or numbers[0] > numbers[-1]:
        raise UsageFault(f"{name} is a number, or two in ascending order with a space between them")
    return numbers[0], numbers[-1]
