"""Compressed scores (.mxl)."""

from __future__ import annotations

import io
import zipfile
import zlib

from project.music.errors import BadMusicXML
from project.music.location import Location
from project.music.musicxml.xml_parser import MAX_BYTES, parsed

#: The signature of a zip archive.
PACKED = b"PK\x03\x04"
_CONTAINER = "META-INF/container.xml"
_MAX_CONTAINER_BYTES = 100_000
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, OSError, RuntimeError)


def unpacked(data: bytes, loc: Location) -> bytes:
    """Return the first score that the archive's container names. Raises BadMusicXML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            container = parsed(_member(archive, _CONTAINER, _MAX_CONTAINER_BYTES, loc), _CONTAINER_TAGS, loc)
            first = container.find("rootfiles/rootfile")
            if first is None:
                raise BadMusicXML("its container does not name a score", loc)
            return _member(archive, first.get("full-path", ""), MAX_BYTES, loc)
    except _BROKEN_ARCHIVE as error:
        raise BadMusicXML("the archive is corrupt, or not MusicXML", loc) from error


_CONTAINER_TAGS = frozenset({"container", "rootfiles", "rootfile"})


def _member(archive: zipfile.ZipFile, name: str, limit: int, loc: Location) -> bytes:
    """Read at most `limit` bytes: the size stated in the archive is not trusted."""
    found = archive.getinfo(name)
    if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadMusicXML("its compression method is not supported", loc)
    with archive.open(found) as member:
        data = member.read(limit + 1)
    if len(data) > limit:
        raise BadMusicXML(f"uncompressed it has more than {limit} bytes", loc)
    return data
