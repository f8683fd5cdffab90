"""Keep pictures that are sent, have listings show them, forget those that nothing shows."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core import audit
from directory.actions.cards import refresh
from directory.actions.drafts import change_everywhere
from directory.actions.offers import KEPT_FOR
from directory.actions.schedules import locked
from directory.enums import ProposalState
from directory.models import Merger, Picture, Proposal, Service
from directory.rules.pictures import Drawn
from directory.staff_enums import ProposalKind

# Long enough to finish a page on which something else was wrong.
UNUSED_FOR = timedelta(days=2)
OPEN = (ProposalState.DRAFT, ProposalState.SENT_BACK, ProposalState.WAITING)
MOST_AT_ONCE = 200


@transaction.atomic
def keep_picture(*, drawn: Drawn, now: datetime) -> Picture:
    """Keep a picture; nobody but who sent it sees it until a person has decided."""
    return Picture.objects.create(
        data=drawn.data, width=drawn.width, height=drawn.height, made_at=now
    )


class PictureChanged(Exception):
    """Somebody else has changed the picture since it was looked at."""


@transaction.atomic
def show_picture(
    *, service: Service, key: str, words: str, seen: str, by: User | None, now: datetime
) -> None:
    """Have a listing show this picture with these words, or none with an empty key.

    `seen` is the picture that stood there when the page was opened; raise PictureChanged when
    another does.
    """
    facts = locked(service)
    if str(facts.picture_id or "") != seen:
        raise PictureChanged
    shown = Picture.objects.bare().get(pk=key) if key else None

    def change(listing: Service) -> None:
        listing.picture, listing.picture_words = shown, words if shown else ""

    change_everywhere(facts=facts, change=change)
    verb = "listing.picture_shown" if shown else "listing.picture_taken_away"
    audit.record(actor=by, verb=verb, subject=facts, now=now)
    refresh(public_ids=[facts.public_id], now=now)


def forget_pictures(*, now: datetime) -> int:
    """Forget pictures that no listing shows, nothing asks for, and no change could bring back."""
    lately = Q(kind=ProposalKind.LIVE, changed_at__gte=now - KEPT_FOR)
    rows = Proposal.objects.filter(Q(state__in=OPEN) | lately)
    asked: set[str] = set()
    for name in ("changes", "before"):
        asked |= set(
            rows.filter(**{f"{name}__has_key": "picture"}).values_list(
                f"{name}__picture__id", flat=True
            )
        )
    for value in (
        Merger.objects.filter(undone_at__isnull=True, before__has_key="picture")
        .exclude(before__picture=None)
        .values_list("before__picture__id", flat=True)
    ):
        asked.add(str(value))
    shown = Service.objects.filter(picture__isnull=False).values("picture")
    old = Picture.objects.filter(made_at__lt=now - UNUSED_FOR).exclude(pk__in=shown)
    keys = [key for key in old.values_list("pk", flat=True) if str(key) not in asked]
    return Picture.objects.filter(pk__in=keys[:MOST_AT_ONCE]).delete()[0]
