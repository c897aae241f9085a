"""Lidar files through Processing: catalogue, overlay, profiles, boundary layer, hot spots, curtain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from yanqing_eco_plugin.core.data_centre import create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.centre import District
from yanqing_eco_plugin.core.demo.lidar import made_up_day, made_up_rhi, made_up_turn
from yanqing_eco_plugin.core.lidar import READERS, join_scans, write_scan
from yanqing_eco_plugin.processing_algorithms.lidar import scan_algorithm

from .conftest import rows


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A turn, two turns in one file, a day and a scan up and down; all made up."""
    from datetime import UTC, datetime, timedelta

    folder = tmp_path_factory.mktemp("scans")
    turn = made_up_turn(gates=600)
    write_scan(folder / "turn.nc", turn.scan)
    later = made_up_turn(gates=600, start=datetime(2026, 1, 1, 5, tzinfo=UTC), seed=9)
    write_scan(folder / "two.nc", join_scans([turn.scan, later.scan]))
    write_scan(folder / "day.nc", made_up_day(minutes=48, every=timedelta(minutes=30)).scan)
    write_scan(folder / "rhi.nc", made_up_rhi().scan)
    return folder


def test_every_reader_of_the_core_can_be_chosen() -> None:
    assert set(scan_algorithm._READERS) == set(READERS)


def test_a_turn_becomes_a_raster(run, scans: Path, tmp_path: Path, listener) -> None:
    done = run("lidaroverlay", {"INPUT": str(scans / "turn.nc"), "OUTPUT": str(tmp_path / "o.tif"), "RESOLUTION": 25})
    with rasterio.open(done["OUTPUT"]) as file:
        assert file.crs.to_epsg() == 32650
        assert file.res == pytest.approx((25, 25), rel=0.01)
        values = file.read(1)
        assert file.tags()["LIDAR_QUANTITY"] == "extinction"
    assert done["SHOWN"] == pytest.approx(np.isfinite(values).mean())
    assert done["SWEEPS"] == 1
    assert np.nanmedian(values) == pytest.approx(0.15, rel=0.15)
    assert any("synthetic" in said for said in listener.said)


def test_system_quantity_and_model_are_the_users(run, scans: Path, tmp_path: Path) -> None:
    dem = tmp_path / "dem.tif"
    with rasterio.open(
        dem, "w", driver="GTiff", width=60, height=60, count=1, dtype="float32", crs="EPSG:4326",
        transform=rasterio.transform.from_bounds(115.85, 40.37, 116.09, 40.55, 60, 60),
    ) as file:  # fmt: skip
        ground = np.full((60, 60), 400.0, "float32")
        ground[:, 40:] = 2000.0  # a mountain in the east
        file.write(ground, 1)
    for quantity in ("rcs", "depolarisation"):
        done = run(
            "lidaroverlay",
            {
                "INPUT": str(scans / "turn.nc"),
                "QUANTITY": quantity,
                "CRS": "EPSG:4490",
                "DEM": str(dem),
                "OUTPUT": str(tmp_path / f"{quantity}.tif"),
            },
        )
        with rasterio.open(done["OUTPUT"]) as file:
            assert file.crs.to_epsg() == 4490
            assert (file.read(2) == 3).any()


def test_all_sweeps_make_a_series(run, scans: Path, tmp_path: Path) -> None:
    parameters = {"INPUT": str(scans / "two.nc"), "OUTPUT": str(tmp_path / "o.tif"), "SERIES": str(tmp_path / "all")}
    done = run("lidaroverlay", parameters)
    assert done["SWEEPS"] == 2
    names = sorted(path.name for path in (tmp_path / "all").glob("*.tif"))
    assert names == ["extinction_0001.tif", "extinction_0002.tif"]
    with rasterio.open(tmp_path / "o.tif") as last, rasterio.open(tmp_path / "all" / names[1]) as second:
        assert last.tags()["LIDAR_START"] == second.tags()["LIDAR_START"] == "2026-01-01T05:00:00.000Z"
    first = run("lidaroverlay", {**parameters, "SWEEP": 1, "SERIES": None})
    with rasterio.open(first["OUTPUT"]) as file:
        assert file.tags()["LIDAR_START"] == "2026-01-01T04:00:00.000Z"


