"""The Bible's text on the wire."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field, JsonValue, StringConstraints

from project.core.http.schemas import NO_NUL, Out
from project.scripture.text.references import LAST_VERSE, reference

MAX_INT = 2**31 - 1
MAX_HITS = 100

Book = Annotated[
    str,
    StringConstraints(pattern=NO_NUL, max_length=50),
    Field(description="English name or id, in any case.", examples=["John"]),
]
Translation = Annotated[
    str,
    StringConstraints(pattern=NO_NUL, max_length=30),
    Field(description="Code of a translation, or its id in the Bible file.", examples=["KJV"]),
]
ChapterNumber = Annotated[int, Field(ge=-MAX_INT, le=MAX_INT, examples=[3])]
VerseNumber = Annotated[int, Field(ge=-MAX_INT, le=MAX_INT, examples=[16])]


class ContentQuery(BaseModel):
    book: Book
    chapter: ChapterNumber
    translation: Translation = "WEB"

    @property
    def reference(self) -> str:
        return reference(self.book, self.chapter)


class ChapterQuery(ContentQuery):
    save: bool = Field(default=False, description="Save it for the reader as well.")

    @property
    def numbers(self) -> tuple[int, int]:
        return 1, LAST_VERSE


class PassageQuery(ChapterQuery):
    verse_start: VerseNumber
    verse_end: VerseNumber | None = Field(default=None, description="May lie past the chapter's end.", examples=[18])

    @property
    def reference(self) -> str:
        return reference(self.book, self.chapter, self.verse_start, self.verse_end)

    @property
    def numbers(self) -> tuple[int, int]:
        return self.verse_start, self.verse_start if self.verse_end is None else self.verse_end


class SearchQuery(BaseModel):
    q: Annotated[str, StringConstraints(pattern=NO_NUL, max_length=200)] = Field(
        description='Words to find all of; `"a phrase"`, `or`, `-not` work. Or a reference such as `1 Cor 13`.',
        examples=["love world"],
    )
    translation: Translation | None = Field(default=None, description="Left out: WEB where it is whole, else KJV.")
    book: Book | None = None
    limit: int = Field(default=20, ge=1, le=MAX_HITS)
    after: str | None = Field(
        default=None, max_length=2000, description="Opaque: from the `Link` header of the page before."
    )


class TranslationOut(Out):
    code: str = Field(examples=["KJV"])
    name: str = Field(examples=["King James Version"])
    requires_pro: bool
    loaded: bool = Field(description="Some of its text is in the database.", examples=[True])


class TranslationsOut(Out):
    translations: list[TranslationOut]


class VerseOut(Out):
    book: str = Field(examples=["John"])
    chapter: int = Field(examples=[3])
    verse: int = Field(examples=[16])
    text: str
    translation: str = Field(examples=["KJV"])
    text_parts: list[JsonValue] | None = Field(
        description="Texts, poetry, line breaks and notes, where the source has them.", examples=[None]
    )


class PassageOut(Out):
    reference: str = Field(examples=["John 3:16"])
    verses: list[VerseOut]
    translation: str = Field(examples=["KJV"])


class ContentOut(Out):
    book: str = Field(examples=["John"])
    chapter: int = Field(examples=[3])
    translation: str = Field(examples=["KJV"])
    reference: str = Field(examples=["John 3"])
    content: list[dict[str, Any]] = Field(
        description="Verses, headings and line breaks in the order of the page.",
        examples=[[{"type": "verse", "number": 16, "content": ["For God so loved the world"]}]],
    )


class HitOut(Out):
    reference: str = Field(examples=["John 3:16"])
    book: str = Field(examples=["John"])
    chapter: int = Field(examples=[3])
    verse: int = Field(examples=[16])
    text: str
    translation: str = Field(examples=["KJV"])
    highlight: str = Field(
        description="The text as HTML, with `<mark>` round the words that were found.",
        examples=["For God so <mark>loved</mark> the <mark>world</mark>"],
    )
    rank: float = Field(description="Above 0 and up to 1; the verses of a reference have 1.", examples=[0.05])
