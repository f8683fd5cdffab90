"""Who may do what in the workshop?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_denied, require_admin_access

from accounts.models import User
from selfassessment.fixed_names import (
    APPROVE_SAFETY,
    CHANGE_FACTS,
    EDIT_JOURNEYS,
    EDIT_WORDS,
    PUBLISH,
)

ANY = (EDIT_JOURNEYS, EDIT_WORDS, PUBLISH, APPROVE_SAFETY, CHANGE_FACTS)

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def staff(request: HttpRequest) -> User:
    """Return the member of staff who asks."""
    return cast(User, request.user)


def may(request: HttpRequest, *permissions: str) -> bool:
    """Return whether the person who asks has one of the permissions."""
    return any(staff(request).has_perm(permission) for permission in permissions)


def only(*permissions: str) -> Callable[[View[Rest]], View[Rest]]:
    """Let people with one of the permissions in; others see Wagtail's refusal."""

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            if not may(request, *permissions):
                return cast(HttpResponse, permission_denied(request))
            return view(request, *args, **kwargs)

        return cast("View[Rest]", never_cache(require_admin_access(guarded)))

    return decorate
