"""What keeps and drops the views that staff name?"""

from collections.abc import Mapping

from accounts.models import User
from selfassessment.referrals.models import SavedView


def save(*, user: User, name: str, parameters: Mapping[str, str]) -> SavedView:
    """Keep a view under a name; the same name again takes its place."""
    view, _made = SavedView.objects.update_or_create(
        user=user, name=name.strip(), defaults={"parameters": dict(parameters)}
    )
    return view


def drop(*, view: SavedView) -> None:
    """Forget a view."""
    view.delete()
