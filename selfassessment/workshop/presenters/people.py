"""Who is meant by "accounts.user:7"?"""

from collections.abc import Iterable

from accounts.models import User
from selfassessment.models.workshop import SHIPPED

_PREFIX = "accounts.user:"
_OTHERS = {SHIPPED: "the release", "system": "the system"}


def names(actors: Iterable[str]) -> dict[str, str]:
    """Return how actors are called, with one query; somebody whose account is gone says so."""
    wanted = set(actors)
    keys = {int(actor.removeprefix(_PREFIX)) for actor in wanted if _is_user(actor)}
    users = {f"{_PREFIX}{user.pk}": str(user) for user in User.objects.filter(pk__in=keys)}
    return {actor: users.get(actor) or _OTHERS.get(actor) or _unknown(actor) for actor in wanted}


def _is_user(actor: str) -> bool:
    return actor.startswith(_PREFIX) and actor.removeprefix(_PREFIX).isdigit()


def _unknown(actor: str) -> str:
    return "somebody who left" if _is_user(actor) else actor
