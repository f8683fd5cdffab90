"""Are the texts to translate found: in Python, in templates, with plurals and contexts?"""

from pathlib import Path

import pytest

from locales.extraction import Message, in_project, in_python, in_template

ROOT = Path(__file__).parents[3]


def test_python_calls_are_found_by_any_of_their_names() -> None:
    source = (
        'a = _("Walk")\nb = gettext_lazy("Swim")\nc = translation.gettext("Rest")\n'
        'd = ngettext("%(n)d day", "%(n)d days", n)\ne = pgettext("of a shop", "Open")\n'
        'f = npgettext_lazy("of time", "hour", "hours", n)\n'
    )
    assert set(in_python(source)) == {
        Message("Walk"),
        Message("Swim"),
        Message("Rest"),
        Message("%(n)d day", plural="%(n)d days"),
        Message("Open", context="of a shop"),
        Message("hour", plural="hours", context="of time"),
    }


def test_what_is_no_text_is_not_found() -> None:
    assert list(in_python('_(name)\nprint("Walk")\nngettext("day", days, n)\n_("")')) == [
        Message("")
    ]


def test_joined_strings_are_one_text() -> None:
    assert list(in_python('_("Walk "\n  "with us")')) == [Message("Walk with us")]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('{% translate "Walk" %}', Message("Walk")),
        ('{% translate "Open" context "of a shop" %}', Message("Open", context="of a shop")),
        ('{% include "x" with title=_("Swim") only %}', Message("Swim")),
        (
            "{% blocktranslate trimmed %}\n  Ring {{ a }}\n  today\n{% endblocktranslate %}",
            Message("Ring %(a)s today"),
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days"
            "{% endblocktranslate %}",
            Message("%(n)s day", plural="%(n)s days"),
        ),
        (
            '{% blocktranslate context "of a shop" %}Closed{% endblocktranslate %}',
            Message("Closed", context="of a shop"),
        ),
        ('{% translate "It\'s on" %}', Message("It's on")),
    ],
)
def test_template_tags_are_found(template: str, found: Message) -> None:
    assert list(in_template("{% load i18n %}" + template)) == [found]


def test_comments_of_templates_hold_no_texts() -> None:
    assert list(in_template('{# {% translate "Walk" %} #}')) == []


def test_the_project_itself_has_texts_of_each_app() -> None:
    places = {place for found in in_project(ROOT).places.values() for place in found}
    for folder in ("home/", "directory/", "selfassessment/", "locales/", "site/core/"):
        assert any(place.startswith(folder) for place in places), folder
    assert not any("migrations" in place for place in places)
