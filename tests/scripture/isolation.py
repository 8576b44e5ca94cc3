"""Routes of readers, who need no credential: tests/scripture/test_reader_isolation.py looks at them."""

from project.core.testing.isolation import Isolation

READERS = {"bible", "readers", "insights", "chats"}
ISOLATION = Isolation(is_open=lambda path, method, operation: not READERS.isdisjoint(operation["tags"]))
