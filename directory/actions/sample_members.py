"""Give a demonstration people of a made-up group, whom a newcomer can sign in as."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from core.clock import LONDON
from core.enums import Channel
from directory.actions.members import write_need
from directory.actions.sample_files import key_for
from directory.actions.signing_in import join
from directory.actions.team_contacts import add_contact, digest_of
from directory.enums import MemberRole
from directory.models import Member, Membership, Organisation
from directory.selectors.gaps import points_of
from geography.distance import miles
from geography.selectors import wards
from search.models import SearchTally
from search.rules.telling import Outcome

# Made up, as the group is: it has a few listings on different days.
GROUP = "tea-on-thursdays"
LEAD, HELPER = "group@example.org", "0116 496 0731"
PEOPLE = (
    (Channel.EMAIL, LEAD, MemberRole.LEAD),
    (Channel.SMS, HELPER, MemberRole.HELPER),
)
# What made-up neighbours look for; what somebody offers near the group is not told to it.
LOOKED_FOR = (("swimming", 14), ("cycling", 11), ("breastfeeding", 8), ("sleep", 7), ("pantry", 6))
NEED = "Two more sewing machines, even old ones. (This group is made up.)"


@transaction.atomic
def load_sample_members(*, now: datetime) -> int:
    """Put two people into a made-up group, and what it needs, once; return how many people."""
    group = Organisation.objects.sources().filter(
        is_sample=True, translation_key=key_for("organisation", GROUP)
    )
    found = group.first()
    if found is None or Membership.objects.filter(organisation=found).exists():
        return 0
    for channel, value, role in PEOPLE:
        member, _made = Member.objects.get_or_create(
            digest=digest_of(channel, value),
            defaults={"channel": channel, "value": value, "added_at": now, "last_seen_at": now},
        )
        join(member=member, group=found, role=role, now=now)
        add_contact(owner=found, channel=channel, value=value, language="en", by=None, now=now)
    write_need(group=found, text=NEED, today=now.astimezone(LONDON).date(), now=now)
    _look_for(found, now)
    return len(PEOPLE)


def _look_for(group: Organisation, now: datetime) -> None:
    """Count made-up searches in the ward where the group is."""
    around = points_of([group.pk], "")
    known = [ward for code in settings.WAYMARK_DISTRICTS for ward in wards(code)]
    if not around or not known:
        return
    here = min(known, key=lambda ward: miles(*around[0], ward.lat, ward.lon))
    day = now.astimezone(LONDON).date() - timedelta(days=9)
    same = {"day": day, "language": "en", "ward": here.code, "outcome": Outcome.NOTHING.value}
    SearchTally.objects.bulk_create(
        [SearchTally(heading=heading, count=times, **same) for heading, times in LOOKED_FOR],
        ignore_conflicts=True,
    )


def remove_sample_members() -> None:
    """Forget whoever is in made-up groups only; called before those groups go."""
    real = Membership.objects.filter(organisation__is_sample=False).values("member")
    made_up = Member.objects.filter(memberships__organisation__is_sample=True)
    keys = list(made_up.exclude(pk__in=real).values_list("pk", flat=True))
    Member.objects.filter(pk__in=keys).delete()
