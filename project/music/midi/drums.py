"""The drum channel of General MIDI level 1."""

from __future__ import annotations

from functools import lru_cache

from project.music.midi.programs import PROGRAMS_BY_WORDS, WORD

_DRUMS = frozenset(
    [
        "drum",
        "drums",
        "drumkit",
        "drumset",
        "percussion",
        "perc",
        "kit",
        "kick",
        "snare",
        "hihat",
        "hihats",
        "cymbal",
        "cymbals",
        "toms",
        "tambourine",
        "beat",
    ]
)
DRUM_CHANNEL = 9
#: By note number.
DRUM_SOUNDS = {
    35 + i: name
    for i, name in enumerate(
        [
            "Bass drum 2",
            "Bass drum 1",
            "Side stick",
            "Snare 1",
            "Hand clap",
            "Snare 2",
            "Low floor tom",
            "Closed hi-hat",
            "High floor tom",
            "Pedal hi-hat",
            "Low tom",
            "Open hi-hat",
            "Low-mid tom",
            "Hi-mid tom",
            "Crash 1",
            "High tom",
            "Ride 1",
            "Chinese cymbal",
            "Ride bell",
            "Tambourine",
            "Splash",
            "Cowbell",
            "Crash 2",
            "Vibraslap",
            "Ride 2",
            "High bongo",
            "Low bongo",
            "Mute hi conga",
            "Open hi conga",
            "Low conga",
            "High timbale",
            "Low timbale",
            "High agogo",
            "Low agogo",
            "Cabasa",
            "Maracas",
            "Short whistle",
            "Long whistle",
            "Short guiro",
            "Long guiro",
            "Claves",
            "High wood block",
            "Low wood block",
            "Mute cuica",
            "Open cuica",
            "Mute triangle",
            "Open triangle",
        ]
    )
}


@lru_cache(1000)
def names_drums(name: str) -> bool:
    words = tuple(WORD.findall(name.lower()))
    return words not in PROGRAMS_BY_WORDS and not _DRUMS.isdisjoint(("".join(words[:2]), *words))
