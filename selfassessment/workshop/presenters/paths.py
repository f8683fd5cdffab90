"""What does the page with the drawing of a journey's paths show?"""

from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from selfassessment.council_words import fill
from selfassessment.engine.drawing import Entry, Labels, draw, outline, svg
from selfassessment.engine.kinds import ENDS
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.proof import Proof, prove
from selfassessment.engine.snapshot import canonical, fingerprint
from selfassessment.fixed_names import SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters.overview import title
from selfassessment.workshop.presenters.places import by_page
from selfassessment.workshop.presenters.saying import sayer

# Beyond so many classes a page would be waited for too long; then walks are drawn by lot.
CLASSES = 40_000
WALKS = 2_000
KEPT_SECONDS = 3_600


@dataclass(frozen=True)
class Paths:
    """The drawing, the same in words, and what both rest on."""

    title: str
    picture: SafeString
    entries: tuple[Entry, ...]
    sampled: bool
    shortest: int
    longest: int
    ends: int
    never: int
    marked: int


def page_titles(copy: WorkingCopy, definition: JourneyDefinition) -> dict[str, str]:
    """Return what each page is called in English: its title, or its first question."""
    words = copy.texts.get(SOURCE, {})
    found: dict[str, str] = {}
    for page in definition.pages:
        keys = [f"page.{page.key}.title", *(f"q.{one.key}.label" for one in page.questions)]
        found[page.key] = fill(next((words[key] for key in keys if words.get(key)), ""), SOURCE)
    return found


def proof_of(copy: WorkingCopy, name: str) -> Proof:
    """Return the proof of a journey without its tables; one that was made is kept for an hour."""
    key = f"journey-proof:{CLASSES}:{fingerprint(canonical(copy.documents[name]))}"
    found: Proof | None = cache.get(key)
    if found is None:
        found = prove(copy.journeys[name], limit=CLASSES, walks=WALKS)
        cache.set(key, found, KEPT_SECONDS)
    return found


def paths(copy: WorkingCopy, name: str) -> Paths:
    """Return what the page shows of a journey as it is being written."""
    definition = copy.journeys[name]
    proof = proof_of(copy, name)
    labels = Labels(
        say=sayer(copy, name),
        titles=page_titles(copy, definition),
        arrivals=proof.arrivals,
        ways=proof.ways,
        sampled=proof.sampled,
        findings=by_page(copy.findings(name), definition),
    )
    entries = outline(definition, labels)
    kinds = Counter(page.kind for page in definition.pages)
    ends = sum(kinds[kind] for kind in ENDS)
    ways = sum(len(entry.ways) for entry in entries)
    picture = svg(
        draw(definition, labels),
        title=f"Paths of “{title(name)}”",
        description=(
            f"{len(entries)} pages from top to bottom in their order, {ends} of them ends, and "
            f"{ways} ways between them. Each page is a link. The list below says the same in words."
        ),
        link=lambda page: f"#page-{page}",
    )
    return Paths(
        title=title(name),
        picture=mark_safe(picture),  # every word in it was escaped by `svg`
        entries=entries,
        sampled=proof.sampled,
        shortest=proof.shortest,
        longest=proof.longest,
        ends=ends,
        never=len(proof.never_reached),
        marked=sum(bool(entry.marks) for entry in entries),
    )
