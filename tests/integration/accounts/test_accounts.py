"""Is one person one account, with the roles that the apps grant?"""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.actions.demonstration import ACCOUNTS, create_accounts
from accounts.actions.roles import UnknownPermission, ensure_roles
from accounts.models import User
from accounts.roles import Role, _granted, grant

pytestmark = pytest.mark.django_db
PASSWORDS = dict.fromkeys(ACCOUNTS, "lantern-river-cobble")


def test_an_address_is_stored_in_small_letters() -> None:
    assert User.objects.create_user("  Ann@Example.ORG ").email == "ann@example.org"


def test_an_address_is_taken_in_any_mixture_of_capitals() -> None:
    User.objects.create_user("ann@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="ANN@example.org")])
    with pytest.raises(ValidationError):
        User(email="Ann@Example.org", password="x").full_clean()


def test_a_person_is_found_in_any_mixture_of_capitals() -> None:
    ann = User.objects.create_user("ann@example.org")
    assert User.objects.get_by_natural_key("ANN@Example.org ") == ann


def test_a_person_needs_an_address() -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_roles_become_groups_with_what_was_granted() -> None:
    call_command("ensure_roles")
    call_command("ensure_roles")
    assert set(Group.objects.filter(name__in=list(Role)).values_list("name", flat=True)) == {
        str(role) for role in Role
    }
    desk = Group.objects.get(name="desk")
    assert desk.permissions.filter(codename="access_admin").exists()


def test_a_permission_that_no_app_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_granted, Role.DESK, set(_granted[Role.DESK]))
    grant(Role.DESK, "nothing.do_magic")
    with pytest.raises(UnknownPermission, match=r"nothing\.do_magic"):
        ensure_roles()


def test_sample_accounts_are_made_once_and_keep_their_password() -> None:
    made = create_accounts(passwords=PASSWORDS)
    assert {user.email for user in made} == set(ACCOUNTS)
    again = create_accounts(passwords=dict.fromkeys(ACCOUNTS, "another-password"))
    assert again == []
    desk = User.objects.get(email="desk@example.org")
    assert desk.check_password("lantern-river-cobble")
    assert [group.name for group in desk.groups.all()] == ["desk"]
    assert User.objects.get(email="admin@example.org").is_superuser


def test_an_administrator_makes_an_account_in_the_admin(client: Client) -> None:
    ensure_roles()
    client.force_login(User.objects.create_superuser("boss@example.org"))
    page = client.get("/admin/users/new/")
    assert page.status_code == 200
    details = {
        "email": "New.Person@Example.org",
        "first_name": "New",
        "last_name": "Person",
        "password1": "lantern-river-cobble",
        "password2": "lantern-river-cobble",
        "groups": [Group.objects.get(name="editor").pk],
    }
    assert client.post("/admin/users/new/", details).status_code == 302
    person = User.objects.get(email="new.person@example.org")
    assert person.groups.filter(name="editor").exists()
    again = client.post("/admin/users/new/", {**details, "email": "NEW.person@example.org"})
    assert again.status_code == 200
    assert User.objects.filter(email__iexact="new.person@example.org").count() == 1
    assert client.get(f"/admin/users/edit/{person.pk}/").status_code == 200
    assert client.get("/admin/users/").status_code == 200
