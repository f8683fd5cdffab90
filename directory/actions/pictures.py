"""Keep a picture that a group sends, and forget those that nothing shows any more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from directory.actions.offers import KEPT_FOR
from directory.enums import ProposalState
from directory.models import Picture, Proposal, Service
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
    shown = Service.objects.filter(picture__isnull=False).values("picture")
    old = Picture.objects.filter(made_at__lt=now - UNUSED_FOR).exclude(pk__in=shown)
    keys = [key for key in old.values_list("pk", flat=True) if str(key) not in asked]
    return Picture.objects.filter(pk__in=keys[:MOST_AT_ONCE]).delete()[0]
