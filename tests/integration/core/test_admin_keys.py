"""Does the admin say "not found" to keys that cannot be one, and let real ones through?"""

import pytest
from django.test import Client

from accounts.models import User
from directory.models import Organisation

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


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    answer = client.get("/admin/images/chooser/chosen/sample/")
    assert "/login/" in answer["Location"]
