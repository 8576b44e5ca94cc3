"""Paths of music, where ids share a level with words and precede file extensions."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class IdConvertor(Convertor[str]):
    """`{clip_id:key}` matches ids, but neither `/clips/from-sml` nor `/clips/1.mid`, which are other routes."""

    regex = "(?!from-|by-)[^/.]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("key", IdConvertor())

CLIP = "/clips/{clip_id:key}"
COMPOSITION = "/compositions/{composition_id:key}"
