"""Does an editor's other word hold at once, everywhere, and only while it is in force?"""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from core.remembering import forget_all
from search import in_force
from search.actions.synonyms import SHIPPED, add, load_shipped
from search.analysis import synonyms
from search.models import Synonym

pytestmark = pytest.mark.django_db


def meanings(typed: str) -> tuple[str, ...]:
    return tuple(m for match in synonyms.current().matches([typed], "en") for m in match.meanings)


def test_a_line_holds_at_once_and_until_it_goes() -> None:
    assert meanings("bjj") == ()
    line = add(phrase="bjj", meanings="martial arts\njudo")
    assert meanings("bjj") == ("martial arts", "judo")
    line.live = False
    line.save()
    assert meanings("bjj") == ()
    line.live = True
    line.save()
    assert meanings("bjj") == ("martial arts", "judo")
    line.delete()
    assert meanings("bjj") == ()


def test_another_process_follows_at_once_by_the_file(
    settings: Settings, tmp_path: object, django_capture_on_commit_callbacks: object
) -> None:
    settings.WAYMARK_DATA = tmp_path
    assert meanings("bjj") == ()
    # As another process: the row is there, and nothing of ours was told to forget.
    Synonym.objects.bulk_create([Synonym(phrase="bjj", meanings="judo")])
    assert meanings("bjj") == ()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        transaction.on_commit(in_force._renew)
    assert meanings("bjj") == ("judo",)


def test_a_search_asks_the_database_nothing_for_them(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    add(phrase="bjj", meanings="judo")
    forget_all()
    with django_assert_num_queries(1):
        meanings("bjj")
    with django_assert_num_queries(0):
        meanings("bjj")


def test_nonsense_is_refused_in_words() -> None:
    add(phrase="stroll", meanings="walk")
    with pytest.raises(ValidationError) as refused:
        add(phrase="walk", meanings="stroll")
    assert "leads back" in str(refused.value)
    with pytest.raises(ValidationError):
        add(phrase="  the ", meanings="walk")
    assert Synonym.objects.count() == 1


def test_what_ships_loads_whole_and_once() -> None:
    rows = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert load_shipped() == len(rows) >= 40
    assert load_shipped() == 0
    assert meanings("bjj") == ("brazilian jiu jitsu", "martial arts")


def test_what_editors_changed_stays() -> None:
    load_shipped()
    line = Synonym.objects.get(phrase="BJJ")
    line.meanings = "judo"
    line.save()
    load_shipped()
    assert meanings("bjj") == ("judo",)
