"""Images as observations of ObsCore 1.1 (IVOA Recommendation 2017-05-09)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from project.imaging.sky.footprints import Footprint, footprint
from project.imaging.sky.geometry import position
from project.imaging.vo.sia import CALIBRATED, COLLECTION

#: Of a FITS file, to estimate its size.
BYTES_PER_PIXEL = 4
HEADER_BYTES = 8640

#: Values that all images share.
SHARED = {
    "dataproduct_type": "image",
    "calib_level": CALIBRATED,
    "obs_collection": COLLECTION,
    "access_format": "application/fits",
    "o_ucd": "phot.flux.density;em.radio",
    "pol_states": "/I/",
    "facility_name": "OVRO",
    "instrument_name": COLLECTION,
}


def outline(row: Mapping[str, Any]) -> Footprint | None:
    if row["center_ra_deg"] is None or row["center_dec_deg"] is None:
        return None
    return footprint(row["center_ra_deg"], row["center_dec_deg"], *_size_deg(row))


def _size_deg(row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return width and height in degrees."""
    x, y, cell = row["imsize_x"], row["imsize_y"], row["cellsize_arcsec"]
    return (x * cell / 3600 if x and cell else None), (y * cell / 3600 if y and cell else None)


def observation(row: Mapping[str, Any], base_url: str) -> dict[str, Any]:
    image_outline, x, y = outline(row), row["imsize_x"], row["imsize_y"]
    record = f"{base_url}/images/{row['id']}"
    return {
        **SHARED,
        **{name: row[name] for name in ("t_min", "t_max", "t_exptime", "em_min", "em_max", "s_fov", "s_resolution")},
        "obs_id": row["run_id"],
        "obs_publisher_did": record,
        "obs_title": row["path"].rpartition("/")[2],
        "access_url": f"{record}/fits",
        "access_estsize": (x * y * BYTES_PER_PIXEL + HEADER_BYTES + 1023) // 1024 if x and y else None,
        "target_name": row["target_name"],
        "s_ra": row["center_ra_deg"],
        "s_dec": row["center_dec_deg"],
        "s_region": stc_polygon(image_outline) if image_outline is not None else None,
        "s_xel1": x,
        "s_xel2": y,
        "s_pixel_scale": row["cellsize_arcsec"],
        "t_resolution": row["t_exptime"],
    }


def observations(rows: Sequence[Mapping[str, Any]], base_url: str) -> list[dict[str, Any]]:
    return [observation(row, base_url) for row in rows]


def stc_polygon(image_outline: Footprint) -> str | None:
    """Return STC-S, counter-clockwise as seen on the sky."""
    corners = (position(corner) for corner in image_outline.corners)
    numbers = " ".join(f"{ra:.6f} {dec:.6f}" for ra, dec in corners)
    return f"POLYGON ICRS {numbers}" if numbers else None


def image_id_of(did: str, base_url: str) -> int | None:
    text = did.removeprefix(f"{base_url}/images/")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
