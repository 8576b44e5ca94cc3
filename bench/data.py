"""Rows to measure with: one organisation, five years of sittings, the same on every run but for the date."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

import asyncpg

from bench.postgres import fetch, project
from project.assessments.name_search import as_tsvector

ORGANISATION = "Bench"
EMAIL = "admin@bench.example"
PASSWORD = "a long password for the bench"

#: The first are the most frequent.
GIVEN = (
    "Maria Mohammed Anna Layla Omar Sofia Noah Fatima Lukas Emma Youssef Lea Adam Nour Elias Mia Ali Hana Jonas Zainab "
    "Paul Yasmin Leon Salma Felix Clara Karim Ida Sami Julia Hassan Marta Ziad Élise Rami Zoë Tarek Björn Dana Íñigo "
    "Rana Søren Ghada Åsa Wael Chloé Basma Jürgen Lubna Siân"
)
FAMILY_STARTS = (
    "Had Berg Khal Lind Sal Holm Naj Wal Mans Stein Har Ras Ham Brand Sab Neu Tah Roth Shar Kell Bar Eng Fah Win Dab"
)
FAMILY_ENDS = "dad man il ström our berg jar sen awi er mann idi son oui feld ati ner ouri stad wan"
NAMES = 20_000

HELPERS = """
CREATE FUNCTION pg_temp.id_at(at timestamptz, salt text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
        || '7' || substr(md5(salt), 1, 3) || '8' || substr(md5(salt), 4, 15))::uuid
