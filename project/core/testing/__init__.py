"""What the tests of a service stand on. It needs the extra `dev`; nothing that serves imports it."""
