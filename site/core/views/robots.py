"""What do programs that list the web leave alone?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

KEPT_SECONDS = 24 * 3600
# Staff, accounts and forms that are posted; searches say for themselves whether to list them.
LEFT_ALONE = (
    "/admin/",
    "/accounts/",
    "/mailbox/",
    "/*/report/",
    "/*/calendar.ics",
    "/*/feed.xml",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt: what is public may be listed, but for a few places."""
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in LEFT_ALONE))
    answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer
