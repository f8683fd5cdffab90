"""How much of a file that a visitor sends is taken?"""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# Staff send whole lists of listings; visitors send a picture.
STAFF = "/admin/"
MOST_BYTES = 12_000_000


class VisitorsLimit(FileUploadHandler):
    """Let go of a visitor's file that is too big while it comes; all else of the form stays."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and hand on to those who keep the file."""
        self.taken += len(raw_data)
        request = self.request
        if request is not None and self.taken > MOST_BYTES and not request.path.startswith(STAFF):
            request.file_too_big = True  # type: ignore[attr-defined]  # a page says so
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""
