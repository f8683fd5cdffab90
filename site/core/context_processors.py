"""What does every page know about the site itself?"""

from django.http import HttpRequest

from core.site_facts import SiteFacts, script_font, site_facts


def site(request: HttpRequest) -> dict[str, object]:
    """Return the site's name, its telephone number and the font sheet this page should link."""
    facts: SiteFacts = site_facts()
    match = request.resolver_match
    return {
        **facts,
        "script_font": script_font(
            view_name=match.view_name if match else "", cookie=request.COOKIES.get("wm_font", "")
        ),
    }
