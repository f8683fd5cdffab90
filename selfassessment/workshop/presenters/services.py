"""How are needs, offers and providers shown, each with its findings and what names it?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from directory.selectors.headings import headings
from selfassessment.council_words import fill
from selfassessment.engine.routing import Offer, OfferOutcome, TableName
from selfassessment.engine.vocabulary import of_routing
from selfassessment.fixed_names import ROUTING, SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.documents import services
from selfassessment.workshop.documents.service_uses import named_in_tables
from selfassessment.workshop.documents.services import Kind
from selfassessment.workshop.labels import ACTIONS
from selfassessment.workshop.presenters.contacts import contacts
from selfassessment.workshop.presenters.findings import Shown, about
from selfassessment.workshop.presenters.speaking import speaker
from selfassessment.workshop.presenters.tables import days

TITLES = {Kind.NEEDS: "Needs", Kind.OFFERS: "Offers", Kind.PROVIDERS: "Providers"}
PURPOSES = {
    Kind.NEEDS: "What a person may need. The table of needs says when; offers are made for them.",
    Kind.OFFERS: "What people are offered, and its three outcomes: offered, not now, not for them.",
    Kind.PROVIDERS: "Who does it. The table of allocation passes requests on, by area if you wish.",
}
TABLE_OF = {
    Kind.NEEDS: TableName.NEEDS,
    Kind.OFFERS: TableName.OFFERS,
    Kind.PROVIDERS: TableName.ALLOCATION,
}
ASKING = "topics"
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Names:
    """What needs, offers and providers may name, each with what it is called."""

    needs: Options = ()
    offers: Options = ()
    conditions: Options = ()
    headings: Options = ()
    topics: Options = ()
    contacts: Collection[str] = ()


@dataclass(frozen=True)
class ServiceRow:
    """One need, offer or provider in its list."""

    key: str
    name: str
    lines: Sequence[str]
    uses: int
    findings: Sequence[Shown]


@dataclass(frozen=True)
class TakenRow:
    """One row of the table of allocation that passes something to a provider."""

    order: int
    sentence: str
    offers: str
    days: str


def name_of(copy: WorkingCopy, kind: Kind, key: str) -> str:
    """Return the English name of a need, an offer or a provider, or its key."""
    written = copy.texts[SOURCE].get(f"{kind.one}.{key}.name") or key.replace("_", " ")
    return fill(written, SOURCE)


def options(copy: WorkingCopy, kind: Kind, but: str = "") -> list[tuple[str, str]]:
    """Return them all, but one, as a list to choose from."""
    return [
        (key, f"{name_of(copy, kind, key)} ({key})")
        for key in copy.documents[ROUTING].get(kind.value, {})
        if key != but
    ]


def names(copy: WorkingCopy, kind: Kind, key: str) -> Names:
    """Return what the form of a thing may name."""
    vocabulary = of_routing(copy.routing, copy.journeys.values())
    known = ((code, f"{one.name} ({code})") for code, one in vocabulary.conditions.items())
    needs = options(copy, Kind.NEEDS)
    if kind is Kind.NEEDS:
        rules = services.results(copy.documents[ROUTING]) or {}
        listed = {row["need"] for row in rules.get("first_by_need", ())} - {key}
        needs = [one for one in needs if one[0] in listed]
    return Names(
        needs=needs,
        offers=options(copy, Kind.OFFERS, but=key if kind is Kind.OFFERS else ""),
        conditions=sorted(known, key=lambda one: one[1]),
        headings=[(code, str(line.name)) for code, line in headings(SOURCE).items()],
        topics=list(_topics(copy)),
        contacts=contacts(copy),
    )


def _topics(copy: WorkingCopy) -> Iterator[tuple[str, str]]:
    """Yield what people can ask for: the choices of the question that every request begins with."""
    texts = copy.texts[SOURCE]
    for journey in copy.journeys.values():
        asked = journey.questions.get(ASKING)
        for code in asked.choice_keys if asked else ():
            yield code, texts.get(f"c.{ASKING}.{code}") or code


def word_keys(copy: WorkingCopy, kind: Kind, key: str) -> dict[str, str]:
    """Return the texts of a thing, with what each is called."""
    start = f"{kind.one}.{key}"
    found = {f"{start}.name": "Name"}
    document = copy.documents[ROUTING]
    if kind is Kind.NEEDS:
        if services.first_row(document, key) is not None:
            first = f"result.first.{key}"
            found |= {
                f"{first}.title": "Title among “What you could do first”",
                f"{first}.text": "Text there",
            }
        return found
    found[f"{start}.summary"] = "What it is" if kind is Kind.OFFERS else "Who that is"
    if kind is Kind.OFFERS:
        found |= {
            f"{start}.why.{code}": f"Reason “{code}”. Reads on after “Why:”"
            for code in _reasons(copy, key)
        }
    return found


def _reasons(copy: WorkingCopy, key: str) -> list[str]:
    """Return the codes of the reasons an offer is given for, wherever they stand."""
    document = copy.documents[ROUTING]
    found = [row["why"] for row in services.why_rows(document, key)]
    outcomes = document[Kind.OFFERS.value][key]["outcomes"].values()
    found += [one["reason"] for one in outcomes if one.get("reason")]
    found += [
        row["then"]["reason"]
        for row in document["tables"].get("offers", ())
        if row["then"].get("offer") == key and row["then"].get("reason")
    ]
    return list(dict.fromkeys(found))


def rows(copy: WorkingCopy, kind: Kind, findings: Sequence[Shown]) -> list[ServiceRow]:
    """Return all needs, offers or providers in their order."""
    document = copy.documents[ROUTING]
    return [
        ServiceRow(
            key=key,
            name=name_of(copy, kind, key),
            lines=list(_lines(copy, kind, key)),
            uses=len(named_in_tables(document, kind, key)),
            findings=findings_of(findings, kind, key),
        )
        for key in document.get(kind.value, {})
    ]


def findings_of(shown: Sequence[Shown], kind: Kind, key: str) -> list[Shown]:
    """Return the findings about one thing, and about its English and other words."""
    own = about(shown, f"{kind.value}.{key}", f"{kind.value}.{key}.outcomes")
    words = f".{kind.one}.{key}."
    return [*own, *(one for one in shown if _text_of(one.finding.place).startswith(words))]


def _text_of(place: str) -> str:
    """Return a text's key behind a dot, without its language; empty when it is no text."""
    head, _, rest = place.partition(".")
    return f".{rest.partition('.')[2]}" if head == "texts" else ""


