"""Which offers did this browser begin? No account is needed to write one."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from directory.actions.offers import KEPT_FOR
from directory.models import Proposal
from directory.portal.access import current_member, organisations_of

COOKIE, SALT = "wm_offers", "directory.offers"
MOST = 10


def own_offers(request: HttpRequest) -> list[UUID]:
    """Return the keys of the offers this browser began, the newest first."""
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    found = []
    for part in str(value).split("."):
        try:
            found.append(UUID(part))
        except ValueError:
            continue
    return found


def own_offer_or_404(request: HttpRequest, key: UUID) -> Proposal:
    """Return an offer of this browser; anybody else's does not exist."""
    rows = Proposal.objects.select_related("service", "organisation")
    row = rows.filter(pk=key).first()
    if row is None or not (key in own_offers(request) or _of_own_group(request, row)):
        raise Http404
    return row


def _of_own_group(request: HttpRequest, row: Proposal) -> bool:
    member = current_member(request)
    if member is None or row.organisation_id is None:
        return False
    return row.organisation in organisations_of(member)


def remember_offer(request: HttpRequest, response: HttpResponseBase, key: UUID) -> None:
    """Have this browser find the offer again."""
    keys = [key, *(one for one in own_offers(request) if one != key)][:MOST]
    response.set_signed_cookie(
        COOKIE,
        ".".join(one.hex for one in keys),
        salt=SALT,
        max_age=int(KEPT_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
