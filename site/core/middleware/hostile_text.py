"""Does a request carry characters that no person types and no database stores?"""

from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase


class RefuseHostileTextMiddleware:
    """Answer 400 to NUL and lone surrogates in path, query, form and file names.

    PostgreSQL refuses both deep inside a view, which would be a 500.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at path and query before anything else reads them."""
        refuse(request.path_info)
        refuse(*_flat(request.GET.lists()))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Look at the form once a view is known, so that its own upload limits apply."""
        if request.method in {"POST", "PUT", "PATCH"}:
            try:
                refuse(*_flat(request.POST.lists()))
            except UnreadablePostError:
                return
            refuse(*(file.name or "" for _, files in request.FILES.lists() for file in files))


def refuse(*texts: str) -> None:
    """Raise BadRequest when a text holds a NUL or half of a surrogate pair."""
    for text in texts:
        if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
            raise BadRequest("A control character that cannot be stored")


def _flat(lists: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for name, values in lists:
        yield name
        yield from values
