"""Which page of a journey does a finding of the validator concern?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from selfassessment.engine.findings import Finding
from selfassessment.engine.model import JourneyDefinition


def by_page(
    findings: Iterable[Finding], definition: JourneyDefinition
) -> dict[str, tuple[str, ...]]:
    """Return the sentences of findings by the place of the page; those about no page are left out.

    Words belong to the page that shows them: its own, or those of its questions.
    """
    asked_on = {question.key: page.key for page in definition.pages for question in page.questions}
    pages = {page.key for page in definition.pages}
    found: dict[str, list[str]] = {}
    for finding in findings:
        page = _page_of(finding.place, asked_on, pages)
        if page is not None:
            found.setdefault(f"pages.{page}", []).append(finding.message)
    return {place: tuple(dict.fromkeys(sentences)) for place, sentences in found.items()}


def _page_of(place: str, asked_on: Mapping[str, str], pages: set[str]) -> str | None:
    head, _, rest = place.partition(".")
    if head == "pages":
        key = rest.partition(".")[0]
        return key if key in pages else None
    if head != "texts":
        return None
    _locale, _, text = rest.partition(".")
    kind, _, rest = text.partition(".")
    key = rest.partition(".")[0]
    if kind == "page":
        return key if key in pages else None
    return asked_on.get(key) if kind in ("q", "c", "soft") else None
