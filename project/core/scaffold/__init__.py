"""Writes new apps and new services. It needs the extra `dev`; nothing that serves imports it."""
