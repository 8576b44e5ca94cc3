"""What a service's tests stand on: databases, processes, fixtures. Needs the extra `dev`; nothing that serves imports it."""
