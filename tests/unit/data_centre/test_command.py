"""A folder centre from a shell: made, looked after, and every mistake one sentence with its exit status."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from yanqing_eco_plugin.core.data_centre import create_centre
from yanqing_eco_plugin.core.data_centre.__main__ import main

from .made import DISTRICT, hours, stations

CREATE = ("--code", "110119", "--name", "延庆区")


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Lines of the error stream; a traceback would be among them."""
    lines = capsys.readouterr().err.strip().splitlines()
    assert not any("Traceback" in line for line in lines)
    return lines


def test_a_folder_centre_is_made_and_found_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["create", str(folder), *CREATE]) == 0
    assert main(["check", str(folder)]) == 0
    assert main(["tend", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(folder), "files removed: 0"]


@pytest.mark.parametrize("option", ["--boundary", "--townships"])
def test_a_layer_that_cannot_be_read_is_one_sentence(
    folder: Path, tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.gpkg").write_bytes(b"SQLite format 3\0 and then nothing")
    (tmp_path / "table.csv").write_text("code,name\nt1,north\n")
    for name, message in (
        ("missing.gpkg", "cannot be read"),
        ("broken.gpkg", "cannot be read"),
        ("table.csv", "has no shapes"),
    ):
        assert main(["create", str(folder), *CREATE, option, str(tmp_path / name)]) == 1
        lines = said(capsys)
        assert lines[0].startswith("The layer ")
        assert message in lines[0]
        assert "GeoPackage" in lines[1]
        assert not folder.exists()


def test_townships_without_names_are_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gpd.GeoDataFrame({"colour": ["red"]}, geometry=[box(116, 40, 117, 41)], crs=4326).to_file(tmp_path / "t.gpkg")
    assert main(["create", str(folder), *CREATE, "--townships", str(tmp_path / "t.gpkg")]) == 1
    assert "code" in said(capsys)[0]


def test_what_is_wrong_is_told_and_repaired(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with create_centre(folder, district=DISTRICT) as centre:
        centre.write_features("station", stations())
        for day in range(4):
            centre.append_observations(
                hours("a0", "pm2_5", range(24), start=pd.Timestamp(f"2024-03-0{day + 1}", tz="UTC"))
            )
        lake = centre.parts().rollups.lake
        damaged = next(lake.root / path for path in lake.snapshot().files)
    damaged.unlink()
    assert main(["check", str(folder)]) == 1
    assert "a file that the log names is not there" in capsys.readouterr().out
    # What is damaged stays so until somebody says that it shall be repaired.
    assert main(["tend", str(folder), "--steps", "check,compact"]) == 1
    assert main(["check", str(folder), "--repair"]) == 0
    assert "(repaired)" in capsys.readouterr().out
    assert main(["tend", str(folder), "--steps", "check, rollups,vacuum"]) == 0
    assert "months recounted" in capsys.readouterr().out


def test_small_files_are_merged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with create_centre(folder, district=DISTRICT) as centre:
        for hour in range(3):
            centre.append_observations(hours("a0", "pm2_5", [1.0], start=pd.Timestamp(f"2024-03-01T0{hour}", tz="UTC")))
    assert main(["tend", str(folder)]) == 0
    told = capsys.readouterr()
    assert "files merged" in told.out
    assert "100 %" in told.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tend", "{centre}", "--steps", "check,polish"], "no step polish"),
        (["tend", "{centre}", "--steps", "export"], "no step export"),
        (["check", "{centre}/nowhere"], "There is no data centre at"),
        (["tend", "{centre}/observations"], "is not a data centre"),
        (["copy", "{centre}", "{centre}/nowhere"], "There is no data centre at"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    create_centre(folder, district=DISTRICT).close()
    assert main([text.format(centre=folder) for text in arguments]) == 1
    assert message in said(capsys)[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grant", "/srv/eco", "duty_officer", "viewer"], "/srv/eco is no shared centre"),
        (["export", "/srv/eco"], "/srv/eco is no shared centre"),
        (["place", "/srv/eco", "/srv/archive"], "/srv/eco is no shared centre"),
        (["export", "postgresql://host/eco", "--until", "2025-13"], "2025-13 is no month like 2025-06"),
        (["copy", "a", "b", "--start", "yesterday"], "yesterday is no instant like"),
    ],
)
def test_misuse_is_status_two(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert message in said(capsys)[-1]


@pytest.mark.parametrize(
    ("failure", "status", "told"),
    [
        (
            OSError(5, "Input/output error", "/srv/eco/centre.toml"),
            1,
            "A file or the network failed: [Errno 5] Input/output error: '/srv/eco/centre.toml'.",
        ),
        (KeyboardInterrupt(), 130, "Interrupted; the same command may be given again."),
    ],
)
def test_what_ends_a_command_is_one_sentence(
    folder: Path,
    failure: BaseException,
    status: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("yanqing_eco_plugin.core.data_centre.looking_after.open_centre", failing)
    assert main(["check", str(folder)]) == status
    assert said(capsys) == [told]
