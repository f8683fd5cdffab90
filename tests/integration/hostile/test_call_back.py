"""Does a call back reach the number that was typed last, whatever else is typed?"""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from selfassessment.referrals.models import Case
from tests.integration.hostile.strings import HOSTILE

TOLD = {"phone": "0116 496 0123", "language": "gu", "when": "any", "message": "no"}


def test_a_number_that_was_put_right_after_sending_reaches_the_desk(client: Client) -> None:
    key = str(uuid.uuid4())
    for phone in ("0116 496 0123", "0116 496 0124", "0116 496 0124"):
        sent = client.post(reverse("callback"), {**TOLD, "key": key, "phone": phone})
        assert sent.status_code == 200
    numbers = {str(case.person.details.phone)[-4:] for case in Case.objects.all()}
    assert (numbers, Case.objects.count()) == ({"0123", "0124"}, 2)


@pytest.mark.parametrize("field", ["key", *TOLD, "name"])
def test_nothing_that_can_be_typed_breaks_the_form(client: Client, field: str) -> None:
    for value in list(HOSTILE.values())[:8]:
        told = {**TOLD, "key": str(uuid.uuid4()), field: value}
        answer = client.post(reverse("callback"), told, REMOTE_ADDR="10.0.0.1")
        assert answer.status_code in {200, 422}
        assert "<script>alert" not in answer.content.decode()
