"""Which accounts does a demonstration have, and what are their passwords?"""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.actions.roles import ensure_roles
from accounts.models import User
from accounts.roles import Role

FILE_NAME = "demonstration-accounts.json"
# A county has many providers: their accounts stand in a file of their own.
PROVIDERS_FILE_NAME = "demonstration-providers.json"
ADMIN = "admin@example.org"
ACCOUNTS: Mapping[str, Role | None] = {
    "editor@example.org": Role.EDITOR,
    "editor2@example.org": Role.EDITOR,
    "clinical@example.org": Role.CLINICAL_SAFETY,
    "translator@example.org": Role.TRANSLATOR,
    "desk@example.org": Role.DESK,
    "manager@example.org": Role.MANAGER,
    "analyst@example.org": Role.ANALYST,
    "provider@example.org": Role.PROVIDER,
    ADMIN: None,
}
# No letters or digits that look alike: somebody types it from a screen.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LENGTH = 4, 4


def create_accounts(*, passwords: Mapping[str, str]) -> list[User]:
    """Make the sample accounts that are missing, and return those that were made.

    An account that is there keeps its password. Raises KeyError when `passwords` lacks one.
    """
    made = []
    with transaction.atomic():
        groups = ensure_roles()
        for email, role in ACCOUNTS.items():
            if not User.objects.filter(email=email).exists():
                made.append(_create(email, passwords[email], role, groups))
    return made


def create_provider_account(*, email: str, called: str, password: str) -> User | None:
    """Make the sample account of a provider's people; None when there is one already."""
    if User.objects.filter(email=email).exists():
        return None
    return _create(email, password, Role.PROVIDER, ensure_roles(), called)


def stored_passwords(
    folder: Path, emails: Iterable[str] = ACCOUNTS, file_name: str = FILE_NAME
) -> dict[str, str]:
    """Return the passwords kept in `folder`, made on the first call; only the owner can read."""
    file = folder / file_name
    kept: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    missing = [email for email in emails if email not in kept]
    if missing:
        kept.update({email: new_password() for email in missing})
        _write_private(file, json.dumps(kept, indent=2) + "\n")
    return kept


def new_password() -> str:
    """Return a random password of four groups of four (79 bits)."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def _create(
    email: str, password: str, role: Role | None, groups: Mapping[Role, Group], called: str = ""
) -> User:
    name = called or email.partition("@")[0].capitalize()
    if role is None:
        return User.objects.create_superuser(email, password, first_name="Sample", last_name=name)
    user = User.objects.create_user(
        email, password, is_staff=True, first_name="Sample", last_name=name
    )
    user.groups.add(groups[role])
    return user


def _write_private(file: Path, text: str) -> None:
    """Write the file so that it is never, even for a moment, open to others or half written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(file)
