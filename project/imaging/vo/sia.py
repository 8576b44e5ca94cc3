"""Requests of Simple Image Access 2.0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from project.imaging.sky.regions import Region
from project.imaging.vo.parameters import Parameters, UsageFault, read_number
from project.imaging.vo.pos import read_regions
from project.imaging.votable.formats import TableFormat

#: Interval parameters, each with the columns that it has to overlap.
INTERVALS = {
    "BAND": ("em_min", "em_max"),
    "TIME": ("t_min", "t_max"),
    "FOV": ("s_fov", "s_fov"),
    "SPATRES": ("s_resolution", "s_resolution"),
    "EXPTIME": ("t_exptime", "t_exptime"),
    "TIMERES": ("t_exptime", "t_exptime"),
}
COLLECTION = "DSA-110"
CALIBRATED = 2
#: Text parameters whose value all images share.
SHARED_VALUES = {
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
    """A search that matches images which meet every parameter, by any of its values."""

    maxrec: int
    format: TableFormat
    regions: list[Region] = field(default_factory=list)
    #: By name in INTERVALS.
    intervals: Mapping[str, list[Interval]] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    #: Values of `obs_publisher_did`.
    ids: list[str] = field(default_factory=list)
    #: Whether a parameter asks for a value that no image has.
    unsatisfiable: bool = False


def read_image_request(parameters: Parameters) -> ImageRequest:
    intervals = {name: [read_interval(name, text) for text in parameters.all(name)] for name in INTERVALS}
    texts = {name: {text.lower() for text in parameters.all(name)} for name in SHARED_VALUES}
    return ImageRequest(
        maxrec=parameters.maxrec,
        format=parameters.format,
        regions=read_regions(parameters.all("POS")),
        intervals={name: values for name, values in intervals.items() if values},
        targets=_without_nul("TARGET", parameters.all("TARGET")),
        ids=_without_nul("ID", parameters.all("ID")),
        unsatisfiable=any(values and values.isdisjoint(SHARED_VALUES[name]) for name, values in texts.items())
        or bool(parameters.all("SPECRP")),
    )


def _without_nul(name: str, texts: list[str]) -> list[str]:
    if any("\x00" in text for text in texts):
        raise UsageFault(f"{name} holds a NUL character")
    return texts


def read_interval(name: str, text: str) -> Interval:
    """Read one number, or two in ascending order. Raises UsageFault."""
    numbers = [read_number(name, part) for part in text.split()]
    if len(numbers) not in (1, 2) or numbers[0] > numbers[-1]:
        raise UsageFault(f"{name} is a number, or two in ascending order with a space between them")
    return numbers[0], numbers[-1]
