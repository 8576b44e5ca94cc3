"""Measurements of the service, and of other ways to write it, on one PostgreSQL and the same rows."""
