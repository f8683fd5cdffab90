"""How does a person walk through a journey in a browser?"""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

ENDS = ("/results/", "/answers/", "/sent/", "/emergency/")
Answers = Mapping[str, str | list[str]]
CHECK: Answers = {
    "who_for": "self",
    "signs": "none",
    "safe": "none",
    "age_band": "65_plus",
    "postcode": "LE4 5QD",
    "matters": ["moving"],
    "access": ["step_free"],
}
REFER: Answers = {
    **CHECK,
    "topics": ["moving"],
    "your_name": "Hansa Sample",
    "contact_by": ["phone"],
    "phone": "0116 496 0456",
    "voicemail_ok": "no",
    "text_ok": "no",
    "consent_share": "yes",
}


def start(page: Page, address: str) -> None:
    """Open a start page and press its button."""
    page.goto(address)
    page.locator("main form[method=post] .wm-btn--big").click()


def answer(page: Page, answers: Answers) -> bool:
    """Fill in what this page asks; return whether there was anything to fill in."""
    filled = False
    page.wait_for_load_state("domcontentloaded")
    boxes = page.locator("main form[method=post] :is(input, textarea):not([type=hidden])")
    # Asked in one go: a page of forty boxes takes seconds when each is asked by itself.
    found = boxes.evaluate_all("boxes => boxes.map(box => [box.name, box.type])")
    kinds = {(str(name), str(kind)) for name, kind in found}
    for name, kind in kinds:
        if name not in answers:
            continue
        given = answers[name]
        filled = True
        if kind in ("radio", "checkbox"):
            for value in [given] if isinstance(given, str) else given:
                page.locator(f'input[name="{name}"][value="{value}"]').check()
        else:
            page.locator(f'[name="{name}"]').fill(str(given))
    return filled


def walk(page: Page, answers: Answers, look: Callable[[Page], None] | None = None) -> str:
    """Answer page after page, skipping what may be skipped; return the address of the end."""
    answers = {"home_danger": "none", **answers}
    for _ in range(120):
        page.wait_for_load_state("domcontentloaded")
        if any(end in page.url for end in ENDS):
            return page.url
        if look is not None:
            look(page)
        part = page.locator(".govuk-task-list__item:has(.govuk-tag) a")
        if part.count():
            part.first.click()
            continue
        skip = page.locator("main button[name=skip]")
        if not answer(page, answers) and skip.count():
            skip.click()
        else:
            page.locator("main form[method=post] .wm-btn--big").click()
    raise AssertionError(f"The walk did not end: {page.url}")


def sideways(page: Page) -> bool:
    """Return whether a page scrolls sideways (works with scripts off: the box is measured)."""
    box = page.locator("html").bounding_box()
    main = page.locator("main").bounding_box()
    viewport = page.viewport_size
    assert box
    assert main
    assert viewport
    return main["width"] > viewport["width"] + 1 or box["width"] > viewport["width"] + 1
