"""Do parents and young people find, by age, what is good to know, whom to ask and what is near?

One file: the seven pages are made once, which takes longer than all its tests.
"""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import User
from core import clock
from home.actions.age_pages import make_age_pages
from home.models import AgePage, AgesPage
from home.models.age_blocks import FactTextBlock
from selfassessment.models import Fact
from tests.fixtures.filling import ready
from tests.fixtures.journeys import begin, submit, walk
from tests.fixtures.published import publish_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

PAGES = ("expecting", "first-year", "toddlers", "nursery", "school", "teenagers", "young-people")
CHECK = {"who_for": "child", "signs": "none", "safe": "none", "age_band": "5_10"}
FIELDS = (
    *("title", "slug", "lead", "short_title", "scene", "icon", "tint", "band"),
    *("youngest", "oldest", "category"),
)
TICKED = re.compile(r'value="(\w+)"[^>]* checked')


@pytest.fixture(autouse=True)
def published(db: None) -> None:
    """Publish the shipped journeys."""
    publish_once()


def page(slug: str, language: str = "en") -> AgePage:
    found: AgePage = AgePage.objects.get(slug=slug, locale__language_code=language)
    return found


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def ticked(text: str) -> set[str]:
    return set(TICKED.findall(text))


def main(text: str) -> str:
    return text.partition('<main id="main">')[2].partition("</main>")[0]


def test_the_page_of_all_ages_leads_to_each_of_them(client: Client) -> None:
    text = main(read(client, "/en/children/"))
    for slug in PAGES:
        assert f'href="/en/children/{slug}/"' in text


@pytest.mark.parametrize("slug", PAGES)
def test_each_topic_has_words_a_source_with_a_day_and_somewhere_to_go(
    client: Client, slug: str
) -> None:
    text = main(read(client, f"/en/children/{slug}/"))
    for topic in page(slug).topics:
        assert topic.value["title"] in text
        assert topic.value["source"]
        assert topic.value["as_of"]
        assert topic.value["ask"] or topic.value["contacts"] or topic.value["heading"]
    assert text.count('action="/en/refer/"') == sum(
        bool(topic.value["ask"]) for topic in page(slug).topics
    )
    assert "no nurse has checked it yet" in text


@pytest.mark.parametrize("slug", PAGES)
def test_no_number_is_typed_into_a_text(slug: str) -> None:
    block = FactTextBlock()
    for topic in page(slug).topics:
        block.clean(topic.value["text"])


@pytest.mark.parametrize(
    "typed", ["Call 0116 123 4567.", "See www.nhs.uk", "See https://nhs.uk", "{fact.nothing}"]
)
def test_an_editor_is_told_to_choose_a_fact_instead_of_typing_a_number(typed: str) -> None:
    with pytest.raises(ValidationError, match="fact"):
        FactTextBlock().clean(typed)


def test_a_number_on_the_page_of_young_people_is_changed_once_and_hidden_at_once(
    client: Client,
) -> None:
    address = "/en/children/young-people/"
    assert "0800 1111" in main(read(client, address))
    fact = Fact.objects.create(
        key="childline", kind=Fact.Kind.PHONE, value="0116 496 0999", edited_at=clock.now()
    )
    assert "0800 1111" not in main(read(client, address))
    assert 'href="tel:01164960999"' in main(read(client, address))
    Fact.objects.filter(pk=fact.pk).update(hidden_at=clock.now())
    assert "01164960999" not in main(read(client, address))


def test_a_young_person_reads_first_what_stays_private_and_can_leave_quickly(
    client: Client,
) -> None:
    text = main(read(client, "/en/children/young-people/"))
    assert text.index("Is it private?") < text.index("When you feel low")
    assert "13 or over" in text
    assert "wm-exit" in text
    assert "wm-exit" not in main(read(client, "/en/children/school/"))


