"""The errors of music.

NotFound
├── ClipNotFound
└── CompositionNotFound
Invalid
└── BadMusic            carries the path and, where known, the bar and the item
    ├── InvalidPitch        not a pitch
    ├── UnknownDuration     not a note value
    ├── BarOverflow         a bar longer than its meter
    ├── UnknownItem         neither note nor rest
    ├── BadValue            wrong type or out of range
    ├── NoSuchClip          a body refers to a clip that the caller does not have
    ├── TooMuch             over a limit on reading, storing or playing
    ├── NotInSML            music that SML cannot express
    ├── BadMIDI             an unreadable MIDI file
    ├── BadMusicXML         an unreadable MusicXML file
    └── NotUnderstood       a request in words that no rule matches
ProviderError
└── UnusableMusic       502, the language model breaks the rules of SML
ProjectError
└── ExtraMissing            501, an optional package is not installed
"""

from __future__ import annotations

from project.core.errors import Invalid, NotFound, ProjectError
from project.core.llm.errors import ProviderError
from project.music.location import BODY, Location, excerpt


class ClipNotFound(NotFound):
    def __init__(self, clip_id: object) -> None:
        super().__init__(f"Clip {excerpt(clip_id)} not found")


class CompositionNotFound(NotFound):
    def __init__(self, composition_id: object) -> None:
        super().__init__(f"Composition {excerpt(composition_id)} not found")


class BadMusic(Invalid):
    """Music that cannot be read, stored or written."""

    def __init__(self, message: str, loc: Location = BODY) -> None:
        super().__init__(f"{message} ({loc.label})" if loc.label else message, *loc.path)


class InvalidPitch(BadMusic):
    pass


class UnknownDuration(BadMusic):
    def __init__(self, token: object, loc: Location = BODY) -> None:
        super().__init__(f"Unknown duration token: {excerpt(token)}", loc)


class BarOverflow(BadMusic):
    def __init__(self, units: object, units_per_bar: object, loc: Location = BODY) -> None:
        super().__init__(f"Bar overflow: total units {units} > units_per_bar {units_per_bar}", loc)


class UnknownItem(BadMusic):
    def __init__(self, item: object, loc: Location = BODY) -> None:
        super().__init__(f"Unknown bar item: {excerpt(item)}", loc)


class BadValue(BadMusic):
    pass


class NoSuchClip(BadMusic):
    def __init__(self, clip_id: object, loc: Location = BODY) -> None:
        super().__init__(f"Clip {excerpt(clip_id)} not found", loc)


class TooMuch(BadMusic):
    pass


class NotInSML(BadMusic):
    pass


class BadMIDI(BadMusic):
    def __init__(self, reason: str, loc: Location = BODY) -> None:
        super().__init__(f"This MIDI file cannot be read: {reason}", loc)


class BadMusicXML(BadMusic):
    def __init__(self, reason: str, loc: Location = BODY) -> None:
        super().__init__(f"This MusicXML file cannot be read: {reason}", loc)


class NotUnderstood(BadMusic):
    pass


class ExtraMissing(ProjectError):
    status = 501
    title = "Not Implemented"

    def __init__(self, extra: str) -> None:
        super().__init__(f'The server lacks the extra `{extra}`: pip install ".[{extra}]"', extra=extra)


class UnusableMusic(ProviderError):
    detail = (
        "The language model wrote music that breaks the rules of SML, and did so again after a correction; "
        "try again, or ask for something simpler"
    )
