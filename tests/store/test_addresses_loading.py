"""Loading official files of addresses: what is taken, what is told, and what stays as it was."""

from __future__ import annotations

import gzip
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.best_address import write_best
from geo import Gazetteer, Point, distance_km
from store.addresses import (
    AddressesBusy,
    AddressFileError,
    LoadReport,
    drop_addresses,
    load_addresses,
    open_addresses,
)
from store.addresses.build import loading_alone
from tests.store.address_files import (
    BRUSSEL,
    COLUMNS,
    GENT,
    NOW,
    Row,
    a_row,
    best,
    book_in,
    dbase,
    loaded,
    shapes,
)

# Computed with pyproj 3.7.2 (EPSG:4326 to EPSG:31370) for 50.938, 4.039.
LAMBERT_72 = (126_822.01, 180_907.225)
REGISTER = {
    "ADRESID": 12,
    "STRAATNMID": 8,
    "STRAATNM": 40,
    "HUISNR": 8,
    "BUSNR": 8,
    "POSTCODE": 4,
    "GEMEENTEID": 5,
    "GEMEENTENM": 30,
    "STATUS": 12,
}


def an_address(number: str = "12", **said: str) -> Row:
    """A row of the address register: Kerkstraat in Aalst, unless said otherwise."""
    return {
        "ADRESID": "1",
        "STRAATNMID": "77",
        "STRAATNM": "Kerkstraat",
        "HUISNR": number,
        "POSTCODE": "9300",
        "GEMEENTEID": "41002",
        "GEMEENTENM": "Aalst",
        "STATUS": "InGebruik",
    } | said


def test_a_generated_file_of_20_000_rows_is_loaded_row_for_row(tmp_path: Path, gazetteer: Gazetteer) -> None:
    told: list[tuple[int, float]] = []
    file = write_best(tmp_path / "openaddress-bevlg.csv", 20_000, gazetteer)
    report = load_addresses(
        file, tmp_path, gazetteer, now=NOW, part=5_000, progress=lambda rows, share: told.append((rows, share))
    )
    assert report.rows == 20_000 == report.taken + report.not_current + report.without_point
    assert report.problems == {}
    assert report.addresses == report.taken - report.boxes + boxes_without_a_door(report)
    assert [rows for rows, _ in told] == [5_000, 10_000, 15_000, 20_000]
    assert told[-1][1] == 1.0
    with closing(book_in(tmp_path)) as book:
        (part,) = book.parts()
        assert (part.region, part.houses, part.loaded_at) == ("BE-VLG", report.addresses, NOW)
        assert len(book.find("Kerkstraat", "2", postcode="2000")) == 1


def boxes_without_a_door(report: LoadReport) -> int:
    """Houses of which only boxes are in use: the door itself is retired or has no point."""
    return report.addresses - (report.taken - report.boxes)


@pytest.mark.parametrize("form", ["csv", "csv.gz", "zip"])
def test_a_file_may_be_packed(tmp_path: Path, gazetteer: Gazetteer, form: str) -> None:
    plain = best(tmp_path / "openaddress-bevlg.csv", [a_row()])
    path = tmp_path / f"openaddress-bevlg.{form}"
    if form == "csv.gz":
        path.write_bytes(gzip.compress(plain.read_bytes()))
    elif form == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(plain, "openaddress-bevlg.csv")
    assert loaded(path, tmp_path / "var", gazetteer).addresses == 1


def test_columns_are_found_by_name_wherever_they_stand(tmp_path: Path, gazetteer: Gazetteer) -> None:
    shuffled = [*reversed(COLUMNS)]
    shuffled[shuffled.index("EPSG:31370_x")] = "EPSG:3812_x"
    report = loaded(
        best(tmp_path / "best.csv", [a_row("12", **{"EPSG:3812_x": "627000"})], columns=shuffled), tmp_path, gazetteer
    )
    assert (report.addresses, report.without_point) == (1, 0)


