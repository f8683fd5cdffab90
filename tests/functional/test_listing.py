"""Can a resident pass a listing on, print it and say that it is wrong, with and without scripts?"""

import urllib.request
from datetime import timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from core import clock
from tests.functional.walking import sideways
from tests.served_site import ServedSite

pytestmark = pytest.mark.browser


def open_listing(page: Page, language: str = "en") -> str:
    """Go to a made-up listing by its name; return its address."""
    page.goto(f"/{language}/directory/?q=Gentle+chair+exercise+and+tea")
    page.locator(".wm-card__title a").first.click()
    page.wait_for_load_state("domcontentloaded")
    return page.url


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_a_report_without_scripts_on_a_small_phone(phone: Page, language: str) -> None:
    address = open_listing(phone, language)
    assert not sideways(phone)
    phone.locator("main a[href$='/report/']").click()
    assert not sideways(phone)
    phone.fill("[name=words]", "A made-up mistake.")
    phone.locator("main form[method=post] .wm-btn--big").click()
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    assert phone.input_value("[name=words]") == "A made-up mistake."
    phone.check("[name=topic][value=time]")
    phone.locator("main form[method=post] .wm-btn--big").click()
    assert phone.url == f"{address}report/sent/"
    assert not sideways(phone)
    phone.reload()
    expect(phone.locator("h1")).to_be_visible()


def test_buttons_of_scripts_are_not_there_without_scripts(phone: Page) -> None:
    open_listing(phone)
    expect(phone.locator("[data-print]")).to_be_hidden()
    expect(phone.locator("[data-share]")).to_be_hidden()
    phone.locator("details summary").first.click()
    expect(phone.locator("a[href^='mailto:?subject']")).to_be_visible()


def test_the_print_button_prints_and_paper_leaves_out_what_cannot_be_pressed(
    desktop: Page,
) -> None:
    open_listing(desktop)
    desktop.evaluate("window.print = () => document.body.setAttribute('data-printed', 'yes')")
    desktop.locator("[data-print]").click()
    assert desktop.locator("body").get_attribute("data-printed") == "yes"
    desktop.emulate_media(media="print")
    for part in (".wm-langs", "[data-print]", "main details", ".wm-scene", "main .wm-cards"):
        expect(desktop.locator(part).first).to_be_hidden()
    for part in ("h1", ".wm-facts-list", ".wm-printonly"):
        expect(desktop.locator(part).first).to_be_visible()


def test_the_keyboard_reaches_the_calendar_whose_dates_are_those_of_the_page(
    desktop: Page, site: ServedSite
) -> None:
    open_listing(desktop)
    link = desktop.locator("a[href$='calendar.ics']").last
    link.focus()
    assert desktop.evaluate("document.activeElement.href").endswith("calendar.ics")
    with urllib.request.urlopen(f"{site.address}{link.get_attribute('href')}") as answer:
        (event,) = Calendar.from_ical(answer.read()).walk("VEVENT")
    said = desktop.locator(".wm-facts-list").inner_text()
    days = [clock.today() + timedelta(days=n) for n in range(1, 60)]
    off = {one.dt.date() for one in getattr(event.get("EXDATE"), "dts", [])}
    first = next(day for day in days if day.weekday() == 1 and day not in off)
    assert f"{first.day} {first:%B}" in said


@pytest.mark.parametrize("language", ["en", "ur"])
def test_open_now_can_be_chosen_and_taken_away(phone: Page, language: str) -> None:
    phone.goto(f"/{language}/directory/")
    phone.locator("details.wm-filters summary").click()
    phone.check("#starts-now")
    phone.locator(".wm-filters button").click()
    assert "starts=now" in phone.url
    assert not sideways(phone)
    if phone.locator(".wm-card .wm-open").count():
        expect(phone.locator("#starts-now")).to_be_checked()
    phone.locator(".wm-chip").first.click()
    assert "starts=now" not in phone.url
