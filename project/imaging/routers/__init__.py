from project.imaging.routers import (
    cone,
    coverage,
    documents,
    files,
    health,
    images,
    ingest,
    jobs,
    measurement_sets,
    quality,
    runs,
    sia,
    sources,
    statistics,
)
from project.imaging.runs.event_feed import opened

__all__ = ["opened", "routers"]

routers = [
    files.router,
    images.router,
    sources.router,
    measurement_sets.router,
    jobs.router,
    runs.router,
    quality.router,
    statistics.router,
    health.router,
    ingest.router,
    cone.router,
    sia.router,
    coverage.router,
    documents.router,
]
