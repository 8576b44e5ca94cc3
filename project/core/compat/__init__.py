"""Private names of libraries that this service relies on: one module per library, pinned exactly and tested."""
