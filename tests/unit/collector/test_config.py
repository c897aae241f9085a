"""The configuration: every mistake told, each with its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanqing_eco_plugin.core.collector.__main__ import main
from yanqing_eco_plugin.core.collector.config import CollectorConfig, read_config
from yanqing_eco_plugin.core.collector.registry import Registry
from yanqing_eco_plugin.core.collector.source_secrets import Secret
from yanqing_eco_plugin.core.collector.sources import make_sources
from yanqing_eco_plugin.core.errors import InputError, MissingDependencyError

GOOD = '[centre]\naddress = "centre"\n[spool]\nfolder = "spool"\n[hj212]\n'
EXAMPLE = Path(__file__).parents[3] / "yanqing_eco_plugin" / "resources" / "collector" / "collector.toml"


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "collector.toml"
    path.write_text(text, encoding="utf-8")
    config, mistakes = read_config(path)
    return [str(mistake) for mistake in [*mistakes, *make_sources(config.sources, Registry(config.spool))[1]]]


def read(tmp_path: Path, text: str) -> CollectorConfig:
    path = tmp_path / "collector.toml"
    path.write_text(text, encoding="utf-8")
    config, mistakes = read_config(path)
    assert mistakes == []
    return config


def test_the_least_that_is_needed(tmp_path: Path) -> None:
    config = read(tmp_path, GOOD)
    assert config.centre == str(tmp_path / "centre")
    assert config.spool == tmp_path / "spool"
    assert config.health.place is not None
    assert (config.health.place.host, config.health.place.port) == ("127.0.0.1", 9280)
    [source], mistakes = make_sources(config.sources, Registry(config.spool))
    assert (source.name, mistakes) == ("hj212", [])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "centre.address"),
        (GOOD.replace("folder", "folders"), "spool.folders"),
        (GOOD + "port = 70000", "hj212.port"),
        (GOOD + "port = true", "hj212.port"),
        (GOOD + 'host = "0.0.0.0"', "hj212.allow"),
        (GOOD + 'allow = ["10.0.0.0/99"]', "hj212.allow"),
        (GOOD + "idle = 3", "hj212.idle"),
        (GOOD + '[hj212.units]\na34004 = "m/s"', "hj212.units.a34004"),
        (GOOD + '[hj212.factors]\nx = "pm99"', "hj212.factors.x"),
        (GOOD + "[hj212.devices.M1]\nstations = 3", "hj212.devices.M1.stations"),
        (GOOD + 'cert_file = "/nowhere.pem"', "hj212.cert_file"),
        (GOOD + "[health]\nport = -1", "health.port"),
        (GOOD + "[health]\nport = 0", "health.port"),
        (GOOD + '[health]\nhost = "0.0.0.0"', "health.allow"),
        (GOOD + '[health]\nhost = "2001:db8::1"', "health.allow"),
        (GOOD + '[health]\nallow = ["10.0.0.0/99"]', "health.allow"),
        (GOOD + '[health]\ntoken = "s3cret"', "health.token"),
        (GOOD + '[health]\ncert_file = "nowhere.pem"', "health.cert_file"),
        (GOOD + "[health]\nhosts = 1", "health.hosts"),
        (GOOD + '[log]\nlevel = "loud"', "log.level"),
        (GOOD + "stop_s = 0", "hj212.stop_s"),
        ("surprise = 1\n" + GOOD, "surprise"),
        ("stop_s = 0\n" + GOOD, "stop_s"),
        (GOOD.replace("[hj212]\n", ""), "hj212"),
        (GOOD.replace("[hj212]", "hj212 = 3"), "spool.hj212"),
        ("hj212 = 3\n" + GOOD.replace("[hj212]\n", ""), "hj212"),
        (GOOD + '[[traccar]]\nname = "a b"', "traccar.1.name"),
        (GOOD + '[[traccar]]\nname = "a"\n[[traccar]]\nname = "a"', "traccar.2.name"),
    ],
)
def test_a_mistake_is_told_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    assert any(key in sentence for sentence in told(tmp_path, text)), told(tmp_path, text)


def test_a_health_page_beyond_loopback_has_a_token_or_networks(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret", encoding="utf-8")
    for more in ('allow = ["10.0.0.0/8"]', 'token_file = "token"'):
        config = read(tmp_path, GOOD + f'[health]\nhost = "0.0.0.0"\n{more}')
        assert config.health.place is not None
        assert config.health.place.host == "0.0.0.0"
    assert read(tmp_path, GOOD + '[health]\nenabled = false\nhost = "0.0.0.0"').health.place is None


def test_relative_paths_begin_at_the_folder_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of secrets and certificates, folders and the log alike."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (tmp_path / "token").write_text("s3cret", encoding="utf-8")
    text = GOOD + '[log]\nfile = "log/collector.log"\n[health]\ntoken_file = "token"\n[http]\ntoken_file = "token"\n'
    text += '[[drop_folder]]\nfolder = "drop"\n'
    config = read(tmp_path, text)
    assert config.log.file == tmp_path / "log" / "collector.log"
    assert config.health.place is not None
    assert config.health.place.token == Secret(tmp_path / "token")
    (_, http, drop), mistakes = make_sources(config.sources, Registry(config.spool))
    assert mistakes == []
    assert http._place.token == Secret(tmp_path / "token")  # type: ignore[attr-defined]
    assert drop._tray.folder == tmp_path / "drop"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("table", "warned"),
    [
        ('[[traccar]]\nurl = "http://192.0.2.1"\ntoken_file = "token"', True),
        ('[[traccar]]\nurl = "https://192.0.2.1"\ntoken_file = "token"', False),
        ('[[traccar]]\nurl = "http://127.0.0.1:8082"\ntoken_file = "token"', False),
        ('[[traccar]]\nurl = "http://192.0.2.1"', False),
        ('[[sensorthings]]\nurl = "http://a.example"\nuser = "x"\npassword_file = "token"', True),
        ('[mqtt]\nhost = "a.example"\nuser = "x"\npassword_file = "token"', True),
        ('[mqtt]\nhost = "a.example"\ntls = true\nuser = "x"\npassword_file = "token"', False),
        ('[mqtt]\nuser = "x"\npassword_file = "token"', False),
        ('[http]\nhost = "0.0.0.0"\ntoken_file = "token"', True),
        ('[health]\nhost = "0.0.0.0"\ntoken_file = "token"', True),
        ('[health]\ntoken_file = "token"', False),
    ],
)
def test_secrets_that_travel_in_clear_are_warned_about(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, table: str, warned: bool
) -> None:
    (tmp_path / "token").write_text("s3cret", encoding="utf-8")
    assert told(tmp_path, GOOD + table) == []
    assert any("without TLS" in record.getMessage() for record in caplog.records) is warned
    assert "s3cret" not in caplog.text


def test_only_a_wrong_configuration_is_never_started_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """systemd is told by status 2 not to try again (RestartPreventExitStatus)."""
    path = tmp_path / "collector.toml"
    path.write_text(GOOD + "port = -1", encoding="utf-8")
    assert main(["--config", str(path)]) == 2
    path.write_text(GOOD, encoding="utf-8")
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "memory.json").write_text("{", encoding="utf-8")  # restored a moment later
    assert main(["--config", str(path)]) == 1
    assert "memory.json" in capsys.readouterr().err
    unit = EXAMPLE.with_name("yanqing-eco-collector.service").read_text(encoding="utf-8")
    assert "RestartPreventExitStatus=2\n" in unit


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, GOOD + "port = -1\nidle_s = -1\nburst = -1\n[health]\nport = -1\n[log]\nkept = 0")) == 5


def test_what_is_no_toml_says_where(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2"):
        told(tmp_path, "[centre]\naddress = \n")
    with pytest.raises(InputError, match="cannot be read"):
        read_config(tmp_path / "nothing.toml")


def test_a_source_that_is_off_is_not_made(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD + '[mqtt]\nenabled = false\nbroker = "x"').sources[1:] == ()


def test_a_missing_library_is_told_for_the_source_that_needs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yanqing_eco_plugin.core.collector import sources

    monkeypatch.setitem(sources._MODULES, "mqtt", "no_such_module_here")
    config = read(tmp_path, GOOD + '[mqtt]\nhost = "x"')
    with pytest.raises(MissingDependencyError, match="The source mqtt needs"):
        make_sources(config.sources, Registry(config.spool))


def test_the_example_has_no_mistakes() -> None:
    config, mistakes = read_config(EXAMPLE)
    assert mistakes == []
    _, mistakes = make_sources([source for source in config.sources if source.kind == "hj212"], Registry(config.spool))
    assert mistakes == []
