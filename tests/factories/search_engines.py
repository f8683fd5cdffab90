"""An engine on a made-up server that can be away, to see what the site does without it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.protocol import EngineAway


class ServedEngine(EmbeddedEngine):
    """Keeps the contract in a folder of its own; `away` takes its server down.

    Without `takes_changes` it answers searches only, as a cluster that elects a master.
    """

    name = "elasticsearch"
    away: ClassVar[bool] = False
    takes_changes: ClassVar[bool] = True
    asked: ClassVar[int] = 0

    def __init__(self, urls: Sequence[str], prefix: str, folder: Path) -> None:
        """Take what the engine on a server takes."""
        super().__init__(folder.parent / f"{prefix}-server")

    def _reach(self) -> None:
        type(self).asked += 1
        if self.away:
            raise EngineAway("refused")

    def prepare(self) -> None:
        """Get ready, when there."""
        self._reach()
        super().prepare()

    def search(self, *args: Any, **options: Any) -> Any:
        """Answer, when there."""
        self._reach()
        return replace(super().search(*args, **options), engine=self.name)

    def apply(self, *args: Any, **options: Any) -> None:
        """Write, when there."""
        self._reach()
        if not self.takes_changes:
            raise EngineAway("no master")
        super().apply(*args, **options)

    def progress(self) -> Any:
        """Tell the progress, when there."""
        self._reach()
        return super().progress()

    def rebuild(self, *args: Any, **options: Any) -> int:
        """Rebuild, when there."""
        self._reach()
        return super().rebuild(*args, **options)
