"""Is a file fetched as asked, and is everything that could harm us refused with words?

The server stands on this machine; only these tests may reach it, by `may_reach`.
"""

import gzip
import socket
import ssl
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_socket import enable_socket, socket_allow_hosts

from directory.importers.fetching import (
    BROKEN_OFF,
    MANGLED,
    TOO_LARGE,
    TOO_SLOW,
    CannotFetch,
    Limits,
    fetch,
)
from tests.fixtures import outside_host as outside
from tests.fixtures.outside_host import SMALL, OutsideHost, made_certificate, outside_host


@pytest.fixture
def network(no_network: None) -> None:
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])


@pytest.fixture
def host(network: None) -> Iterator[OutsideHost]:
    with outside_host() as running:
        yield running


def limits(**more: Any) -> Limits:
    return Limits(may_reach=lambda number: number == "127.0.0.1", **more)


def got(host: OutsideHost, path: str = "/", **more: Any) -> bytes:
    return fetch(host.url + path, allowed=[host.url], limits=limits(**more)).content


def refused(host: OutsideHost, path: str = "/", **more: Any) -> str:
    with pytest.raises(CannotFetch) as why:
        got(host, path, **more)
    return str(why.value)


def test_a_file_comes_as_it_is_and_nothing_of_ours_goes_there(host: OutsideHost) -> None:
    host.there["/set"] = (302, {"Location": "/list.csv", "Set-Cookie": "who=me"})
    assert got(host, "/set") == SMALL
    assert host.asked == ["/set", "/list.csv"]
    for headers in host.headers:
        assert not {"Cookie", "Authorization", "Referer"} & set(headers)
        assert headers["Host"] == host.name


def test_without_a_list_of_hosts_nothing_is_fetched(host: OutsideHost) -> None:
    with pytest.raises(CannotFetch, match="switched off"):
        fetch(host.url, allowed=[], limits=limits())
    assert host.asked == []


@pytest.mark.parametrize("allowed", ["https://127.0.0.1", "127.0.0.1", "http://127.0.0.1"])
def test_a_host_that_is_not_on_the_list_is_never_asked(host: OutsideHost, allowed: str) -> None:
    with pytest.raises(CannotFetch, match="We do not fetch from"):
        fetch(host.url, allowed=[allowed], limits=limits())
    assert host.asked == []


def test_a_private_network_is_never_asked_though_its_host_is_on_the_list(
    host: OutsideHost,
) -> None:
    with pytest.raises(CannotFetch, match="private network"):
        fetch(host.url, allowed=[host.url])
    assert host.asked == []


def _answers(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Have names answer with these numbers, one list after the other; return what was asked."""
    asked: list[str] = []

    def getaddrinfo(name: str, port: int, **_kind: Any) -> list[Any]:
        asked.append(name)
        numbers = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_one_private_number_among_public_ones_is_enough_to_refuse(
    host: OutsideHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answers(monkeypatch, ["127.0.0.1", "10.0.0.1"])
    assert "private network" in refused(host)
    assert host.asked == []


def test_a_name_that_changes_its_number_is_asked_for_once_and_the_first_number_counts(
    host: OutsideHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = host.url.replace("127.0.0.1", "rebinding.example.org")
    asked = _answers(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    assert fetch(url, allowed=[url], limits=limits()).content == SMALL
    assert asked == ["rebinding.example.org"]
    with pytest.raises(CannotFetch, match="private network"):
        fetch(url, allowed=[url], limits=limits())


@pytest.mark.parametrize(
    "to",
    [
        *("http://169.254.169.254/latest/meta-data/", "https://127.0.0.1/", "file:///etc/passwd"),
        *("//10.0.0.1/", "http://user:secret@127.0.0.1/", "gopher://127.0.0.1/", ""),
    ],
)
def test_a_redirect_is_held_to_the_same_list(host: OutsideHost, to: str) -> None:
    host.there["/go"] = (302, {"Location": to})
    assert refused(host, "/go")
    assert host.asked == ["/go"]


def test_redirects_end_after_three(host: OutsideHost) -> None:
    for number in range(6):
        host.there[f"/{number}"] = (307, {"Location": f"/{number + 1}"})
    assert "too often" in refused(host, "/0")
    assert host.asked == ["/0", "/1", "/2", "/3"]
    assert got(host, "/3") == SMALL


def test_what_is_packed_is_unpacked(host: OutsideHost) -> None:
    packed = gzip.compress(SMALL * 1_000)
    host.there["/zip"] = lambda handler: outside.write(handler, packed, Content_Encoding="gzip")
    assert got(host, "/zip") == SMALL * 1_000


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (outside.bomb, TOO_LARGE),
        (outside.endless, TOO_LARGE),
        (lambda handler: outside.write(handler, bytes(25_000_001)), TOO_LARGE),
        (outside.broken_off, BROKEN_OFF),
        (outside.chunks_broken_off, BROKEN_OFF),
        (outside.zip_broken_off, BROKEN_OFF),
        (lambda handler: outside.write(handler, SMALL, Content_Encoding="gzip"), MANGLED),
        (lambda handler: outside.write(handler, SMALL, Content_Encoding="br"), MANGLED),
        (lambda handler: handler.wfile.write(b"no answer at all\r\n\r\n"), "does not answer"),
        ((404, {}), "nothing at this address"),
        ((401, {}), "sign in"),
        ((503, {}), "503"),
    ],
)
def test_too_much_half_of_it_and_nonsense_are_refused_with_words(
    host: OutsideHost, answer: Any, why: str
) -> None:
    host.there["/list"] = answer
    assert why in refused(host, "/list")


def test_who_drips_is_cut_off_when_the_time_is_over(host: OutsideHost) -> None:
    host.there["/drip"] = outside.drip
    begun = monotonic()
    assert refused(host, "/drip", seconds=0.5) == TOO_SLOW
    assert monotonic() - begun < 2


def test_who_drips_before_the_headers_are_whole_is_cut_off_too(host: OutsideHost) -> None:
    host.there["/drip"] = outside.drip_a_header
    begun = monotonic()
    assert refused(host, "/drip", seconds=0.5) == TOO_SLOW
    assert monotonic() - begun < 2


def test_https_wants_a_certificate_that_is_trusted_and_names_the_host(
    network: None, tmp_path: Path
) -> None:
    ours, other = made_certificate(tmp_path), made_certificate(tmp_path, "10.9.9.9")
    with outside_host(ours) as host:
        assert "certificate" in refused(host)
        trust = ssl.create_default_context(cafile=str(ours))
        assert got(host, trust=lambda: trust) == SMALL
    with outside_host(other) as host:
        trust = ssl.create_default_context(cafile=str(other))
        assert "certificate" in refused(host, trust=lambda: trust)
        assert host.asked == []


def test_the_command_refuses_an_address_when_no_host_is_listed(settings: Any) -> None:
    names = ("--source=made", "--name=Made up", "--licence=none", "--dry-run")
    address = "https://data.example.org/list.csv"
    with pytest.raises(CommandError, match="switched off"):
        call_command("import_file", address, *names, stdout=StringIO())
    settings.WAYMARK_FETCH_HOSTS = ["other.example.org"]
    with pytest.raises(CommandError, match=r"from https://data\.example\.org"):
        call_command("import_file", address, *names, stdout=StringIO())
