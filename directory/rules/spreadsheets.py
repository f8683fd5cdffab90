"""How is a text written into a cell so that no program takes it for a formula?"""

# What makes a spreadsheet program read a cell as a formula, also in letters of full width.
FORMULA_SIGNS = frozenset("=+-@|%\t\r\n＝＋－＠")
BYTE_ORDER_MARK = "\ufeff"
LONGEST_CELL = 32_000


def safe_cell(text: str) -> str:
    """Return the text; one that a program could calculate stands behind an apostrophe."""
    kept = "".join(sign for sign in text if sign >= " " or sign in "\n\t")[:LONGEST_CELL]
    first = kept.lstrip(" \u00a0")[:1]
    return f"'{kept}" if first in FORMULA_SIGNS and first else kept
