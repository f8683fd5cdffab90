"""Under which key is a place or a group of an outside source always found again?"""

from uuid import NAMESPACE_URL, UUID, uuid5

from directory.types import OutsidePlace


def place_key_of(place: OutsidePlace) -> UUID:
    """Return the key of a place: its postcode with its address, or else its name."""
    said = f"{place.postcode}:{place.address or place.name}".lower()
    return uuid5(NAMESPACE_URL, f"waymark:place:{said}")


def name_key_of(name: str) -> UUID:
    """Return the key of a group: its name."""
    return uuid5(NAMESPACE_URL, f"waymark:organisation:{name.lower()}")
