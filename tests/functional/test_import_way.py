"""Does an editor bring a file in, find its listings in public, and take it all back?"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.functional.test_accessibility import violations
from tests.functional.test_staff import said, sign_in
from tests.served_site import ROOT, ServedSite

pytestmark = pytest.mark.browser
HEAD = "ref,what we call it,description,category,postcode,email,day,start,end\n"
ROWS = (
    "1,Zither circle for beginners,Made-up evening.,Singing,LE4 5QD,,Tuesday,19:00,20:00\n"
    "2,Zither choir,Made-up choir.,Singing,LE1 1AA,no-mail,Friday,18:00,19:00\n"
    "3,Zither orchestra,Made-up orchestra.,Singing,LE1 1AA,,someday,18:00,19:00\n"
    "4,,No name.,,,,,,\n"
)


@pytest.fixture(scope="module", autouse=True)
def worker(site: ServedSite) -> Iterator[None]:
    """Have a worker run all the while, as on a real site."""
    command = [sys.executable, "manage.py", "worker", "--pause=0.2"]
    with subprocess.Popen(command, cwd=ROOT, env=site.env) as process:
        yield
        process.terminate()


def shown(page: Page, text: str) -> None:
    """Wait until the worker has done its part and the page says so."""
    expect(page.locator("main")).to_contain_text(text, timeout=60_000)


def at_the_imports(page: Page, passwords: dict[str, str]) -> None:
    sign_in(page, passwords, "editor")
    page.goto("/admin/imports/")


def begin(page: Page, folder: Path, source: str) -> None:
    """Fill in the form and send a file."""
    file = folder / f"{source}.csv"
    file.write_text(HEAD + ROWS, encoding="utf-8")
    page.set_input_files("[name=file]", file)
    for name, value in (("source", source), ("name", "Made-up zithers"), ("licence", "none")):
        page.fill(f"main [name={name}]:not(select)", value)
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url("**/admin/imports/*/")


def fits_a_phone(page: Page) -> None:
    """Nothing of the page is wider than a narrow phone."""
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_whole_way_from_a_file_to_the_public_and_back(
    desktop: Page, passwords: dict[str, str], tmp_path: Path
) -> None:
    at_the_imports(desktop, passwords)
    assert violations(desktop) == []
    fits_a_phone(desktop)
    begin(desktop, tmp_path, "zithers")
    # The page looks again by itself.
    shown(desktop, "Ready to look at")
    expect(desktop.locator("main")).to_contain_text("Cannot be taken (4)")
    desktop.get_by_role("link", name="How it is read…").click()
    assert violations(desktop) == []
    fits_a_phone(desktop)
    desktop.get_by_label("what we call it").select_option("name")
    desktop.get_by_role("button", name="Read it like this").click()
    shown(desktop, "New listing (3)")
    assert violations(desktop) == []
    fits_a_phone(desktop)
    desktop.get_by_label("Zither orchestra").check()
    desktop.get_by_role("button", name="Leave out what is ticked").click()
    assert "1 row will be left out" in said(desktop)
    desktop.get_by_role("link", name="Take it in…").click()
    assert violations(desktop) == []
    fits_a_phone(desktop)
    desktop.get_by_role("button", name="Take them in now").click()
    shown(desktop, "Taken in")
    import_page = desktop.url
    expect(desktop.locator("main")).to_contain_text("2 new listings")
    desktop.goto("/en/directory/?q=zither")
    looked_again_until(desktop, "Zither circle for beginners")
    expect(desktop.locator("main")).not_to_contain_text("Zither orchestra")
    desktop.goto(import_page)
    desktop.get_by_role("link", name="Take it back…").click()
    desktop.get_by_role("button", name="Take the whole import back").click()
    shown(desktop, "2 taken away again")
    desktop.goto("/en/directory/?q=zither")
    looked_again_until(desktop, "Zither circle for beginners", gone=True)


@pytest.fixture
def plain(site: ServedSite, chromium: Browser) -> Iterator[Page]:
    """Give a browser without scripts; Wagtail's own menu covers a narrow one."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        java_script_enabled=False,
        base_url=site.address,
        extra_http_headers={"X-Forwarded-For": "10.1.1.3"},
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def looked_again_until(page: Page, text: str, *, gone: bool = False) -> None:
    """Look at the page again, as a person would, until it says so, or no longer."""
    for _ in range(120):
        if bool(page.locator("main").filter(has_text=text).count()) is not gone:
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{text}: {gone=} for a minute")


def test_it_works_without_scripts(plain: Page, passwords: dict[str, str], tmp_path: Path) -> None:
    at_the_imports(plain, passwords)
    begin(plain, tmp_path, "zithers_without_scripts")
    looked_again_until(plain, "Ready to look at")
    plain.get_by_role("link", name="How it is read…").click()
    plain.get_by_label("what we call it").select_option("name")
    plain.get_by_role("button", name="Read it like this").click()
    looked_again_until(plain, "New listing (3)")
    plain.get_by_text("Discard it").click()
    plain.get_by_role("button", name="Discard this import").click()
    expect(plain.locator("main")).to_contain_text("Discarded")
