"""A library of a few verses, in memory."""

from __future__ import annotations

from project.scripture.search.library import PassageContext, Quote, VerseMatches
from project.scripture.search.words import keywords, shared_words, words_of

VERSES = [
    Quote(
        "John 3:14", "And as Moses lifted up the serpent in the wilderness, even so must the Son of man be lifted up:"
    ),
    Quote("John 3:15", "That whosoever believeth in him should not perish, but have eternal life."),
    Quote(
        "John 3:16",
        "For God so loved the world, that he gave his only begotten Son, that whosoever believeth in him should not"
        " perish, but have everlasting life.",
    ),
    Quote(
        "John 3:17", "For God sent not his Son into the world to condemn the world; but that the world might be saved."
    ),
    Quote("John 3:36", "He that believeth on the Son hath everlasting life."),
    Quote("1 John 4:9", "God sent his only begotten Son into the world, that we might live through him."),
    Quote("Psalms 23:1", "The LORD is my shepherd; I shall not want."),
]


class Shelf:
    def __init__(self, verses: list[Quote] = VERSES) -> None:
        self.verses = verses
        self.calls: list[tuple[str, str, list[str]]] = []

    async def passage_context(self, reference: str, text: str, words: list[str]) -> PassageContext | None:
        self.calls.append((reference, text, words))
        named = reference.partition(" (")[0]
        place = next((at for at, verse in enumerate(self.verses) if verse.reference == named), None)
        if place is None:
            place = self._nearest(text)
        if place is None:
            return None
        found = self.verses[place]
        near = sorted(self.verses, key=lambda verse: -_shared(verse, found.text))
        book, _, rest = found.reference.rpartition(" ")
        return PassageContext(
            book=book,
            chapter=int(rest.split(":")[0]),
            translation="KJV",
            passage=[found],
            before=self.verses[max(0, place - 1) : place],
            after=self.verses[place + 1 : place + 2],
            related=[verse for verse in near if verse != found and _shared(verse, found.text)],
            counts={word: (self._met(word, book), self._met(word, "")) for word in words},
        )

    async def find_verses(self, words: list[str], limit: int) -> VerseMatches | None:
        met = [verse for verse in self.verses if shared_words(verse.text, words)]
        near = sorted(met, key=lambda verse: -len(shared_words(verse.text, words)))
        return VerseMatches("KJV", near[:limit]) if self.verses else None

    def _nearest(self, text: str) -> int | None:
        shared = [_shared(verse, text) for verse in self.verses]
        return shared.index(max(shared)) if any(shared) else None

    def _met(self, word: str, book: str) -> int:
        return sum(word in words_of(verse.text) for verse in self.verses if verse.reference.startswith(book))


def _shared(verse: Quote, text: str) -> int:
    return len(set(keywords(text, 99)) & set(words_of(verse.text)))
