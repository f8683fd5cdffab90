"""How is a journey published: checked, frozen, given to new drafts?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from core.audit import record
from locales.drafted import checked_by
from selfassessment import shipped
from selfassessment.engine.definition import load
from selfassessment.engine.findings import Finding, Severity, Surroundings
from selfassessment.engine.snapshot import snapshot
from selfassessment.engine.tables import load_tables
from selfassessment.engine.validate import validate
from selfassessment.fixed_names import ROUTING, SOURCE
from selfassessment.freezing import NO_WORDS, FrozenWords, fingerprint_of, frozen_words
from selfassessment.models import Journey, JourneyVersion
from selfassessment.selectors.switches import switched_on


class NotPublishable(ValueError):
    """The validator found errors; `findings` names each with its place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the errors, and say them in the message."""
        self.findings = tuple(findings)
        super().__init__("; ".join(map(str, self.findings)))


def check(
    *,
    definition: Mapping[str, Any],
    routing: Mapping[str, Any],
    texts: Mapping[str, Mapping[str, str]],
    others: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Raise NotPublishable, or the engine's LoadError, when a journey must not go live.

    `others` are the other journeys that the same tables serve.
    """
    surroundings = Surroundings(
        texts=texts,
        routing=load_tables(routing),
        journeys=tuple(load(other) for other in (definition, *others)),
        switched_on=switched_on(),
    )
    journey = replace(load(definition), locales=tuple(texts))
    errors = [one for one in validate(journey, surroundings) if one.severity is Severity.ERROR]
    if errors:
        raise NotPublishable(errors)


def publish(
    *,
    definition: Mapping[str, Any],
    routing: Mapping[str, Any],
    by: str,
    now: datetime,
    words: FrozenWords = NO_WORDS,
) -> JourneyVersion:
    """Publish a journey that was checked, and return its version.

    The same content again changes nothing.
    """
    frozen, tables = snapshot(definition), snapshot(routing)
    sha256 = fingerprint_of(definition, routing, words)
    with transaction.atomic():
        journey, _made = Journey.objects.select_for_update().get_or_create(slug=definition["slug"])
        version = journey.versions.filter(sha256=sha256).order_by("-number").first()
        if version is None:
            version = JourneyVersion.objects.create(
                journey=journey,
                number=journey.versions.count() + 1,
                definition=frozen.text,
                routing=tables.text,
                texts=words.texts,
                texts_state=words.state,
                sha256=sha256,
                published_at=now,
            )
            record(actor=by, verb="journey.published", subject=version, now=now)
        if journey.current_id != version.pk:
            journey.current = version
            journey.save(update_fields=["current"])
    return version


def publish_shipped(*, now: datetime) -> list[JourneyVersion]:
    """Publish the journeys that ship with the site; a second time changes nothing."""
    documents, texts = shipped.documents(), shipped.texts()
    journeys = [documents[name] for name in documents if name != ROUTING]
    routing = documents[ROUTING]
    for journey in journeys:
        others = [other for other in journeys if other is not journey]
        check(definition=journey, routing=routing, texts={"en": texts["en"]}, others=others)
    read = {code: sorted(one) for code, one in texts.items() if code != SOURCE and checked_by(code)}
    words = frozen_words(texts, {code: {"checked": keys} for code, keys in read.items()})
    return [
        publish(definition=journey, routing=routing, by="shipped", now=now, words=words)
        for journey in journeys
    ]
