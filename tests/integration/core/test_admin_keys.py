"""Does the admin answer keys that cannot be one, and rows that cannot go, without failing?"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from directory.models import Organisation
from selfassessment.referrals.actions.cases import add_note, receive
from selfassessment.referrals.models import Case, HandOver, Provider
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    """Return the browser of somebody who may everything."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("all@example.org", "made-up"))
    return client


@pytest.mark.parametrize("key", ["sample", "1x", "%00", "99999999999999999999", "-", "1"])
@pytest.mark.parametrize(
    "chooser",
    [
        "snippets/choose/directory/location",
        "snippets/choose/referrals/messagetemplate",
        "snippets/choose/search/synonym",
        "images/chooser",
        "documents/chooser",
    ],
)
def test_a_made_up_key_is_not_found(admin: Client, chooser: str, key: str) -> None:
    answer = admin.get(f"/admin/{chooser}/chosen/{key}/", follow=True)
    assert answer.status_code in (400, 404)


def test_the_page_that_fails_on_purpose_is_not_there(admin: Client) -> None:
    assert admin.get("/admin/failwhale/", follow=True).status_code == 404


def test_a_real_key_is_chosen(admin: Client) -> None:
    group = Organisation.objects.create(name="Made-up Walkers", is_sample=True)
    answer = admin.get(f"/admin/snippets/choose/directory/organisation/chosen/{group.pk}/")
    assert answer.status_code == 200
    assert "Made-up Walkers" in answer.content.decode()


def test_what_other_records_need_is_not_deleted_and_the_page_says_so(admin: Client) -> None:
    case = Case.objects.get(pk=receive(submission=submission(), now=clock.now()).case_id)
    helper = User.objects.create_user("tom@example.org", "made-up")
    add_note(case=case, text="Rang.", by=helper, now=clock.now())
    team = Provider.objects.create(code="team", name="Team")
    day = clock.today()
    HandOver.objects.create(
        line=case.lines.get(), provider=team, at=clock.now(), acknowledge_by=day
    )
    for address in (
        reverse("wagtailusers_users:delete", args=[helper.pk]),
        f"/admin/referral_providers/delete/{team.pk}/",
    ):
        page = admin.post(address, follow=True)
        assert (page.status_code, "other records still need it" in page.content.decode()) == (
            200,
            True,
        )


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    answer = client.get("/admin/images/chooser/chosen/sample/")
    assert "/login/" in answer["Location"]
