"""Does the confirmation say how to reach whoever the request went to?"""

import pytest
from django.test import Client

from selfassessment.engine.routing import Provider
from selfassessment.journeys.published import current_version, published
from selfassessment.referrals.models import ReferralLine
from tests.fixtures.filling import ready

pytestmark = pytest.mark.django_db


def confirmed(client: Client) -> str:
    """Send a referral and return the confirmation."""
    sent = client.post(ready(client, safe="not_coping"))
    return client.get(sent["Location"]).content.decode()


def test_the_numbers_of_the_provider_stand_on_the_confirmation(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "tel:116123" not in confirmed(client)
    taker = ReferralLine.objects.values_list("provider", flat=True)[0]
    told = Provider(taker, extra={"contacts": ["samaritans", "nobody"]})
    providers = published(current_version("refer")).routing.providers
    monkeypatch.setitem(providers, taker, told)
    page = confirmed(Client())
    assert page.count('href="tel:116123"') == 1
    assert "nobody" not in page
