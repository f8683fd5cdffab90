"""Does one button keep all the activities that are offered?"""

import pytest
from django.template.loader import render_to_string

from directory.presenters import card_view
from directory.selectors import cards
from tests.factories.directory import make_listing

pytestmark = pytest.mark.django_db


def test_the_button_sends_the_code_of_each_activity() -> None:
    made = [make_listing(name="Tea and a chat"), make_listing(name="Chess")]
    stored = cards([one.public_id for one in made], "en")
    views = [card_view(stored[one.public_id]) for one in made]
    button = render_to_string("directory/mylist/_keep_all.html", {"cards": views})
    assert f'value="{made[0].short_code} {made[1].short_code} "' in button
