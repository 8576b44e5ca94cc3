"""Thumbnails: what they show, and files that are refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pytest
from astropy.io import fits
from astropy.wcs import WCS
from PIL import Image as Picture

from project.imaging.errors import FileUnreadable
from project.imaging.fits import thumbnail_cache
from project.imaging.fits.files import OpenFile, open_fits
from project.imaging.fits.thumbnails import render_thumbnail
from tests.imaging.fits_files import SKY, save, url_of


class TestThumbnail:
    async def test_a_picture(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        answer = await telescope.get(await url_of(save(root / "a.fits"), "thumbnail"), params={"size": 30})

        image = Picture.open(io.BytesIO(answer.content))
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["cache-control"] == "private, max-age=300"
        assert image.size == (30, 20)

    async def test_it_has_a_version_of_its_own(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        url = await url_of(save(root / "a.fits"), "thumbnail")
        etag = (await telescope.get(url)).headers["etag"]

        same = await telescope.get(url, headers={"If-None-Match": etag})
        larger = await telescope.get(url, params={"size": 100}, headers={"If-None-Match": etag})

        assert (same.status_code, larger.status_code) == (304, 200)

    async def test_a_file_that_has_changed_has_another_one(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        url = await url_of(save(root / "a.fits"), "thumbnail")
        before = await telescope.get(url)
        save(root / "a.fits", -SKY)

        after = await telescope.get(url)

        assert after.content != before.content
        assert after.headers["etag"] != before.headers["etag"]

    async def test_it_is_kept(self, telescope: httpx2.AsyncClient, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        url = await url_of(save(root / "a.fits"), "thumbnail")
        first = await telescope.get(url)
        monkeypatch.delattr(thumbnail_cache.thumbnails, "render_thumbnail")

        assert (await telescope.get(url)).content == first.content

    @pytest.mark.parametrize("size", [0, 15, 1025, "x"])
    async def test_sizes_are_bounded(self, telescope: httpx2.AsyncClient, root: Path, size: Any) -> None:
        answer = await telescope.get(await url_of(save(root / "a.fits"), "thumbnail"), params={"size": size})

        assert answer.status_code == 422

    @pytest.mark.filterwarnings("ignore:File may have been truncated")
    async def test_a_broken_file(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        path = save(root / "a.fits")
        path.write_bytes(path.read_bytes()[:5000])

        answer = await telescope.get(await url_of(path, "thumbnail"))

        assert (answer.status_code, answer.json()["error"]) == (500, "FITS_PARSING_ERROR")
        assert answer.json()["message"] == "The file has been cut short"


def seen(path: Path, size: int = 1000) -> tuple[np.ndarray, np.ndarray]:
    """Grey and alpha of a file's thumbnail."""
    found = open_fits(str(path), [path.parent])
    with found.handle:
        pixels = np.asarray(Picture.open(io.BytesIO(render_thumbnail(found, size))))
    return pixels[..., 0], pixels[..., 1]


def place_of_source(path: Path) -> tuple[str, str]:
    shades, _ = seen(path)
    (row, column), (height, width) = np.argwhere(shades == 255)[0], shades.shape
    return "above" if row < height / 2 else "below", "left" if column < width / 2 else "right"


EAST_LEFT = {"CDELT1": -0.001, "CDELT2": 0.001}


#: Headers of the same sky in different orientations.
SKIES: list[tuple[Any, dict[str, Any]]] = [
    (SKY, EAST_LEFT),
    (SKY[:, ::-1], {"CDELT1": 0.001, "CDELT2": 0.001}),
    (SKY[::-1], {"CDELT1": -0.001, "CDELT2": -0.001}),
    (SKY[::-1, ::-1], {"CDELT1": 0.001, "CDELT2": -0.001}),
    (SKY, {"CD1_1": -0.001, "CD1_2": 0.0001, "CD2_1": 0.0001, "CD2_2": 0.001}),
    (SKY[::-1, ::-1], {**EAST_LEFT, "PC1_1": -1.0, "PC2_2": -1.0}),
    (SKY[::-1, ::-1], {**EAST_LEFT, "CROTA2": 180.0}),
    (SKY, {**EAST_LEFT, "CROTA2": 12.0}),
    (SKY.T, {"CD1_1": 0.0, "CD1_2": -0.001, "CD2_1": 0.001, "CD2_2": 0.0}),
    (SKY.T[::-1], {**EAST_LEFT, "CROTA2": -90.0}),
]


class TestOrientation:
    @pytest.mark.parametrize(("pixels", "header"), SKIES)
    def test_north_is_up_and_east_to_the_left(self, tmp_path: Path, pixels: Any, header: dict[str, Any]) -> None:
        height, width = pixels.shape
        middle = {"CRVAL1": 128.0, "CRVAL2": 55.0, "CRPIX1": width / 2, "CRPIX2": height / 2}
        path = save(tmp_path / "a.fits", pixels, CTYPE1="RA---SIN", CTYPE2="DEC--SIN", **middle, **header)
        row, column = np.argwhere(pixels == 0.5)[4]
        ra, dec = WCS(fits.getheader(path)).wcs_pix2world(column, row, 0)

        assert (ra < 128.0, dec > 55.0) == (True, True), "the source lies in the north-west"
        assert place_of_source(path) == ("above", "right")

    @pytest.mark.parametrize("header", [{}, {"CDELT1": 0.0, "CDELT2": 0.0}])
    def test_without_directions_the_first_row_is_the_lowest(self, tmp_path: Path, header: dict[str, Any]) -> None:
        assert place_of_source(save(tmp_path / "a.fits", **header)) == ("above", "right")


