"""Who may come to the desk?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_denied, require_admin_access

from accounts.models import User
from selfassessment.referrals.views.gone import keeping_typed

PERMISSION = "referrals.work_desk"
EXPORT_PERMISSION = "referrals.export_referrals"
BOARD_PERMISSION = "referrals.view_board"
PROVIDER_PERMISSION = "referrals.update_own_lines"
Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def _only(permission: str, view: View[Rest]) -> View[Rest]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not staff(request).has_perm(permission):
            return cast(HttpResponse, permission_denied(request))
        return view(request, *args, **kwargs)

    return cast("View[Rest]", never_cache(require_admin_access(guarded)))


def desk_only(view: View[Rest]) -> View[Rest]:
    """Let only people with the desk permission in; others see Wagtail's refusal."""
    return _only(PERMISSION, view)


def board_only(view: View[Rest]) -> View[Rest]:
    """Let only people in who may see the manager's board."""
    return _only(BOARD_PERMISSION, view)


def export_only(view: View[Rest]) -> View[Rest]:
    """Let only people in who may take referrals out of the site."""
    return _only(EXPORT_PERMISSION, view)


def may_name(request: HttpRequest) -> bool:
    """Return whether files for this person may hold names: they see them at the desk anyway."""
    return staff(request).has_perm(PERMISSION)


def provider_only(view: View[Rest]) -> View[Rest]:
    """Let only people of providers in; which lines they see is decided for each line."""
    return _only(PROVIDER_PERMISSION, keeping_typed(view))


def staff(request: HttpRequest) -> User:
    """Return the member of staff who asks."""
    return cast(User, request.user)
