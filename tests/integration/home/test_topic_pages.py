"""Do the pages of topics lead on?"""

import pytest
from django.test import Client

from home.models import TopicPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_each_topic_leads_those_who_run_something_to_adding_it(client: Client) -> None:
    topics = TopicPage.objects.live().filter(locale__language_code="en")
    assert topics
    for topic in topics:
        text = client.get(topic.url).content.decode()
        main = text.partition('<main id="main">')[2].partition("</main>")[0]
        assert 'href="/en/groups/offer/"' in main, topic.slug
