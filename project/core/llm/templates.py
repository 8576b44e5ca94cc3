"""Prompt templates in files.

Text of people and models stands between tags. Its own `<` and `>` become `&lt;` and `&gt;`, so that it cannot close
them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template


@cache
def _template(file: Path) -> Template:
    return Template(file.read_text(encoding="utf-8"))


def filled(file: Path, **texts: str) -> str:
    fenced = {key: text.replace("<", "&lt;").replace(">", "&gt;") for key, text in texts.items()}
    return _template(file).substitute(fenced)
