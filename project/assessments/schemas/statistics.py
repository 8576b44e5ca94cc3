from __future__ import annotations

from pydantic import Field

from project.core.http.schemas import Out


class TaskPerformance(Out):
    task_name: str = Field(examples=["one_leg"])
    recorded: int
    scored: int
    failed: int
    average_duration_seconds: float
    average_score: float | None = Field(description="0 to 100; null if none was scored.")


class Statistics(Out):
    total_sessions: int
    total_children: int = Field(description="Distinct names.")
    average_age: float | None
    average_score: float | None = Field(description="0 to 100; null without data.")
    risk_distribution: dict[str, int] = Field(examples=[{"normal": 120, "monitor": 40, "high": 30, "no_data": 10}])
    age_groups: dict[str, int] = Field(examples=[{"0-5": 60, "6-10": 90, "11-15": 40, "16+": 10}])
    gender: dict[str, int] = Field(examples=[{"male": 98, "female": 97, "other": 5}])
    sessions_this_week: int = Field(description="Since Monday, UTC.")
    sessions_this_month: int = Field(description="Since the first, UTC.")
    task_performance: list[TaskPerformance]
