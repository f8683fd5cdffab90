"""What does the admin answer to a key that cannot be one?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

_ADMIN = "/admin/"
# A page of Wagtail that fails on purpose, for whoever works on Wagtail.
_FAILS = "/admin/failwhale/"


class AdminKeysMiddleware:
    """Say "not found" to made-up keys where Wagtail's choosers would fail with a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: Sequence[object],
        kwargs: Mapping[str, Any],
    ) -> None:
        """Raise Http404 for a chosen thing whose key its model cannot have."""
        path = request.path_info
        if not path.startswith(_ADMIN) or not request.user.is_authenticated:
            return
        if path == _FAILS:
            raise Http404
        if "/chosen/" not in path:
            return
        model = _model_of(view)
        if model is not None and "pk" in kwargs:
            try:
                model._meta.pk.to_python(unquote(str(kwargs["pk"])))
            except (ValidationError, ValueError) as error:
                raise Http404 from error


def _model_of(view: Any) -> Any:
    made = getattr(view, "view_class", None)
    if made is None:
        return None
    return getattr(made(**getattr(view, "view_initkwargs", {})), "model_class", None)
