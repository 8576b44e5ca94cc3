from project.users.managers.api_keys import ApiKeyManager
from project.users.managers.audit import AuditLineManager
from project.users.managers.devices import DeviceManager
from project.users.managers.link_codes import LinkCodeManager
from project.users.managers.organisations import OrganisationManager
from project.users.managers.readers import ReaderTokenManager
from project.users.managers.refresh_tokens import RefreshTokenManager
from project.users.managers.usage import UsageManager
from project.users.managers.users import UserManager

__all__ = [
    "ApiKeyManager",
    "AuditLineManager",
    "DeviceManager",
    "LinkCodeManager",
    "OrganisationManager",
    "ReaderTokenManager",
    "RefreshTokenManager",
    "UsageManager",
    "UserManager",
]
