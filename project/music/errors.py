"""What can be wrong with music.

NotFound
├── ClipNotFound
└── CompositionNotFound
Invalid
└── BadMusic            names the place, and where there is one, the bar and the item
    ├── InvalidPitch        no such pitch
    ├── UnknownDuration     no such note value
    ├── BarOverflow         more in a bar than its meter holds
    ├── UnknownItem         neither note nor rest
    ├── BadValue            of a wrong kind, or out of its range
    ├── NoSuchClip          a clip that a body names and the caller does not have
    ├── TooMuch             more than is read, stored or played
    ├── NotInSML            music that SML has no words for
    ├── BadMIDI             a file that cannot be read as MIDI
    ├── BadMusicXML         a file that cannot be read as MusicXML
    └── NotUnderstood       words that say no music known here
ProviderError
└── UnusableMusic       502, a language model breaks the rules of SML
ProjectError
└── ExtraMissing            501, what was asked for needs packages that are not installed
"""

from __future__ import annotations

from project.core.errors import Invalid, NotFound, ProjectError
from project.core.language.errors import ProviderError
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
    """The service was installed without the extra that this needs."""

    status = 501
    title = "Not Implemented"

    def __init__(self, extra: str) -> None:
        super().__init__(f'This needs the extra `{extra}` on the server: pip install ".[{extra}]"', extra=extra)


class UnusableMusic(ProviderError):
    detail = (
        "The language model wrote music that breaks the rules of SML, and did so again when told what was wrong; "
        "try again, or ask for something simpler"
    )
