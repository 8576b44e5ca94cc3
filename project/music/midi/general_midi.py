"""General MIDI level 1: instruments by name, and the sounds of the drum channel."""

from __future__ import annotations

import re
from functools import lru_cache

#: In the order of their program numbers, from 0 on.
PROGRAMS = [
    "Acoustic Grand Piano",
    "Bright Acoustic Piano",
    "Electric Grand Piano",
    "Honky-tonk Piano",
    "Electric Piano 1",
    "Electric Piano 2",
    "Harpsichord",
    "Clavinet",
    "Celesta",
    "Glockenspiel",
    "Music Box",
    "Vibraphone",
    "Marimba",
    "Xylophone",
    "Tubular Bells",
    "Dulcimer",
    "Drawbar Organ",
    "Percussive Organ",
    "Rock Organ",
    "Church Organ",
    "Reed Organ",
    "Accordion",
    "Harmonica",
    "Tango Accordion",
    "Acoustic Guitar (nylon)",
    "Acoustic Guitar (steel)",
    "Electric Guitar (jazz)",
    "Electric Guitar (clean)",
    "Electric Guitar (muted)",
    "Overdriven Guitar",
    "Distortion Guitar",
    "Guitar Harmonics",
    "Acoustic Bass",
    "Electric Bass (finger)",
    "Electric Bass (pick)",
    "Fretless Bass",
    "Slap Bass 1",
    "Slap Bass 2",
    "Synth Bass 1",
    "Synth Bass 2",
    "Violin",
    "Viola",
    "Cello",
    "Contrabass",
    "Tremolo Strings",
    "Pizzicato Strings",
    "Orchestral Harp",
    "Timpani",
    "String Ensemble 1",
    "String Ensemble 2",
    "Synth Strings 1",
    "Synth Strings 2",
    "Choir Aahs",
    "Voice Oohs",
    "Synth Voice",
    "Orchestra Hit",
    "Trumpet",
    "Trombone",
    "Tuba",
    "Muted Trumpet",
    "French Horn",
    "Brass Section",
    "Synth Brass 1",
    "Synth Brass 2",
    "Soprano Sax",
    "Alto Sax",
    "Tenor Sax",
    "Baritone Sax",
    "Oboe",
    "English Horn",
    "Bassoon",
    "Clarinet",
    "Piccolo",
    "Flute",
    "Recorder",
    "Pan Flute",
    "Blown Bottle",
    "Shakuhachi",
    "Whistle",
    "Ocarina",
    "Lead 1 (square)",
    "Lead 2 (sawtooth)",
    "Lead 3 (calliope)",
    "Lead 4 (chiff)",
    "Lead 5 (charang)",
    "Lead 6 (voice)",
    "Lead 7 (fifths)",
    "Lead 8 (bass + lead)",
    "Pad 1 (new age)",
    "Pad 2 (warm)",
    "Pad 3 (polysynth)",
    "Pad 4 (choir)",
    "Pad 5 (bowed)",
    "Pad 6 (metallic)",
    "Pad 7 (halo)",
    "Pad 8 (sweep)",
    "FX 1 (rain)",
    "FX 2 (soundtrack)",
    "FX 3 (crystal)",
    "FX 4 (atmosphere)",
    "FX 5 (brightness)",
    "FX 6 (goblins)",
    "FX 7 (echoes)",
    "FX 8 (sci-fi)",
    "Sitar",
    "Banjo",
    "Shamisen",
    "Koto",
    "Kalimba",
    "Bagpipe",
    "Fiddle",
    "Shanai",
    "Tinkle Bell",
    "Agogo",
    "Steel Drums",
    "Woodblock",
    "Taiko Drum",
    "Melodic Tom",
    "Synth Drum",
    "Reverse Cymbal",
    "Guitar Fret Noise",
    "Breath Noise",
    "Seashore",
    "Bird Tweet",
    "Telephone Ring",
    "Helicopter",
    "Applause",
    "Gunshot",
]

#: What instruments are called for short. The first word of a name that is here decides.
_SHORT = {
    **{"piano": 0, "keys": 0, "keyboard": 0, "epiano": 4, "rhodes": 4, "glocken": 9, "bells": 14, "organ": 16},
    **{"guitar": 24, "bass": 33, "strings": 48, "ensemble": 48, "orchestra": 48, "harp": 46, "choir": 52, "voice": 53},
    **{"vocals": 53, "brass": 61, "horn": 60, "sax": 65, "saxophone": 65, "synth": 80, "lead": 80, "pad": 89},
    **{"fx": 96, "steelpan": 114},
}
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
_WORD = re.compile(r"[a-z0-9]+")

DRUM_CHANNEL = 9
#: By note number on the drum channel.
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
def program_named(name: str) -> int | None:
    """The program of an instrument by its General MIDI name, or what it is called for short."""
    words = tuple(_WORD.findall(name.lower()))
    if words in _BY_WORDS:
        return _BY_WORDS[words]
    single = (_BY_WORDS.get((word,), _SHORT.get(word)) for word in words)
    return next((program for program in single if program is not None), None)


_BY_WORDS = {tuple(_WORD.findall(name.lower())): program for program, name in enumerate(PROGRAMS)}


@lru_cache(1000)
def names_drums(name: str) -> bool:
    words = tuple(_WORD.findall(name.lower()))
    return words not in _BY_WORDS and not _DRUMS.isdisjoint(("".join(words[:2]), *words))
