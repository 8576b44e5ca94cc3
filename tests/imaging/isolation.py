"""The telescope's catalogue belongs to no organisation: whoever may write to it may do so to all of it."""

from project.core.testing.isolation import Isolation

ISOLATION = Isolation(
    shared={"run_id"},
    # Reads are for everybody at an allowed address, writes are not.
    is_open=lambda path, method, operation: path.startswith("/api/v1/") and method == "get",
)
