"""Where does somebody land after signing in?"""

from accounts.roles import Role

DEFAULT = "wagtailadmin_home"
_landings: dict[Role, str] = {}


def register(role: Role, url_name: str) -> None:
    """Let people with a role land on a URL name; called from ready()."""
    _landings[role] = url_name


def url_name_for(role_names: list[str]) -> str:
    """Return the URL name for somebody with these roles: their only role's, else the admin's."""
    found = {_landings[role] for role in Role if role.value in role_names and role in _landings}
    return found.pop() if len(found) == 1 and len(role_names) == 1 else DEFAULT
