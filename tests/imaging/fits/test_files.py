"""Downloads of FITS files: which are served, and in which ranges."""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx2
import numpy as np
import pytest
from astropy.io import fits
from fastapi import FastAPI

from tests.imaging.clients import client_of
from tests.imaging.fits_files import SKY, save, url_of
from tests.imaging.rows import make_image


class TestDownload:
    async def test_a_file(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        path = save(root / "2025-10-02T13:49:06.img-image-pb.fits")

        answer = await telescope.get(await url_of(path))

        assert (answer.status_code, answer.content) == (200, path.read_bytes())
        assert answer.headers["content-type"] == "application/fits"
        assert answer.headers["content-disposition"] == f'attachment; filename="{path.name}"'
        assert answer.headers["content-length"] == str(path.stat().st_size)
        assert answer.headers["accept-ranges"] == "bytes"
        assert answer.headers["cache-control"] == "private, max-age=300"
        assert re.fullmatch('"[0-9a-f]{32}"', answer.headers["etag"])
        assert parsedate_to_datetime(answer.headers["last-modified"]).timestamp() == int(path.stat().st_mtime)

    async def test_astropy_reads_it(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        answer = await telescope.get(await url_of(save(root / "a.fits")))

        with fits.open(io.BytesIO(answer.content)) as units:
            assert np.array_equal(units[0].data, SKY)

    async def test_by_its_path(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        path = save(root / "a.fits")
        await make_image(str(path))

        assert (await telescope.get(f"/api/images/{path}/fits")).status_code == 200

    async def test_a_large_file_comes_whole(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        path = save(root / "a.fits", np.arange(300_000, dtype=">f4").reshape(300, 1000))

        assert (await telescope.get(await url_of(path))).content == path.read_bytes()

    @pytest.mark.parametrize(
        ("wanted", "first", "last"),
        [
            ("bytes=0-99", 0, 99),
            ("bytes=2880-", 2880, None),
            ("bytes=-10", -10, None),
            ("bytes=100-999999999", 100, None),
            ("bytes=-999999999", 0, None),
            ("bytes=0-0", 0, 0),
            ("BYTES = 5-6".replace(" ", ""), 5, 6),
            ("bytes=10-19, 15-30", 10, 30),
            ("bytes=0-9,999999999-", 0, 9),
        ],
    )
    async def test_a_range(
        self, telescope: httpx2.AsyncClient, root: Path, wanted: str, first: int, last: int | None
    ) -> None:
        path = save(root / "a.fits")
        whole = path.read_bytes()
        expected = whole[first:] if last is None else whole[first : last + 1]
        start = first % len(whole)

        answer = await telescope.get(await url_of(path), headers={"Range": wanted})

        assert (answer.status_code, answer.content) == (206, expected)
        assert answer.headers["content-length"] == str(len(expected))
        assert answer.headers["content-range"] == f"bytes {start}-{start + len(expected) - 1}/{len(whole)}"

    async def test_several_ranges(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        path = save(root / "a.fits")
        whole = path.read_bytes()

        answer = await telescope.get(await url_of(path), headers={"Range": "bytes=0-8,2880-2889,-4"})

        boundary = answer.headers["content-type"].removeprefix("multipart/byteranges; boundary=")
        parts = answer.content.split(f"\r\n--{boundary}".encode())
        assert answer.status_code == 206
        assert len(answer.content) == int(answer.headers["content-length"])
        assert [part.partition(b"\r\n\r\n")[2] for part in parts[1:-1]] == [whole[:9], whole[2880:2890], whole[-4:]]
        assert f"Content-Range: bytes 2880-2889/{len(whole)}".encode() in parts[2]
        assert parts[-1] == b"--\r\n"

    @pytest.mark.parametrize("wanted", ["bytes=999999999-", "bytes=-0", "bytes=99999999-,999999999-"])
    async def test_a_range_beyond_the_file_is_416(self, telescope: httpx2.AsyncClient, root: Path, wanted: str) -> None:
        path = save(root / "a.fits")

        answer = await telescope.get(await url_of(path), headers={"Range": wanted})

        assert answer.status_code == 416
        assert answer.headers["content-range"] == f"bytes */{path.stat().st_size}"
        assert answer.json()["error"] == "RANGE_NOT_SATISFIABLE"

    @pytest.mark.parametrize(
        "wanted", ["bytes=5-1", "lines=0-5", "bytes", "bytes=", "bytes=a-b", "bytes=-", "bytes=1", "bytes=0-1,", ""]
    )
    async def test_an_unreadable_range_is_ignored(self, telescope: httpx2.AsyncClient, root: Path, wanted: str) -> None:
        answer = await telescope.get(await url_of(save(root / "a.fits")), headers={"Range": wanted})

        assert answer.status_code == 200

    async def test_a_hundred_ranges_are_too_many(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        wanted = "bytes=" + ",".join(f"{n * 3}-{n * 3}" for n in range(101))

        assert (await telescope.get(await url_of(save(root / "a.fits")), headers={"Range": wanted})).status_code == 200

    async def test_if_range_needs_the_current_version(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        url = await url_of(save(root / "a.fits"))
        head = (await telescope.get(url)).headers
        conditions = (head["etag"], head["last-modified"], '"another"')

        found = [await telescope.get(url, headers={"Range": "bytes=0-9", "If-Range": each}) for each in conditions]

        assert [answer.status_code for answer in found] == [206, 206, 200]

    async def test_if_none_match_answers_304(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        path = save(root / "a.fits")
        url = await url_of(path)
        etag = (await telescope.get(url)).headers["etag"]

        same = await telescope.get(url, headers={"If-None-Match": f'"x", {etag}'})
        os.utime(path, (1, 1))
        changed = await telescope.get(url, headers={"If-None-Match": etag})

        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", etag)
        assert changed.status_code == 200

    async def test_head_is_not_offered(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        assert (await telescope.head(await url_of(save(root / "a.fits")))).status_code == 405

    async def test_an_unknown_image_is_404(self, telescope: httpx2.AsyncClient) -> None:
        answer = await telescope.get("/api/v1/images/919999/fits")

        assert (answer.status_code, answer.json()["message"]) == (404, "Image not found: 919999")


class TestRefusal:
    async def refused(self, client: httpx2.AsyncClient, path: Path | str) -> None:
        for under in ("fits", "thumbnail"):
            answer = await client.get(await url_of(path, under))
            assert answer.status_code == 404
            assert answer.json()["error"] == "FILE_NOT_ACCESSIBLE"
            assert answer.json()["message"] == f"Cannot read file: {path}"
            assert answer.json()["details"] == {"path": str(path), "operation": "read"}
            assert answer.headers["cache-control"] == "no-store"

    async def test_a_missing_file_is_404(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        await self.refused(telescope, root / "none.fits")

    async def test_a_file_elsewhere(self, telescope: httpx2.AsyncClient, tmp_path: Path) -> None:
        await self.refused(telescope, save(tmp_path / "secret.fits"))

    async def test_a_path_out_of_the_folder_is_404(
        self, telescope: httpx2.AsyncClient, root: Path, tmp_path: Path
    ) -> None:
        save(tmp_path / "secret.fits")

        await self.refused(telescope, f"{root}/../secret.fits")

    async def test_a_folder_whose_name_begins_alike(self, telescope: httpx2.AsyncClient, tmp_path: Path) -> None:
        (tmp_path / "images2").mkdir()

        await self.refused(telescope, save(tmp_path / "images2" / "a.fits"))

    async def test_a_link_that_leads_out(self, telescope: httpx2.AsyncClient, root: Path, tmp_path: Path) -> None:
        (root / "link.fits").symlink_to(save(tmp_path / "secret.fits"))
        (root / "folder").symlink_to(tmp_path)

        await self.refused(telescope, root / "link.fits")
        await self.refused(telescope, root / "folder" / "secret.fits")

    async def test_a_link_to_itself(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        (root / "a.fits").symlink_to(root / "a.fits")

        await self.refused(telescope, root / "a.fits")

    async def test_a_pipe_does_not_block_the_request(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        os.mkfifo(root / "pipe.fits")

        await self.refused(telescope, root / "pipe.fits")

    async def test_a_folder(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        await self.refused(telescope, root)

    @pytest.mark.parametrize("path", ["a.fits", "images/a.fits", "x" * 1000, "/dev/zero", "/proc/self/mem", "~/a.fits"])
    async def test_other_paths(self, telescope: httpx2.AsyncClient, path: str) -> None:
        await self.refused(telescope, path)

    async def test_without_folders_no_file_is_served(self, client: httpx2.AsyncClient, root: Path) -> None:
        await self.refused(client, save(root / "a.fits"))

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    async def test_an_unreadable_file_is_404(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        path = save(root / "a.fits")
        path.chmod(stat.S_IWUSR)

        await self.refused(telescope, path)

    @pytest.mark.parametrize("under", ["fits", "thumbnail"])
    @pytest.mark.parametrize(
        ("content", "told"),
        [(gzip.compress(b"SIMPLE  =" * 400, mtime=0), "compressed"), (b"", "not a FITS"), (b"key", "not a")],
    )
    async def test_what_is_not_fits(
        self, telescope: httpx2.AsyncClient, root: Path, under: str, content: bytes, told: str
    ) -> None:
        (root / "a.fits").write_bytes(content)

        answer = await telescope.get(await url_of(root / "a.fits", under))

        assert (answer.status_code, answer.json()["error"]) == (500, "FITS_PARSING_ERROR")
        assert told in answer.json()["message"]

    async def test_a_link_within_the_folder_is_followed(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        (root / "link.fits").symlink_to(save(root / "a.fits"))

        answer = await telescope.get(await url_of(root / "link.fits"))

        assert answer.status_code == 200
        assert 'filename="link.fits"' in answer.headers["content-disposition"]

    async def test_a_folder_that_is_a_link_itself(self, app: FastAPI, root: Path, tmp_path: Path) -> None:
        (tmp_path / "stage").symlink_to(root)
        path = save(root / "a.fits")

        async with client_of(imaging_file_roots=str(tmp_path / "stage")) as client:
            assert (await client.get(await url_of(path))).status_code == 200
            assert (await client.get(await url_of(tmp_path / "stage" / "a.fits"))).status_code == 200

    async def test_a_name_cannot_break_the_header(self, telescope: httpx2.AsyncClient, root: Path) -> None:
        path = save(root / 'ä"\r\nX: 1.fits')

        answer = await telescope.get(await url_of(path))

        assert answer.headers["content-disposition"] == 'attachment; filename="____X: 1.fits"'
