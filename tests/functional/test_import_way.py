"""Does an editor bring a file in, find its listings in public, and take it all back?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.functional.test_accessibility import violations
from tests.functional.test_staff import said, sign_in
from tests.served_site import ServedSite

pytestmark = pytest.mark.browser
HEAD = "ref,what we call it,description,category,postcode,email,day,start,end\n"
ROWS = (
    "1,Zither circle for beginners,Made-up evening.,Singing,LE4 5QD,,Tuesday,19:00,20:00\n"
    "2,Zither choir,Made-up choir.,Singing,LE1 1AA,no-mail,Friday,18:00,19:00\n"
    "3,Zither orchestra,Made-up orchestra.,Singing,LE1 1AA,,someday,18:00,19:00\n"
    "4,,No name.,,,,,,\n"
)


def work(site: ServedSite) -> None:
    """Have the worker do what waits in the queue."""
    site.manage("db_worker", "--batch", "--queue-name=*", "--backend=background")


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
    site: ServedSite, desktop: Page, passwords: dict[str, str], tmp_path: Path
) -> None:
    at_the_imports(desktop, passwords)
    assert violations(desktop) == []
    fits_a_phone(desktop)
    begin(desktop, tmp_path, "zithers")
    expect(desktop.locator("main")).to_contain_text("Being read")
    work(site)
    # The page looks again by itself.
    expect(desktop.locator("main")).to_contain_text("Ready to look at")
    expect(desktop.locator("main")).to_contain_text("Cannot be taken (4)")
    desktop.get_by_role("link", name="How it is read…").click()
    assert violations(desktop) == []
    fits_a_phone(desktop)
    desktop.get_by_label("what we call it").select_option("name")
    desktop.get_by_role("button", name="Read it like this").click()
    work(site)
    expect(desktop.locator("main")).to_contain_text("New listing (3)")
    assert violations(desktop) == []
    fits_a_phone(desktop)
    desktop.get_by_label("Zither orchestra").check()
    desktop.get_by_role("button", name="Leave out what is ticked").click()
    assert "1 row will be left out" in said(desktop)
    desktop.get_by_role("link", name="Take it in…").click()
    assert violations(desktop) == []
    fits_a_phone(desktop)
    desktop.get_by_role("button", name="Take them in now").click()
    work(site)
    expect(desktop.locator("main")).to_contain_text("Taken in")
    expect(desktop.locator("main")).to_contain_text("2 new listings")
    desktop.goto("/en/directory/?q=zither")
    expect(desktop.locator("main")).to_contain_text("Zither circle for beginners")
    expect(desktop.locator("main")).not_to_contain_text("Zither orchestra")
    desktop.go_back()
    desktop.get_by_role("link", name="Take it back…").click()
    desktop.get_by_role("button", name="Take the whole import back").click()
    work(site)
    expect(desktop.locator("main")).to_contain_text("2 taken away again")
    desktop.goto("/en/directory/?q=zither")
    expect(desktop.locator("main")).not_to_contain_text("Zither circle for beginners")


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


def test_it_works_without_scripts(
    site: ServedSite, plain: Page, passwords: dict[str, str], tmp_path: Path
) -> None:
    at_the_imports(plain, passwords)
    begin(plain, tmp_path, "zithers_without_scripts")
    work(site)
    plain.reload()
    plain.get_by_role("link", name="How it is read…").click()
    plain.get_by_label("what we call it").select_option("name")
    plain.get_by_role("button", name="Read it like this").click()
    work(site)
    plain.reload()
    expect(plain.locator("main")).to_contain_text("New listing (3)")
    plain.get_by_text("Discard it").click()
    plain.get_by_role("button", name="Discard this import").click()
    expect(plain.locator("main")).to_contain_text("Discarded")
