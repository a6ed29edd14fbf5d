"""The built outlines follow docs/outlines.md; places are written (lat, lon)."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import brotli
import pytest

from tests.reference.topojson import Shape, read_shapes

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "static" / "build" / "map"
# With every corner, and what the map opens with: the same states hold the same places.
FILES = {name: FOLDER / f"{name}.json" for name in ("outlines", "overview")}
PARTICIPATIONS = ROOT / "imap" / "reference" / "data" / "participations.csv"
TAIWAN, HONG_KONG, SIACHEN = (23.8, 121.0), (22.4, 114.1), (35.4, 77.0)
CEUTA, MELILLA, CAYENNE = (35.889, -5.31), (35.292, -2.938), (4.5, -52.8)

pytestmark = pytest.mark.skipif(
    not all(file.exists() for file in FILES.values()) and not os.environ.get("CI"),
    reason="static/build is absent: run `npm run build`",
)

HOLDERS = {
    "Simferopol": (44.95, 34.10, "UKR"),
    "Sevastopol": (44.60, 33.53, "UKR"),
    "Kerch": (45.35, 36.45, "UKR"),
    "Donetsk": (48.00, 37.80, "UKR"),
    "Luhansk": (48.57, 39.30, "UKR"),
    "Tskhinvali": (42.23, 43.97, "GEO"),
    "Sukhumi": (43.00, 41.05, "GEO"),
    "Tiraspol": (46.84, 29.63, "MDA"),
    "Stepanakert": (39.82, 46.75, "AZE"),
    "Pristina": (42.66, 21.16, "XKX"),
    "Mitrovica": (42.89, 20.87, "XKX"),
    "Kyrenia": (35.32, 33.32, "CYP"),
    "buffer zone in Nicosia": (35.177, 33.36, "CYP"),
    "buffer zone near Pyla": (35.03, 33.70, "CYP"),
    "buffer zone near Lefka": (35.13, 32.90, "CYP"),
    "Famagusta": (35.11, 33.92, "CYP"),
    "Dhekelia": (35.00, 33.73, "CYP"),
    "Akrotiri": (34.62, 32.97, "CYP"),
    "Laayoune": (27.13, -13.17, "ESH"),
    "Smara": (26.74, -11.67, "ESH"),
    "Tifariti": (26.16, -10.57, "ESH"),
    "Dakhla": (23.75, -15.90, "ESH"),
    "Guerguerat": (21.43, -16.95, "ESH"),
    "Hargeisa": (9.56, 44.06, "SOM"),
    "East Jerusalem": (31.783, 35.235, "PSE"),
    "Ramallah": (31.90, 35.20, "PSE"),
    "Gaza": (31.45, 34.40, "PSE"),
    "Quneitra": (33.125, 35.824, "SYR"),
    "Golan, middle": (33.00, 35.80, "SYR"),
    "Golan, north": (33.15, 35.78, "SYR"),
    "Golan, south": (32.80, 35.72, "SYR"),
    "Tiberias": (32.79, 35.53, "ISR"),
    "Kiryat Shmona": (33.20, 35.57, "ISR"),
    "West Jerusalem": (31.78, 35.20, "ISR"),
    "Narva": (59.377, 28.19, "EST"),
    "Ivangorod": (59.374, 28.22, "RUS"),
    "Pechory": (57.815, 27.61, "RUS"),
    "Halaib": (22.22, 36.65, "EGY"),
    "Bir Tawil": (21.87, 33.74, "SDN"),
    "Ajaccio": (41.93, 8.75, "FRA"),
    "Kaliningrad": (54.70, 20.50, "RUS"),
    "Mariehamn": (60.20, 19.95, "FIN"),
    "Anadyr": (64.73, 177.4, "RUS"),
    "Cape Dezhnev": (66.0, -171.0, "RUS"),
}


@pytest.fixture(scope="module", params=FILES)
def shapes(request: pytest.FixtureRequest) -> list[Shape]:
    return read_shapes(FILES[request.param])


def holders(shapes: list[Shape], latitude: float, longitude: float) -> list[str]:
    return [shape.code for shape in shapes if shape.holds((longitude, latitude))]


@pytest.mark.parametrize("place", HOLDERS)
def test_each_place_lies_in_one_country_and_the_right_one(
    shapes: list[Shape], place: str
) -> None:
    latitude, longitude, code = HOLDERS[place]

    assert holders(shapes, latitude, longitude) == [code]


@pytest.mark.parametrize("place", [TAIWAN, HONG_KONG, SIACHEN, CEUTA, MELILLA, CAYENNE])
def test_areas_that_carry_no_code_of_a_state_are_land_without_one(
    shapes: list[Shape], place: tuple[float, float]
) -> None:
    assert holders(shapes, *place) == []


def test_ghajar_is_not_in_israel_by_our_line(shapes: list[Shape]) -> None:
    assert "ISR" not in holders(shapes, 33.273, 35.623)


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_the_file_holds_no_names(file: Path) -> None:
    outlines = json.loads(file.read_text(encoding="utf-8"))
    geometries = outlines["objects"]["countries"]["geometries"]

    assert {key for shape in geometries for key in shape["properties"]} == {
        "at",
        "size",
    }
    assert all(len(shape["id"]) == 3 and shape["id"].isupper() for shape in geometries)


def test_no_code_stands_twice(shapes: list[Shape]) -> None:
    assert len({shape.code for shape in shapes}) == len(shapes)


def test_no_ring_crosses_the_180th_meridian(shapes: list[Shape]) -> None:
    for shape in shapes:
        for ring in shape.rings():
            longitudes = [x for x, _ in ring]
            assert min(longitudes) >= -180.001, shape.code
            assert max(longitudes) <= 180.001, shape.code
            assert max(longitudes) - min(longitudes) < 180, shape.code


def test_one_cyprus_without_inner_lines(shapes: list[Shape]) -> None:
    [cyprus] = [shape for shape in shapes if shape.code == "CYP"]

    assert len(cyprus.rings()) == 1


def test_every_participating_state_has_a_shape_and_a_point_inside_it(
    shapes: list[Shape],
) -> None:
    with PARTICIPATIONS.open(encoding="utf-8", newline="") as file:
        participants = {row["iso3"] for row in csv.DictReader(file)}
    by_code = {shape.code: shape for shape in shapes}

    assert participants - by_code.keys() == set()
    assert [code for code in participants if not _point_is_inside(by_code[code])] == []


def _point_is_inside(shape: Shape) -> bool:
    return shape.holds(shape.at)


def test_every_state_keeps_a_shape_that_can_be_seen(shapes: list[Shape]) -> None:
    # The Vatican is smaller than a step of either file.
    flat = [
        shape.code
        for shape in shapes
        if not any(len(set(ring)) >= 3 for ring in shape.rings())
    ]

    assert flat == ["VAT"]


def test_names_and_dots_stand_at_the_same_place_in_both_files() -> None:
    points = [
        {shape.code: shape.at for shape in read_shapes(file)} for file in FILES.values()
    ]

    assert points[0] == points[1]


def test_what_the_map_opens_with_is_small() -> None:
    sizes = {
        name: len(brotli.compress(file.read_bytes())) for name, file in FILES.items()
    }

    assert sizes["overview"] < 42_000
    assert sizes["outlines"] < 95_000
