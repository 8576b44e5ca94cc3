from project.core.testing.isolation import Foreign, Isolation
from project.users.testing import auth

OPEN = {"read_service", "read_health", "read_liveness", "read_metrics", "sign_in", "refresh_tokens", "sign_out"}


async def user(foreign: Foreign) -> str:
    return str(foreign.user.id)


async def key(foreign: Foreign) -> str:
    body = {"name": "Stranger-Key", "scopes": ["read"]}
    return (await foreign.client.post("/users/me/keys", json=body, headers=auth(foreign.admin))).json()["id"]


ISOLATION = Isolation(rows={"user_id": user, "key_id": key}, open=OPEN)
