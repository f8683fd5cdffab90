"""Where does each role land, and are the sample passwords made well?"""

import json
import stat
from pathlib import Path

import pytest

from accounts import landing
from accounts.actions.demonstration import ACCOUNTS, FILE_NAME, new_password, stored_passwords
from accounts.roles import Role, grant, granted


@pytest.fixture
def desk_lands_on_referrals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the desk land on a page of its own, for one test."""
    monkeypatch.setattr(landing, "_landings", {})
    landing.register(Role.DESK, "referrals:inbox")


@pytest.mark.usefixtures("desk_lands_on_referrals")
@pytest.mark.parametrize(
    ("roles", "name"),
    [
        (["desk"], "referrals:inbox"),
        (["editor"], landing.DEFAULT),
        (["desk", "editor"], landing.DEFAULT),
        ([], landing.DEFAULT),
        (["something else"], landing.DEFAULT),
    ],
)
def test_each_role_lands_where_its_work_is(roles: list[str], name: str) -> None:
    assert landing.url_name_for(roles) == name


def test_every_role_may_open_the_admin() -> None:
    assert all("wagtailadmin.access_admin" in granted(role) for role in Role)


def test_granting_twice_is_granting_once() -> None:
    before = granted(Role.EDITOR)
    grant(Role.EDITOR, "wagtailadmin.access_admin")
    assert granted(Role.EDITOR) == before


def test_passwords_are_made_once_and_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "not yet there"
    first = stored_passwords(folder)
    assert first == stored_passwords(folder)
    assert set(first) == set(ACCOUNTS)
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600


def test_a_new_account_gets_a_password_and_the_others_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"desk@example.org": "kept"}), "utf-8")
    passwords = stored_passwords(tmp_path)
    assert passwords["desk@example.org"] == "kept"
    assert set(passwords) == set(ACCOUNTS)


def test_passwords_are_long_and_differ() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(password) == 19 for password in made)
