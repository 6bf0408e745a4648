"""Sign-in: accounts with argon2 passwords, server-side sessions, one-time links, roles."""

from callwright.platform.auth.contracts import ScopeLoader, SignedIn
from callwright.platform.auth.roles import ROLES, permissions_of
from callwright.platform.principal import LOCAL_OPERATOR, Principal

__all__ = ["LOCAL_OPERATOR", "ROLES", "Principal", "ScopeLoader", "SignedIn", "permissions_of"]