def _lines(copy: WorkingCopy, kind: Kind, key: str) -> Iterator[str]:
    if kind is Kind.NEEDS:
        offers = [
            name_of(copy, Kind.OFFERS, one.key)
            for one in copy.routing.offers.values()
            if key in one.needs
        ]
        yield f"Offers: {', '.join(offers) or 'none'}."
    elif kind is Kind.OFFERS:
        yield from _outcomes(copy, copy.routing.offers[key])
    else:
        yield from (f"{row.sentence} {row.offers}" for row in taken(copy, key))


def _outcomes(copy: WorkingCopy, offer: Offer) -> Iterator[str]:
    needs = ", ".join(name_of(copy, Kind.NEEDS, need) for need in offer.needs)
    everybody = " Open to everybody." if offer.universal else ""
    yield f"For: {needs or 'no need'}.{everybody}"
    yield f"Offered: {ACTIONS[offer.outcomes[OfferOutcome.ELIGIBLE].action].partition(':')[0]}."
    for outcome, said in (
        (OfferOutcome.NOT_NOW, "Not now"),
        (OfferOutcome.NOT_ELIGIBLE, "Not for them"),
    ):
        instead = offer.outcomes[outcome].redirect
        yield f"{said}: {name_of(copy, Kind.OFFERS, instead) if instead else 'nothing instead'}."


def taken(copy: WorkingCopy, provider: str) -> list[TakenRow]:
    """Return the rows that pass something to a provider: its areas and offers."""
    voice = speaker(copy, ROUTING)
    return [
        TakenRow(
            order=row.order,
            sentence=voice.row(row),
            offers=", ".join(name_of(copy, Kind.OFFERS, offer) for offer in row.only_for)
            or "All offers",
            days=days(row),
        )
        for row in copy.routing.tables[TableName.ALLOCATION]
        if getattr(row.then, "provider", "") == provider
    ]
