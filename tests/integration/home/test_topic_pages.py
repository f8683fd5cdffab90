"""Do the pages of topics lead on, and do pages refer to what is kept once?"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core import clock
from home.models import InformationPage, TopicPage
from home.models.blocks import BodyBlock
from selfassessment.actions import drafts
from selfassessment.models import Fact
from tests.fixtures.published import publish_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_each_topic_leads_those_who_run_something_to_adding_it(client: Client) -> None:
    topics = TopicPage.objects.live().filter(locale__language_code="en")
    assert topics
    for topic in topics:
        text = client.get(topic.url).content.decode()
        main = text.partition('<main id="main">')[2].partition("</main>")[0]
        assert 'href="/en/groups/offer/"' in main, topic.slug


@pytest.mark.parametrize("kind", [TopicPage, InformationPage])
def test_a_page_that_an_editor_marks_shows_the_quick_way_out(
    client: Client, kind: type[TopicPage | InformationPage]
) -> None:
    page = kind.objects.live().filter(locale__language_code="en").earliest("pk")
    assert "wm-exit" not in client.get(page.url).content.decode()
    page.quick_exit = True
    page.save_revision().publish()
    text = client.get(page.url).content.decode()
    assert 'class="wm-exit"' in text
    assert 'href="/en/leave/"' in text


def test_how_long_something_is_kept_is_said_as_it_is_now(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_once()
    monkeypatch.setattr(drafts, "lifetime", lambda _version, *, saved: timedelta(days=12))
    for language in ("en", "ur"):
        page = InformationPage.objects.live().get(
            locale__language_code=language, slug__startswith="privacy"
        )
        text = client.get(page.url).content.decode()
        assert "12 " in text
        assert "180 " in text
        assert "{days" not in text


def test_a_number_on_a_page_is_the_fact_and_leaves_it_at_once(client: Client) -> None:
    home = TopicPage.objects.live().get(locale__language_code="en", category="home")
    assert "call 0800 111 999." in client.get(home.url).content.decode()
    fact = Fact(key="gas_line", kind="phone", value="0116 496 0999", edited_at=clock.now())
    fact.save()
    assert "call 0116 496 0999." in client.get(home.url).content.decode()


@pytest.mark.parametrize(
    "text", ["Ring 0800 1111", "See www.example.org", "{fact.nobody}", "{days.nothing}"]
)
def test_an_editor_cannot_type_a_number_or_refer_to_nothing(text: str) -> None:
    block = BodyBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python([{"type": "text", "value": f"<p>{text}</p>"}]))
    note = {"type": "note", "value": {"title": "Mind", "text": text}}
    with pytest.raises(ValidationError):
        block.clean(block.to_python([note]))
    fine = {"type": "note", "value": {"title": "Mind", "text": "Call {fact.gas_line}"}}
    assert len(block.clean(block.to_python([fine]))) == 1
