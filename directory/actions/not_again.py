"""Take a listing away for good, so that neither a source nor a colleague adds it again."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from core import audit
from directory.actions.drafts import change_everywhere
from directory.actions.duplicates import forget_pairs
from directory.actions.schedules import locked
from directory.actions.together import together
from directory.enums import Status
from directory.models import Merger, NotListedAgain, Service, SourceRecord
from directory.rules.names_alike import name_key, telling
from directory.selectors.duplicates import outcode_of

LOGGED = "directory.not_listed_again"
LONGEST_KEY, LONGEST_REASON = 200, 300
FEWEST_WORDS = 2


def never_list_again(*, service: Service, reason: str, by: User | None, now: datetime) -> None:
    """Put a listing away, and mark its name and its source records; asked twice, it marks once."""
    with together(by=by, now=now) as act:
        facts = locked(service)
        _put_away(facts, by)
        NotListedAgain.objects.filter(public_id=facts.translation_key).delete()
        place = facts.location
        said = {
            "public_id": facts.translation_key,
            "name": facts.name,
            "reason": reason[:LONGEST_REASON],
            "by": by,
            "at": now,
        }
        outcode = outcode_of(place.postcode if place else "", facts.outcode)
        NotListedAgain.objects.create(
            **said, name_key=_key_to_mark(facts.name, outcode), outcode=outcode
        )
        for source, external_id in _records_of(facts):
            NotListedAgain.objects.get_or_create(
                source=source, external_id=external_id, defaults=said
            )
        forget_pairs(facts)
        audit.record(actor=by, verb="listing.not_listed_again", subject=facts, now=now)
        log(instance=facts, action=LOGGED, user=by)
        act.add(facts.public_id)


@transaction.atomic
def never_list_name(
    *, name: str, postcode: str, reason: str, by: User | None, now: datetime
) -> None:
    """Mark something that was offered and refused, so that no import brings it either."""
    outcode = outcode_of(postcode, "")
    mark = NotListedAgain.objects.create(
        public_id=uuid4(),
        name=name[:LONGEST_KEY],
        name_key=_key_to_mark(name, outcode),
        outcode=outcode[:4],
        reason=reason[:LONGEST_REASON],
        by=by,
        at=now,
    )
    audit.record(actor=by, verb="listing.not_listed_again", subject=mark, now=now)


@transaction.atomic
def lift(*, mark: NotListedAgain, by: User | None, now: datetime) -> None:
    """Let it be listed again; the listing itself stays put away until somebody puts it up."""
    audit.record(actor=by, verb="listing.may_be_listed_again", subject=mark, now=now)
    NotListedAgain.objects.filter(public_id=mark.public_id).delete()


def _put_away(facts: Service, by: User | None) -> None:
    """Archive a listing, in drafts too, and take it off the public site."""

    def change(listing: Service) -> None:
        listing.status = Status.ARCHIVED

    change_everywhere(facts=facts, change=change)
    if facts.live:
        facts.unpublish(user=by)


def _key_to_mark(name: str, outcode: str) -> str:
    """Return the name to look for; none when it is a common one and nobody knows where."""
    if not outcode and len(telling(name)) < FEWEST_WORDS:
        return ""
    return name_key(name)[:LONGEST_KEY]


def _records_of(facts: Service) -> list[tuple[str, str]]:
    """Return the source records of a listing and of those that went into it."""
    keys = [facts.pk, *Merger.objects.gone_into([facts.pk])]
    rows = SourceRecord.objects.filter(service__in=keys)
    return list(rows.values_list("source", "external_id"))
