"""What does a provider see whose line was taken back, sent back or finished while they typed?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from selfassessment.referrals.selectors.own_lines import once_own

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
_NOT_TYPED = ("csrfmiddlewaretoken", "to", "what")


def keeping_typed(view: View[Rest]) -> View[Rest]:
    """Answer 409 with what they typed where a form comes for a line that was theirs before.

    Nothing of the line is shown but its reference; for a line that never was theirs the 404 stays.
    """

    @wraps(view)
    def keeping(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            line_id, user = kwargs.get("line_id"), cast(User, request.user)
            asked = bool(request.POST) and isinstance(line_id, UUID)
            given = once_own(user, cast(UUID, line_id)) if asked else None
            if given is None:
                raise
            typed = [
                value
                for name in request.POST
                if name not in _NOT_TYPED
                for value in request.POST.getlist(name)
                if value.strip()
            ]
            context = {"case": given.line.case, "typed": typed}
            return render(request, "referrals/provider/gone.html", context, status=409)

    return cast("View[Rest]", keeping)
