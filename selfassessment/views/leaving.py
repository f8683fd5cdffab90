"""Leave this page quickly: the draft's cookie goes, and the browser goes somewhere neutral."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from selfassessment.views.drafts import COOKIE
from selfassessment.views.status import COOKIE as STATUS_COOKIE


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Clear the cookie and go to the neutral site of the settings."""
    response = HttpResponseRedirect(settings.WAYMARK_NEUTRAL_SITE)
    response.delete_cookie(COOKIE, samesite="Lax")
    response.delete_cookie(STATUS_COOKIE, samesite="Lax")
    response["Clear-Site-Data"] = '"cache"'
    return response
