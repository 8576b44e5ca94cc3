from dataclasses import dataclass

from project.assessments.norms.metrics import Direction


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Limits for ages `from_age` to `to_age`, in whole years, inclusive. None is open."""

    #: The limit of the level "normal".
    normal: float
    #: The limit of "borderline". If None, everything below normal is borderline.
    borderline: float | None
    from_age: int | None = None
    to_age: int | None = None
    #: How the borderline limit was derived, if the source names none.
    derived_by: str | None = None

    def covers(self, age_years: int) -> bool:
        reached = self.from_age is None or age_years >= self.from_age
        return reached and (self.to_age is None or age_years <= self.to_age)

    @property
    def ages(self) -> str | None:
        if self.from_age is None:
            return None
        return f"{self.from_age}+" if self.to_age is None else f"{self.from_age}–{self.to_age}"


@dataclass(frozen=True, slots=True)
class Standard:
    """A graded metric. `inclusive` says whether the limit itself counts as reached."""

    task: str
    metric: str
    aliases: tuple[str, ...]
    unit: str
    direction: Direction
    inclusive: bool
    bands: tuple[AgeBand, ...]
    #: As the source cites it.
    reference: str

    def band_for(self, age_years: int) -> AgeBand | None:
        return next((band for band in self.bands if band.covers(age_years)), None)

    def reached(self, value: float, limit: float) -> bool:
        if value == limit:
            return self.inclusive
        return value > limit if self.direction == "higher" else value < limit

    def normal_range(self, band: AgeBand) -> str:
        sign = {"higher": "≥", "lower": "≤"} if self.inclusive else {"higher": ">", "lower": "<"}
        return f"{sign[self.direction]} {band.normal:g} {self.unit}".rstrip()

    def reference_for(self, band: AgeBand) -> str:
        parts = [self.reference]
        if band.ages is not None:
            parts.append(f"limits for ages {band.ages}")
        if band.derived_by is not None:
            parts.append(f"the borderline limit is derived here, not named by the source: {band.derived_by}")
        return "; ".join(parts)