class TestPixels:
    def test_what_has_no_value_is_transparent(self, tmp_path: Path) -> None:
        pixels = SKY.copy()
        pixels[:, :30] = np.nan

        _, opacity = seen(save(tmp_path / "a.fits", pixels))

        assert (opacity[:, :30] == 0).all()
        assert (opacity[:, 30:] == 255).all()

    def test_faint_and_bright_can_both_be_seen(self, tmp_path: Path) -> None:
        pixels = SKY.copy()
        pixels[10:13, 10:13] = 0.01

        shades, _ = seen(save(tmp_path / "a.fits", pixels))

        background = np.median(shades)
        assert background < 90 < background + 40 < shades[-12, 11] < 255
        assert shades[-47, 71] == 255

    @pytest.mark.parametrize("pixels", [np.zeros((20, 20)), np.full((20, 20), np.nan), np.ones((1, 1))])
    def test_an_image_without_anything_to_see(self, tmp_path: Path, pixels: Any) -> None:
        seen(save(tmp_path / "a.fits", pixels))

    def test_of_a_cube_the_first_plane(self, tmp_path: Path) -> None:
        cube = np.stack([SKY, np.zeros_like(SKY)])[None]

        assert place_of_source(save(tmp_path / "a.fits", cube)) == ("above", "right")

    def test_scaled_whole_numbers_with_blanks(self, tmp_path: Path) -> None:
        unit = fits.ImageHDU((SKY * 10_000).astype(">i2"))
        unit.data[0, 0] = -32768
        header = {"SIMPLE": True, "BITPIX": 16, "NAXIS": 2, "NAXIS1": 90, "NAXIS2": 60}
        cards = fits.Header({**header, "BSCALE": 1e-4, "BZERO": 0.0, "BLANK": -32768})
        path = tmp_path / "a.fits"
        path.write_bytes(cards.tostring().encode() + unit.data.tobytes().ljust(2880 * 4, b"\0"))

        shades, opacity = seen(path)

        assert shades.max() == 255
        assert (opacity == 0).sum() == 1

    def test_an_image_in_the_second_unit(self, tmp_path: Path) -> None:
        fits.HDUList([fits.PrimaryHDU(), fits.ImageHDU(SKY)]).writeto(tmp_path / "a.fits")

        assert place_of_source(tmp_path / "a.fits") == ("above", "right")

    def test_a_tiled_image(self, tmp_path: Path) -> None:
        fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(SKY, compression_type="GZIP_2")]).writeto(
            tmp_path / "a.fits"
        )

        assert place_of_source(tmp_path / "a.fits") == ("above", "right")

    def test_a_mean_of_many_pixels(self, tmp_path: Path) -> None:
        pixels = np.arange(64.0).reshape(8, 8)

        shades, _ = seen(save(tmp_path / "a.fits", pixels), 2)

        assert shades.shape == (2, 2)
        assert shades[0, 0] > shades[1, 0]


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "no end of the header": lambda whole: whole[:2880].replace(b"END", b"XXX") + b" " * 2880,
    "an end far away": lambda whole: whole[:2880].replace(b"END", b"XXX") + b" " * 1_100_000 + b"END".ljust(80),
    "less data than it says": lambda whole: whole[:6000],
    "no data": lambda whole: whole[:2880],
    "more pixels than are read": lambda whole: whole.replace(
        b"NAXIS1  =                   90", b"NAXIS1  =            999999999"
    ),
    "a negative length": lambda whole: whole.replace(
        b"NAXIS1  =                   90", b"NAXIS1  =                  -90"
    ),
    "no length": lambda whole: whole.replace(b"NAXIS1  =                   90", b"NAXIS1  =                    x"),
    "no dimensions": lambda whole: whole.replace(b"NAXIS   =                    2", b"NAXIS   =                    0"),
    "an odd kind of numbers": lambda whole: whole.replace(
        b"BITPIX  =                  -32", b"BITPIX  =                   77"
    ),
    "a scale that is a word": lambda whole: whole.replace(
        b"EXTEND  =                    T", b"CDELT1  = 'x'                 "
    ),
    "bytes that are no text": lambda whole: whole[:80] + b"\xff" * 400 + whole[480:],
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.filterwarnings("ignore")
def test_a_broken_file_is_refused(tmp_path: Path, name: str) -> None:
    path = save(tmp_path / "a.fits")
    path.write_bytes(BROKEN[name](path.read_bytes()))
    found: OpenFile = open_fits(str(path), [tmp_path])

    with found.handle, pytest.raises(FileUnreadable):
        render_thumbnail(found, 100)


@pytest.mark.parametrize("how", ["GZIP_1", "RICE_1", "HCOMPRESS_1"])
def test_broken_tiles_are_refused(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.fits"
    pixels = np.arange(64 * 64, dtype=np.int32).reshape(64, 64) ** 2 % 997
    fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(pixels, compression_type=how)]).writeto(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-2880] + b"\x55" * 2880)
    found = open_fits(str(path), [tmp_path])

    with found.handle, pytest.raises(FileUnreadable):
        render_thumbnail(found, 100)


def test_the_cache_drops_the_least_recently_used_thumbnail() -> None:
    cache = thumbnail_cache.ThumbnailCache(10)
    cache.put("a", b"1234")
    cache.put("b", b"1234")
    cache.get("a")
    cache.put("c", b"1234")

    assert [cache.get(key) for key in "abc"] == [b"1234", None, b"1234"]


def test_a_thumbnail_larger_than_the_cache_is_not_kept() -> None:
    cache = thumbnail_cache.ThumbnailCache(10)
    cache.put("a", b"12345678901")

    assert cache.get("a") is None
