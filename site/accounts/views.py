"""How does the key of an authenticator app get onto the page as a picture to photograph?"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse


@login_required
def totp_picture(request: HttpRequest) -> HttpResponse:
    """Return the QR code of the key that is being set up in this session, as SVG.

    A file of its own, because the content policy allows no picture inside the page's text.
    """
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404("No app is being set up")
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")
