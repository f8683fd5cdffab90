"""Where do the copies of the embedded index stand on disk, which one is live, who may write?

`live` is a small file that names the live folder; it is replaced in one step. `lock` is held by
whoever writes, also while the live folder is swapped, and is freed by the system when its
holder dies. `name` is this copy's own name.
"""

import os
import shutil
import time
import uuid
from contextlib import suppress
from pathlib import Path

from search.engines.fields import VERSION
from search.engines.locking import WriteLock
from search.engines.protocol import IndexMissing


class Folders:
    """The folder that holds the index folders of one copy."""

    def __init__(self, root: Path) -> None:
        """Take the folder; it need not exist yet."""
        self._root = root
        self.lock = WriteLock(root / "lock")
        self._seen: tuple[tuple[int, int], str] | None = None

    def name(self) -> str:
        """Return the name of this copy, made when first asked for."""
        path = self._root / "name"
        with suppress(FileNotFoundError):
            return path.read_text("utf-8")
        self._root.mkdir(parents=True, exist_ok=True)
        name = uuid.uuid4().hex
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(name)
        except FileExistsError:
            return path.read_text("utf-8")
        return name

    def live(self) -> Path:
        """Return the live folder, or raise IndexMissing; read again only when it was replaced."""
        pointer = self._root / "live"
        try:
            state = pointer.stat()
            key = (state.st_mtime_ns, state.st_ino)
            if self._seen is None or self._seen[0] != key:
                self._seen = (key, pointer.read_text("utf-8"))
        except FileNotFoundError as missing:
            raise IndexMissing(str(self._root)) from missing
        version, _, folder = self._seen[1].partition(" ")
        if version != VERSION or not (self._root / folder / "meta.json").exists():
            raise IndexMissing(str(self._root))
        return self._root / folder

    def new(self) -> Path:
        """Make and return an empty folder for the next index."""
        folder = self._root / f"{time.time_ns():020d}-{uuid.uuid4().hex[:6]}"
        folder.mkdir(parents=True)
        return folder

    def make_live(self, folder: Path) -> None:
        """Point to another folder, in one step; the caller holds the lock."""
        waiting = self._root / f"live.{os.getpid()}"
        waiting.write_text(f"{VERSION} {folder.name}", "utf-8")
        waiting.replace(self._root / "live")

    def forget_old(self) -> None:
        """Remove the folders older than the live one and the one before it."""
        live = self.live().name
        older = sorted(path for path in self._root.iterdir() if path.is_dir() and path.name < live)
        for path in older[:-1]:
            shutil.rmtree(path, ignore_errors=True)
