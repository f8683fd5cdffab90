"""A demonstration site, served as in production, and a Chromium to visit it."""

import fcntl
import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.served_site import ServedSite


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[ServedSite]:
    """Serve the demonstration for the whole session; one process makes it, others copy it."""
    served = ServedSite()
    served.env["WAYMARK_DEMONSTRATION"] = "yes"
    served.env["WAYMARK_MAILBOX"] = "yes"
    ours = tmp_path_factory.getbasetemp()
    shared = ours if worker_id == "master" else ours.parent
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _make_or_copy(served, shared / "demonstration")
    served.start()
    yield served
    served.kill_everything()


def _make_or_copy(served: ServedSite, made: Path) -> None:
    if made.exists():
        shutil.copytree(made, served.data, dirs_exist_ok=True)
        return
    with ThreadPoolExecutor() as beside:
        collected = beside.submit(served.manage, "collectstatic", "--noinput", "--verbosity=0")
        served.manage("set_up")
        collected.result()
    shutil.copytree(served.data, made)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def phone(site: ServedSite, chromium: Browser) -> Iterator[Page]:
    """Give a phone of 320 px with scripts off."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
        base_url=site.address,
        extra_http_headers={"X-Forwarded-For": "10.1.1.1"},
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def desktop(site: ServedSite, chromium: Browser) -> Iterator[Page]:
    """Give a desktop browser; a message of the content policy or a script error fails the test."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        base_url=site.address,
        extra_http_headers={"X-Forwarded-For": "10.1.1.2"},
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and "Content Security Policy" in message.text
            else None
        ),
    )
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def passwords(site: ServedSite) -> dict[str, str]:
    """Return the passwords of the sample accounts."""
    stored = site.data / "demonstration-accounts.json"
    return dict(json.loads(stored.read_text("utf-8")))
