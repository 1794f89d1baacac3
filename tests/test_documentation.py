"""What the README promises to name: every setting, every route and every command."""

import dataclasses
import re
from pathlib import Path

import click

from app.command_line import commands
from app.main import create_app
from app.settings import Settings

_ROOT = Path(__file__).resolve().parents[1]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")


def _command_paths(group: click.Group, path: str) -> list[str]:
    paths = []
    for name, command in group.commands.items():
        own = f"{path} {name}"
        paths += _command_paths(command, own) if isinstance(command, click.Group) else [own]
    return paths


def test_every_setting_stands_in_the_readme() -> None:
    names = [f"ONRECORD_{field.name.upper()}" for field in dataclasses.fields(Settings)]
    assert [name for name in names if name not in _README] == []


def test_every_setting_named_in_the_readme_exists() -> None:
    names = {f"ONRECORD_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    assert set(re.findall(r"ONRECORD_[A-Z_]+", _README)) <= names


def test_every_command_stands_in_the_readme() -> None:
    assert [path for path in _command_paths(commands, "onrecord") if path not in _README] == []


def test_every_route_stands_in_the_readme(tmp_path: Path) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/archive.db"))
    routes = [f"{method.upper()} {path}" for path, methods in app.openapi()["paths"].items() for method in methods]
    assert [route for route in routes if route not in _README] == []


def test_every_file_the_readme_links_to_exists() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", _README)
    assert [target for target in targets if not (_ROOT / target).exists()] == []
