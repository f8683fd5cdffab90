"""Do several answers to one question stand on lines of their own?"""

from django.template.loader import render_to_string


def test_each_of_several_answers_stands_on_its_own_line_and_stays_text() -> None:
    rows = [{"key": "What is hard at home?", "value": "Stairs\nBath <b>", "href": ""}]
    shown = render_to_string("components/rows.html", {"rows": rows})
    assert "<dd>Stairs<br>Bath &lt;b&gt;</dd>" in shown
