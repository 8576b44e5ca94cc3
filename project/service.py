"""What makes this service this one: its names, and the roles of its users. `core` and `users` take them from here."""

from __future__ import annotations

from enum import StrEnum

#: Lower case: the `iss` and `aud` of access tokens, and what PostgreSQL shows as the name of the application.
NAME = "carapace"
TITLE = "Carapace"
SUMMARY = "One async data service on Tortoise ORM, FastAPI and PostgreSQL"
VERSION = "0.1.0"
#: API keys begin with it.
KEY_PREFIX = "cp_"
#: Default of APP_PUBLIC_ORIGINS.
PUBLIC_ORIGINS = "https://dsa110.github.io,https://code.deepsynoptic.org,http://code.deepsynoptic.org"


#: Stored as a word in each user's row: a role that is in use is not to be renamed.
class Role(StrEnum):
    ADMIN = "admin"
    CLINICIAN = "clinician"
    VIEWER = "viewer"


#: READ, WRITE and ADMIN are those that `users` asks for.
class Right(StrEnum):
    """What a role holds, and what an API key may be narrowed to."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"
    INGEST = "ingest"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.CLINICIAN: frozenset({Right.READ, Right.WRITE, Right.INGEST}),
    Role.VIEWER: frozenset({Right.READ}),
}
ROLES_IN_WORDS = "admin, clinician (full use) or viewer (reads)."
#: Of the built-in user, and of the first user of an organisation. An organisation never loses its last admin.
ADMIN_ROLE = Role.ADMIN
#: Of a user who is given none, and of users of outside issuers.
DEFAULT_ROLE = Role.VIEWER
#: In the API's documentation, and of the people in tests: may write, and is no admin.
EXAMPLE_ROLE = Role.CLINICIAN
