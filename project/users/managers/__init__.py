from project.users.managers.api_keys import ApiKeyManager
from project.users.managers.audit import AuditLineManager
from project.users.managers.organisations import OrganisationManager
from project.users.managers.refresh_tokens import RefreshTokenManager
from project.users.managers.users import UserManager

__all__ = [
    "ApiKeyManager",
    "AuditLineManager",
    "OrganisationManager",
    "RefreshTokenManager",
    "UserManager",
]
