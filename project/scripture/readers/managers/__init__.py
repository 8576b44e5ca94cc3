from project.scripture.readers.managers.devices import DeviceManager
from project.scripture.readers.managers.link_codes import LinkCodeManager
from project.scripture.readers.managers.pro import ProReaderManager
from project.scripture.readers.managers.tokens import ReaderTokenManager
from project.scripture.readers.managers.usage import UsageManager

__all__ = ["DeviceManager", "LinkCodeManager", "ProReaderManager", "ReaderTokenManager", "UsageManager"]
