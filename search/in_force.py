"""Which other words are in force in this process?

An edit replaces a small file beside the index. Each search looks at it, which costs no query, so
every process of the machine follows at once. Other machines ask the database every ten seconds.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from core.remembering import forget_all, remembered
from search.analysis import synonyms
from search.analysis.synonyms import Lexicon, Rule
from search.models import Synonym

Stamp = tuple[int, int]


def lexicon() -> Lexicon:
    """Return the other words as they are now."""
    return _as_of(_stamp())


def lexicon_of(rules: Iterable[Rule]) -> Lexicon:
    """Return these rules, ready to be looked up."""
    return _made(tuple(rules))


def changed() -> None:
    """Have every process read the table afresh, after the commit; this one at once."""
    forget_all()
    transaction.on_commit(_renew, robust=True)


def connect() -> None:
    """Serve the search, and follow changes; called once, when the app is ready."""
    synonyms.register(lexicon)
    post_save.connect(_on_change, sender=Synonym, dispatch_uid="search.synonym_saved")
    post_delete.connect(_on_change, sender=Synonym, dispatch_uid="search.synonym_deleted")


@remembered(seconds=10)
def _as_of(stamp: Stamp) -> Lexicon:
    return _made(Synonym.objects.rules())


@lru_cache(maxsize=8)
def _made(rules: tuple[Rule, ...]) -> Lexicon:
    return Lexicon(rules)


def _on_change(**kwargs: Any) -> None:
    changed()


def _file() -> Path:
    return Path(settings.WAYMARK_DATA) / "synonyms.changed"


def _stamp() -> Stamp:
    try:
        state = _file().stat()
    except FileNotFoundError:
        return 0, 0
    return state.st_mtime_ns, state.st_ino


def _renew() -> None:
    """Put a new file in the place of the old one: its number and time differ."""
    forget_all()
    _file().parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=_file().parent, delete=False) as fresh:
        pass
    Path(fresh.name).replace(_file())
