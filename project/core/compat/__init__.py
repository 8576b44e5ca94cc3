"""Every private name of a library that this service relies on: a module a library, pinned exactly, with a test."""
