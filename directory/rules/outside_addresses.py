"""Which addresses outside may we fetch from: by the list of hosts, and by where they lead?"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

LONGEST = 2_000
PORTS = {"https": 443, "http": 80}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Networks that `ipaddress` calls global though they lead into other ones.
_LEADS_ELSEWHERE = tuple(
    ipaddress.ip_network(one)
    for one in ("192.88.99.0/24", "2002::/16", "2001::/32", "64:ff9b:1::/48", "5f00::/16")
)
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=-._~"
_KEPT_IN_QUERIES = f"{_KEPT_IN_PATHS}?"


class BadAddress(ValueError):
    """Why we do not fetch from an address, in words for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads, in the parts that a connection needs."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Return scheme, host and a port that is not the usual one."""
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"

    @property
    def address(self) -> str:
        """Return the whole address."""
        return self.origin + self.path


def target(address: str) -> Target:
    """Take an address apart; raise BadAddress for one that is not plain http or https."""
    said = address.strip()
    if not said or len(said) > LONGEST:
        raise BadAddress("Type the address of the file or feed, beginning with https://.")
    if "\\" in said or any(sign.isspace() or not sign.isprintable() for sign in said):
        raise BadAddress("There is a sign in this address that no address has.")
    try:
        parts = urlsplit(said)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise BadAddress("This is not an address that we can read.") from error
    if parts.scheme not in PORTS or not host:
        raise BadAddress("Type the address of the file or feed, beginning with https://.")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("Leave the name and password out of the address. We do not sign in.")
    if not host.isascii() or ":" in host or port == 0:
        raise BadAddress("This is not an address that we can read.")
    path = quote(parts.path or "/", safe=_KEPT_IN_PATHS)
    query = f"?{quote(parts.query, safe=_KEPT_IN_QUERIES)}" if parts.query else ""
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path + query)


def is_allowed(wanted: Target, allowed: Iterable[str]) -> bool:
    """Whether a host is on the list: "example.org" or "example.org:8443" for https.

    Without https, and with its own port, only as "http://example.org".
    """
    return any(wanted.origin == origin for one in allowed if (origin := _origin(one)))


def _origin(entry: str) -> str:
    written = entry.strip().rstrip("/").lower()
    try:
        return target(written if "://" in written else f"https://{written}").origin
    except BadAddress:
        return ""


def is_public(number: str) -> bool:
    """Whether an IP address stands in the open internet, whichever way it is written."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:
            return False
    if any(
        address in network for network in _LEADS_ELSEWHERE if network.version == address.version
    ):
        return False
    closed = (
        *(address.is_multicast, address.is_reserved, address.is_loopback),
        *(address.is_private, address.is_link_local, address.is_unspecified),
    )
    return address.is_global and not any(closed)
