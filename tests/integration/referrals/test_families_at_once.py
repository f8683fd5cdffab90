"""Does a child who was referred twice get one family when many begin one in the same instant?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from core.encryption.keyring import new_entry
from tests.integration.referrals.families_at_once import AT_ONCE, begin_at_once

ROOT = Path(__file__).resolve().parents[3]
ROUNDS = 5
pytestmark = pytest.mark.django_db(transaction=True)


def test_many_who_begin_at_once_make_one_family(tmp_path: Path) -> None:
    # The tests' SQLite is in memory and takes no threads: there it is a site of its own.
    is_server = connection.vendor == "postgresql"
    came = begin_at_once(ROUNDS) if is_server else _in_a_site_of_its_own(tmp_path)
    assert (came["families"], came["begun"]) == (ROUNDS, ROUNDS)
    assert came.get("FamilyIsLikely", 0) + came.get("HasFamily", 0) == ROUNDS * (AT_ONCE - 1)


def _in_a_site_of_its_own(folder: Path) -> dict[str, int]:
    environment = {
        **os.environ,
        "WAYMARK_DATA": str(folder / "data"),
        "WAYMARK_FIELD_KEYS": new_entry("disk"),
        "DJANGO_SETTINGS_MODULE": "config.settings.develop",
        "PYTHONPATH": f"{ROOT}/site:{ROOT}",
    }
    script = [sys.executable, "-m", "tests.integration.referrals.families_at_once", str(ROUNDS)]
    ran = subprocess.run(script, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()[-3000:]
    found: dict[str, int] = json.loads(ran.stdout.decode().strip().splitlines()[-1])
    return found
