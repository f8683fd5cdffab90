"""`python -m tests.pictures`: take the pictures of the documents from a served demonstration.

Home, search, listing, a question, results, check answers, confirmation and the desk, on a phone
and a desktop, in English and Urdu, into site/docs/pictures/.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.functional.walking import CHECK, REFER, start, walk
from tests.served_site import ServedSite

FOLDER = Path(__file__).resolve().parents[1] / "site" / "docs" / "pictures"
SIZES = {"phone": {"width": 360, "height": 760}, "desktop": {"width": 1280, "height": 800}}
WALK = {"en": "walk", "ur": "چہل قدمی"}


def take(page: Page, name: str) -> None:
    """Keep what the page shows."""
    page.wait_for_load_state("networkidle")
    page.screenshot(
        path=FOLDER / f"{name}.jpg", type="jpeg", quality=55, animations="disabled", timeout=90_000
    )


@contextmanager
def visiting(browser: Browser, site: ServedSite, size: str) -> Iterator[Page]:
    """Open a page of a size."""
    width, height = SIZES[size].values()
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=site.address
    )
    yield context.new_page()
    context.close()


def of_residents(page: Page, language: str, size: str) -> None:
    """Take the pictures of a resident's way."""
    tail = f"{language}-{size}"
    page.goto(f"/{language}/")
    take(page, f"home-{tail}")
    page.goto(f"/{language}/directory/?q={WALK[language]}&near=LE4")
    take(page, f"search-{tail}")
    page.locator(".wm-card__title a").first.click()
    take(page, f"listing-{tail}")
    start(page, f"/{language}/check/")
    asked: list[str] = []
    walk(page, CHECK, lambda shown: _question(shown, asked, f"question-{tail}"))
    take(page, f"results-{tail}")
    page.locator(".wm-offer form button").first.click()
    walk(page, REFER)
    take(page, f"answers-{tail}")
    page.locator("main form[method=post] .wm-btn--big").click()
    take(page, f"confirmation-{tail}")
    page.goto(f"/{language}/emergency/")
    take(page, f"emergency-{tail}")


def _question(page: Page, asked: list[str], name: str) -> None:
    """Keep the fourth question of a walk."""
    asked.append(page.url)
    if len(asked) == 4:
        take(page, name)


def of_the_desk(page: Page, site: ServedSite, size: str) -> None:
    """Take the pictures of the desk."""
    passwords = json.loads((site.data / "demonstration-accounts.json").read_text("utf-8"))
    page.goto("/accounts/login/")
    page.fill("[name=login]", "desk@example.org")
    page.fill("[name=password]", passwords["desk@example.org"])
    page.locator("main form[method=post] button").first.click()
    page.goto("/admin/referrals/")
    take(page, f"desk-{size}")
    page.locator("a.d-ref").first.click()
    take(page, f"case-{size}")


def main() -> int:
    """Serve a demonstration, take the pictures, and stop it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    site = ServedSite()
    site.env["WAYMARK_DEMONSTRATION"] = "yes"
    for words in (["migrate", "--verbosity=0"], ["demonstration"]):
        site.manage(*words)
    site.manage("collectstatic", "--noinput", "--verbosity=0")
    site.start()
    try:
        with sync_playwright() as playwright:
            program = shutil.which("chromium")
            browser = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-gpu"]
            )
            for size in SIZES:
                for language in WALK:
                    with visiting(browser, site, size) as page:
                        of_residents(page, language, size)
                with visiting(browser, site, size) as page:
                    of_the_desk(page, site, size)
            browser.close()
    finally:
        site.kill_everything()
    print(f"Took {len(list(FOLDER.glob('*.jpg')))} pictures.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
