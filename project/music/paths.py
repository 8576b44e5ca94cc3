"""Paths of music, in which ids stand beside words and before the endings of files."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class IdConvertor(Convertor[str]):
    """`{clip_id:key}`: what may be an id. `/clips/from-sml` is none, nor is `/clips/1.mid`, of other methods."""

    regex = "(?!from-|by-)[^/.]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("key", IdConvertor())

CLIP = "/clips/{clip_id:key}"
COMPOSITION = "/compositions/{composition_id:key}"