@pytest.mark.parametrize(
    ("band", "slug"),
    [
        ("expected", "expecting/"),
        ("0_4", ""),
        ("5_10", "school/"),
        ("11_19", "teenagers/"),
        ("young", "young-people/"),
        ("all", ""),
        ("made-up", ""),
    ],
)
def test_an_age_group_leads_to_its_page_or_to_all_ages(
    client: Client, band: str, slug: str
) -> None:
    for language in ("en", "ur"):
        answer = client.get(f"/{language}/by-age/{band}/")
        assert answer.status_code == 302
        assert answer["Location"] == f"/{language}/children/{slug}"


def test_without_such_pages_the_directory_says_what_there_is(client: Client) -> None:
    AgesPage.objects.update(live=False)
    AgePage.objects.update(live=False)
    answer = client.get("/en/by-age/0_4/")
    assert answer["Location"] == "/en/directory/?category=family"


def test_a_button_asks_for_help_with_that_need_already_chosen(client: Client) -> None:
    begun = begin(client, "refer", topic="family", about="sleep")
    asked = submit(client, begun, {"who_for": "child"})["Location"]
    assert ticked(read(client, asked)) == {"family"}
    given = ({"topics": "family"}, {"signs": "none"}, {"safe": "none"}, {"age_band": "0_4"})
    for answers in (*given, {"skip": "1"}):
        asked = submit(client, asked, answers)["Location"]
    assert ticked(read(client, asked)) == {"sleep"}


@pytest.mark.parametrize("made_up", [{"topic": "nothing"}, {"topic": "family", "about": "<b>"}])
def test_what_the_referral_does_not_know_is_left_out(
    client: Client, made_up: dict[str, str]
) -> None:
    assert begin(client, "refer", **made_up)


def test_results_lead_by_age_and_back_and_nothing_is_asked_twice(client: Client) -> None:
    results = walk(client, begin(client, "check"), CHECK)
    assert results.endswith("/results/")
    text = read(client, results)
    assert 'action="/en/by-age/5_10/"' in text
    draft = results.split("/")[-3]
    led = client.post("/en/by-age/5_10/", {"check": draft})
    assert draft not in led["Location"]
    text = main(read(client, led["Location"]))
    assert f'href="{results}"' in text
    first = begin(client, "refer", topic="teeth")
    assert 'name="who_for"' not in read(client, first)


def test_a_check_of_another_browser_is_never_taken_over(client: Client) -> None:
    results = walk(client, begin(client, "check"), CHECK)
    stranger = Client()
    stranger.post("/en/by-age/5_10/", {"check": results.split("/")[-3]})
    assert results not in read(stranger, "/en/children/school/")
    assert 'name="who_for"' in read(stranger, begin(stranger, "refer", topic="teeth"))


def test_a_young_person_is_led_to_the_page_for_themself_and_a_child_to_its_age(
    client: Client,
) -> None:
    young = walk(client, begin(client, "check"), {**CHECK, "who_for": "self", "age_band": "11_15"})
    assert 'action="/en/by-age/young/"' in read(client, young)
    alone = walk(client, begin(client, "check"), {**CHECK, "who_for": "self"})
    assert 'href="/en/by-age/5_10/"' in main(read(client, alone))


def test_what_is_not_translated_yet_is_marked_as_english(client: Client) -> None:
    urdu = page("school", "ur")
    urdu.topics[0].value["title"] = "روزانہ ایک گھنٹہ"
    urdu.topics[1].value["title"] = "Sleep"
    urdu.save()
    text = main(read(client, "/ur/children/school/"))
    assert f'lang="en" dir="ltr">{urdu.topics[1].value["title"]}</h2>' in text
    assert '<h2 id="topic-1">روزانہ ایک گھنٹہ</h2>' in text
    assert 'lang="en" dir="ltr">Twice a day' not in main(read(client, "/en/children/school/"))


@pytest.mark.parametrize(
    ("given", "led_to"),
    [
        ({"topics": ["family"], "child_ages": ["0_4", "11_15"]}, ["0_4", "11_19"]),
        ({"who_for": "child", "age_band": "5_10", "person_name": "Asha"}, ["5_10"]),
        ({"topics": ["family"], "age_band": "16_17"}, ["young"]),
        ({"topics": ["moving"]}, []),
    ],
)
def test_the_confirmation_of_a_request_leads_by_age(
    client: Client, given: dict[str, object], led_to: list[str]
) -> None:
    answers = {**given, "person_agrees": "parent"} if "who_for" in given else given
    address = ready(client, **answers)
    client.post(address)
    text = main(read(client, address.replace("/answers/", "/sent/")))
    assert re.findall(r'href="/en/by-age/(\w+)/"', text) == led_to


