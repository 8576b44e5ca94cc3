"""A small app of tests: what a team writes first, on tables that exist in the tests alone."""
