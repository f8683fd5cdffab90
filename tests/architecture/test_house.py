"""Does the house keep its own rules of building?"""

import re
import site
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A file may be longer only for a reason, written here with the date it was looked at.
LONG_FILES: dict[str, str] = {}


def tracked(*suffixes: str) -> list[Path]:
    """Return the files of the project that git knows, with one of the endings."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / name for name in listed if name.endswith(suffixes) and (ROOT / name).exists()]


def test_site_is_a_source_root_and_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()
    assert ROOT not in Path(site.__file__).parents


def test_no_module_in_the_source_root_shadows_the_standard_library() -> None:
    names = {path.stem for path in (ROOT / "site").iterdir()}
    assert not names & (sys.stdlib_module_names - {"site"})


@pytest.mark.parametrize("word", ["utils", "util", "helpers", "common", "misc"])
def test_no_module_is_a_grab_bag(word: str) -> None:
    assert [path for path in tracked(".py") if path.stem == word or path.parent.name == word] == []


def test_no_python_file_is_longer_than_400_lines() -> None:
    too_long = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in tracked(".py")
        if "migrations" not in path.parts
    }
    assert {name: n for name, n in too_long.items() if n > 400 and name not in LONG_FILES} == {}


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in tracked(".py")
        if path.stat().st_size
        and "migrations" not in path.parts
        and not re.match(r'(#!.*\n)?r?"""', path.read_text("utf-8"))
    ]
    assert silent == []


def test_no_address_of_a_package_registry_and_no_path_of_a_machine_is_tracked() -> None:
    pattern = re.compile(
        r"files\.python" + r"hosted|py" + r"pi\.org|registry\.npm" + r"js|/wo" + r"rk/"
    )
    guilty = [
        path.relative_to(ROOT).as_posix()
        for path in tracked(
            ".py", ".md", ".txt", ".in", ".toml", ".json", ".yaml", ".html", "Makefile", "run"
        )
        if pattern.search(path.read_text("utf-8"))
    ]
    assert guilty == []


def test_no_day_is_read_off_a_moment_in_utc() -> None:
    # `core.clock.day_of` says which day it is here: in summer another one for an hour a night.
    day = re.compile(r"\b(?:now|\w+_at)\.date\(\)")
    tested = ROOT / "tests"
    at_home = {"directory/cards/build.py": 1}  # the end of a session is a moment in London
    found = {
        str(path.relative_to(ROOT)): len(day.findall(path.read_text(encoding="utf-8")))
        for path in tracked(".py")
        if tested not in path.parents and "migrations" not in path.parts
    }
    assert {name: number for name, number in found.items() if number} == at_home


def test_mark_safe_and_safe_stand_only_where_a_reason_is_written() -> None:
    guilty = []
    for path in tracked(".html"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if "|safe" in line:
                guilty.append(f"{path.relative_to(ROOT)}:{number}")
    assert guilty == []


def test_what_the_services_suite_leaves_out_touches_no_database_and_no_index() -> None:
    """`make test-services` runs the other folders on PostgreSQL and Elasticsearch."""
    touching = re.compile("django_db|transactional_db|live_server|ENGINES|WAYMARK_TEST_ELASTIC")
    left_out = [ROOT / "tests/unit", ROOT / "tests/contracts/components"]
    guilty = [
        path.relative_to(ROOT).as_posix()
        for folder in left_out
        for path in folder.rglob("*.py")
        if touching.search(path.read_text("utf-8"))
    ]
    assert guilty == []
    homes = {path.name for path in (ROOT / "tests").iterdir() if list(path.rglob("test_*.py"))}
    assert homes == {"architecture", "contracts", "drills", "functional"} | {
        "integration",
        "quality",
        "unit",
    }
    assert {path.name for path in (ROOT / "tests/contracts").iterdir() if path.is_dir()} - {
        "__pycache__"
    } == {"components", "search"}
