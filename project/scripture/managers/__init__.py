from project.scripture.managers.chats import ChatManager
from project.scripture.managers.explanations import DefinitionManager, InsightManager, KeptManager
from project.scripture.managers.messages import MessageManager
from project.scripture.managers.passages import PassageManager
from project.scripture.managers.summaries import SummaryManager
from project.scripture.managers.translations import TranslationManager
from project.scripture.managers.verses import VerseManager

__all__ = [
    "ChatManager",
    "DefinitionManager",
    "InsightManager",
    "KeptManager",
    "MessageManager",
    "PassageManager",
    "SummaryManager",
    "TranslationManager",
    "VerseManager",
]