def test_only_addresses_in_use_with_a_point_are_taken(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = [
        a_row("1"),
        a_row("2", status="retired"),
        a_row("3", **{"EPSG:31370_x": "0.00000"}),
        a_row("4", **{"EPSG:4326_lat": "0.00000"}),
        a_row("5", **{"EPSG:4326_lat": ""}),
    ]
    report = loaded(best(tmp_path / "best.csv", rows), tmp_path, gazetteer)
    assert (report.taken, report.not_current, report.without_point, report.problems) == (1, 1, 3, {})


def test_the_point_of_a_house_goes_before_that_of_a_box_in_it(tmp_path: Path, gazetteer: Gazetteer) -> None:
    box = {"box_number": "1", "EPSG:4326_lat": "50.94000"}
    for name, rows in (("before", [a_row("12", **box), a_row("12")]), ("after", [a_row("12"), a_row("12", **box)])):
        loaded(best(tmp_path / f"{name}.csv", rows), tmp_path / name, gazetteer)
        with closing(book_in(tmp_path / name)) as book:
            assert book.find("Kerkstraat", "12")[0].point.lat == 50.938


@pytest.mark.parametrize(
    ("said", "problem", "column", "value"),
    [
        ({"house_number": "ZN"}, "number", "house_number", "ZN"),
        ({"EPSG:4326_lat": "vijftig"}, "coordinate", "EPSG:4326_lat, EPSG:4326_lon", "vijftig, 4.03900"),
        ({"EPSG:4326_lon": "nan"}, "outside", "EPSG:4326_lat, EPSG:4326_lon", "50.93800, nan"),
        ({"EPSG:4326_lat": "52.37"}, "outside", "EPSG:4326_lat, EPSG:4326_lon", "52.37, 4.03900"),
        (
            {"EPSG:4326_lat": "180000", "EPSG:4326_lon": "127000"},
            "outside",
            "EPSG:4326_lat, EPSG:4326_lon",
            "180000, 127000",
        ),
        ({"EPSG:4326_lon": "5.5"}, "far", "EPSG:4326_lat, EPSG:4326_lon", "50.93800, 5.5"),
        ({"municipality_id": "62063", "street_id": "8"}, "municipality", "municipality_id", "62063"),
        ({"postcode": "930", "street_id": "8"}, "postcode", "postcode", "930"),
        ({"streetname_nl": " ", "street_id": "8"}, "street", "streetname_nl", ""),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_row_and_field(
    tmp_path: Path, gazetteer: Gazetteer, said: dict[str, str], problem: str, column: str, value: str
) -> None:
    rows = [*(a_row(str(number)) for number in range(1, 30)), {**a_row("40"), **said}]
    report = loaded(best(tmp_path / "best.csv", rows), tmp_path, gazetteer)
    assert (report.taken, report.skipped) == (29, 1)
    ((named, (example,)),) = report.examples.items()
    assert (named, example.row, example.column, example.value) == (problem, 31, column, value)
    assert f"row 31, {column}: {value!r}" in report.as_text()


def test_a_row_with_a_field_too_few_is_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = best(tmp_path / "best.csv", [a_row(str(number)) for number in range(1, 30)])
    with path.open("a") as file:
        file.write("127000.00000,180000.00000,50.938\n")
    report = loaded(path, tmp_path, gazetteer)
    assert report.problems == {"fields": 1}
    assert report.examples["fields"][0].row == 31


def test_swapped_coordinates_are_put_right_and_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    swapped = {"EPSG:4326_lat": "4.03900", "EPSG:4326_lon": "50.93800"}
    report = loaded(best(tmp_path / "best.csv", [a_row("12", **swapped)]), tmp_path, gazetteer)
    assert report.problems == {"swapped": 1}
    assert "put right" in report.as_text()
    with closing(book_in(tmp_path)) as book:
        assert book.find("Kerkstraat", "12")[0].point.lat == 50.938


def test_a_line_in_another_encoding_is_read_and_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = best(tmp_path / "best.csv", [a_row("1", street_id="1", streetname_nl="Béthunelaan")])
    other = best(tmp_path / "other.csv", [a_row("2", street_id="2", streetname_nl="Coupéstraat")], encoding="cp1252")
    path.write_bytes(path.read_bytes() + other.read_bytes().split(b"\n", 1)[1])
    report = loaded(path, tmp_path, gazetteer)
    assert (report.taken, report.problems, report.examples["encoding"][0].row) == (2, {"encoding": 1}, 3)
    with closing(book_in(tmp_path)) as book:
        assert [one.name for name in ("Bethunelaan", "Coupéstraat") for one in book.streets(name)] == [
            "Béthunelaan",
            "Coupéstraat",
        ]


def test_two_towns_with_one_name_are_kept_apart_by_their_code_and_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = [a_row("1"), a_row("1", **(GENT | {"municipality_name_nl": "Aalst"}))]
    report = loaded(best(tmp_path / "best.csv", rows), tmp_path, gazetteer)
    assert report.examples["same_name"][0].value == "Aalst: 41002 and 44021"
    with closing(book_in(tmp_path)) as book:
        assert [one.municipality for one in book.find("Kerkstraat", "1")] == ["Aalst", "Gent"]


def test_without_a_code_the_postcode_says_which_municipality(tmp_path: Path, gazetteer: Gazetteer) -> None:
    report = loaded(best(tmp_path / "best.csv", [a_row("1", municipality_id="")]), tmp_path, gazetteer)
    assert report.taken == 1


def test_an_older_code_leads_to_the_municipality_of_today(tmp_path: Path, gazetteer: Gazetteer) -> None:
    merged = next(one for one in gazetteer.municipalities if one.former_nis)
    where = {"EPSG:4326_lat": str(merged.point.lat), "EPSG:4326_lon": str(merged.point.lon)}
    row = a_row("1", municipality_id=merged.former_nis[0], postcode=merged.postcodes[0], **where)
    loaded(best(tmp_path / "best.csv", [row]), tmp_path, gazetteer)
    with closing(book_in(tmp_path)) as book:
        assert book.find("Kerkstraat", "1", nis=merged.nis)[0].municipality == merged.name


@pytest.mark.parametrize("column", ["EPSG:4326_lat", "house_number", "postcode", "status", "street_id"])
def test_a_column_that_is_missing_is_named_and_nothing_is_made(
    tmp_path: Path, gazetteer: Gazetteer, column: str
) -> None:
    path = best(tmp_path / "best.csv", [a_row()], columns=[name for name in COLUMNS if name != column])
    with pytest.raises(AddressFileError, match=column):
        loaded(path, tmp_path / "var", gazetteer)
    assert open_addresses(tmp_path / "var") is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "names its columns"),
        ("a.csv", b"\xff\xfe\x00l\x00a\x00t", "names its columns"),
        ("a.csv", b"naam,adres\nx,y\n", "neither BeSt Address nor"),
        ("a.csv.gz", b"not gzip at all", "cannot be unpacked|breaks off"),
        ("a.zip", b"not a zip at all", "cannot be unpacked"),
        ("a.dbf", b"short", "not a dBase table"),
        ("a.dbf", b"\x03" + b"\xff" * 200, "neither BeSt Address nor|not a dBase table"),
        ("a.xlsx", b"PK", "expected a .csv"),
    ],
)
def test_what_is_no_file_of_addresses_is_told(
    tmp_path: Path, gazetteer: Gazetteer, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AddressFileError, match=said):
        loaded(tmp_path / name, tmp_path / "var", gazetteer)


