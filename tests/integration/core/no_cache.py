"""A cache that does not answer, as with a full disk."""

import errno
from typing import Any, NoReturn

from django.core.cache.backends.base import BaseCache


class NoCache(BaseCache):
    """Fail at every write."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, *_: Any, **__: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    def clear(self) -> None:
        """Do nothing."""
