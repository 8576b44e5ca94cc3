from fastapi import APIRouter, Depends

from project.assessments.routers import reports, sessions, tasks
from project.core.idempotency import Idempotent
from project.users.dependencies import current_user

# The caller is known first: an Idempotency-Key is the caller's own. Reports come before sessions, because
# `/sessions/compare` would otherwise be taken for a session of that id.
router = APIRouter(dependencies=[Depends(current_user), Idempotent])
router.include_router(reports.router)
router.include_router(sessions.router)
router.include_router(tasks.router)