def test_mass_comes_from_the_centres_stations(run, refusal, listener, scans: Path, tmp_path: Path) -> None:
    from tests.unit.collector.lidar_centre import centre_under_the_lidar

    with centre_under_the_lidar(tmp_path / "centre"):
        pass
    parameters = {"INPUT": str(scans / "turn.nc"), "QUANTITY": "pm2_5", "OUTPUT": str(tmp_path / "pm.tif")}
    assert "Mass needs the stations" in refusal("lidaroverlay", parameters)
    assert "no data centre" in refusal("lidaroverlay", {**parameters, "CENTRE": str(scans)})
    done = run("lidaroverlay", {**parameters, "CENTRE": str(tmp_path / "centre")})
    assert "Relation fitted for this hour" in done["BASIS"]
    assert done["BASIS"] in listener.said
    with rasterio.open(done["OUTPUT"]) as file:
        assert np.nanmedian(file.read(1)) == pytest.approx(260 * 0.15 + 6, rel=0.2)
        assert file.tags()["LIDAR_MASS_STATIONS"] == "6"


def test_profiles_make_file_and_picture(run, scans: Path, tmp_path: Path) -> None:
    parameters = {"INPUT": str(scans / "day.nc"), "OUTPUT": str(tmp_path / "p.nc"), "PICTURE": str(tmp_path / "p.png")}
    done = run("lidarprofiles", parameters)
    assert (done["PROFILES"], done["WITH_LAYER"]) == (48, 48)
    assert done["REFERENCE"].endswith(" m")
    assert (tmp_path / "p.nc").stat().st_size > 100_000
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")
    run("lidarprofiles", {"INPUT": str(scans / "day.nc"), "OUTPUT": str(tmp_path / "p.csv"), "QUANTITY": "rcs"})
    assert len((tmp_path / "p.csv").read_text("utf-8-sig").splitlines()) == 49


def test_layer_heights_are_points_over_time(run, refusal, scans: Path) -> None:
    done = run("boundarylayerheight", {"INPUT": str(scans / "day.nc"), "OUTPUT": "memory:"})
    assert done["WITH_LAYER"] == done["PROFILES"] == 48
    heights = [row["height_m"] for row in rows(done["OUTPUT"])]
    assert done["MEDIAN"] == pytest.approx(np.median(heights))
    assert max(heights) == pytest.approx(1600.0, abs=120.0)
    assert "less than 300 m" in refusal(
        "boundarylayerheight",
        {"INPUT": str(scans / "day.nc"), "OUTPUT": "memory:", "LOWEST": 1000, "HIGHEST": 1100},
    )


def test_the_layer_is_looked_for_beyond_the_blind_zone(run, scans: Path, tmp_path: Path) -> None:
    """With a blind zone of 800 m the night's top at 350 m cannot be found, that of the afternoon can."""
    given = {"INPUT": str(scans / "day.nc"), "OUTPUT": "memory:"}
    whole, blind = run("boundarylayerheight", given), run("boundarylayerheight", {**given, "BLIND_ZONE": 800})
    assert 0 < blind["WITH_LAYER"] < whole["WITH_LAYER"]
    low = [row["height_m"] for row in rows(blind["OUTPUT"]) if isinstance(row["height_m"], float)]
    assert min(low) > 800
    table = tmp_path / "overlap.txt"
    table.write_text("".join(f"{metres} {min(1.0, metres / 300.0)}\n" for metres in range(0, 1001, 20)))
    assert run("boundarylayerheight", {**given, "OVERLAP": str(table)})["PROFILES"] == 48
    with pytest.raises(QgsProcessingException):
        run("boundarylayerheight", {**given, "OVERLAP": str(scans / "day.nc")})


