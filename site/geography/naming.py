"""Which places of the council's area begin like what somebody is typing?"""

from django.conf import settings

from core.remembering import remembered
from geography.models import PlaceName

MOST = 3


def places_beginning(text: str) -> tuple[str, ...]:
    """Return the names of at most three places of ours; the shortest first, no query but rarely."""
    typed = " ".join(text.casefold().split())
    if not typed:
        return ()
    found = [name for folded, name in _ours() if folded.startswith(typed)]
    return tuple(sorted(found, key=lambda name: (len(name), name))[:MOST])


@remembered(seconds=300)
def _ours() -> tuple[tuple[str, str], ...]:
    names = PlaceName.objects.filter(district__in=settings.WAYMARK_DISTRICTS)
    return tuple(
        (name.casefold(), name) for name in sorted(set(names.values_list("name", flat=True)))
    )
