"""Does the search page find, count, forgive and lead on, in each language?

One file: all of it asks one page about one directory.
"""

import html
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from directory.enums import Access, Day
from directory.models import Service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]

LANGUAGES = ("en", "gu", "pl", "ur")
POSTCODE = "LE4 5QD"
HREF = re.compile(r'<(?:a|link)[^>]* href="([^"]*)"')


def page(client: Client, query: str = "", language: str = "en") -> str:
    """Return the page of a search, which must answer."""
    answer = client.get(f"/{language}/directory/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def main_part(text: str) -> str:
    """Return what stands in <main>."""
    return text.partition('<main id="main">')[2].partition("</main>")[0]


def titles(text: str) -> list[str]:
    """Return the titles of the cards."""
    found = re.findall(r'class="wm-card__title"><a href="[^"]+">(.*?)</a>', text)
    return [html.unescape(re.sub(r"<[^>]+>", "", one)) for one in found]


def links(text: str) -> Iterator[str]:
    """Give every address on the page."""
    yield from (html.unescape(address) for address in HREF.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_answers_in_every_language(client: Client, language: str) -> None:
    text = page(client, "", language)
    assert f'lang="{language}"' in text
    assert 'role="search"' in text
    assert len(titles(text)) == 10


def test_words_and_place_give_distances_nearest_first(client: Client) -> None:
    text = page(client, "?q=swim&near=LE4+5QD&sort=nearest")
    miles = [float(number) for number in re.findall(r'wm-post">([\d.]+) miles', text)]
    assert miles
    assert miles == sorted(miles)


def test_every_option_has_its_count_also_when_it_is_nought(client: Client) -> None:
    text = page(client, "?q=swim")
    for code in (*Access.values, *Day.values):
        pattern = rf'value="{code}"[^>]*><label.*?\((\d+)\)'
        assert re.search(pattern, text, re.DOTALL), code
    assert "(0)" in text


def test_a_count_is_what_choosing_it_finds(client: Client) -> None:
    text = page(client, "?q=walk")
    counted = re.search(r'value="hearing_loop"[^>]*><label[^>]*>[^(]*<span>\((\d+)\)', text)
    assert counted
    narrowed = page(client, "?q=walk&access=hearing_loop")
    assert re.search(rf"{counted[1]} things? found", narrowed)


def test_term_time_is_a_box_with_its_count_and_a_chip_to_take_it_away(client: Client) -> None:
    text = page(client)
    counted = re.search(r'id="term-1" name="term" value="1"><label[^>]*>.*?\((\d+)\)', text)
    assert counted
    assert int(counted[1]) > 0
    narrowed = page(client, "?term=1")
    assert re.search(rf"\b{counted[1]} things? found", narrowed)
    assert 'name="term" value="1" checked>' in narrowed
    assert narrowed.count('name="term"') == 1
    assert 'wm-chip--on" href="?">' in narrowed


def test_a_chip_takes_its_filter_away_and_keeps_the_others(client: Client) -> None:
    text = page(client, "?q=walk&day=tue&access=step_free")
    chips = re.findall(r'wm-chip--on" href="([^"]+)"', text)
    assert [html.unescape(one) for one in chips] == [
        "?q=walk&access=step_free",
        "?q=walk&day=tue",
    ]


def test_ages_are_one_or_a_range_and_one_filter_to_take_away(client: Client) -> None:
    for age, words in (("60", "Age 60"), ("60-70", "Age 60 to 70"), ("60-", "Age 60 and over")):
        text = page(client, f"?q=walk&age={age}")
        chip = re.search(r'wm-chip--on" href="([^"]+)">(.*?)</a>', text, re.DOTALL)
        assert chip
        assert chip[1] == "?q=walk"
        assert words in re.sub(r"<[^>]+>", "", chip[2])
        assert f'name="age" value="{age}" checked' in text


def test_a_range_of_ages_finds_more_than_one_age_in_it(client: Client) -> None:
    def total(query: str) -> int:
        found = re.search(r"(\d+) things? found", page(client, query))
        return int(found[1]) if found else 0

    assert total("?age=8") < total("?age=8-80") <= total("")
    assert total("?age=80-8") == total("?age=8-80")


def test_an_age_nobody_can_read_is_said_and_kept_and_the_search_runs(client: Client) -> None:
    text = page(client, "?q=walk&age=old+%3Cb%3E")
    assert titles(text)
    assert "<title>Error:" in text
    assert re.search(
        r'id="age-typed"[^>]*value="old &lt;b&gt;"[^>]*"age-typed-error age-typed-hint" '
        r'aria-invalid="true"',
        text,
    )
    assert text.count("is not an age we can use") == 2
    assert "<b>" not in text.partition("is not an age")[0][-60:]
    assert not [one for one in links(text) if "old" in one]
    assert "aria-invalid" not in page(client, "?q=walk&age=60-70")


def test_no_link_of_ours_carries_a_postcode(client: Client) -> None:
    for query in ("?near=LE4+5QD&day=tue", "?near=le45qd&q=tai+chi&within=0.5&day=sun&cost=free"):
        text = page(client, query)
        said = [address for address in links(text) if "5QD" in address.upper()]
        assert said == []
        assert "near=LE4" in text
    assert 'value="LE4 5QD"' in page(client, "?near=LE4+5QD")


def test_heading_and_title_name_the_outcode_only(client: Client) -> None:
    text = page(client, "?near=LE4+5QD")
    assert POSTCODE not in re.sub(r'value="[^"]*"', "", text)
    assert "near LE4" in text


@pytest.mark.parametrize("bad", ["LE4 5Q", "ZZ99 9ZZ", "Nowhereton upon Nothing", "\u202e'\"<"])
def test_a_place_nobody_knows_is_said_by_its_field_and_the_search_runs(
    client: Client, bad: str
) -> None:
    answer = client.get("/en/directory/", {"q": "walk", "near": bad})
    text = answer.content.decode()
    assert 'aria-describedby="near-error"' in text
    assert f'value="{html.escape(bad)}"'.replace("&#x27;", "&#x27;") in text
    assert "<title>Error:" in text
    assert titles(text)


@pytest.mark.parametrize(
    "query",
    [
        "?page=99999999999999999999&sort=sideways&day=blursday&age=abc&cost=-3",
        "?within=NaN&near=LE4+5QD&age=999&access=wings&category=%00&term=maybe",
        "?starts=2026-13-45&booking=&language=tlh&format=hologram&for=cats",
        "?q=%22%27%5C%28%29%5B%5D%7B%7D%3A%2A%3F%7E%5E&category=moving'--",
        "?q=" + "a+" * 1000,
        "?day=mon&day=mon&day=&day=tue&page=-1&page=2",
    ],
)
def test_nonsense_never_breaks_the_page(client: Client, query: str) -> None:
    assert client.get(f"/en/directory/{query}").status_code in (200, 400)


def test_what_was_left_out_of_an_address_is_said(client: Client) -> None:
    assert "Which day" in page(client, "?day=blursday&q=walk").split("left it out")[1][:40]


def test_the_page_after_the_last_is_the_last(client: Client) -> None:
    first = page(client, "?page=4000")
    assert re.search(r"to (\d+) of \1", first)


def test_pages_follow_each_other_without_gap_or_double(client: Client) -> None:
    one, two = titles(page(client, "?sort=soonest")), titles(page(client, "?sort=soonest&page=2"))
    assert len(one) == len(two) == 10
    assert not set(one) & set(two)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_result_leads_on(client: Client, language: str) -> None:
    text = page(client, "?q=seated+tai+chi&near=LE4+5QD&within=0.5&day=sun", language)
    ways = text.partition('class="wm-ways"')[2].partition("</ul>")[0]
    addresses = [html.unescape(one) for one in HREF.findall(ways)]
    assert len(addresses) >= 2
    assert "0116 496 0100" in main_part(text)
    assert titles(text)
    for address in addresses:
        assert titles(page(client, address, language))


@pytest.mark.parametrize(
    "query",
    ["?q=zzzzqqqq", "?q=zzzzqqqq&near=LE4+5QD", "?access=bsl&access=parking&day=sun&cost=free"],
)
def test_even_nonsense_has_a_way_on_or_results(client: Client, query: str) -> None:
    text = page(client, query)
    assert titles(text)


def test_when_a_listing_was_checked_stays_one_line_of_words(client: Client) -> None:
    """A date in a row of boxes would be a box of its own beside the words."""
    text = page(client, language="ur")
    whole = re.findall(r'class="wm-fresh[^"]*"><svg[^>]*><use[^>]*></svg><span>', text)
    assert 0 < len(whole) == text.count('class="wm-fresh')


@pytest.mark.parametrize("query", ["", "category=moving", "q=zzzzqqqq"])
def test_each_heading_and_each_result_leads_to_adding_an_activity(
    client: Client, query: str
) -> None:
    assert "/en/groups/offer/" in set(links(main_part(page(client, query and f"?{query}"))))


def test_a_heading_narrows_its_group(client: Client) -> None:
    wide, narrow = page(client, "?category=moving"), page(client, "?category=moving&category=yoga")
    assert int(re.findall(r"(\d+) things? found", narrow)[0]) < int(
        re.findall(r"(\d+) things? found", wide)[0]
    )
    assert 'value="yoga" checked' in narrow
    assert 'value="moving" checked' in narrow


@pytest.mark.parametrize("query", ["", "?q=walk&near=LE4+5QD&day=tue", "?q=zzzzqqqq&near=LE4"])
def test_six_queries_are_enough(
    client: Client, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        page(client, query)


def test_a_typing_slip_is_forgiven(client: Client) -> None:
    assert titles(page(client, "?q=swiming"))


def test_listings_without_place_and_contact_are_found_by_name_only(client: Client) -> None:
    hidden = Service.objects.sources().filter(location__isnull=True, contacts__isnull=True)
    club = hidden.filter(kind="club").first()
    assert club is not None
    assert club.name in titles(page(client, f"?q={club.name}"))
    assert club.name not in titles(page(client, "?category=moving"))


def test_staleness_is_said_on_the_card(client: Client) -> None:
    assert "wm-fresh--old" in page(client, "?category=health")


def test_the_other_languages_keep_the_search_and_drop_the_postcode(client: Client) -> None:
    text = page(client, "?q=walk&near=LE4+5QD&day=tue")
    assert "/ur/directory/?q=walk&near=LE4&day=tue" in set(links(text))


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?category=coffee", "?category=coffee"),
        ("?q=tea&near=LE4+5QD&within=2&nonsense=1", "?q=tea&amp;near=LE4&amp;within=2"),
        ("?page=2", "?page=2"),
        ("?page=1", ""),
        ("?page=-3", ""),
        ("?day=tue&starts=now&starts=never", "?starts=now&amp;day=tue"),
    ],
)
def test_each_search_has_one_address_without_a_postcode(
    client: Client, query: str, canonical: str
) -> None:
    page = client.get(f"/en/directory/{query}").content.decode()
    whole = "http://testserver/{}/directory/" + canonical
    assert f'<link rel="canonical" href="{whole.format("en")}">' in page
    assert f'hreflang="ur" href="{whole.format("ur")}">' in page


def test_a_page_beyond_the_last_has_the_address_of_the_last(client: Client) -> None:
    page = client.get("/en/directory/?page=4000").content.decode()
    assert 'rel="canonical" href="http://testserver/en/directory/?page=' in page
    assert "page=4000" not in page.partition("</head>")[0]


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("", True),
        ("?category=coffee", True),
        ("?q=tea", False),
        ("?near=LE4", False),
        ("?sort=soonest", False),
        ("?category=coffee&day=tue", False),
        ("?q=zzzzzz", False),
    ],
)
def test_search_engines_list_headings_and_not_what_somebody_typed(
    client: Client, query: str, listed: bool
) -> None:
    page = client.get(f"/en/directory/{query}").content.decode()
    assert ("noindex" not in page) is listed
