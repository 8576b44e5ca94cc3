"""Elements of a document, however it comes."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.errors import Unreadable
from project.core.json.documents import DocumentElement, parts

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=8
)


async def read(document: bytes, size: int = 5, longest: int = 1000) -> list[DocumentElement]:
    async def pieces() -> AsyncIterator[bytes]:
        for first in range(0, len(document), size):
            yield document[first : first + size]

    return [part async for part in parts(pieces(), longest)]


@given(st.dictionaries(st.text(), values, max_size=4), st.integers(1, 40), st.sampled_from([None, 2]), st.booleans())
def test_elements_are_those_of_the_document(
    document: dict[str, Any], size: int, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")

    found = asyncio.run(read(text, size, longest=100_000))

    expected: list[tuple[str, int, Any]] = []
    for key, value in document.items():
        elements = enumerate(value, 1) if isinstance(value, list) else [(0, value)]
        expected += [(key, place, element) for place, element in elements]
    assert [part[:3] for part in found] == expected


async def test_a_mark_of_the_byte_order_is_no_part_of_it() -> None:
    assert await read(b'\xef\xbb\xbf{"a": [1]}') == [DocumentElement("a", 1, 1, 1)]


@pytest.mark.parametrize(
    "document",
    [
        *(
            b"",
            b" ",
            b"[]",
            b"1",
            b"{",
            b"}",
            b'{"a"',
            b'{"a": ',
            b'{"a": [',
            b'{"a": [1',
            b'{"a": [1]',
            b'{"a": [1 2]}',
        ),
        *(b'{"a": [1,]}', b'{"a": [1],}', b"{a: 1}", b"{1: 1}", b'{"a": NaN}', b'{"a": [Infinity]}', b'{"a": 1} 1'),
        *(b'{"a": "\xff"}', b'{"a": "\xe2\x82', b'{"a": ' + b"[" * 100_000, b'{"a": [' + b"9" * 100_000 + b"]}"),
    ],
)
async def test_what_is_no_document_is_unreadable(document: bytes) -> None:
    with pytest.raises(Unreadable):
        await read(document, 4096, 200_000)


@pytest.mark.parametrize(("length", "fits"), [(900, True), (1100, False)])
async def test_a_value_that_is_too_long_is_not_kept(length: int, fits: bool) -> None:
    document = json.dumps({"a": ["x" * length]}).encode()

    if fits:
        assert len(await read(document)) == 1
    else:
        with pytest.raises(Unreadable):
            await read(document)
