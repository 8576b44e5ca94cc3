"""Stored rows to documents and files, and back, in a thread where it takes long.

All raise the errors of `project.music.errors`.
"""