$$;
CREATE FUNCTION pg_temp.pick(n int, salt int, choices int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT (hashint8extended(n, salt) & 2147483647)::int % choices
$$;
CREATE TEMP TABLE bench_name (number int PRIMARY KEY, name text, words text);
"""

#: Every fifth follows an earlier one, of the same child.
SESSIONS = """
INSERT INTO session (
    id, organisation_id, created_at, updated_at, started_at, child_name, child_name_words, child_age, child_height_cm,
    child_weight_kg, child_gender, child_notes, session_type, parent_session_id, risk_level, overall_score
)
SELECT pg_temp.id_at(at, n::text), $2, at, at, at, name, words::tsvector, age, 50 + 7 * age, 4 + 3 * age,
    (ARRAY['female', 'male'])[1 + pg_temp.pick(child, 2, 2)], 'Wears glasses',
    CASE WHEN parent IS NULL THEN 'initial' ELSE 'followup' END,
    pg_temp.id_at(first + step * parent, parent::text),
    (ARRAY['normal', 'normal', 'normal', 'normal', 'normal', 'normal', 'monitor', 'monitor', 'high', NULL])
        [1 + pg_temp.pick(n, 3, 10)],
    40 + pg_temp.pick(n, 4, 60)
FROM (SELECT now() - interval '5 years' AS first, interval '5 years' / $1::int AS step) AS span
CROSS JOIN generate_series(1, $1::int) AS n
CROSS JOIN LATERAL (SELECT CASE WHEN n % 5 = 0 AND n > 100 THEN n - 97 END AS parent) AS follows
CROSS JOIN LATERAL (SELECT coalesce(parent, n) AS child, first + step * n AS at) AS known
CROSS JOIN LATERAL (SELECT pg_temp.pick(child, 1, 18) AS age) AS aged
JOIN bench_name ON bench_name.number = pg_temp.pick(child, 0, $3::int)
ORDER BY n
"""

#: Every fiftieth sitting has six tasks and 44 metrics; the others have two to four tasks with three metrics each.
TASKS = """
INSERT INTO task (id, session_id, created_at, updated_at, task_name, duration_seconds, status, notes, score)
SELECT pg_temp.id_at(started_at, n || '.' || k), id, started_at, started_at,
    (ARRAY['one_leg', 'walk', 'jump', 'raise_hand', 'tiptoe', 'squat'])[k], 15.5, 'success', 'Looked at the floor', 2
FROM (SELECT id, started_at, row_number() OVER (ORDER BY started_at) AS n FROM session) AS sitting
CROSS JOIN LATERAL generate_series(1, CASE WHEN n % 50 = 0 THEN 6 ELSE 2 + n % 3 END) AS k
ORDER BY n, k
"""
METRICS = """
INSERT INTO metric (id, task_id, metric_name, metric_value, level)
SELECT pg_temp.id_at(created_at, id || '.' || m), id,
    (ARRAY['oneLegScore', 'holdTime', 'swayIndex', 'stability', 'max_angle', 'symmetry', 'speed', 'steps'])[m],
    CASE WHEN m = 1 THEN 2 ELSE m * 1.234567 END, CASE WHEN m = 2 THEN 'normal' END
FROM (
    SELECT id, created_at, seq, row_number() OVER (PARTITION BY session_id ORDER BY seq) AS k,
        count(*) OVER (PARTITION BY session_id) AS tasks
    FROM task
) AS task
CROSS JOIN LATERAL generate_series(1, CASE WHEN tasks < 6 THEN 3 WHEN k <= 2 THEN 8 ELSE 7 END) AS m
ORDER BY seq, m
"""
FULL = "SELECT session_id::text FROM task GROUP BY session_id HAVING count(*) = 6 ORDER BY session_id LIMIT 200"
SOME = "SELECT id::text FROM session ORDER BY md5(id::text) LIMIT 200"
TASKS_FOR_BATCHES = """
SELECT id::text FROM task WHERE task_name = 'one_leg' AND session_id <> ALL($1::uuid[])
ORDER BY md5(id::text) LIMIT 1000
"""


@dataclass(frozen=True)
class Data:
    """What is in the database, and where its own rows end."""

    organisation_id: UUID
    user_id: UUID
    sessions: Sequence[str]
    full_sessions: Sequence[str]
    tasks: Sequence[str]
    last_display_id: int
    last_metric: int

    def cleaning(self) -> list[str]:
        """Statements that take away what was written since, and leave the tables as they were."""
        return [
            f"DELETE FROM session WHERE display_id > {self.last_display_id}",
            f"DELETE FROM metric WHERE seq > {self.last_metric}",
            "TRUNCATE audit_line",
            "VACUUM (ANALYZE) session, task, metric",
            "CHECKPOINT",
        ]


def make_admin(url: str) -> tuple[UUID, UUID]:
    """The ids of an organisation and of its admin, both new."""
    args = ("--email", EMAIL, "--organisation", ORGANISATION)
    project("createuser", url, *args, PASSWORD=PASSWORD)
    (organisation_id,) = fetch(url, "SELECT id FROM organisation WHERE name = $1", ORGANISATION)
    (user_id,) = fetch(url, 'SELECT id FROM "user" WHERE email = $1', EMAIL)
    return organisation_id, user_id


def names() -> list[tuple[int, str, str]]:
    """Number, name and its words for searching. Frequencies fall with the rank, from some 6 % to 0.05 %."""
    random = Random(1)
    family = [start + end for end in FAMILY_ENDS.split() for start in FAMILY_STARTS.split()]
    chosen = [
        f"{given} {last}" for given, last in zip(_by_rank(random, GIVEN.split()), _by_rank(random, family), strict=True)
    ]
    return [(n, name, as_tsvector(name)) for n, name in enumerate(chosen)]


def _by_rank(random: Random, words: Sequence[str]) -> list[str]:
    return random.choices(words, [1 / (rank + 8) for rank in range(len(words))], k=NAMES)


def fill_sessions(url: str, organisation_id: UUID, sessions: int, *, whole: bool) -> None:
    """Add sittings, each later than the one before; `whole`: with tasks and metrics."""

    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            async with connection.transaction():
                await connection.execute(HELPERS)
                await connection.copy_records_to_table("bench_name", records=names())
                await connection.execute(SESSIONS, sessions, organisation_id, NAMES)
                for statement in (TASKS, METRICS) if whole else ():
                    await connection.execute(statement)
            await connection.execute("VACUUM (ANALYZE) session, task, metric")
            await connection.execute("CHECKPOINT")
        finally:
            await connection.close()

    asyncio.run(run())


def fill(url: str, sessions: int = 10_000) -> Data:
    """Make the rows of the comparison."""
    organisation_id, user_id = make_admin(url)
    fill_sessions(url, organisation_id, sessions, whole=True)
    full = fetch(url, FULL)
    last: list[Any] = fetch(url, "SELECT max(display_id) FROM session UNION ALL SELECT max(seq) FROM metric")
    return Data(organisation_id, user_id, fetch(url, SOME), full, fetch(url, TASKS_FOR_BATCHES, full), *last)
