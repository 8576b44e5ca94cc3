"""The names that follow from those of an app and of its model."""

from __future__ import annotations

import re
from dataclasses import dataclass

CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
HISSING = ("s", "x", "z", "ch", "sh")
PLURAL_IN_IES = re.compile(r"(?<=[^aeiou])ies$")
PLURAL_IN_ES = re.compile(r"(?<=ss|sh|ch|.x|.z)es$")


def snake_case(name: str) -> str:
    return CAPITALS.sub("_", name).lower()


def camel_case(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def singular(noun: str) -> str:
    if PLURAL_IN_IES.search(noun):
        return PLURAL_IN_IES.sub("y", noun)
    if PLURAL_IN_ES.search(noun):
        return PLURAL_IN_ES.sub("", noun)
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(HISSING) else f"{noun}s"


@dataclass(frozen=True)
class Names:
    """`loans` with its model `Loan`, or `catalogue` with `BookLoan`."""

    app: str
    model: str

    @property
    def row(self) -> str:
        return snake_case(self.model)

    @property
    def rows(self) -> str:
        return self.app if singular(self.app) == self.row else plural(self.row)

    @property
    def path(self) -> str:
        return self.rows.replace("_", "-")

    @property
    def noun(self) -> str:
        return self.row.replace("_", " ")

    @property
    def nouns(self) -> str:
        return self.rows.replace("_", " ")

    @property
    def article(self) -> str:
        return "an" if self.row[0] in "aeiou" else "a"

    def substitutions(self) -> dict[str, str]:
        heading = self.app.replace("_", " ").capitalize()
        names = ("app", "model", "row", "rows", "path", "noun", "nouns", "article")
        return {name: getattr(self, name) for name in names} | {"heading": heading}
