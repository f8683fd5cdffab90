"""Which journey does an address of the workshop mean?"""

from django.http import Http404

from selfassessment.selectors.workshop import NothingWritten, WorkingCopy, working_copy


def opened(name: str) -> WorkingCopy:
    """Return the working copy that has a journey of that name; Http404 when there is none."""
    try:
        copy = working_copy()
    except NothingWritten as missing:
        raise Http404(name) from missing
    if name not in copy.journeys:
        raise Http404(name)
    return copy