@pytest.mark.parametrize("journey", ["check", "refer"])
def test_a_child_alone_is_led_to_what_is_written_for_its_age(client: Client, journey: str) -> None:
    end = walk(client, begin(client, journey), {**CHECK, "who_for": "self", "topics": "family"})
    assert 'href="/en/by-age/5_10/"' in main(read(client, end))


def test_who_asks_for_a_family_may_read_first(client: Client) -> None:
    address = begin(client, "refer", topic="family")
    for answers in ({"who_for": "self"}, {"topics": "family"}, {"signs": "none"}):
        address = submit(client, address, answers)["Location"]
    for answers in ({"safe": "none"}, {"age_band": "18_39"}, {"skip": "1"}):
        address = submit(client, address, answers)["Location"]
    text = main(read(client, address))
    assert 'name="family_topics"' in text
    assert 'href="/en/by-age/all/"' in text


def saved(client: Client, age: AgePage, text: str) -> str:
    """Publish a page with one topic as an editor does; return what the editor sees."""
    topic = {"title": "New", "text": text, "contacts": {"count": "0"}, "source": "NHS"}
    fields = {name: getattr(age, name) for name in FIELDS}
    data = {**fields, "topics": streamfield([("topic", {**topic, "as_of": "2026-11-28"})])}
    client.force_login(User.objects.create_superuser("editor@example.org", "secret"))
    where = reverse("wagtailadmin_pages:edit", args=[age.pk])
    assert client.get(where).status_code == 200
    form = nested_form_data({**data, "comments": inline_formset([]), "action-publish": "1"})
    return client.post(where, form, follow=True).content.decode()


def test_an_editor_changes_a_topic_and_is_refused_a_number(client: Client) -> None:
    age = page("school")
    assert "is typed into the text" in saved(client, age, "Ring 0800 1111 now.")
    assert "Move for an hour" in read(Client(), "/en/children/school/")


def test_an_editor_points_to_a_fact_and_the_public_sees_it_at_once(client: Client) -> None:
    saved(client, page("school"), "Ring {fact.childline} now.")
    text = main(read(Client(), "/en/children/school/"))
    assert "Ring 0800 1111 now." in text
    assert "Move for an hour" not in text


def test_the_front_door_leads_there(client: Client) -> None:
    assert 'href="/en/children/school/"' in main(read(client, "/en/"))
    assert 'href="/en/children/school/"' in main(read(client, "/en/babies-and-children/"))
    assert 'href="/en/children/school/"' not in main(read(client, "/en/eat-well/"))
    assert 'href="/en/by-age/all/"' in main(read(client, "/en/refer/"))


def test_a_page_knows_how_many_are_below_it_after_its_translation_went_live() -> None:
    for page in Page.objects.filter(depth__lte=3):
        below = Page.objects.filter(path__startswith=page.path, depth=page.depth + 1)
        assert page.numchild == below.count(), page.slug


def test_a_second_time_no_page_is_made() -> None:
    before = Page.objects.count()
    assert make_age_pages() == 0
    assert Page.objects.count() == before


def test_more_topics_ask_the_database_no_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address, age = "/en/children/young-people/", page("young-people")
    read(client, address)
    with CaptureQueriesContext(connection) as asked:
        read(client, address)
    before = len(asked)
    assert before <= 20
    for topic in list(age.topics):
        age.topics.append(("topic", topic.value))
    age.save()
    read(client, address)
    with django_assert_num_queries(before):
        read(client, address)


def test_the_page_of_an_age_is_kept_nowhere(client: Client) -> None:
    answer = client.get("/en/children/school/")
    assert "no-store" in answer["Cache-Control"]
