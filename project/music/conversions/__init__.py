"""Conversions between stored rows and documents or files, in a worker thread.

They raise the errors of `project.music.errors`.
"""
