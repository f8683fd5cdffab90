"""Which made-up referrals and providers stand on the desk of a demonstration?

Those of the configuration that is chosen (`samples.json`). Nobody in them is real.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from accounts.actions.demonstration import create_provider_account
from accounts.models import User
from selfassessment import overlay, shipped
from selfassessment.demonstration.people import SampleIsWrong, key_of, sent_by
from selfassessment.demonstration.stories import STORIES, Told
from selfassessment.fixed_names import ROUTING
from selfassessment.referrals import labels
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, HandOver, Provider, ReferralLine

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


def load_provider_accounts(*, passwords: Callable[[Iterable[str]], Mapping[str, str]]) -> list[str]:
    """Give each provider that sample referrals went to an account of its own; return the new ones.

    `passwords` answers with the password of each address it is given.
    """
    lines = ReferralLine.objects.filter(case__is_sample=True)
    codes = {
        *lines.values_list("provider", flat=True),
        *HandOver.objects.filter(line__in=lines).values_list("provider__code", flat=True),
    }
    without = list(Provider.objects.filter(code__in=codes, users__isnull=True))
    known = passwords([one.email for one in without])
    made = []
    for provider in without:
        user = create_provider_account(
            email=provider.email, called=provider.name[:150], password=known[provider.email]
        )
        if user is not None:
            provider.users.set([user])
            made.append(provider.email)
    return made


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
