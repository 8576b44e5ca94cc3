from fastapi import APIRouter

__all__ = ["routers"]

routers: list[APIRouter] = []