def test_hot_spots_name_what_stands_in_them(run, scans: Path, tmp_path: Path) -> None:
    overlay = run("lidaroverlay", {"INPUT": str(scans / "turn.nc"), "OUTPUT": str(tmp_path / "o.tif")})["OUTPUT"]
    stations = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string", "s", "memory")
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

    from yanqing_eco_plugin.core.lidar.geometry import from_site

    feature = QgsFeature(stations.fields())
    feature.setAttributes(["工地"])
    feature.setGeometry(
        QgsGeometry.fromPointXY(QgsPointXY(*from_site(115.97, 40.46, "EPSG:4326").transform(-900, -2300)))
    )
    stations.dataProvider().addFeatures([feature])
    done = run("lidarhotspots", {"INPUT": overlay, "SOURCES": stations, "OUTPUT": "memory:"})
    found = rows(done["OUTPUT"])
    assert done["SPOTS"] == len(found) == 3
    assert [row["sources_names"] for row in found].count("工地") == 1
    assert all(row["mean"] <= row["max"] and row["area_m2"] >= 20_000 for row in found)
    assert run("lidarhotspots", {"INPUT": overlay, "THRESHOLD": 9.0, "OUTPUT": "memory:"})["SPOTS"] == 0


def test_curtains_stand_on_their_line(run, scans: Path, tmp_path: Path) -> None:
    done = run(
        "lidarcurtain", {"INPUT": str(scans / "rhi.nc"), "OUTPUT": "memory:", "PICTURE": str(tmp_path / "c.png")}
    )
    assert done["OUTPUT"].wkbType() == QgsWkbTypes.Type.PolygonZ
    assert done["PIECES"] == done["OUTPUT"].featureCount() > 50
    assert (tmp_path / "c.png").is_file()
    done = run("lidarcurtain", {"INPUT": str(scans / "day.nc"), "OUTPUT": "memory:"})
    assert done["OUTPUT"].wkbType() == QgsWkbTypes.Type.LineStringZ
    first = next(done["OUTPUT"].getFeatures())
    assert first.geometry().constGet().startPoint().z() >= 510


def test_scans_enter_the_catalogue_once(run, listener, scans: Path, tmp_path: Path) -> None:
    centre = tmp_path / "centre"
    create_centre(centre, district=District("110119", "延庆区")).close()
    (tmp_path / "in").mkdir()
    for name in ("turn.nc", "rhi.nc"):
        (tmp_path / "in" / name).write_bytes((scans / name).read_bytes())
    (tmp_path / "in" / "bad.nc").write_bytes((scans / "day.nc").read_bytes()[:500])
    parameters = {"CENTRE": str(centre), "INPUT": str(tmp_path / "in")}
    done = run("importlidarscans", parameters)
    assert (done["ACCEPTED"], done["REJECTED"], done["QUARANTINE"]) == (2, 1, 1)
    assert any("bad.nc" in warned for warned in listener.warned)
    again = run("importlidarscans", parameters)
    assert (again["ACCEPTED"], again["UNCHANGED"], again["QUARANTINE"]) == (0, 2, 0)
    with open_centre(str(centre), writable=False) as opened:
        assert sorted(opened.features("lidar_scan")["kind"]) == ["ppi", "rhi"]


@pytest.mark.parametrize("algorithm", ["lidaroverlay", "lidarprofiles", "boundarylayerheight", "lidarcurtain"])
def test_wrong_input_gets_one_sentence(run, refusal, scans: Path, tmp_path: Path, algorithm: str) -> None:
    output = str(tmp_path / "o.tif") if algorithm == "lidaroverlay" else str(tmp_path / "o.nc")
    if algorithm in ("boundarylayerheight", "lidarcurtain"):
        output = "memory:"
    parameters = {"INPUT": str(tmp_path / "none"), "OUTPUT": output}
    assert "no file or folder" in refusal(algorithm, parameters)
    (tmp_path / "x.bin").write_bytes(b"nothing at all")
    parameters["INPUT"] = str(tmp_path / "x.bin")
    assert "column mapping" in refusal(algorithm, {**parameters, "READER": "mapped_text"})
    assert "no column mapping" in refusal(algorithm, {**parameters, "MAPPING": str(tmp_path / "m.json")})
    with pytest.raises(QgsProcessingException, match="no lidar scan of a known format"):
        run(algorithm, parameters)
    wrong = {"lidaroverlay": "day.nc", "lidarprofiles": "turn.nc", "boundarylayerheight": "rhi.nc"}
    if algorithm in wrong:
        with pytest.raises(QgsProcessingException, match=r"no scan around|no vertical"):
            run(algorithm, {**parameters, "INPUT": str(scans / wrong[algorithm])})


