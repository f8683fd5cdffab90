"""Who sees a picture before a person has looked at it? The browser that sent it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.portal.forms.picture import key_of
from directory.views.pictures import answer_with


@require_safe
@never_cache
def held(request: HttpRequest, token: str) -> HttpResponse:
    """Give a picture to who holds the token of it."""
    try:
        key = UUID(key_of(token))
    except ValueError:
        raise Http404 from None
    return answer_with(key)
