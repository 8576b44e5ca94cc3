"""The commands of a developer's day, one module each: `add_to` adds them to `python -m project`."""