def test_a_raster_that_is_no_overlay_is_refused(run, tmp_path: Path) -> None:
    with rasterio.open(
        tmp_path / "x.tif", "w", driver="GTiff", width=2, height=2, count=1, dtype="uint8", crs="EPSG:4326",
        transform=rasterio.transform.from_origin(0, 0, 1, 1),
    ):  # fmt: skip
        pass
    with pytest.raises(QgsProcessingException, match="no lidar overlay"):
        run("lidarhotspots", {"INPUT": str(tmp_path / "x.tif"), "OUTPUT": "memory:"})


def test_a_loaded_overlay_gets_its_ramp(qgis_app, provider, scans: Path, tmp_path: Path) -> None:
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    output = str(tmp_path / "o.tif")
    details = QgsProcessingContext.LayerDetails("x", QgsProject.instance(), "OUTPUT")
    context.addLayerToLoadOnCompletion(output, details)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("yanqing_eco:lidaroverlay")
    parameters = {"INPUT": str(scans / "turn.nc"), "OUTPUT": output}
    _, done = algorithm.run(parameters, context, QgsProcessingFeedback())
    assert done
    layer = QgsRasterLayer(output, "x")
    context.layerToLoadOnCompletionDetails(output).postProcessor().postProcessLayer(
        layer, context, QgsProcessingFeedback()
    )
    assert layer.renderer().type() == "singlebandpseudocolor"
    assert layer.temporalProperties().isActive()


def line_layer(*corners: tuple[float, float]) -> QgsVectorLayer:
    """A layer with one line."""
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "line", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(*corner) for corner in corners]))
    layer.dataProvider().addFeature(feature)
    return layer


def test_a_line_becomes_a_section_through_the_scans(run, scans: Path, tmp_path: Path, listener) -> None:
    line = line_layer((115.93, 40.48), (116.02, 40.435))
    done = run(
        "lidarsection",
        {
            "INPUT": [str(scans / "rhi.nc"), str(scans / "two.nc"), str(scans / "day.nc")],
            "LINE": line,
            "WITHIN": 180,
            "AT": "2026-01-01T05:00:00Z",
            "OUTPUT": str(tmp_path / "section.gpkg"),
            "PICTURE": str(tmp_path / "section.png"),
        },
    )
    layer = QgsVectorLayer(done["OUTPUT"], "section", "ogr")
    assert layer.featureCount() == done["PIECES"] > 50
    assert layer.wkbType() == QgsWkbTypes.Type.PolygonZ
    assert (tmp_path / "section.png").read_bytes()[:4] == b"\x89PNG"
    assert done["SCANS"] >= 3
    assert 0.02 < done["SHOWN"] < 0.9
    assert "120°" in done["SOURCES"]
    assert any("synthetic" in said.lower() for said in listener.said)
    box = layer.extent()
    assert 115.9 < box.xMinimum() < box.xMaximum() < 116.1


def test_a_section_is_refused_without_one_line_or_scans(run, scans: Path, tmp_path: Path) -> None:
    two = line_layer((115.93, 40.48), (116.02, 40.435))
    more = QgsFeature()
    more.setGeometry(QgsGeometry.fromWkt("LineString(1 1, 2 2)"))
    two.dataProvider().addFeature(more)
    given = {"INPUT": [str(scans / "rhi.nc")], "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match="needs one line, and the layer has 2"):
        run("lidarsection", {**given, "LINE": two})
    with pytest.raises(QgsProcessingException, match="None of the scans passes"):
        run("lidarsection", {**given, "LINE": line_layer((110.0, 30.0), (110.1, 30.0))})
    with pytest.raises(QgsProcessingException, match="no file or folder"):
        run("lidarsection", {**given, "INPUT": ["/nowhere.nc"], "LINE": two})
    (tmp_path / "no.nc").write_bytes(b"CDF\x01" + b"\xff" * 40)
    with pytest.raises(QgsProcessingException):
        run("lidarsection", {**given, "INPUT": [str(tmp_path / "no.nc")], "LINE": line_layer((116, 40), (116, 41))})
