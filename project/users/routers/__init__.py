from fastapi import APIRouter

from project.users.routers import audit, auth, keys, organisations, users

router = APIRouter()
for part in (auth, keys, users, organisations, audit):
    router.include_router(part.router)

__all__ = ["router"]
