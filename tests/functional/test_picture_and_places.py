"""Does a picture, a number of places and a warning while typing work on a real screen?"""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from directory.actions.sample_members import LEAD
from tests.functional.walking import sideways
from tests.served_site import ServedSite

pytestmark = pytest.mark.browser
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
WORDS = "સ્ત્રીઓ ગોળ ટેબલ પર બેઠી છે."
DECIDE = (
    "from core import clock; from directory.actions import proposals; "
    "from directory.models import Proposal; "
    "[proposals.approve(row, by=None, now=clock.now()) for row in "
    "Proposal.objects.waiting().filter(changes__has_key='picture')]"
)
# Another journey of the suite leaves the group.
JOIN_AGAIN = (
    "from core import clock; from directory.actions.sample_members import load_sample_members; "
    "from directory.models import Membership; "
    "Membership.objects.filter(organisation__is_sample=True).delete(); "
    "load_sample_members(now=clock.now())"
)


@pytest.fixture(scope="module", autouse=True)
def people(site: ServedSite) -> None:
    """Put the people of the made-up group back."""
    site.python(JOIN_AGAIN)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Give a picture as a phone takes it."""
    Image.effect_noise((900, 600), 60).convert("RGB").save(tmp_path / "photo.jpg")
    return tmp_path / "photo.jpg"


def test_a_picture_without_scripts_at_320_pixels_is_seen_after_somebody_looked(
    phone: Page, site: ServedSite, photo: Path, tmp_path: Path
) -> None:
    _keep_own_listing(phone)
    public = phone.locator("main a[href*='/directory/']").first.get_attribute("href") or ""
    phone.locator("main a[href$='/picture/']").first.click()
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no picture")
    phone.set_input_files("[name=picture]", bad)
    phone.fill("[name=words]", WORDS)
    _press(phone)
    expect(phone.locator("[name=words]")).to_have_value(WORDS)
    expect(phone.locator(".govuk-error-message")).to_be_visible()
    phone.fill("[name=words]", "")
    phone.set_input_files("[name=picture]", photo)
    _press(phone)
    # The picture is there already: only the words are asked for.
    assert _width_of(phone, "main .wm-scene img") == 900
    phone.fill("[name=words]", WORDS)
    _press(phone)
    expect(phone.locator("main [role=status]")).to_be_visible()
    phone.goto(public)
    expect(phone.locator(f"main img[alt='{WORDS}']")).to_have_count(0)
    site.python(DECIDE)
    phone.goto(public)
    assert not sideways(phone)
    assert _width_of(phone, f"main img[alt='{WORDS}']") == 900


def test_places_left_without_scripts_are_public_at_once_and_taken_back(phone: Page) -> None:
    _keep_own_listing(phone, "en")
    public = phone.locator("main a[href*='/directory/']").first.get_attribute("href") or ""
    phone.locator("main a[href$='/room/']").first.click()
    phone.fill("[name=places_left]", "3")
    _press(phone)
    changed = phone.url
    phone.goto(public)
    expect(phone.locator("main")).to_contain_text("3 places left")
    phone.goto(changed)
    _press(phone)
    phone.goto(public)
    expect(phone.locator("main")).not_to_contain_text("3 places left")


@pytest.mark.parametrize("language", ["en", "ur"])
def test_while_a_name_is_typed_the_same_name_is_told_with_the_way_to_claim_it(
    desktop: Page, language: str
) -> None:
    desktop.goto(f"/{language}/groups/offer/new/")
    asked: list[str] = []
    desktop.on("request", lambda one: asked.append(one.url) if "/alike/" in one.url else None)
    desktop.locator("[name=name]").press_sequentially("Calm crochet", delay=20)
    box = desktop.locator("[data-alike]")
    expect(box.locator("a[href*='/groups/claim/']").first).to_be_visible()
    assert not sideways(desktop)
    desktop.locator("[name=name]").fill("Ring 0116 496 0123")
    expect(box.locator("a")).to_have_count(0)
    assert all("0116" not in address for address in asked)


def _keep_own_listing(phone: Page, language: str = "gu") -> None:
    """Sign in as the made-up group, and open what its first listing says."""
    phone.goto(f"/{language}/groups/")
    phone.fill("[name=email]", LEAD)
    _press(phone)
    mailbox = phone.context.new_page()
    mailbox.goto("/mailbox/")
    found = CODE.search(mailbox.locator("body").inner_text())
    mailbox.close()
    assert found
    phone.fill("[name=code]", found[0])
    _press(phone)
    phone.locator("a[href*='/offer/keep/']").first.click()
    assert not sideways(phone)


def _width_of(phone: Page, what: str) -> int:
    """Return how wide a picture is that has come through."""
    picture = phone.locator(what)
    expect(picture).to_be_visible()
    return int(picture.evaluate("one => one.complete && one.naturalWidth"))


def _press(phone: Page) -> None:
    """Press the first button of the page; nothing may stand out of it."""
    assert not sideways(phone)
    phone.locator("main form button").first.click()
