"""The queue of reruns: SQL by which workers claim, renew and finish jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["completed", "failed"]

#: The same as `config_of` in `catalogue/run_status.py`.
CONFIG = """
CASE WHEN json_typeof(params) = 'object' THEN
    CASE WHEN json_typeof(params -> 'config') = 'object' THEN params -> 'config' ELSE params END
END
"""

STALE = "status = 'running' AND heartbeat_at < now() - $1 * interval '1 second'"
#: Fails stale jobs that have no attempts left.
GIVE_UP = f"""
UPDATE job SET status = 'failed', finished_at = now(),
    logs = logs || CASE WHEN logs = '' OR logs LIKE E'%\\n' THEN '' ELSE E'\\n' END || $3
WHERE id IN (SELECT id FROM job WHERE key IS NOT NULL AND {STALE} AND attempts >= $2 FOR UPDATE SKIP LOCKED)
RETURNING run_id
"""
CLAIM = f"""
WITH claimed AS (
    UPDATE job SET status = 'running', attempts = attempts + 1, started_at = now(), heartbeat_at = now(),
        finished_at = NULL, exit_code = NULL, logs = ''
    WHERE id = (
        SELECT id FROM job WHERE key IS NOT NULL AND (status = 'pending' OR {STALE})
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING *
)
SELECT claimed.id, key, run_id, attempts, ({CONFIG})::text AS config, path AS ms_path
FROM claimed JOIN product_path ON product_path.id = ms_path_id
"""
#: True for the worker that holds the job: any later one has counted another attempt.
HELD = "id = $1 AND attempts = $2 AND status = 'running'"
HEARTBEAT = f"UPDATE job SET heartbeat_at = now(), logs = coalesce($3, logs) WHERE {HELD} RETURNING id"
RELEASE = f"UPDATE job SET status = 'pending', heartbeat_at = NULL, logs = coalesce($3, logs) WHERE {HELD} RETURNING id"
FINISH = f"""
UPDATE job SET status = $4, exit_code = $5, logs = coalesce($3, logs), finished_at = now() WHERE {HELD} RETURNING id
"""


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job that a worker holds while its heartbeat is fresh and `attempts` is unchanged."""

    id: int
    key: str
    run_id: str
    ms_path: str
    attempts: int
    #: JSON.
    config: str | None
