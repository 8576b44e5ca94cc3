"""Summaries, warnings and flags of quality, by the pipeline's rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: In Jy/beam. More is a warning.
HIGH_NOISE_JY = 0.01
#: Less is a warning.
LOW_DYNAMIC_RANGE = 100


def image_summary(noise_jy: float | None, dynamic_range: float | None, beam_major_arcsec: float | None) -> str:
    """Summarise what is known, as in `RMS 0.42 mJy, DR 1180`. The noise is given in Jy/beam."""
    parts = [
        None if noise_jy is None else f"RMS {noise_jy * 1000:.2f} mJy",
        None if dynamic_range is None else f"DR {dynamic_range:.0f}",
        None if beam_major_arcsec is None else f'Beam {beam_major_arcsec:.1f}"',
    ]
    return ", ".join(filter(None, parts)) or "No QA metrics available"


def measurement_set_summary(cal_applied: bool, stage: str | None) -> str:
    parts = [*(["Calibrated"] if cal_applied else []), *([f"Stage: {stage}"] if stage else [])]
    return ", ".join(parts) or "No QA info"


def job_summary(stage: str | None) -> str:
    return measurement_set_summary(False, stage)


def image_warnings(noise_jy: float | None, dynamic_range: float | None) -> list[str]:
    noisy = noise_jy is not None and noise_jy > HIGH_NOISE_JY
    low = dynamic_range is not None and dynamic_range < LOW_DYNAMIC_RANGE
    return ["High noise level detected"] * noisy + ["Low dynamic range"] * low


def quality_flags(source: str, **values: Any) -> list[dict[str, Any]]:
    return [{"rule": rule, "value": value, "source": source} for rule, value in values.items() if value is not None]


def remark_flags(remarks: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"source": "qa_flags", "details": details} for details in remarks]
