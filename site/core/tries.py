"""How often was something tried in a period? Counted in files, for a site without Redis.

One file for each purpose and period, into which every try writes a mark of sixteen bytes at the
end: two processes at once lose none, and nothing that is kept for pages pushes a count out. What
is counted stands there as a hash. Files of periods gone by are removed when another one begins.
"""

import hashlib
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

_MARK_BYTES = 16


def count(*, folder: Path, purpose: str, counted: str, seconds: int, now: datetime) -> int:
    """Count one more try at `counted` and return how many it is in this period of `seconds`.

    `purpose` is a code of ours, of letters, digits and "-". Raise OSError when nothing can be
    written.
    """
    moment = int(now.timestamp())
    file = folder / f"{moment - moment % seconds + seconds}-{seconds}-{purpose}"
    mark = hashlib.sha256(counted.encode()).digest()[:_MARK_BYTES]
    opened = _open(file)
    try:
        os.write(opened, mark)
        end = os.lseek(opened, 0, os.SEEK_CUR)  # behind our mark, whoever writes meanwhile
        number = os.pread(opened, end, 0).count(mark)
    finally:
        os.close(opened)
    if end == _MARK_BYTES:
        _forget(folder, moment)
    return number


def _open(file: Path) -> int:
    how = os.O_RDWR | os.O_APPEND | os.O_CREAT
    try:
        return os.open(file, how, 0o600)
    except FileNotFoundError:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(file, how, 0o600)


def _forget(folder: Path, moment: int) -> None:
    """Remove the files of periods that are over."""
    for file in folder.iterdir():
        over, _, _ = file.name.partition("-")
        if over.isdecimal() and int(over) <= moment:
            with suppress(FileNotFoundError):  # another process was faster
                file.unlink()
