"""Do staff do their everyday work in few page loads, and does the public see it at once?"""

import re
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.functional.test_accessibility import violations

pytestmark = pytest.mark.browser
SECONDS_UNTIL_SEEN = 5
DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
FACTS = ".wm-listing__side"


class Loads:
    """Counts the pages that a browser loads; a redirect belongs to the page it leads to."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("domcontentloaded", self._one_more)

    def _one_more(self, page: Page) -> None:
        self.count += 1


def sign_in(page: Page, passwords: dict[str, str], who: str) -> None:
    """Sign in at the staff's door."""
    address = f"{who}@example.org"
    page.goto("/accounts/login/")
    page.fill("[name=login]", address)
    page.fill("[name=password]", passwords[address])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/**")


@pytest.fixture
def editor(desktop: Page, passwords: dict[str, str]) -> Page:
    """Give a browser in which the sample editor stands at the first page of the admin."""
    sign_in(desktop, passwords, "editor")
    desktop.goto("/admin/")
    return desktop


@pytest.fixture
def desk(desktop: Page, passwords: dict[str, str]) -> Page:
    """Give a browser in which the sample member of the desk stands at the queue."""
    sign_in(desktop, passwords, "desk")
    desktop.goto("/admin/referrals/")
    return desktop


def seen(public: Page, address: str, right: Callable[[str], bool], within: str = "main") -> None:
    """Load a public page again and again until a part is right; fail when that takes too long."""
    end = time.monotonic() + SECONDS_UNTIL_SEEN
    text = ""
    while time.monotonic() < end:
        public.goto(address)
        text = public.locator(within).inner_text()
        if right(text):
            return
    raise AssertionError(f"Not seen within {SECONDS_UNTIL_SEEN} seconds at {address}: {text}")


def weekly_listing(public: Page, day: str, number: int = 0) -> tuple[str, str]:
    """Return name and address of a sample that takes place on one day only, such as Tuesdays."""
    public.goto(f"/en/directory/?q=&day={day[:3].lower()}&category=moving")
    links = public.locator(".wm-card__title a").all()
    found = [(link.inner_text().strip(), str(link.get_attribute("href"))) for link in links]
    fitting = []
    for name, address in found:
        public.goto(address)
        text = public.locator(FACTS).inner_text()
        if day in text and not any(other in text for other in DAYS if other != day):
            fitting.append((name, address))
        if len(fitting) > number:
            return fitting[number]
    raise AssertionError(f"No sample is on {day} only.")


def find_listing(editor: Page, name: str) -> None:
    """Use the box on the first page of the admin."""
    editor.fill("#find-listing-words", name)
    editor.get_by_role("button", name="Find", exact=True).click()


def row_action(editor: Page, name: str, action: str) -> None:
    """Open the menu of the row with this name and choose an action."""
    row = editor.locator("main tr", has_text=name).first
    row.locator(".w-dropdown__toggle").first.click()
    editor.get_by_role("link", name=action).first.click()
    editor.wait_for_load_state()


def said(page: Page) -> str:
    """Return what the admin says at the top of the page."""
    return page.locator("[data-messages], .messages").first.inner_text()


def test_the_day_of_a_listing_is_changed_in_six_page_loads(editor: Page, phone: Page) -> None:
    name, address = weekly_listing(phone, "Tuesdays")
    loads = Loads(editor)
    find_listing(editor, name)
    row_action(editor, name, "Change the times")
    editor.locator("[name=time-0-days][value=tue]").uncheck()
    editor.locator("[name=time-0-days][value=thu]").check()
    editor.get_by_role("button", name="Say it back first").click()
    expect(editor.locator("main")).to_contain_text("Thursdays")
    editor.get_by_role("button", name="Save and show to the public").click()
    assert "The public sees this now" in said(editor)
    assert 1 + loads.count <= 6
    seen(phone, address, lambda text: "Thursdays" in text and "Tuesdays" not in text, FACTS)
    found = f"/en/directory/?q={name}&day=thu"
    seen(phone, found, lambda text: name in text)
    phone.goto(address.replace("/en/", "/ur/"))
    expect(phone.locator("h1")).to_be_visible()


def test_one_date_is_cancelled_in_four_page_loads(editor: Page, phone: Page) -> None:
    name, address = weekly_listing(phone, "Wednesdays")
    loads = Loads(editor)
    find_listing(editor, name)
    row_action(editor, name, "Cancel one date")
    choice = editor.locator("[name=session]").first
    day = date.fromisoformat(str(choice.get_attribute("value"))[:10])
    choice.check()
    editor.get_by_role("button", name="Cancel this date").click()
    assert "does not take place on" in said(editor)
    assert 1 + loads.count <= 4
    words = f"{day:%A} {day.day} {day:%B}"
    after = f"{day + timedelta(7):%A} {(day + timedelta(7)).day} {day + timedelta(7):%B}"

    def is_off(text: str) -> bool:
        return after in text and all("cancelled" in line for line in lines_with(text, words))

    seen(phone, address, is_off, FACTS)


def lines_with(text: str, words: str) -> list[str]:
    """Return the lines that hold these words, in small letters."""
    return [line.lower() for line in text.splitlines() if words in line]


def test_a_notice_stands_on_the_home_page_in_six_page_loads(editor: Page, phone: Page) -> None:
    phone.goto("/en/")  # now a copy of the page is kept
    loads = Loads(editor)
    editor.get_by_role("link", name="Notices").first.click()
    editor.get_by_role("link", name=re.compile("Add notice", re.IGNORECASE)).first.click()
    editor.fill("[name=title]", "The walk in the park starts at the other gate")
    editor.fill("[name=text]", "Come to the gate at the library.")
    publish(editor)
    told = said(editor)
    assert 1 + loads.count <= 6
    seen(phone, "/en/", lambda text: "starts at the other gate" in text)
    for language in ("Gujarati", "Polish", "Urdu"):
        assert language in told
    assert "people who read in those languages do not see it" in told
    phone.goto("/ur/")
    assert "other gate" not in phone.locator("main").inner_text()


def publish(editor: Page) -> None:
    """Press publish, which stands in the menu beside the button that saves a draft."""
    more = editor.locator("footer .w-dropdown__toggle").first
    button = editor.locator("button[name=action-publish]").first
    if not button.is_visible():
        more.click()
    with editor.expect_navigation():
        button.click()


def test_changed_words_tell_which_translations_are_old_and_what_the_public_sees(
    editor: Page, phone: Page
) -> None:
    name, address = weekly_listing(phone, "Fridays")
    find_listing(editor, name)
    editor.locator("main tr", has_text=name).first.get_by_role("link", name=name).first.click()
    editor.fill("[name=summary]", "Everybody is welcome. Bring a friend.")
    publish(editor)
    told = said(editor)
    assert "now out of date" in told
    assert "see the old words" in told
    assert "right in every language" in told
    seen(phone, address, lambda text: "Bring a friend" in text)


def test_an_editor_publishes_a_page(editor: Page, phone: Page) -> None:
    phone.goto("/en/money-worries/")  # now a copy of the page is kept
    editor.goto("/admin/pages/")
    editor.locator("main").get_by_role("link", name="Home", exact=True).first.click()
    editor.goto(editor.url.replace("/edit/", "/"))
    editor.locator("main").get_by_role("link", name="Money worries", exact=True).first.click()
    editor.fill("[name=lead]", "Help with money is free.")
    publish(editor)
    seen(phone, "/en/money-worries/", lambda text: "Help with money is free" in text)


def test_the_editor_cannot_open_the_desk(editor: Page) -> None:
    assert editor.get_by_role("link", name="Referrals").count() == 0
    editor.goto("/admin/referrals/")
    assert editor.locator(".d-main").count() == 0
    assert "/admin/referrals/" not in editor.url or "permission" in said(editor).lower()


def test_the_queue_shows_what_must_be_known_before_a_call(desk: Page) -> None:
    queue = desk.locator(".d table")
    expect(queue).to_contain_text("Safety:")
    expect(queue).to_contain_text("Reads")
    expect(queue).to_contain_text("Online, alone")
    expect(queue).to_contain_text(re.compile("voicemail|Only through|Do not"))
    expect(queue).to_contain_text(re.compile(r"\d+\s(minute|hour|day)"))
    first = desk.locator(".d tbody tr").first
    expect(first).to_contain_text("Safety:")


def test_a_line_goes_from_received_to_discharged_with_notes(desk: Page) -> None:
    row = desk.locator(".d tbody tr:not(.p1)", has_text="Received").first
    reference = row.locator(".d-ref").inner_text()
    row.locator(".d-ref").click()
    history = desk.locator(".d-history")
    expect(desk.locator(".d-opened li").first).to_contain_text("Sample Desk")
    steps = ("Start triage", "Allocate", "Start contacting", "Person accepts", "Discharge")
    for number, step in enumerate(steps):
        line = desk.locator(".d-line").first
        line.locator("textarea").fill(f"Note number {number}")
        line.get_by_role("button", name=step, exact=True).click()
        expect(history).to_contain_text(f"Note number {number}")
    expect(desk.locator(".d-line").first).to_contain_text("Discharged")
    for move in ("Received → In triage", "Contacting → Accepted", "Accepted → Discharged"):
        expect(history).to_contain_text(move)
    desk.goto("/admin/referrals/")
    desk.fill("[name=reference]", reference.lower())
    desk.get_by_role("button", name="Find", exact=True).click()
    expect(desk.locator("h1")).to_contain_text(reference)


def test_a_safety_flag_is_dealt_with_before_the_line_moves_on(desk: Page) -> None:
    desk.locator(".d tbody tr.p1 .d-ref").first.click()
    line = desk.locator(".d-line").first
    expect(line).to_be_visible()
    triage = line.get_by_role("button", name="Start triage")
    if triage.count():
        triage.click()
    expect(line).to_contain_text("In triage")
    assert line.get_by_role("button", name="Allocate").count() == 0
    desk.locator("[name=safety-note]").fill("Rang at once; safe for now.")
    desk.get_by_role("button", name="The safety flag is dealt with").click()
    expect(desk.locator(".d-history")).to_contain_text("Rang at once")
    expect(desk.locator(".d-box--red")).to_have_count(0)
    expect(line.get_by_role("button", name="Allocate")).to_have_count(1)


def test_axe_finds_nothing_on_the_pages_of_the_desk(desk: Page) -> None:
    assert violations(desk, ".d") == []
    desk.locator(".d-ref").first.click()
    assert violations(desk, ".d") == []


def test_axe_finds_nothing_where_staff_sign_in(desktop: Page) -> None:
    desktop.goto("/accounts/login/")
    assert violations(desktop) == []
    desktop.get_by_role("button", name="Sign in", exact=True).click()
    assert violations(desktop) == []
