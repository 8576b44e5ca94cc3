from fastapi import APIRouter

from project.assessments.routers import reports, sessions, tasks

# Reports come before sessions, because `/sessions/compare` would otherwise be taken for a session of that id.
router = APIRouter()
router.include_router(reports.router)
router.include_router(sessions.router)
router.include_router(tasks.router)
