"""Where does a finding belong, and which page mends it?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from selfassessment.engine.findings import SETTLED_BY_APPROVAL, Finding, Severity
from selfassessment.fixed_names import ROUTING
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.documents.services import Kind

LISTS = frozenset(Kind)


@dataclass(frozen=True)
class Shown:
    """A finding with the address where it is mended."""

    finding: Finding
    url: str

    @property
    def is_error(self) -> bool:
        """Return whether it keeps the journey from being published until it is mended."""
        settled = self.finding.code in SETTLED_BY_APPROVAL
        return self.finding.severity is Severity.ERROR and not settled


def shown(findings: Iterable[Finding], copy: WorkingCopy, name: str) -> list[Shown]:
    """Return findings with their addresses."""
    return [Shown(one, url_of(one.place, copy, name)) for one in findings]


def about(findings: Iterable[Shown], *places: str) -> list[Shown]:
    """Return the findings that concern one of the places, or something inside it."""
    return [one for one in findings if any(_inside(one.finding.place, place) for place in places)]


def _inside(place: str, whole: str) -> bool:
    return place == whole or place.startswith((f"{whole}.", f"{whole}["))


def url_of(place: str, copy: WorkingCopy, name: str) -> str:
    """Return the address of the page of the workshop where a place is changed."""
    of, _colon, inside = place.partition(":")
    if inside:
        return url_of(inside, copy, of)
    head, *rest = re.split(r"[.\[]", place)
    if head in LISTS:
        return reverse("workshop:service", args=[head, rest[0]]) if rest else _list_url(head)
    if head == "places":
        return reverse("workshop:places-plan", args=rest)
    if head == "pages" and rest:
        return _page_url(rest, copy, name)
    if head in ("conditions", "routing") and rest:
        return _condition_url(ROUTING if head == "routing" else name, rest, name)
    if head == "scores":
        return reverse("workshop:scores", args=[name])
    if head == "tables" and rest:
        url = reverse("workshop:table", args=[rest[0]])
        return f"{url}#row-{rest[1]}" if len(rest) > 1 else url
    if head == "texts" and len(rest) > 1:
        key = place.split(".", 2)[2]
        return f"{reverse('workshop:words')}?language={rest[0]}&find={key}"
    return reverse("workshop:journey", args=[name])


def _list_url(kind: str) -> str:
    return reverse("workshop:services", args=[kind])


def _condition_url(name: str, rest: list[str], journey: str) -> str:
    key = rest[-1] if rest[0] == "conditions" else rest[0]
    if rest[0] == "scores":
        return reverse("workshop:scores", args=[journey])
    if rest[0] in ("facts", "extra"):
        return reverse("workshop:conditions", args=[name])
    return reverse("workshop:condition", args=[name, key])


def _page_url(rest: list[str], copy: WorkingCopy, name: str) -> str:
    key, *inside = rest
    journey = copy.journeys[name]
    if not any(page.key == key for page in journey.pages):
        return reverse("workshop:journey", args=[name])
    if inside and any(one.key == inside[0] for one in journey.page(key).questions):
        return reverse("workshop:question", args=[name, inside[0]])
    return reverse("workshop:page", args=[name, key])
