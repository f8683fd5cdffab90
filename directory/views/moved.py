"""How is an old address of a listing, a group or a place led to the one of today?"""

from django.http import HttpResponsePermanentRedirect


def moved(address: str) -> HttpResponsePermanentRedirect:
    """Lead there for good, but have the browser ask each time.

    A merge can be taken back and a name can be changed back: a browser that remembers the old
    way would never see the listing again, or go in a circle.
    """
    response = HttpResponsePermanentRedirect(address)
    response.headers["Cache-Control"] = "no-cache"
    return response
