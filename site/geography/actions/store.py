"""How are very many rows written fast, on every database?"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import connection
from django.db.models import Model

from geography.formats.source import Row


def upsert(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    key: str = "",
    keep: bool = False,
    leave: Sequence[str] = (),
) -> None:
    """Insert `rows`, in the order of `columns` (attribute names).

    A row whose `key` is there already is changed except for the columns `leave`, or kept as it is
    with `keep`. One prepared statement for all rows: several times faster than objects.
    """
    quote = connection.ops.quote_name
    by_attribute = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    names = [quote(by_attribute[column]) for column in columns]
    marks = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of our own models
    if key:
        same = {quote(by_attribute[column]) for column in (key, *leave)}
        others = [name for name in names if name not in same]
        changes = ", ".join(f"{name} = excluded.{name}" for name in others)
        action = "NOTHING" if keep else f"UPDATE SET {changes}"
        statement += f" ON CONFLICT ({quote(by_attribute[key])}) DO {action}"
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


def checksum(files: Iterable[Path]) -> str:
    """Return the SHA-256 of names and contents of `files`."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode())
        with file.open("rb") as content:
            while block := content.read(1 << 20):
                total.update(block)
    return total.hexdigest()
