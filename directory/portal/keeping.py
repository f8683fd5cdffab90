"""Which listings does this visitor keep?"""

from collections.abc import Callable

from django.http import Http404, HttpRequest

from directory.enums import ProposalState, Status
from directory.models import Proposal, Service
from directory.portal import access
from directory.portal.own_offers import own_offers
from directory.staff_enums import ProposalKind

Keeps = Callable[[HttpRequest, Service], bool]
_keepers: dict[str, Keeps] = {}


def register_keeper(name: str, keeps: Keeps) -> None:
    """Say who keeps a listing, such as the people of its group; called from ready()."""
    _keepers[name] = keeps


def kept_or_404(request: HttpRequest, code: str) -> Service:
    """Return a listing that this visitor keeps; anybody else's does not exist here."""
    rows = Service.objects.sources().exclude(status=Status.ARCHIVED)
    service = (
        rows.select_related("organisation", "location", "locale").filter(short_code=code).first()
    )
    if service is None or not any(keeps(request, service) for keeps in _keepers.values()):
        raise Http404
    return service


def offered_here(request: HttpRequest, service: Service) -> bool:
    """Whether this browser wrote the offer that became this listing."""
    keys = own_offers(request)
    return (
        bool(keys)
        and Proposal.objects.filter(
            pk__in=keys, service=service, kind=ProposalKind.NEW, state=ProposalState.APPROVED
        ).exists()
    )


def member_of(request: HttpRequest, service: Service) -> bool:
    """Whether who has signed in here keeps the listing."""
    member = access.current_member(request)
    return member is not None and access.may_keep(member, service)


register_keeper("offered", offered_here)
register_keeper("member", member_of)
