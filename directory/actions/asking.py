"""Ask groups, once a day, whether their listings are still right.

Everything is done in sets: a day of 100,000 listings is some dozens of statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.actions.messages import enqueue_many
from core.clock import LONDON
from directory.actions.asking_words import Question, letter
from directory.enums import Origin, Status
from directory.models import (
    CheckLine,
    CheckMessage,
    CheckRound,
    Service,
    ServiceCheck,
    TeamContact,
)
from directory.rules.asking import (
    BEGINS,
    BETWEEN_MESSAGES,
    Line,
    day_of_round,
    in_todays_message,
    moments_reached,
)

AT_ONCE = 400
# Who has just answered is left alone for so long, unless the listing is due.
LEFT_ALONE = timedelta(days=21)
INSERTED_AT_ONCE = 5_000
MESSAGES_KEPT, ROUNDS_KEPT = timedelta(days=400), timedelta(days=1100)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one day's run did."""

    ended: int
    opened: int
    messages: int


@dataclass(frozen=True, slots=True)
class _Address:
    """All that one address is asked about today."""

    contact: TeamContact
    lines: tuple[Line, ...]


def ask(*, now: datetime) -> Asked:
    """Open the rounds that begin, end those that are over, write the messages of today.

    A second run on the same day does nothing.
    """
    today = now.astimezone(LONDON).date()
    ended = end_settled(now=now)
    opened = open_rounds(today)
    _hasten(today)
    return Asked(ended, opened, write_messages(now=now))


def _reachable() -> QuerySet[Service]:
    """Return the listings of groups that can be written to."""
    working = TeamContact.objects.filter(bounced_at__isnull=True)
    own = Exists(working.filter(service=OuterRef("pk")))
    groups = Exists(working.filter(organisation=OuterRef("organisation")))
    asked = Service.objects.listed().filter(own | groups, check_row__origin=Origin.GROUP)
    # Samples are asked where they are the content, never beside real listings.
    return asked if settings.WAYMARK_DEMONSTRATION else asked.filter(is_sample=False)


def forget_old(*, now: datetime) -> int:
    """Delete messages of more than a year ago, and rounds that no rule looks at any more."""
    today = now.astimezone(LONDON).date()
    deleted, _ = CheckMessage.objects.filter(made_on__lt=today - MESSAGES_KEPT).delete()
    rounds = CheckRound.objects.filter(ended_at__lt=now - ROUNDS_KEPT)
    return deleted + rounds.delete()[0]


def end_settled(*, now: datetime) -> int:
    """End rounds without an answer that have lost their reason: checked, closed or taken down."""
    later = now.astimezone(LONDON).date() + BEGINS
    settled = CheckRound.objects.open().filter(
        Q(service__check_row__next_check__gt=later)
        | ~Q(service__check_row__origin=Origin.GROUP)
        | Q(service__live=False)
        | Q(service__status__in=[Status.CLOSED, Status.ARCHIVED])
    )
    return CheckRound.objects.filter(pk__in=settled.values("pk")).update(ended_at=now)


def open_rounds(today: date) -> int:
    """Open a round for each listing of a group whose day comes within thirty days."""
    rounds = CheckRound.objects.filter(service=OuterRef("pk"))
    lately = today - LEFT_ALONE
    told = Exists(rounds.answered().filter(ended_at__date__gt=lately))
    is_left_alone = Q(check_row__next_check__gt=today) & (
        Q(check_row__checked_on__gt=lately) | told
    )
    due = (
        _reachable()
        .filter(check_row__next_check__lte=today + BEGINS)
        .exclude(Exists(rounds.open()))
        .exclude(is_left_alone)
    ).values_list("pk", "check_row__next_check")
    rows = [
        CheckRound(service_id=key, opened_on=today, due_on=day_of_round(day, today))
        for key, day in due
        if day is not None
    ]
    for part in _parts(rows, INSERTED_AT_ONCE):
        CheckRound.objects.bulk_create(part, ignore_conflicts=True)
    return len(rows)


def _hasten(today: date) -> None:
    """Bring rounds forward whose listing is due sooner by now, as after a report."""
    sooner = ServiceCheck.objects.filter(service=OuterRef("service"), next_check__lte=today)
    late = CheckRound.objects.open().filter(Exists(sooner), due_on__gt=today, asked__lt=3)
    CheckRound.objects.filter(pk__in=late.values("pk")).update(due_on=today)


