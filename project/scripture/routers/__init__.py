from project.scripture.lifespan import opened
from project.scripture.routers import bible, chats, debug, insights, own_data, readers

__all__ = ["opened", "routers"]

routers = [bible.router, readers.router, insights.router, chats.router, own_data.router, own_data.large, debug.router]
