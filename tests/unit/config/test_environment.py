"""Are variables of the environment read strictly, and does the documented table equal the code?"""

from pathlib import Path

import pytest

from config.settings import environment

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def variables_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a test declares vanish with it."""
    monkeypatch.setattr(environment, "VARIABLES", list(environment.VARIABLES))


def test_the_documented_table_equals_the_code() -> None:
    document = (ROOT / "site/docs/settings.md").read_text("utf-8")
    assert environment.table() in document


def test_every_variable_is_explained_once_and_alike() -> None:
    meanings: dict[str, set[str]] = {}
    for variable in environment.VARIABLES:
        meanings.setdefault(variable.name, set()).add(variable.meaning)
    assert "WAYMARK_CACHE_URL" in meanings
    assert all(len(said) == 1 and "" not in said for said in meanings.values())


def test_no_cell_of_the_table_breaks_it() -> None:
    assert all(row.count("|") == 5 for row in environment.table().splitlines())


@pytest.mark.parametrize(
    ("typed", "read"), [("yes", True), ("0", False), ("True", True), ("", False)]
)
def test_yes_and_no_are_read(monkeypatch: pytest.MonkeyPatch, typed: str, read: bool) -> None:
    monkeypatch.setenv("WAYMARK_SAMPLE", typed)
    assert environment.flag("WAYMARK_SAMPLE", False, "A sample.") is read


def test_what_cannot_be_read_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_SAMPLE", "maybe")
    with pytest.raises(environment.BadVariable, match="WAYMARK_SAMPLE"):
        environment.flag("WAYMARK_SAMPLE", False, "A sample.")
    with pytest.raises(environment.BadVariable, match="WAYMARK_SAMPLE"):
        environment.number("WAYMARK_SAMPLE", 1, "A sample.")


def test_a_file_may_hold_the_value(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("hidden\n", encoding="utf-8")
    monkeypatch.setenv("WAYMARK_SAMPLE_FILE", str(file))
    assert environment.secret("WAYMARK_SAMPLE", "A sample.") == "hidden"


def test_words_are_parted_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_SAMPLE", " a.example.org , b.example.org,")
    read = environment.words("WAYMARK_SAMPLE", (), "A sample.")
    assert read == ["a.example.org", "b.example.org"]
