"""Which made-up referrals and providers stand on the desk of a demonstration?

Those of the configuration that is chosen (`samples.json`). Nobody in them is real.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from selfassessment import overlay, shipped
from selfassessment.demonstration.people import SampleIsWrong, key_of, sent_by
from selfassessment.demonstration.stories import STORIES, Told
from selfassessment.fixed_names import ROUTING
from selfassessment.referrals import labels
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, Provider

DESK = "desk@example.org"
PROVIDER = "provider@example.org"


def load_sample_cases(*, now: datetime) -> int:
    """Put sample referrals, providers and what was done on the desk; return how many were new.

    A person whose answers do not fit questions that were changed on this site is left out.
    """
    samples = overlay.samples(overlay.chosen())
    _providers(samples.get("provider_account", ()))
    desk = User.objects.filter(email=DESK).first()
    there = set(Case.objects.filter(is_sample=True).values_list("submission_key", flat=True))
    rows = [row for row in samples.get("people", ()) if key_of(row) not in there]
    return sum(_load(row, samples["everybody"], desk, now) for row in rows)


def _load(
    row: Mapping[str, Any], everybody: Mapping[str, Any], desk: User | None, now: datetime
) -> bool:
    began = now - timedelta(minutes=row["minutes_ago"])
    try:
        received = receive(submission=sent_by(row, everybody), now=began)
    except SampleIsWrong:
        return False
    if received.is_new and "story" in row:
        case = Case.objects.select_related("person").get(pk=received.case_id)
        STORIES[row["story"]](Told(case=case, began=began, now=now, desk=desk))
    return received.is_new


def _providers(of_the_account: tuple[str, ...]) -> None:
    """Make each provider that the tables name; the sample account works for some of them."""
    member = User.objects.filter(email=PROVIDER)
    for code in shipped.documents()[ROUTING]["providers"]:
        if code == "desk":
            continue
        provider, made = Provider.objects.get_or_create(
            code=code,
            defaults={
                "name": labels.name("provider", code),
                "email": f"{code.replace('_', '-')}@example.org",
            },
        )
        if made and code in of_the_account:
            provider.users.set(member)
