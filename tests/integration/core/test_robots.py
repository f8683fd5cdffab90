"""Are staff and forms left out of what programs list, and the public pages not?"""

from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client


@pytest.mark.django_db
def test_public_pages_may_be_listed_and_staff_pages_not(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert not answer.cookies
    rules = RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    for path in ("/en/", "/ur/directory/", "/en/directory/?category=coffee"):
        assert rules.can_fetch("*", path), path
    for path in ("/admin/", "/accounts/login/", "/mailbox/"):
        assert not rules.can_fetch("*", path), path
    assert "Disallow: /*/report/" in answer.content.decode()
