"""What waits in the lists of the directory: reports, addresses, answers, likely duplicates?"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.urls import reverse

from directory.enums import Answer, AnsweredBy, ProblemTopic
from directory.models import (
    CheckRound,
    ProblemReport,
    Service,
    ServiceCheck,
    TeamContact,
)
from directory.rules.moderation import OFFERS, Harm, Item, Kind
from directory.selectors.duplicates import open_pairs
from directory.selectors.moderation import (
    Rows,
    Source,
    by_key,
    columns,
    in_high_risk,
    register_source,
)


def start() -> None:
    """Register the lists; called once, when the app is ready."""
    register_source("reports", Source((Kind.REPORT,), _reports, _report_items))
    register_source("answers", Source((Kind.ANSWER,), _answers, _answer_items))
    register_source("bounces", Source((Kind.BOUNCE,), _bounces, _bounce_items))
    register_source("duplicates", Source((Kind.DUPLICATE,), _pairs, _pair_items))


def harm_of(at_first: Harm, *, danger: Any) -> Case:
    """Return the harm of a row: that of its kind, or danger where this is so."""
    whole = IntegerField()
    return Case(
        When(danger, then=Value(int(Harm.DANGER))),
        default=Value(int(at_first)),
        output_field=whole,
    )


def _reports() -> Rows:
    return columns(
        ProblemReport.objects.waiting(),
        kind=Kind.REPORT.value,
        harm=harm_of(Harm.WRONG, danger=Q(topic=ProblemTopic.UNSAFE) | Q(in_high_risk("service"))),
        readers=F("service__check_row__readers"),
        since="created_at",
    )


def _report_items(keys: Sequence[str]) -> Iterator[Item]:
    links = ("service", "service__organisation", "changed_by")
    for key, row in by_key(_reports().select_related(*links), keys).items():
        said = [str(ProblemTopic(row.topic).label)]
        said += [row.sealed_words] if row.sealed_words else []
        said += [f"{row.changed_by} is looking at it"] if row.state == "looking" else []
        offers = OFFERS[Kind.REPORT] if row.service else OFFERS[Kind.REPORT][:2]
        yield Item(
            kind=Kind.REPORT,
            key=key,
            title=row.listing_name,
            organisation=_group_of(row.service),
            waiting_since=row.created_at,
            harm=row.q_harm,
            readers=row.q_readers,
            url=reverse("directory_problem", args=[row.pk]),
            version=row.state,
            said=tuple(said),
            offers=offers,
            links=_links(row.service),
            **_whose(row.service),
        )


def _answers() -> Rows:
    told = CheckRound.objects.filter(
        answer__in=[Answer.CHANGED, Answer.CLOSED],
        answered_by=AnsweredBy.LINK,
        seen_at__isnull=True,
    )
    return columns(
        told,
        kind=Kind.ANSWER.value,
        harm=harm_of(Harm.WRONG, danger=Q(in_high_risk("service"))),
        readers=F("service__check_row__readers"),
        since="ended_at",
    )


def _answer_items(keys: Sequence[str]) -> Iterator[Item]:
    rows = _answers().select_related("service", "service__organisation")
    for key, row in by_key(rows, keys).items():
        offers = OFFERS[Kind.ANSWER] if row.undo else OFFERS[Kind.ANSWER][:1]
        yield Item(
            kind=Kind.ANSWER,
            key=key,
            title=row.service.name,
            organisation=_group_of(row.service),
            waiting_since=row.ended_at,
            harm=row.q_harm,
            readers=row.q_readers,
            url=reverse("directory_freshness_listing", args=[row.service_id]),
            version=row.answer,
            said=(f"{Answer(row.answer).label}. The public sees this already.",),
            offers=offers,
            links=_links(row.service),
            **_whose(row.service),
        )


def _bounces() -> Rows:
    of_group = (
        ServiceCheck.objects.filter(service__organisation=OuterRef("organisation"))
        .order_by()
        .values("service__organisation")
        .annotate(q_sum=Sum("readers"))
        .values("q_sum")
    )
    return columns(
        TeamContact.objects.filter(bounced_at__isnull=False),
        kind=Kind.BOUNCE.value,
        harm=Value(int(Harm.WRONG), output_field=IntegerField()),
        readers=Case(
            When(service__isnull=False, then=F("service__check_row__readers")),
            default=Subquery(of_group),
            output_field=IntegerField(),
        ),
        since="bounced_at",
    )


def _bounce_items(keys: Sequence[str]) -> Iterator[Item]:
    found = by_key(_bounces().select_related("service", "organisation"), keys)
    first = _first_listings([row.organisation_id for row in found.values()])
    for key, row in found.items():
        owner = row.service or row.organisation
        listing = row.service_id or first.get(row.organisation_id)
        url = reverse("directory_freshness_listing", args=[listing]) if listing else ""
        yield Item(
            kind=Kind.BOUNCE,
            key=key,
            title=owner.name,
            organisation="" if row.service is None else "One listing only",
            waiting_since=row.bounced_at,
            harm=row.q_harm,
            readers=row.q_readers,
            url=url,
            version=row.bounced_at.isoformat(),
            said=(f"Mail to {row.value} came back.",),
            offers=OFFERS[Kind.BOUNCE],
            service=row.service_id,
            group=row.organisation_id,
            is_sample=owner.is_sample,
        )


def _pairs(with_all: bool = False) -> Rows:
    return columns(
        open_pairs() if with_all else open_pairs().select_related(None),
        kind=Kind.DUPLICATE.value,
        harm=Value(int(Harm.TIDY), output_field=IntegerField()),
        readers=F("first__check_row__readers") + F("second__check_row__readers"),
        since="found_at",
    )


def _pair_items(keys: Sequence[str]) -> Iterator[Item]:
    for key, row in by_key(_pairs(with_all=True), keys).items():
        compare = reverse("directory_merge", args=[row.first_id, row.second_id])
        yield Item(
            kind=Kind.DUPLICATE,
            key=key,
            title=f"{row.first.name} / {row.second.name}",
            organisation=_group_of(row.first),
            waiting_since=row.found_at,
            harm=row.q_harm,
            readers=row.q_readers,
            url=compare,
            version=str(row.score),
            said=(f"Likeness {row.score} of 100", *row.said()),
            offers=OFFERS[Kind.DUPLICATE],
            links=(("Compare and merge", compare),),
            **_whose(row.first),
        )


def _first_listings(groups: Sequence[int | None]) -> dict[int | None, int]:
    """Return a listing of each of these groups."""
    rows = Service.objects.sources().filter(organisation__in=[one for one in groups if one])
    return dict(rows.order_by("-pk").values_list("organisation_id", "pk"))


def _group_of(service: Service | None) -> str:
    return service.organisation.name if service and service.organisation else ""


def _whose(service: Service | None) -> dict[str, Any]:
    if service is None:
        return {}
    return {
        "service": service.pk,
        "group": service.organisation_id,
        "is_sample": service.is_sample,
    }


def _links(service: Service | None) -> tuple[tuple[str, str], ...]:
    if service is None:
        return ()
    edit = reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk])
    kept = reverse("directory_freshness_listing", args=[service.pk])
    return (("Edit the listing", edit), ("Who keeps it", kept))
