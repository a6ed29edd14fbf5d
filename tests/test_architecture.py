"""What import-linter and ruff cannot hold: sizes, and who may know HTTP and mail."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 400
FUNCTION_LINES = 40
PARAMETERS = 6
ROOMS = ("imap", "accounts", "profiles")
SOURCES = {
    ".py": (*ROOMS, "tests", "scripts"),
    ".js": ("static/js", "tests/js"),
    ".mjs": ("static/recipes", "scripts"),
    ".css": ("static/css",),
    ".html": ("templates", *ROOMS),
}
# Where a request or an answer is at home. All else is called with what it needs.
HTTP_PLACES = (
    *("*/views.py", "*_views.py", "*/views/*", "*/urls.py", "*_urls.py"),
    *("*/admin.py", "*/admin_site.py", "*/adapter.py", "*/context.py", "*/forms.py"),
    *(
        "*/templatetags/*",
        "*/http.py",
        "*/decorators.py",
        "*/middleware.py",
        "*/network.py",
    ),
    *("imap/core/access.py", "imap/core/body.py", "imap/core/gate.py"),
    *("imap/core/headers.py", "imap/core/codings.py"),
    # They ask how this very session was signed in, and with which browser.
    *("accounts/access.py", "accounts/sign_in/factors.py"),
    *("accounts/sign_in/devices.py", "accounts/sign_in/step_up.py"),
    # allauth and Django pass them the request.
    *("accounts/sign_in/backend.py", "accounts/sign_in/signals.py"),
    *("accounts/sign_in/guessing.py", "accounts/sign_in/idle.py"),
)
HTTP = ("django.shortcuts", "django.http")
MAIL_PLACES = ("imap/core/outbox/*",)
MAIL = ("django.core.mail",)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*suffixes: str) -> list[Path]:
    return sorted(
        path.relative_to(ROOT)
        for suffix in suffixes
        for folder in SOURCES[suffix]
        for path in (ROOT / folder).rglob(f"*{suffix}")
        if "migrations" not in path.parts
    )


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def parameters(function: Function) -> int:
    found = function.args
    named = [*found.posonlyargs, *found.args, *found.kwonlyargs]
    return len([name for name in named if name.arg not in {"self", "cls"}])


def imports(path: Path) -> Iterator[str]:
    """Return every module and name a file imports, inside functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strangers(modules: tuple[str, ...], places: tuple[str, ...]) -> list[str]:
    """Return the files of the rooms that import `modules` and are none of `places`."""
    return [
        f"{path}: {name}"
        for path in sources(".py")
        if path.parts[0] in ROOMS
        and not any(fnmatch(str(path), place) for place in places)
        for name in imports(path)
        if name in modules
    ]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in sources(*SOURCES)
    }

    assert {path: n for path, n in lengths.items() if n > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{path}:{function.name}": function.end_lineno - function.lineno + 1
        for path in sources(".py")
        for function in functions(path)
        if function.end_lineno
        and function.end_lineno - function.lineno + 1 > FUNCTION_LINES
    }

    assert long == {}


def test_no_function_of_a_room_takes_too_many_parameters() -> None:
    wide = {
        f"{path}:{function.name}": parameters(function)
        for path in sources(".py")
        if path.parts[0] in ROOMS
        for function in functions(path)
        if parameters(function) > PARAMETERS
    }

    assert wide == {}


def test_steps_know_no_http() -> None:
    assert strangers(HTTP, HTTP_PLACES) == []


def test_only_the_outbox_knows_the_mail() -> None:
    assert strangers(MAIL, MAIL_PLACES) == []


# The room of a folder of templates, and whose tag libraries it may load beside its own.
LIBRARIES = {
    "core": {"core"},
    "map": {"core"},
    "profiles": {"core"},
    "public": {"core"},
}


@pytest.mark.parametrize("folder", LIBRARIES)
def test_templates_load_no_tags_of_a_room_they_may_not_know(folder: str) -> None:
    rooms = {
        path.stem: path.parent.parent.name
        for path in ROOT.glob("*/**/templatetags/*.py")
        if path.stem != "__init__" and ".venv" not in path.parts
    }
    assert {"accounts", "portal", "forms"} <= set(rooms)

    loaded = {
        (path.name, name)
        for path in (ROOT / "templates" / folder).rglob("*.html")
        for names in re.findall(r"{% load ([^%]*)%}", path.read_text(encoding="utf-8"))
        for name in names.split()
        if rooms.get(name, "core") not in LIBRARIES[folder]
    }
    assert loaded == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_pinned_files_name_no_place_to_fetch_from(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "--index-url" not in text
    assert "--find-links" not in text
    assert "://" not in text


def test_both_requirement_files_hold_the_same_versions() -> None:
    runtime, development = (
        {
            line.split("==")[0]: line.split("==")[1].split()[0]
            for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
            if "==" in line and line[0].isalpha()
        }
        for name in ("requirements.txt", "requirements-dev.txt")
    )

    assert runtime.items() <= development.items()
