"""Take imported listings away, with the places and groups that only they had need of."""

from collections.abc import Sequence

from directory.models import Location, Organisation, Proposal, Service
from directory.rules.imported_keys import name_key_of, place_key_of
from directory.types import OutsidePlace


def remove_unused(services: Sequence[Service]) -> None:
    """Delete these listings; a place or group goes as well when an import had made it.

    It stays when another listing has it, when it was edited, or when it has people.
    """
    places = {one.location.pk: one.location for one in services if one.location}
    groups = {one.organisation.pk: one.organisation for one in services if one.organisation}
    Service.objects.filter(pk__in=[one.pk for one in services]).delete()
    made_places = [pk for pk, place in places.items() if _place_is_made(place)]
    made_groups = [
        pk for pk, group in groups.items() if group.translation_key == name_key_of(group.name)
    ]
    Location.objects.filter(
        pk__in=made_places, services__isnull=True, closures__isnull=True
    ).delete()
    free = Organisation.objects.filter(
        pk__in=made_groups,
        services__isnull=True,
        memberships__isnull=True,
        team_contacts__isnull=True,
        needs__isnull=True,
    )
    asked = Proposal.objects.filter(organisation__in=made_groups).values("organisation")
    free.exclude(pk__in=asked).delete()


def _place_is_made(place: Location) -> bool:
    said = OutsidePlace(place.name, place.address, place.postcode)
    return bool(place.translation_key == place_key_of(said))
