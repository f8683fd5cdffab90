"""A referral that is filled in, ready to be sent."""

from django.test import Client

from tests.fixtures.journeys import begin, walk

ANSWERS = {
    "who_for": "self",
    "topics": ["moving"],
    "signs": "none",
    "safe": "none",
    "age_band": "18_49",
    "your_name": "Hansa Sample",
    "contact_by": ["phone"],
    "phone": "0116 496 0456",
    "voicemail_ok": "no",
    "text_ok": "no",
    "consent_share": "yes",
}


def ready(client: Client, **changes: object) -> str:
    """Fill in a referral up to check-answers; return that page's address."""
    end = walk(client, begin(client, "refer"), {**ANSWERS, **changes})
    assert end.endswith("/answers/"), end
    return end
