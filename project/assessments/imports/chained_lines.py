from __future__ import annotations

import hashlib

from project.core.http.uploads import Lines


class ChainedLines(Lines):
    """Lines of an upload. `digest` chains the SHA-256 of all lines so far."""

    def __init__(self, longest: int, *, atomic: bool = False) -> None:
        super().__init__(longest)
        # With and without `atomic` the same file is a different upload.
        self._hash = hashlib.sha256(b"atomic" if atomic else b"")
        self.digest = self._hash.hexdigest()

    def seen(self, part: bytes) -> None:
        self._hash.update(part)

    def ended(self) -> None:
        self.digest = self._hash.hexdigest()
        self._hash = hashlib.sha256(self.digest.encode())