def write_messages(*, now: datetime) -> int:
    """Write to every address that is due a message; return how many messages."""
    today = now.astimezone(LONDON).date()
    written = 0
    for part in _parts(_todays(today), AT_ONCE):
        _write(part, today, now)
        written += len(part)
    return written


def _todays(today: date) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Give the addresses that are written to today, as their digests, with their listings."""
    lines, by_digest = _open_lines()
    last = _last_unanswered(today)
    for digest, keys in by_digest.items():
        told = in_todays_message([lines[key] for key in keys], last.get(digest), today)
        if told:
            yield digest, told


def _open_lines() -> tuple[dict[int, Line], dict[str, list[int]]]:
    """Return the open rounds, and which of them each address is asked about."""
    contacts = TeamContact.objects.filter(bounced_at__isnull=True)
    of_groups: dict[int, list[str]] = defaultdict(list)
    of_listings: dict[int, list[str]] = defaultdict(list)
    for group, listing, digest in contacts.values_list("organisation_id", "service_id", "digest"):
        if group is not None:
            of_groups[group].append(digest)
        else:
            of_listings[listing].append(digest)
    lines: dict[int, Line] = {}
    by_digest: dict[str, list[int]] = defaultdict(list)
    rows = CheckRound.objects.open().values_list(
        "pk", "due_on", "asked", "service_id", "service__organisation_id"
    )
    for key, due, asked, listing, group in rows.iterator(chunk_size=INSERTED_AT_ONCE):
        lines[key] = Line(key, due, asked)
        for digest in of_listings.get(listing) or of_groups.get(group or 0) or ():
            by_digest[digest].append(key)
    return lines, by_digest


def _last_unanswered(today: date) -> dict[str, date]:
    """Return when each address last got a message that still waits for an answer."""
    waits = CheckLine.objects.filter(message=OuterRef("pk"), round__ended_at__isnull=True)
    young = CheckMessage.objects.filter(made_on__gt=today - BETWEEN_MESSAGES).filter(Exists(waits))
    return dict(young.order_by("made_on").values_list("digest", "made_on"))


@transaction.atomic
def _write(part: Sequence[tuple[str, tuple[Line, ...]]], today: date, now: datetime) -> None:
    """Write the messages of some addresses, and note which moments are used."""
    addresses = _opened(part)
    names = _names([line.key for one in addresses for line in one.lines])
    messages, lines, letters = [], [], []
    for one in addresses:
        message = CheckMessage(
            contact=one.contact,
            digest=one.contact.digest,
            language=one.contact.language,
            made_on=today,
        )
        said = [_question(line, names[line.key], message.language) for line in one.lines]
        sent = letter(message, one.contact, said, today)
        message.outbox = sent.pk
        messages.append(message)
        letters.append(sent)
        lines += [CheckLine(message=message, round_id=line.key) for line in one.lines]
    CheckMessage.objects.bulk_create(messages)
    CheckLine.objects.bulk_create(lines)
    enqueue_many(letters, now=now)
    _note_asked(addresses, today)


def _opened(part: Sequence[tuple[str, tuple[Line, ...]]]) -> list[_Address]:
    digests = [digest for digest, _ in part]
    working = TeamContact.objects.filter(digest__in=digests, bounced_at__isnull=True)
    contacts = {contact.digest: contact for contact in working}
    return [_Address(contacts[digest], lines) for digest, lines in part if digest in contacts]


def _question(line: Line, names: Mapping[str, str], language: str) -> Question:
    return Question(names.get(language) or names[""], line.due)


def _note_asked(addresses: Iterable[_Address], today: date) -> None:
    reached: dict[int, set[int]] = defaultdict(set)
    for one in addresses:
        for line in one.lines:
            reached[moments_reached(line.due, today)].add(line.key)
    for moments, keys in reached.items():
        for some in _parts(sorted(keys), AT_ONCE):
            CheckRound.objects.filter(pk__in=some).update(asked=moments, asked_on=today)


def _names(keys: Sequence[int]) -> dict[int, dict[str, str]]:
    """Return the name of the listing of each round by language; "" is the language of its source.

    Drafted names count: the reader knows the group.
    """
    names: dict[int, dict[str, str]] = {}
    for some in _parts(keys, AT_ONCE):
        rows = CheckRound.objects.filter(pk__in=some)
        for key, name in rows.values_list("pk", "service__name"):
            names[key] = {"": name}
        translated = rows.filter(service__translations__live=True).values_list(
            "pk", "service__translations__locale__language_code", "service__translations__name"
        )
        for key, code, name in translated:
            names[key][code] = name
    return names


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