def test_a_file_that_breaks_off_changes_nothing(tmp_path: Path, gazetteer: Gazetteer) -> None:
    loaded(best(tmp_path / "best.csv", [a_row("12")]), tmp_path, gazetteer)
    whole = gzip.compress(best(tmp_path / "new.csv", (a_row(str(one)) for one in range(1, 9_999))).read_bytes())
    (tmp_path / "new.csv.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(AddressFileError, match=r"breaks off after row|cannot be unpacked"):
        loaded(tmp_path / "new.csv.gz", tmp_path, gazetteer)
    with closing(book_in(tmp_path)) as book:
        assert [one.number for one in book.find("Kerkstraat", "999")] == ["12"]


def test_flanders_and_brussels_add_up_and_a_newer_file_replaces_its_region(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    loaded(best(tmp_path / "vlg.csv", [a_row("1"), a_row("3")]), tmp_path, gazetteer)
    loaded(best(tmp_path / "bru.csv", [a_row("16", **BRUSSEL)]), tmp_path, gazetteer)
    with closing(book_in(tmp_path)) as book:
        assert [(one.region, one.houses) for one in book.parts()] == [("BE-BRU", 1), ("BE-VLG", 2)]
        loaded(best(tmp_path / "newer.csv", [a_row("5"), a_row("7")]), tmp_path, gazetteer)
        assert [one.number for one in book.find("Kerkstraat", "1")] == ["5"], "who has the book open sees the new file"
        assert [one.name for one in book.streets("wet")] == ["Wetstraat"]
        assert book.find("Wetstraat", "16")[0].precision == "address"
        assert [one.file for one in book.parts()] == ["bru.csv", "newer.csv"]


def test_far_fewer_houses_than_serve_now_are_refused_unless_accepted(tmp_path: Path, gazetteer: Gazetteer) -> None:
    loaded(best(tmp_path / "best.csv", (a_row(str(one)) for one in range(1, 101))), tmp_path, gazetteer)
    fewer = best(tmp_path / "fewer.csv", (a_row(str(one)) for one in range(1, 80)))
    assert loaded(fewer, tmp_path, gazetteer).refused == "BE-VLG would go from 100 to 79 houses"
    with closing(book_in(tmp_path)) as book:
        assert book.parts()[0].houses == 100
        assert loaded(fewer, tmp_path, gazetteer, accept=True).refused is None
        assert book.parts()[0].houses == 79


def test_many_bad_rows_are_refused_and_a_file_without_one_house_always(tmp_path: Path, gazetteer: Gazetteer) -> None:
    bad = [a_row("1"), a_row("ZN")]
    assert "1 of the 2 rows" in str(loaded(best(tmp_path / "bad.csv", bad), tmp_path, gazetteer).refused)
    assert open_addresses(tmp_path) is None
    none = best(tmp_path / "none.csv", [a_row("1", status="retired")])
    assert loaded(none, tmp_path, gazetteer, accept=True).refused == "not one house could be read"
    assert open_addresses(tmp_path) is None


def test_two_loads_at_a_time_get_in_each_others_way(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = best(tmp_path / "best.csv", [a_row()])
    with loading_alone(tmp_path), pytest.raises(AddressesBusy):
        loaded(path, tmp_path, gazetteer)
    with loading_alone(tmp_path), pytest.raises(AddressesBusy):
        drop_addresses(tmp_path)


def test_dropped_is_dropped(tmp_path: Path, gazetteer: Gazetteer) -> None:
    assert not drop_addresses(tmp_path / "nowhere")
    assert not drop_addresses(tmp_path)
    loaded(best(tmp_path / "best.csv", [a_row()]), tmp_path, gazetteer)
    assert drop_addresses(tmp_path)
    assert open_addresses(tmp_path) is None


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_address_register_as_csv(tmp_path: Path, gazetteer: Gazetteer, delimiter: str) -> None:
    columns = [*REGISTER, "X", "Y"]
    rows = [
        an_address("12", X=str(LAMBERT_72[0]), Y=str(LAMBERT_72[1]), BUSNR=""),
        an_address("14", STATUS="Gehistoreerd"),
    ]
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    path = tmp_path / "Adres.csv"
    path.write_text("\n".join(delimiter.join(line) for line in lines), encoding="utf-8")
    report = loaded(path, tmp_path, gazetteer)
    assert (report.format, report.taken, report.not_current) == ("Adressenregister", 1, 1)
    assert_where(tmp_path)


@pytest.mark.parametrize("packed", [False, True])
def test_the_address_register_as_dbase_with_its_points(tmp_path: Path, gazetteer: Gazetteer, packed: bool) -> None:
    rows = [an_address("10"), an_address("12"), an_address("14", STRAATNMID="78", STRAATNM="Coupéstraat")]
    other_way_round = (LAMBERT_72[1], LAMBERT_72[0])
    table = dbase(tmp_path / "Adres.dbf", REGISTER, rows, deleted=[0])
    points = shapes(tmp_path / "Adres.shp", [(0, 0), LAMBERT_72, other_way_round])
    if packed:
        with zipfile.ZipFile(tmp_path / "Adressenregister.zip", "w") as archive:
            archive.write(table, "Shapefile/Adres.dbf")
            archive.write(points, "Shapefile/Adres.shp")
            archive.writestr("Shapefile/Straatnaam.dbf", b"")
        table = tmp_path / "Adressenregister.zip"
    report = loaded(table, tmp_path / "var", gazetteer)
    assert (report.taken, report.problems) == (2, {"swapped": 1})
    assert_where(tmp_path / "var")
    with closing(book_in(tmp_path / "var")) as book:
        assert [one.name for one in book.streets("coupe")] == ["Coupéstraat"]
        assert book.find("Kerkstraat", "10")[0].precision == "street", "a deleted record is no address"


def test_a_dbase_table_without_its_points_says_what_is_missing(tmp_path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(AddressFileError, match=r"x, y \(of a dBase table: the \.shp file"):
        loaded(dbase(tmp_path / "Adres.dbf", REGISTER, [an_address()]), tmp_path, gazetteer)


def test_points_that_break_off_change_nothing(tmp_path: Path, gazetteer: Gazetteer) -> None:
    table = dbase(tmp_path / "Adres.dbf", REGISTER, [an_address("10"), an_address("12")])
    shapes(tmp_path / "Adres.shp", [LAMBERT_72])
    with pytest.raises(AddressFileError, match="break off at record 2"):
        loaded(table, tmp_path / "var", gazetteer)


def assert_where(folder: Path) -> None:
    with closing(book_in(folder)) as book:
        (found,) = book.find("Kerkstraat", "12", nis="41002")
        assert found.precision == "address"
        assert distance_km(found.point, Point(50.938, 4.039)) < 0.0005
