"""Which listings show the words or facts of this record?"""

from directory.models import Location, Organisation, Service, TaxonomyTerm, TranslatedRecord


def listings_with_words_of(record: TranslatedRecord) -> list[str]:
    """Return the public ids of the listings that show something of this record."""
    facts = record.facts
    services = Service.objects.sources()
    if isinstance(facts, Service):
        return [facts.public_id]
    if isinstance(facts, Organisation):
        services = services.filter(organisation=facts)
    elif isinstance(facts, Location):
        services = services.filter(location=facts)
    elif isinstance(facts, TaxonomyTerm):
        services = services.filter(categories__term__in=_with_children(facts)).distinct()
    else:
        services = services.none()
    return [str(key) for key in services.values_list("translation_key", flat=True)]


def _with_children(term: TaxonomyTerm) -> list[TaxonomyTerm]:
    return [term, *(below for child in term.children.all() for below in _with_children(child))]
