"""How do the journeys that ship with the site come into the workshop and before the public?

What somebody has changed on this site is never written over: neither a document nor a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from locales.drafted import checked_by
from selfassessment import shipped
from selfassessment.actions import facts, golden
from selfassessment.actions.publishing import publish_shipped
from selfassessment.actions.workshop import keep_revision, written
from selfassessment.fixed_names import SOURCE
from selfassessment.models import Journey, JourneyVersion, Manuscript, Wording
from selfassessment.models.workshop import SHIPPED

BATCH = 500


@dataclass(frozen=True)
class Shipment:
    """What came of it: the versions published (none where the site has its own), texts added."""

    versions: tuple[JourneyVersion, ...]
    kept: bool
    added: int


def ship(*, now: datetime) -> Shipment:
    """Lay out and publish what ships; a site that changed anything keeps all it has.

    There, only texts that it does not have yet are added, for the workshop.
    """
    with transaction.atomic():
        kept = is_changed()
        if not kept:
            _lay_out_documents(now)
        facts.lay_out(now=now)
        added = _lay_out_words(now, renew=not kept)
        versions = () if kept else tuple(publish_shipped(now=now))
        if not kept:
            golden.lay_out(now=now)
    return Shipment(versions, kept, added)


def is_changed() -> bool:
    """Return whether anybody on this site has changed a journey, a table, a word or a version."""
    return (
        Journey.objects.exclude(current__isnull=True).exclude(current__approvals="[]").exists()
        or Manuscript.objects.exclude(edited_by=SHIPPED).exists()
        or Wording.objects.exclude(edited_by=SHIPPED).exists()
    )


def _lay_out_documents(now: datetime) -> None:
    for name, content in shipped.documents().items():
        text = written(content)
        manuscript, is_new = Manuscript.objects.get_or_create(
            name=name, defaults={"content": text, "edited_by": SHIPPED, "edited_at": now}
        )
        if not is_new and manuscript.content == text:
            continue
        if not is_new:
            manuscript.content, manuscript.edited_at = text, now
            manuscript.revision += 1
            manuscript.save()
        keep_revision(manuscript, summary="As it came with the site")


def _lay_out_words(now: datetime, *, renew: bool) -> int:
    there = {(one.locale, one.key): one for one in Wording.objects.all()}
    new, changed = [], []
    wanted = set()
    for wording in _shipped_words(now):
        place = (wording.locale, wording.key)
        wanted.add(place)
        old = there.get(place)
        if old is None:
            new.append(wording)
        elif renew and (old.text, old.english_sha) != (wording.text, wording.english_sha):
            wording.pk = old.pk
            changed.append(wording)
    Wording.objects.bulk_create(new, batch_size=BATCH)
    if renew:
        fields = ["text", "english_sha", "state", "checked_by", "edited_at"]
        Wording.objects.bulk_update(changed, fields, batch_size=BATCH)
        gone = [old.pk for place, old in there.items() if place not in wanted]
        for start in range(0, len(gone), BATCH):
            Wording.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    return len(new)


def _shipped_words(now: datetime) -> Iterator[Wording]:
    texts = shipped.texts()
    prints = shipped.english_prints(texts[SOURCE])
    for locale, words in texts.items():
        is_source = locale == SOURCE
        checker = "" if is_source else checked_by(locale)
        is_checked = is_source or bool(checker)
        for key, text in words.items():
            yield Wording(
                locale=locale,
                key=key,
                text=text,
                english_sha="" if is_source else prints.get(key, ""),
                state=Wording.State.CHECKED if is_checked else Wording.State.DRAFT,
                checked_by=checker,
                edited_by=SHIPPED,
                edited_at=now,
            )
