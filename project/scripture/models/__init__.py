from project.scripture.models.chats import Chat, Message, Summary
from project.scripture.models.explanations import Definition, Insight, KeptDefinition, KeptInsight
from project.scripture.models.text import Chapter, SavedPassage, Translation, Verse
from project.scripture.readers.models import Device, LinkCode, ProReader, ReaderToken, Usage, UsageHold

__all__ = [
    "Chapter",
    "Chat",
    "Definition",
    "Device",
    "Insight",
    "KeptDefinition",
    "KeptInsight",
    "LinkCode",
    "Message",
    "ProReader",
    "ReaderToken",
    "SavedPassage",
    "Summary",
    "Translation",
    "Usage",
    "UsageHold",
    "Verse",
]
