"""What do the pages of the people of a group say?"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from core import clock
from directory.enums import MemberRole, ProposalState, Status
from directory.models import Invitation, Member, Membership, Proposal, Service
from directory.portal.access import memberships_of
from directory.presenters.answering import numbers
from directory.presenters.cards import listing_address
from directory.presenters.lists import qr_code
from directory.presenters.times import when_of
from directory.presenters.words import shown
from directory.rules.sign_in import masked
from directory.selectors import card_by_short_code
from directory.selectors.gaps import Point, gaps, points_of, wishes
from directory.selectors.headings import HeadingLine, headings
from directory.selectors.listing_tallies import use_of

MOST_WANTED, MOST_LISTINGS = 5, 50
LATELY = timedelta(days=90)
OPEN = (ProposalState.DRAFT, ProposalState.SENT_BACK, ProposalState.WAITING)


def home(member: Member) -> dict[str, object]:
    """Return the groups of a member with their listings, and what is asked of the member."""
    asked = Invitation.objects.filter(digest=member.digest, expires_at__gt=clock.now())
    around = points_of([row.organisation_id for row in memberships_of(member)], member.digest)
    return {
        "groups": [_group(row) for row in memberships_of(member)],
        "alone": _listed(_alone(member)),
        "invitations": list(asked.select_related("organisation")),
        "is_around": bool(around),
        "wanted": wanted(around),
        "container": "narrow",
    }


def _group(row: Membership) -> dict[str, object]:
    group = row.organisation
    rows = Service.objects.sources().filter(organisation=group).exclude(status=Status.ARCHIVED)
    offers = Proposal.objects.filter(organisation=group, service=None, state__in=OPEN)
    return {
        "name": group.name,
        "code": group.short_code,
        "href": reverse("directory:group", args=[group.slug, group.short_code]),
        "listings": _listed(list(rows.order_by("name", "pk")[:MOST_LISTINGS])),
        "offers": [
            (one.name or _("Your offer"), ProposalState(one.state).label)
            for one in offers.order_by("-changed_at")[:MOST_LISTINGS]
        ],
        "needs": list(group.needs.filter(until__gte=clock.today())),
        "is_lead": row.role == MemberRole.LEAD,
    }


def _alone(member: Member) -> Sequence[Service]:
    """Return listings that are asked of a member alone, without the rest of their group."""
    groups = [row.organisation_id for row in memberships_of(member)]
    rows = Service.objects.sources().filter(team_contacts__digest=member.digest)
    return list(rows.exclude(organisation__in=groups).exclude(status=Status.ARCHIVED).distinct())


def _listed(services: Sequence[Service]) -> list[dict[str, object]]:
    today, language = clock.today(), get_language() or "en"
    use = use_of([one.short_code for one in services], today)
    found: list[dict[str, object]] = []
    for service in services:
        card = card_by_short_code(service.short_code, language)
        found.append(
            {
                "name": shown(card.name) if card else service.name,
                "code": service.short_code,
                "page": listing_address(card) if card else "",
                "when": when_of(card, clock.now()).lines[:1] if card else (),
                "state": "" if service.live else _("Not on the site"),
                "numbers": numbers(use[service.short_code]),
            }
        )
    return found


def wanted(around: Sequence[Point]) -> list[str]:
    """Return what was looked for most and nobody offers, near what somebody keeps."""
    names = headings(get_language() or "en")
    if not around:  # who takes place nowhere is told of the whole area, ward by ward
        return _wanted_by_ward(names)
    found = wishes(around=around, since=clock.today() - LATELY)
    return [
        _("%(what)s: looked for %(number)s times")
        % {"what": names[wish.heading].name, "number": wish.times}
        for wish in found
        if wish.heading in names
    ][:MOST_WANTED]


def _wanted_by_ward(names: Mapping[str, HeadingLine]) -> list[str]:
    found: list[str] = []
    for gap in gaps(since=clock.today() - LATELY):
        line = names.get(gap.heading)
        if line is not None and gap.nearby == 0:
            found.append(_("%(what)s, in %(where)s") % {"what": line.name, "where": gap.ward_name})
    return found[:MOST_WANTED]


def people(own: Membership) -> dict[str, object]:
    """Return who keeps the page of a group; addresses only as their owners know them."""
    rows = own.organisation.memberships.filter(ended_at__isnull=True).select_related("member")
    asked = own.organisation.invitations.filter(expires_at__gt=clock.now())
    return _head(own) | {
        "rows": [_person(own, row) for row in rows],
        "invited": [masked(one.channel, one.value) for one in asked],
    }


def ending(own: Membership, row: Membership) -> dict[str, object]:
    """Return what is asked before a membership ends."""
    others = own.organisation.memberships.filter(ended_at__isnull=True).exclude(pk=row.pk)
    return _head(own) | {"person": _person(own, row), "is_last": not others.exists()}


def needs(own: Membership) -> dict[str, object]:
    """Return what a group looks for."""
    return _head(own) | {"rows": list(own.organisation.needs.filter(until__gte=clock.today()))}


def _head(own: Membership) -> dict[str, object]:
    return {
        "name": own.organisation.name,
        "code": own.organisation.short_code,
        "is_lead": own.role == MemberRole.LEAD,
        "back_url": reverse("groups:home"),
        "container": "narrow",
    }


def _person(own: Membership, row: Membership) -> dict[str, object]:
    return {
        "key": row.pk,
        "who": masked(row.member.channel, row.member.value),
        "role": MemberRole(row.role).label,
        "is_lead": row.role == MemberRole.LEAD,
        "is_me": row.pk == own.pk,
    }


def poster(service: Service, languages: Sequence[str]) -> dict[str, object]:
    """Return a page to hang up: the listing in each language asked for, and where it leads."""
    known = [code for code, _name in settings.LANGUAGES]
    chosen = [code for code in known if code in languages] or known[:1]
    parts = []
    for code in chosen:
        with override(code):
            card = card_by_short_code(service.short_code, code)
            if card is not None:
                parts.append(
                    {
                        "language": code,
                        "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
                        "name": shown(card.name),
                        "when": when_of(card, clock.now()).lines,
                        "where": shown(card.place.name) if card.place else "",
                        "scan": _("Point your phone at the square to read more"),
                    }
                )
    with override(chosen[0]):
        path = reverse("directory:listing", args=[service.slug, service.short_code])
    address = settings.WAYMARK_BASE_URL.rstrip("/") + path
    return {
        "parts": parts,
        "qr": qr_code(address),
        "address": address,
        "choices": [(code, name, code in chosen) for code, name in settings.LANGUAGES],
        "name": service.name,
        "back_url": reverse("groups_offer:keep", args=[service.short_code]),
        "container": "narrow",
    }
