"""What sort of file is this, and what stands in it?"""

from directory.importers import open_referral, tables
from directory.importers.tables import CannotRead, Table

OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_file(content: bytes) -> Table:
    """Return the rows of a file by what it is, not by what its name says."""
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start and not content.strip():
        raise CannotRead("There is nothing in this file.")
    if start.startswith(b"PK"):
        return tables.read_xlsx(content)
    if start.startswith(OLD_EXCEL):
        raise CannotRead("This is a spreadsheet in the old format (XLS). Save it as XLSX or CSV.")
    if start.startswith(b"%PDF"):
        raise CannotRead("This is a PDF. We need the list itself, as XLSX or CSV.")
    if start[:1] in (b"{", b"["):
        return open_referral.read_json(content)
    if start.startswith(b"<"):
        raise CannotRead("This is a web page, not a list. Give a CSV, XLSX or Open Referral file.")
    return tables.read_csv(content)
