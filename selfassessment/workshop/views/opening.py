"""Which journey or document does an address of the workshop mean?"""

from django.http import Http404

from selfassessment.selectors.workshop import NothingWritten, WorkingCopy, working_copy


def opened(name: str) -> WorkingCopy:
    """Return the working copy that has a journey of that name; Http404 when there is none."""
    copy = laid_out()
    if name not in copy.journeys:
        raise Http404(name)
    return copy


def opened_document(name: str) -> WorkingCopy:
    """Return the working copy that has a document of that name; Http404 when there is none."""
    copy = laid_out()
    if name not in copy.documents:
        raise Http404(name)
    return copy


def laid_out() -> WorkingCopy:
    """Return the working copy; Http404 before anything was laid out."""
    try:
        return working_copy()
    except NothingWritten as missing:
        raise Http404("The journeys have not been laid out yet.") from missing
