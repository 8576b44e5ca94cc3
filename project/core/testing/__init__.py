"""Test support. Needs the extra `dev`; never imported by the running service."""
