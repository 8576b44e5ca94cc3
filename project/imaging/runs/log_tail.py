"""The end of what a command prints."""

from __future__ import annotations

import codecs
import re
from io import IncrementalNewlineDecoder

#: Characters that are kept.
MOST = 64_000
#: So many characters more go, so that the text begins with a whole line.
MOST_OF_A_LINE = 2_000
LEFT_OUT = "[{count} earlier lines left out]\n"
LEFT_OUT_LINE = re.compile(r"\A\[([0-9]{1,12}) earlier lines left out\]\n")


class LogTail:
    """Takes what is printed, byte by byte if need be, and keeps the last lines of it and the number of those before."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        # A progress bar returns to the beginning of its line: each state of it is a line here.
        self._decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")("replace"), translate=True)
        self._text = ""
        self._before = 0

    def add(self, printed: bytes, *, last: bool = False) -> None:
        self._text += self._decoder.decode(printed, last).replace("\0", "\ufffd")
        excess = len(self._text) - self._most
        if excess > 0:
            end = self._text.find("\n", excess, excess + MOST_OF_A_LINE) + 1 or excess
            self._before += self._text.count("\n", 0, end)
            self._text = self._text[end:]

    def close(self) -> None:
        """The last line is whole now."""
        self.add(b"", last=True)
        if self._text and not self._text.endswith("\n"):
            self.add(b"\n")

    def note(self, remark: str) -> None:
        """Put a line below the text that the command did not print."""
        self.close()
        self.add(f"{remark}\n".encode())

    @property
    def text(self) -> str:
        return (LEFT_OUT.format(count=self._before) if self._before else "") + self._text

    def after(self, count: int) -> tuple[int, list[str]]:
        """The whole lines behind the first `count`, as far as they are kept, and the number of the first, from 1."""
        begin = max(count, self._before)
        return begin + 1, self._text.split("\n")[begin - self._before : -1]


def lines_of(text: str) -> tuple[list[str], int]:
    """The lines of a text that `LogTail` made, with their ends, and how many there were in all."""
    found = LEFT_OUT_LINE.match(text)
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    if not lines[-1]:
        lines.pop()
    return lines, len(lines) + (int(found[1]) - 1 if found else 0)
