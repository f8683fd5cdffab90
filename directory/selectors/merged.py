"""Where does what pointed at a listing go on, after the listing went into another?"""

from collections.abc import Iterable

from directory.models import Merger

MOST_STEPS = 12


def current_public_ids(public_ids: Iterable[str]) -> dict[str, str]:
    """Return the public id under which each of these goes on; those never merged are left out."""
    ends: dict[str, str] = {}
    at = {str(key): str(key) for key in public_ids}
    for _ in range(MOST_STEPS):
        rows = Merger.objects.filter(merged_public_id__in=set(at.values()), undone_at__isnull=True)
        step = {
            str(old): str(new)
            for old, new in rows.values_list("merged_public_id", "kept__translation_key")
        }
        at = {start: step[here] for start, here in at.items() if here in step}
        if not at:
            break
        ends |= at
    return {start: end for start, end in ends.items() if start != end}


def current_public_id(public_id: str) -> str:
    """Return the public id under which a listing goes on: its own, unless it was merged."""
    return current_public_ids([public_id]).get(public_id, public_id)


def current_id_of_code(short_code: str) -> str | None:
    """Return the public id under which a merged listing with this short code goes on."""
    row = Merger.objects.filter(merged_short_code=short_code, undone_at__isnull=True).first()
    return current_public_id(str(row.merged_public_id)) if row is not None else None
