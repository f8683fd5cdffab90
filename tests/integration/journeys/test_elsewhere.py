"""Does somebody who asks for what the tables do not open read at once who helps instead?"""

import pytest
from django.test import Client

from selfassessment.referrals.models import ReferralLine
from tests.fixtures.filling import ready

pytestmark = pytest.mark.django_db
TITLE = "This help comes from someone else"


def pages_of(client: Client, **answers: object) -> tuple[str, str]:
    """Return the page before sending and the page after it."""
    address = ready(client, **answers)
    before = client.get(address).content.decode()
    client.post(address)
    after = client.get(address.replace("/answers/", "/sent/"))
    assert after.status_code == 200
    return before, after.content.decode()


def test_before_and_after_sending_it_is_said_who_helps_instead(client: Client) -> None:
    for page in pages_of(client, topics=["weight"], health=["pregnant"]):
        assert TITLE in page
        assert page.count("Your midwife</h3>") == 1
    line = ReferralLine.objects.get()
    assert (line.offer, line.provider) == ("call_back", "desk")
    assert any("pregnant" in sentence for sentence in line.sealed_why)


def test_nothing_is_said_where_the_desk_helps(client: Client) -> None:
    for page in pages_of(client, topics=["moving"]):
        assert TITLE not in page
