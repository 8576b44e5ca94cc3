"""MIDI channels and programs of tracks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import cycle

from project.music.midi.drums import DRUM_CHANNEL, names_drums
from project.music.midi.programs import program_named
from project.music.notation.tree import Instrument, TrackNode

#: All channels but the drum channel.
MELODIC_CHANNELS = tuple(channel for channel in range(16) if channel != DRUM_CHANNEL)


def is_drums(track: TrackNode) -> bool:
    instrument = track.instrument
    if instrument is None:
        return names_drums(track.name)
    if instrument.midi_channel == DRUM_CHANNEL:
        return True
    return instrument.program is None and names_drums(instrument.name or track.name)


def program_of(track: TrackNode) -> int | None:
    """Return the General MIDI program: stated, or implied by the name of the instrument or the track.

    Drums have none unless it is stated.
    """
    if is_drums(track):
        return track.instrument.program if track.instrument else None
    instrument = track.instrument or Instrument()
    if instrument.program is not None:
        return instrument.program
    by_name = program_named(instrument.name) if instrument.name else None
    return by_name if by_name is not None else program_named(track.name)


def channels_of(tracks: Sequence[TrackNode]) -> list[int]:
    """Assign a channel to each track: 9 for drums, else the stated channel, else a free one.

    If tracks with different instruments state one channel, the first keeps it. From the sixteenth melodic track on,
    channels are shared.
    """
    owners: dict[int, tuple[str | None, int | None]] = {}
    found: list[int | None] = []
    for track in tracks:
        found.append(DRUM_CHANNEL if is_drums(track) else _stated(track.instrument, owners))
    free = cycle([channel for channel in MELODIC_CHANNELS if channel not in owners] or MELODIC_CHANNELS)
    return _filled(found, free)


def _filled(found: list[int | None], free: Iterable[int]) -> list[int]:
    rest = iter(free)
    return [next(rest) if channel is None else channel for channel in found]


def _stated(instrument: Instrument | None, owners: dict[int, tuple[str | None, int | None]]) -> int | None:
    if instrument is None or instrument.midi_channel is None:
        return None
    sound = (instrument.name, instrument.program)
    owner = owners.setdefault(instrument.midi_channel, sound)
    return instrument.midi_channel if owner == sound else None


def implied_instruments(tracks: Sequence[TrackNode]) -> list[Instrument]:
    """Return each track's instrument; a track without one gets its name and its assigned channel."""
    channels = channels_of(tracks)
    return [track.instrument or Instrument(track.name, channels[i]) for i, track in enumerate(tracks)]
