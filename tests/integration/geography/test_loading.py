"""Does loading give the same rows however often it runs, and say what is wrong with a file?"""

import gzip
import lzma
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from geography.actions import postcodes, shipped
from geography.models import Area, Deprivation, LoadedFile, Outcode, PlaceName, Postcode

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)

EXTRACT = (
    "postcode,lat,lon,pq,lad,ward,lsoa11,lsoa21,lsoa21_basis,src\n"
    "LE1 1AA,52.63400,-1.13260,10,E06000016,E05010462,E01013648,E01032867,exact,C\n"
    "LE1 1AB,52.63410,-1.13250,10,E06000016,E05010462,E01013648,E01032867,guess,C\n"
)
COARSE = (
    "postcode,lat,lon,lad,imd2025_decile,basis\n"
    "LE11AA,52.6,-1.1,E06000016,1,e\n"
    "B11AA,52.48,-1.9,E08000025,2,s\n"
)
CODE_POINT = (
    '"LE1 1AA",10,458760,304470,"E92000001","E19000001","E18000001","","E06000016","E05010463"\n'
    '"LE1 9ZZ",90,0,0,"E92000001","E19000001","E18000001","","",""\n'
)
DIRECTORY_OLD = (
    "pcd,pcd2,pcds,dointr,doterm,oslaua,osward,lat,long,lsoa11,lsoa21\n"
    '"LE1 1AA","LE1  1AA","LE1 1AA","198001","","E06000016","E05010462",52.634,-1.1326,'
    '"E01013648","E01032867"\n'
    '"LE1 2AA","LE1  2AA","LE1 2AA","198001","201001","E06000016","",52.634,-1.13,"",""\n'
    '"LE1 3AA","LE1  3AA","LE1 3AA","198001","","E06000016","",99.999999,0,"",""\n'
)
DIRECTORY_NEW = (
    "pcd7,pcd8,pcds,dointr,doterm,lad25cd,wd25cd,lat,long,lsoa11cd,lsoa21cd\n"
    "LE1 1AA,LE1  1AA,LE1 1AA,198001,,E06000016,E05010462,52.634,-1.1326,E01013648,E01032867\n"
)


def counts() -> list[int]:
    """Return how many rows each table has."""
    return [model.objects.count() for model in (Area, Outcode, Postcode, PlaceName, Deprivation)]


def written(folder: Path, name: str, text: str) -> Path:
    """Write a file, packed as its name says."""
    file = folder / name
    data = text.encode()
    if file.suffix == ".gz":
        data = gzip.compress(data)
    elif file.suffix == ".xz":
        data = lzma.compress(data)
    file.write_bytes(data)
    return file


def test_loading_twice_changes_nothing() -> None:
    first = shipped.load(now=NOW)
    before = counts()
    second = shipped.load(now=NOW)
    assert (first.was_there, second.was_there) == (False, True)
    assert counts() == before
    assert before[2] == 25_128


def test_other_files_are_loaded_over_the_old_rows() -> None:
    shipped.load(now=NOW)
    before = counts()
    LoadedFile.objects.update(checksum="older")
    assert shipped.load(now=NOW).was_there is False
    assert counts() == before


def test_loading_leaves_nothing_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        shipped.load(now=NOW, progress=break_down)
    assert counts() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("name", ["some.csv", "some.csv.gz", "some.csv.xz"])
def test_an_extract_is_imported_plain_or_packed(tmp_path: Path, name: str) -> None:
    done = postcodes.import_file(written(tmp_path, name, EXTRACT), now=NOW)
    assert (done.row_count, done.unread) == (2, 0)
    row = Postcode.objects.get(code="LE11AA")
    assert (row.ward_id, row.district_id, row.lsoa21_basis) == ("E05010462", "E06000016", "e")


def test_the_same_file_is_imported_once(tmp_path: Path) -> None:
    file = written(tmp_path, "some.csv", EXTRACT)
    assert postcodes.import_file(file, now=NOW).was_there is False
    assert postcodes.import_file(file, now=NOW).was_there is True
    assert Postcode.objects.count() == 2


def test_the_national_extract_fills_gaps_only(tmp_path: Path) -> None:
    postcodes.import_file(written(tmp_path, "some.csv", EXTRACT), now=NOW)
    postcodes.import_file(written(tmp_path, "all.csv.xz", COARSE), now=NOW)
    assert Postcode.objects.get(code="LE11AA").lat == 52.634
    assert Postcode.objects.get(code="B11AA").stated_decile_2025 == 2


@pytest.mark.parametrize("packed", [True, False])
def test_code_point_open_keeps_neighbourhoods(tmp_path: Path, packed: bool) -> None:
    postcodes.import_file(written(tmp_path, "some.csv", EXTRACT), now=NOW)
    source = tmp_path / "codepo_gb"
    if packed:
        source = source.with_suffix(".zip")
        with zipfile.ZipFile(source, "w") as archive:
            archive.writestr("Data/CSV/le.csv", CODE_POINT)
    else:
        (source / "Data/CSV").mkdir(parents=True)
        written(source / "Data/CSV", "le.csv", CODE_POINT)
    done = postcodes.import_file(source, now=NOW)
    row = Postcode.objects.get(code="LE11AA")
    assert (done.row_count, done.format_name) == (1, "OS Code-Point Open")
    assert (row.ward_id, row.lsoa21) == ("E05010463", "E01032867")
    assert row.lat == pytest.approx(52.6356, abs=0.001)


@pytest.mark.parametrize("text", [DIRECTORY_OLD, DIRECTORY_NEW])
def test_the_ons_directory_is_read_without_ended_postcodes(tmp_path: Path, text: str) -> None:
    done = postcodes.import_file(written(tmp_path, "ONSPD.csv", text), now=NOW)
    assert (done.row_count, done.unread) == (1, 0)
    row = Postcode.objects.get()
    assert (row.code, row.lsoa21, row.lsoa21_basis) == ("LE11AA", "E01032867", "e")


def test_the_ons_directory_is_read_from_its_download(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "onspd.zip", "w") as archive:
        archive.writestr("Data/ONSPD_NOV_2025_UK.csv", DIRECTORY_OLD)
    assert postcodes.import_file(tmp_path / "onspd.zip", now=NOW).row_count == 1


def test_lines_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    file = written(tmp_path, "some.csv", EXTRACT + "LE1 1AC,north,west,,,,,,,\nLE1\n")
    out = StringIO()
    call_command("import_postcodes", str(file), stdout=out)
    assert "Imported 2 postcodes" in out.getvalue()
    assert "2 lines could not be read" in out.getvalue()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("some.csv", "name,age\nAnn,5\n", "columns that are not known (name, age"),
        ("some.csv", "", "is empty"),
        ("some.pdf", "x", "not a kind of file"),
        ("some.zip", "x", "is damaged"),
        ("some.csv", EXTRACT.splitlines()[0] + "\n", "no postcode that can be read"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(CommandError, match=message.replace("(", r"\(")):
        call_command("import_postcodes", str(written(tmp_path, name, text)))
    assert not LoadedFile.objects.exists()


def test_a_cut_off_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "some.csv.gz"
    file.write_bytes(gzip.compress(EXTRACT.encode())[:40])
    with pytest.raises(CommandError, match="is damaged"):
        call_command("import_postcodes", str(file))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_postcodes", str(tmp_path / "none.csv"))


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "notes.csv", "name,age\n")
    with pytest.raises(CommandError, match="no Code-Point Open files"):
        call_command("import_postcodes", str(tmp_path))
