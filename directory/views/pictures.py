"""Where does a picture that a group has sent come from?"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from directory.models import Picture, Service

DAY = 86_400


@require_safe
@cache_control(public=True, max_age=DAY)
def picture(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a picture that a published listing shows; any other does not exist."""
    if not Service.objects.known().filter(picture=key).exclude(picture_words="").exists():
        raise Http404
    return answer_with(key)


def answer_with(key: UUID) -> HttpResponse:
    """Return a picture."""
    data = Picture.objects.filter(pk=key).values_list("data", flat=True).first()
    if data is None:
        raise Http404
    answer = HttpResponse(bytes(data), content_type="image/jpeg")
    answer["X-Robots-Tag"] = "noindex"
    return answer
