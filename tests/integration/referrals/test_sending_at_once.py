"""Does a key that is sent twenty times at once become one referral with one reference?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.encryption.keyring import new_entry
from tests.services.postgresql import own_database

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "keys", [5, pytest.param(100, marks=pytest.mark.drill)], ids=["few", "a hundred"]
)
def test_each_key_gets_one_reference(tmp_path: Path, keys: int) -> None:
    environment = {
        **os.environ,
        "WAYMARK_DATA": str(tmp_path / "data"),
        "WAYMARK_FIELD_KEYS": new_entry("disk"),
        "DJANGO_SETTINGS_MODULE": "config.settings.develop",
        "PYTHONPATH": f"{ROOT}/site:{ROOT}",
    }
    own_database(environment)
    script = [sys.executable, "-m", "tests.integration.referrals.sending_at_once", str(keys)]
    ran = subprocess.run(script, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()[-3000:]
    found = json.loads(ran.stdout.decode().strip().splitlines()[-1])
    assert [len(told) for told in found["told"].values()] == [1] * keys
    assert len({told[0] for told in found["told"].values()}) == keys
    assert (found["cases"], found["messages"]) == (keys, keys)
