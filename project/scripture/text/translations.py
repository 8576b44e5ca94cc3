"""Translations: codes that readers use, ids as in the public Bible files."""

from __future__ import annotations

from typing import NamedTuple


class ListedTranslation(NamedTuple):
    code: str
    name: str
    id: str
    requires_pro: bool = False


#: In the order of the list.
LISTED = (
    ListedTranslation("WEB", "World English Bible", "ENGWEBP"),
    ListedTranslation("KJV", "King James Version", "eng_kjv"),
    ListedTranslation("BSB", "Berean Standard Bible", "BSB"),
    ListedTranslation("NRSV", "New Revised Standard Version", "NRSV", requires_pro=True),
    ListedTranslation("ASV", "American Standard Version", "eng_asv"),
    ListedTranslation("LSV", "Literal Standard Version", "eng_lsv"),
    ListedTranslation("BST", "Brenton English Septuagint", "eng_bre"),
    ListedTranslation("LXXSB", "British English Septuagint 2012", "eng_lxu"),
    ListedTranslation("TOJBT", "The Orthodox Jewish Bible", "eng_ojb"),
    ListedTranslation("PEV", "Plain English Version", "eng_pev"),
    ListedTranslation("RV", "Revised Version", "eng_rv5"),
    ListedTranslation("MSB", "Majority Standard Bible", "eng_msb"),
    ListedTranslation("YLT", "Young's Literal Translation", "eng_ylt"),
    ListedTranslation("BBE", "Bible in Basic English", "eng_bbe"),
    ListedTranslation("EMTV", "English Majority Text Version", "eng_emtv"),
    ListedTranslation("BES", "La Biblia en Español Sencillo", "spa_bes"),
    ListedTranslation("SRV", "Santa Biblia - Reina-Valera 1909", "spa_r09"),
)
#: Readable by code, but not listed.
UNLISTED = {
    "LXXSA": "eng_lxx",
    "UBES": "eng_boy",
    "JPSTN": "eng_jps",
    "ILT": "eng_lee",
    "TOE": "eng_oke",
    "WMB": "eng_wmb",
    "NETB": "eng_net",
    "DBY": "eng_dby",
}
WEB, KJV = LISTED[0], LISTED[1]
IDS = {listed.code: listed.id for listed in LISTED} | UNLISTED
CODES = {translation: code for code, translation in IDS.items()}
NAMES = {listed.id: listed.name for listed in LISTED}
PRO = frozenset(listed.id for listed in LISTED if listed.requires_pro)


def translation_id(written: str) -> str:
    """Return the id of a case-sensitive code; anything else is taken for an id."""
    return IDS.get(written, written)


def code_of(translation: str) -> str:
    return CODES.get(translation, translation)
