"""Do an editor and a second person publish, hold back, stop and go back, in a browser?"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.functional.test_accessibility import violations
from tests.functional.test_staff import sign_in
from tests.served_site import ServedSite

pytestmark = pytest.mark.browser
SHOP = "/admin/journeys/"
PUBLISH = f"{SHOP}publish/check/"
LEAD = "start.check.lead"


def work(site: ServedSite) -> None:
    """Have the worker do what waits in the queue."""
    site.manage("db_worker", "--batch", "--queue-name=*", "--backend=background")


@pytest.fixture
def editor(desktop: Page, passwords: dict[str, str]) -> Page:
    """Give a browser in which the sample editor is signed in."""
    desktop.set_default_timeout(60_000)
    sign_in(desktop, passwords, "editor")
    return desktop


@pytest.fixture
def others(site: ServedSite, chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Close the browsers of other people at the end."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def resident(site: ServedSite, chromium: Browser, others: list[BrowserContext]) -> Page:
    """Give the browser of somebody of the public."""
    others.append(chromium.new_context(base_url=site.address))
    return others[-1].new_page()


@pytest.fixture
def second(
    site: ServedSite, chromium: Browser, others: list[BrowserContext], passwords: dict[str, str]
) -> Page:
    """Give the browser of the second editor."""
    return _staff(site, chromium, others, passwords, "editor2")


@pytest.fixture
def clinician(
    site: ServedSite, chromium: Browser, others: list[BrowserContext], passwords: dict[str, str]
) -> Page:
    """Give the browser of somebody responsible for clinical safety."""
    return _staff(site, chromium, others, passwords, "clinical")


def _staff(
    site: ServedSite,
    chromium: Browser,
    others: list[BrowserContext],
    passwords: dict[str, str],
    who: str,
) -> Page:
    others.append(chromium.new_context(base_url=site.address))
    others[-1].set_default_timeout(60_000)
    page = others[-1].new_page()
    sign_in(page, passwords, who)
    return page


def write(page: Page, key: str, text: str) -> None:
    """Change an English text on the page of words."""
    page.goto(f"{SHOP}words/?language=en&find={key}")
    page.locator(f'textarea[name="text.{key}"]').fill(text)
    page.get_by_role("button", name="Save these texts").click()


def ask(page: Page, note: str, day: str = "") -> None:
    """Fill in and send what asks to publish; a reason where saved people end elsewhere."""
    page.get_by_label("What is new, and why").fill(note)
    reason = page.get_by_label("Why it is right that saved people end elsewhere")
    if reason.count():
        reason.fill("It is meant so")
    seen = page.get_by_label("I have looked at who ends elsewhere")
    if seen.count():
        seen.check()
    if day:
        page.get_by_label("Goes live on").fill(day)
    page.get_by_role(
        "button", name=re.compile("^(Ask somebody to approve it|Publish the words)$")
    ).click()


def compared(page: Page, site: ServedSite, address: str = PUBLISH) -> None:
    """Have it worked out who ends elsewhere, and come back to the page."""
    page.goto(address)
    button = page.get_by_role("button", name="Work out who ends elsewhere")
    if button.count():
        button.click()
        expect(page.locator(".d")).to_contain_text("You can leave this page")
        work(site)
        page.goto(address)
    expect(page.locator("#outcomes").locator("xpath=..")).to_contain_text(
        re.compile("compared|has changed")
    )


def test_words_are_published_by_one_and_an_older_version_comes_back(
    editor: Page, resident: Page
) -> None:
    write(editor, LEAD, "A short check, part by part.")
    editor.goto(PUBLISH)
    expect(editor.locator(".d-head")).to_contain_text("is what residents see")
    resident.goto("/en/check/")
    expect(resident.locator("main")).not_to_contain_text("A short check, part by part.")
    assert violations(editor, ".d") == []
    ask(editor, "Shorter words")
    expect(editor.locator("body")).to_contain_text("Published. New walks get this version.")
    resident.reload()
    expect(resident.locator("main")).to_contain_text("A short check, part by part.")
    editor.goto(f"{SHOP}versions/check/")
    expect(editor.locator(".d table")).to_contain_text("Shorter words")
    assert violations(editor, ".d") == []
    editor.get_by_role("button", name="Go back to 1", exact=True).click()
    expect(editor.locator("body")).to_contain_text("it is what version 1 was")
    resident.reload()
    expect(resident.locator("main")).not_to_contain_text("A short check, part by part.")


# Before the tables change: else it has to be worked out for both journeys who ends elsewhere.
def test_what_touches_safety_waits_for_clinical_safety_and_one_may_take_it_back(
    editor: Page, second: Page, clinician: Page, site: ServedSite
) -> None:
    address = f"{SHOP}publish/refer/"
    editor.goto(f"{SHOP}journey/refer/page/safety_hurt/")
    editor.get_by_label("Telephone numbers and links, in order").fill("abuse_helpline")
    editor.get_by_role("button", name="Save", exact=True).click()
    compared(editor, site, address)
    expect(editor.locator("body")).to_contain_text("Touches safety")
    ask(editor, "One number is enough")
    second.goto(address)
    expect(second.locator("body")).to_contain_text("responsible for clinical safety must approve")
    expect(second.get_by_role("button", name="Approve and publish")).to_have_count(0)
    second.get_by_role("button", name="Take the request back").click()
    expect(second.locator("body")).to_contain_text("Taken back.")
    compared(editor, site, address)
    ask(editor, "One number is enough, again")
    clinician.goto(address)
    assert violations(clinician, ".d") == []
    clinician.get_by_role("button", name="Approve and publish").click()
    expect(clinician.locator("body")).to_contain_text("Published. New walks get this version.")


def test_a_changed_table_needs_a_second_person_and_can_wait_for_its_day(
    editor: Page, second: Page, site: ServedSite
) -> None:
    editor.goto(f"{SHOP}tables/allocation/")
    editor.get_by_role("button", name="Remove row 4", exact=True).click()
    expect(editor.locator("body")).to_contain_text("Row 4 is removed.")
    compared(editor, site)
    assert violations(editor, ".d") == []
    ask(editor, "Many tries go to the team too", "2031-01-02T09:00")
    expect(editor.locator("body")).to_contain_text("You asked for it, so somebody else")
    expect(editor.get_by_role("button", name="Approve and publish")).to_have_count(0)
    second.goto(PUBLISH)
    expect(second.locator("body")).to_contain_text("Goes live on 2 January 2031")
    second.get_by_role("button", name="Approve and publish").click()
    expect(second.locator("body")).to_contain_text("Approved. It goes live on its day.")
    second.get_by_role("button", name="Take it back").click()
    expect(second.locator("body")).to_contain_text("Taken back.")
    compared(editor, site)
    ask(editor, "Many tries go to the team too, at once")
    second.goto(PUBLISH)
    second.get_by_role("button", name="Approve and publish").click()
    expect(second.locator("body")).to_contain_text("Published. New walks get this version.")
    second.goto(f"{SHOP}versions/check/")
    row = second.locator(".d tr", has_text="at once")
    expect(row).to_contain_text("Live")


def test_a_wrong_number_is_hidden_by_one_and_replaced_by_two(
    editor: Page, second: Page, resident: Page
) -> None:
    address = f"{SHOP}facts/childline/"
    editor.goto(address)
    assert violations(editor, ".d") == []
    editor.get_by_role("button", name="It is wrong: hide it everywhere now").click()
    expect(editor.locator("#hidden")).to_be_visible()
    editor.get_by_label("Number, hours or address").fill("0116 496 0777")
    editor.get_by_role("button", name="Ask somebody to approve it").click()
    expect(editor.locator("body")).to_contain_text("You wrote it, so somebody else must approve it")
    second.goto(address)
    second.get_by_role("button", name="It is right: approve 0116 496 0777").click()
    expect(second.locator("body")).to_contain_text("Approved and changed everywhere.")
    expect(second.locator("#hidden")).to_have_count(0)


def test_the_emergency_stop_takes_a_journey_from_the_public_at_once(
    editor: Page, resident: Page
) -> None:
    address = f"{SHOP}publish/refer/"
    resident.goto("/en/refer/")
    resident.locator("main form[method=post] .wm-btn--big").click()
    begun = resident.url
    editor.goto(address)
    editor.get_by_label("Why (for colleagues)").fill("A wrong address")
    editor.get_by_role("button", name="Stop it now").click()
    expect(editor.locator("#stopped")).to_be_visible()
    for page in ("/en/refer/", begun):
        resident.goto(page)
        expect(resident.locator("main")).to_contain_text("Not available just now")
    assert violations(resident, "main") == []
    editor.get_by_role("button", name="Open the journey again").click()
    resident.goto(begun)
    expect(resident.locator("main")).not_to_contain_text("Not available just now")


def test_a_new_provider_takes_an_offer_of_a_district(editor: Page) -> None:
    editor.goto(f"{SHOP}tables/")
    editor.get_by_role("link", name="Providers", exact=True).click()
    assert violations(editor, ".d") == []
    editor.get_by_label("Key", exact=True).fill("sleep_team")
    editor.get_by_label("Name, in English").fill("Sleep team (sample)")
    editor.get_by_role("button", name="Add the provider").click()
    expect(editor.locator("#found")).to_be_visible()
    expect(editor.locator(".d")).to_contain_text("Nothing is passed to it.")
    editor.get_by_label("Districts or wards").fill("E06000016")
    editor.get_by_label("What the area is called").fill("lives in the city")
    editor.get_by_label("For these offers").select_option("befriending")
    editor.get_by_role("button", name="Pass it on").click()
    expect(editor.locator("#taken").locator("xpath=..")).to_contain_text("lives in the city")
    assert violations(editor, ".d") == []
    editor.get_by_role("link", name="Remove this provider").click()
    expect(editor.locator(".d")).to_contain_text("It can be removed once nothing names it")
    expect(editor.get_by_role("button", name="Yes, remove it")).to_have_count(0)
