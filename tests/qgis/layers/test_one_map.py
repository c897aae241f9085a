"""The One Map in a project, built, saved, moved and opened again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsRectangle, QgsVectorLayer

from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre
from yanqing_eco_plugin.core.data_centre.centre import District
from yanqing_eco_plugin.core.errors import CentreError, EcoError, InputError
from yanqing_eco_plugin.core.standards import KINDS
from yanqing_eco_plugin.layers.colouring import Colouring, apply_colouring, colouring_of
from yanqing_eco_plugin.layers.one_map import build_one_map, find_one_map, map_crs, save_project

from .pictures import picture, place


def test_every_network_the_townships_and_the_district(centre: DataCentre) -> None:
    project = QgsProject()
    one_map = build_one_map(project, centre)
    assert set(one_map.networks) == set(KINDS)
    assert len(project.mapLayers()) == len(KINDS) + 3 == len(one_map.layers)
    assert one_map.address == centre.address
    assert one_map.grids.featureCount() > 500, "the demo has a plan in force"
    assert not project.layerTreeRoot().findLayer(one_map.grids.id()).isVisible(), "which would cover the air"
    assert one_map.network("air") is one_map.networks["air"]
    assert one_map.network("nonsense") is None
    root = project.layerTreeRoot()
    assert [child.name() for child in root.children()] == [project.title()]
    assert root.layerOrder() == one_map.layers
    assert project.title().endswith("一张图 (演示数据)")


def test_what_is_shown_at_first_reads_well(centre: DataCentre) -> None:
    project = QgsProject()
    one_map = build_one_map(project, centre)
    shown = {kind for kind, layer in one_map.networks.items() if _is_shown(project, layer)}
    assert shown == {"air", "water", "scenic", "lidar", "micro"}
    assert _is_shown(project, one_map.townships)
    assert _is_shown(project, one_map.district)
    assert list(one_map.networks).index("air") < list(one_map.networks).index("micro"), "few above many"


def _is_shown(project: QgsProject, layer: QgsVectorLayer) -> bool:
    return project.layerTreeRoot().findLayer(layer.id()).isVisible()


def test_the_view_is_the_district_in_metres(centre: DataCentre) -> None:
    project = QgsProject()
    one_map = build_one_map(project, centre)
    assert project.crs().authid() == "EPSG:4548"
    extent = project.viewSettings().defaultViewExtent()
    assert extent.crs() == project.crs()
    middle = place(*one_map.district.extent().center())
    assert extent.contains(middle)
    assert 40_000 < extent.width() < 120_000


@pytest.mark.parametrize(
    ("west", "south", "code"),
    [(115.7, 40.2, 4548), (87.0, 43.5, 4538), (75.5, 39.0, 4534), (121.0, 31.0, 4549), (-0.5, 51.0, 32630)],
)
def test_the_coordinate_system_suits_the_place(west: float, south: float, code: int) -> None:
    """EPSG register: CGCS2000 / 3-degree Gauss-Kruger CM 75E is 4534, CM 87E 4538, CM 117E 4548, CM 120E 4549."""
    assert map_crs(QgsRectangle(west, south, west + 0.5, south + 0.5)).postgisSrid() == code


def test_in_english_and_only_some_networks(centre: DataCentre) -> None:
    project = QgsProject()
    one_map = build_one_map(project, centre, language="en", kinds=["micro", "air"])
    assert [layer.name() for layer in one_map.layers] == [
        "Comprehensive air stations",
        "Particle micro-stations",
        "Plan in force: 示意网格方案",
        "District outline",
        "Air quality of townships",
    ]
    assert "One Map" in project.title()


def test_an_unknown_kind_or_a_centre_that_fails_leaves_the_project_alone(
    centre: DataCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = QgsProject()
    with pytest.raises(InputError, match="no kind of station"):
        build_one_map(project, centre, kinds=["air", "nonsense"])
    monkeypatch.setattr(centre, "map_source", _failing_for("township_live", centre.map_source))
    with pytest.raises(CentreError):
        build_one_map(project, centre)
    assert not project.mapLayers()
    assert not project.layerTreeRoot().children()


def _failing_for(lost: str, source: Callable) -> Callable:
    def answer(table: str, **more: object):
        found = source(table, **more)
        return type(found)(found.provider, found.uri.replace(f"layername={lost}", "layername=lost"))

    return answer


def test_other_layers_and_the_users_title_stay(centre: DataCentre) -> None:
    project = QgsProject()
    project.setTitle("mine")
    other = QgsVectorLayer("Point", "background", "memory")
    project.addMapLayer(other)
    build_one_map(project, centre)
    assert project.title() == "mine"
    assert project.layerTreeRoot().layerOrder()[-1] is other


def test_a_centre_without_stations(qgis_app: object, tmp_path: Path) -> None:
    with create_centre(str(tmp_path / "new"), district=District("110119", "延庆区", "Yanqing")) as empty:
        project = QgsProject()
        one_map = build_one_map(project, empty)
    assert set(one_map.networks) == set(KINDS)
    assert project.title() == "延庆区一张图"


def test_a_project_without_one_map() -> None:
    assert find_one_map(QgsProject()) is None


def test_saved_and_opened_again(centre: DataCentre, tmp_path: Path) -> None:
    project = QgsProject()
    built = build_one_map(project, centre)
    apply_colouring(built.networks["micro"], Colouring("tsp"), "zh")
    save_project(project, tmp_path / "一张图.qgz")
    again = QgsProject()
    assert again.read(str(tmp_path / "一张图.qgz"))
    found = find_one_map(again)
    assert found is not None
    assert found.address == centre.address
    assert list(found.networks) == list(built.networks)
    assert all(layer.isValid() for layer in found.layers)
    assert colouring_of(found.networks["micro"]) == Colouring("tsp")
    middle = place(*built.district.extent().center())
    for kind in ("air", "fume"):
        before, after = (
            picture([one_map.networks[kind], one_map.district, one_map.townships], middle, 80_000, labels=True)
            for one_map in (built, found)
        )
        assert before == after
    assert found.networks["air"].mapTipTemplate() == built.networks["air"].mapTipTemplate()


def test_project_and_centre_moved_together(copied: Callable[[], DataCentre], tmp_path: Path) -> None:
    with copied() as centre:
        project = QgsProject()
        build_one_map(project, centre, kinds=["air"])
        save_project(project, Path(centre.address).parent / "map.qgz")
        old = Path(centre.address)
    project.clear()
    target = tmp_path / "usb stick"
    target.mkdir()
    shutil.move(old, target / old.name)
    shutil.move(old.parent / "map.qgz", target / "map.qgz")
    again = QgsProject()
    assert again.read(str(target / "map.qgz"))
    found = find_one_map(again)
    assert found is not None
    assert found.address == str(target / old.name)
    assert found.networks["air"].isValid()


def test_when_the_user_took_layers_out(centre: DataCentre) -> None:
    project = QgsProject()
    built = build_one_map(project, centre)
    project.removeMapLayers([built.district.id(), built.networks["fume"].id()])
    found = find_one_map(project)
    assert found is not None
    assert found.district is None
    assert found.townships is built.townships
    assert "fume" not in found.networks
    assert found.grids is built.grids
    assert len(found.layers) == len(KINDS) + 1


def test_a_project_that_cannot_be_written(centre: DataCentre, tmp_path: Path) -> None:
    project = QgsProject()
    build_one_map(project, centre, kinds=["air"])
    with pytest.raises(EcoError, match="cannot be written"):
        save_project(project, tmp_path / "no folder" / "map.qgz")
