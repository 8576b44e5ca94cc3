from project.scripture.opening import opened
from project.scripture.routers import bible, chats, data, debug, insights, readers

__all__ = ["opened", "routers"]

routers = [bible.router, readers.router, insights.router, chats.router, data.router, data.large, debug.router]
