"""Which addresses are taken, which hosts are on the list, and what leads into a private network?"""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.outside_addresses import BadAddress, is_allowed, is_public, target

PRIVATE = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/29", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15"),
    *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    *("::1/128", "::/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32"),
    *("2002::/16", "2001::/32", "64:ff9b:1::/48", "::/96"),
)


@st.composite
def inside(draw: st.DrawFn) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    network = ipaddress.ip_network(draw(st.sampled_from(PRIVATE)))
    return network[draw(st.integers(0, network.num_addresses - 1))]


@given(inside())
def test_nothing_in_a_private_network_is_public(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert not is_public(str(address))
    if isinstance(address, ipaddress.IPv4Address):
        assert not is_public(f"::ffff:{address}")
        assert not is_public(f"64:ff9b::{address}")


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_what_stands_in_the_open_internet_is_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("number", ["", "localhost", "127.1", "0177.0.0.1", "fe80::1%eth0"])
def test_what_is_no_plain_number_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://data.example.org/list.csv", "https://data.example.org/list.csv"),
        (" https://DATA.example.org ", "https://data.example.org/"),
        ("https://data.example.org.:443/a", "https://data.example.org/a"),
        ("https://data.example.org:8443/a?b=c d".replace(" ", "%20"), ""),
        ("https://data.example.org/söme#part", "https://data.example.org/s%C3%B6me"),
    ],
)
def test_an_address_is_kept_in_its_plain_form(address: str, kept: str) -> None:
    assert target(address).address == (kept or address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "data.example.org", "ftp://data.example.org/", "file:///etc/passwd", "https://"),
        *(
            "https://me:secret@data.example.org/",
            "https://me@data.example.org/",
            "https://[::1",
            "https://[::1]/",
        ),
        *("https://data.example.org\\@evil.example.org/", "https://data.example.org:0/"),
        *("https://data.example.org:99999/", "https://data.example.org/a b", "https://dät.example"),
        *("https://data.example.org/\r\nHost: evil", "https://e.org/" + "a" * 2_000),
    ],
)
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        target(address)


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_an_address_without_surprises_or_is_refused(typed: str) -> None:
    for address in (typed, f"https://{typed}"):
        try:
            found = target(address)
        except BadAddress:
            continue
        assert found.address.isascii()
        assert not any(sign.isspace() for sign in found.address)
        assert target(found.address) == found


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://data.example.org/a", True),
        ("https://DATA.example.org./a", True),
        ("http://data.example.org/a", False),
        ("https://data.example.org:8443/a", False),
        ("https://more.data.example.org/a", False),
        ("https://data.example.org.evil.example/a", False),
        ("https://port.example.org:8443/a", True),
        ("https://port.example.org/a", False),
        ("http://plain.example.org/a", True),
        ("https://plain.example.org/a", False),
    ],
)
def test_only_hosts_of_the_list_count_with_their_port_and_their_way(
    address: str, allowed: bool
) -> None:
    listed = ["data.example.org", "port.example.org:8443", "http://plain.example.org", " ", "a b"]
    assert is_allowed(target(address), listed) is allowed
