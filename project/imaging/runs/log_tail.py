"""The end of a command's output."""

from __future__ import annotations

import codecs
import re
from io import IncrementalNewlineDecoder

#: Characters kept.
MAX_LENGTH = 64_000
#: How many more characters to drop at most, so that the text begins with a whole line.
MAX_LINE_CUT = 2_000
LEFT_OUT = "[{count} earlier lines left out]\n"
LEFT_OUT_LINE = re.compile(r"\A\[([0-9]{1,12}) earlier lines left out\]\n")


class LogTail:
    """Keeps the last lines of an output, and the number of lines before them."""

    def __init__(self, max_length: int = MAX_LENGTH) -> None:
        self._max_length = max_length
        # Every carriage return of a progress bar becomes a line feed.
        self._decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")("replace"), translate=True)
        self._text = ""
        self._dropped = 0

    def add(self, printed: bytes, *, last: bool = False) -> None:
        self._text += self._decoder.decode(printed, last).replace("\0", "\ufffd")
        excess = len(self._text) - self._max_length
        if excess > 0:
            end = self._text.find("\n", excess, excess + MAX_LINE_CUT) + 1 or excess
            self._dropped += self._text.count("\n", 0, end)
            self._text = self._text[end:]

    def close(self) -> None:
        self.add(b"", last=True)
        if self._text and not self._text.endswith("\n"):
            self.add(b"\n")

    def note(self, remark: str) -> None:
        self.close()
        self.add(f"{remark}\n".encode())

    @property
    def text(self) -> str:
        return (LEFT_OUT.format(count=self._dropped) if self._dropped else "") + self._text

    def lines_after(self, count: int) -> tuple[int, list[str]]:
        """Return the kept complete lines after the first `count`, and the number of the first one, from 1."""
        start = max(count, self._dropped)
        return start + 1, self._text.split("\n")[start - self._dropped : -1]


def lines_of(text: str) -> tuple[list[str], int]:
    """Split the text of a LogTail into lines with their ends. Also returns the number of lines of the whole output."""
    left_out = LEFT_OUT_LINE.match(text)
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    if not lines[-1]:
        lines.pop()
    return lines, len(lines) + (int(left_out[1]) - 1 if left_out else 0)
