"""From which network address does a request come, without keeping the address?"""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest

_UNKNOWN = "unknown"


def visitor_code(request: HttpRequest, *, purpose: str) -> str:
    """Return a keyed hash of the visitor's network, different for each purpose.

    An IPv6 visitor counts as the /64 network that one household gets. The address itself is
    never returned, stored or logged.
    """
    key = hashlib.sha256(b"core.addresses" + settings.SECRET_KEY.encode()).digest()
    network = _network(_address(request))
    return hmac.new(key, f"{purpose}\x1f{network}".encode(), hashlib.sha256).hexdigest()


def _address(request: HttpRequest) -> str:
    """Return the peer's address, or what the trusted proxies in front of us say it was.

    WAYMARK_PROXIES is how many proxies of our own stand in front: with 1 the last address of
    X-Forwarded-For counts, and what a visitor writes there himself never does.
    """
    proxies = int(getattr(settings, "WAYMARK_PROXIES", 0))
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return _UNKNOWN
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)
