"""Where do messages go when another program of the council picks them up?"""

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from core.messages.backends.base import Letter, SendFailed


class FileBackend:
    """Write each message as one JSON file into WAYMARK_MESSAGE_FOLDER, under its reference.

    The file appears whole or not at all, and a second copy replaces the first. Only the owner
    of the process may read it.
    """

    listed_within = timedelta(0)

    def __init__(self) -> None:
        default = Path(settings.WAYMARK_DATA) / "messages"
        self.folder = Path(getattr(settings, "WAYMARK_MESSAGE_FOLDER", default))

    def send(self, letter: Letter) -> None:
        """Write the file, or raise SendFailed when the disk does not take it."""
        draft = self._draft(letter.reference)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.touch(mode=0o600)
            draft.write_text(json.dumps(asdict(letter), ensure_ascii=False), encoding="utf-8")
            draft.replace(self._path(letter.reference))
        except OSError as error:
            with suppress(OSError):  # half a message is of no use to anybody
                draft.unlink(missing_ok=True)
            raise SendFailed("folder_not_writable") from error

    def has_sent(self, reference: str) -> bool:
        """Look for the file."""
        return self._path(reference).exists()

    def take_back(self, reference: str) -> None:
        """Remove the file, where nobody has picked it up: the person was erased."""
        for path in (self._path(reference), self._draft(reference)):
            path.unlink(missing_ok=True)

    def _draft(self, reference: str) -> Path:
        return self.folder / f".{reference}"

    def _path(self, reference: str) -> Path:
        return self.folder / f"{reference}.json"
