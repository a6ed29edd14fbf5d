"""A pytest plugin: meet each mutant in a fork of a process that has everything ready.

Starting Django and making the tables costs some ten seconds, a test some hundredths. So
the tests run once as they are; each mutant then gets a child of that process, database
in memory and all, in which the code of the changed functions is exchanged, and the
tests that had entered them are run until one fails.

What changes a module itself (a constant, a decorator) needs a start of its own, and so
does, to be sure, what survived.
"""

from __future__ import annotations

import gc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sqlite3
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest

Function = tuple[str, int]
JOB = os.environ.get("MUTANTS_JOB", "")
START_WITH = os.environ.get("MUTANT_FILE", "")
CO_OPTIMIZED = 1
PATIENCE = 20
failed: list[str] = []
took: dict[str, float] = defaultdict(float)
entered: dict[Function, set[str]] = defaultdict(set)
killers: dict[str, list[str]] = defaultdict(list)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    took[report.nodeid] += report.duration
    if report.failed:
        failed.append(report.nodeid)


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    if not JOB or session.testsfailed:
        return None
    job = json.loads(Path(JOB).read_text(encoding="utf-8"))
    _run_once(session, {str(Path(each["path"]).resolve()) for each in job})
    answers: dict[str, Any] = {
        "failed": failed,
        "tests": len(session.items),
        "mutants": [],
    }
    again = partial(_run_until_one_fails, session, session.items, {})
    if not failed and _fork(again, 300):
        answers["failed"] = ["a second run in the same process"]
    if not failed and _fork(partial(_keep_tables, session), 60):
        answers["failed"] = ["copying the tables"]
    if not answers["failed"]:
        answers["mutants"] = [_meet(session, mutant) for mutant in job]
    Path(JOB).with_suffix(".answers").write_text(json.dumps(answers), encoding="utf-8")
    return True


def _run_once(session: pytest.Session, files: set[str]) -> None:
    """Run all tests and note which functions of the modules each one enters."""
    for number, item in enumerate(session.items):
        following = session.items[(number + 1) % len(session.items)]
        with _noting(item.nodeid, files):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


@contextmanager
def _noting(test: str, files: set[str]) -> Iterator[None]:
    def note(frame: FrameType, _event: str, _what: object) -> None:
        code = frame.f_code
        if code.co_filename in files:
            entered[code.co_filename, code.co_firstlineno].add(test)

    sys.settrace(note)
    try:
        yield
    finally:
        sys.settrace(None)


def _meet(session: pytest.Session, mutant: dict[str, Any]) -> dict[str, Any]:
    path = str(Path(mutant["path"]).resolve())
    original = Path(path).read_text(encoding="utf-8")
    changed = changed_functions(
        _compiled(original, path), _compiled(mutant["source"], path)
    )
    if changed is None:
        return {"killed": None, "tests": None}
    names = set[str]()
    for function in changed:
        names |= _tests_of(path, function)
    items = _cheapest_first(each for each in session.items if each.nodeid in names)
    # What noticed one change of a function notices most others.
    known = killers[path + " ".join(each.co_qualname for each in changed)]
    items.sort(key=lambda item: item.nodeid not in known)
    codes = {_name(function): new for function, new in changed.items()}
    patience = PATIENCE + 5 * sum(took[name] for name in names)
    work = partial(_run_until_one_fails, session, items, _exchanges(path, codes))
    code = _fork(work, patience) if items else 0
    if code and _killer().exists():
        known.append(_killer().read_text(encoding="utf-8"))
        _killer().unlink()
    return {"killed": True if code else None, "tests": sorted(names)}


def _compiled(source: str, path: str) -> CodeType:
    """Python warns of `is` beside a text; the tests take a warning for an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        return compile(source, path, "exec")


def _cheapest_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Sort the tests; those of a file stay together, as they share what is dear."""
    files: dict[str, float] = defaultdict(float)
    for test, seconds in took.items():
        files[test.partition("::")[0]] += seconds

    def cost(item: pytest.Item) -> tuple[float, str, float]:
        file = item.nodeid.partition("::")[0]
        return (files[file], file, took[item.nodeid])

    return sorted(items, key=cost)


def changed_functions(old: CodeType, new: CodeType) -> dict[CodeType, CodeType] | None:
    """Return the functions whose code differs; None if more than functions does."""
    if _shell(old) != _shell(new):
        return None
    changed: dict[CodeType, CodeType] = {}
    for before, after in zip(_inner(old), _inner(new), strict=True):
        if not before.co_flags & CO_OPTIMIZED:
            below = changed_functions(before, after)
            if below is None:
                return None
            changed |= below
        elif _text(before) != _text(after):
            if before.co_freevars != after.co_freevars:
                return None
            changed[before] = after
    return changed


def _inner(code: CodeType) -> list[CodeType]:
    return [each for each in code.co_consts if isinstance(each, CodeType)]


def _shell(code: CodeType) -> tuple[object, ...]:
    """Return what a piece of code is without the functions in it, and their places."""
    constants = [
        each.co_name if isinstance(each, CodeType) else repr(each)
        for each in code.co_consts
    ]
    return (code.co_code, constants, code.co_names)


def _name(code: CodeType) -> Function:
    return (code.co_qualname, code.co_firstlineno)


def _text(code: CodeType) -> tuple[object, ...]:
    return (_shell(code), code.co_varnames, [_text(each) for each in _inner(code)])


def _tests_of(path: str, function: CodeType) -> set[str]:
    """Return the tests that entered it or what is written inside it."""
    lines = {number for _start, _end, number in function.co_lines() if number}
    last = max(lines | {number for each in _inner(function) for number in _lines(each)})
    return {
        test
        for (file, first), tests in entered.items()
        if file == path and function.co_firstlineno <= first <= last
        for test in tests
    }


def _lines(code: CodeType) -> set[int]:
    own = {number for _start, _end, number in code.co_lines() if number}
    return own.union(*(_lines(each) for each in _inner(code)))


Exchanges = dict[FunctionType, CodeType]


def _exchanges(path: str, codes: dict[Function, CodeType]) -> Exchanges:
    return {
        each: codes[_name(each.__code__)]
        for each in gc.get_objects()
        if type(each) is FunctionType  # isinstance() would wake lazy objects
        and each.__code__.co_filename == path
        and _name(each.__code__) in codes
    }


def _fork(work: Callable[[], int], patience: float) -> int:
    """Return what the work answers in a child; 1 where it never ends."""
    pid = os.fork()
    if not pid:
        try:
            os._exit(work())
        finally:
            os._exit(2)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return 1


def _run_until_one_fails(
    session: pytest.Session, items: Sequence[pytest.Item], exchanges: Exchanges
) -> int:
    for function, code in exchanges.items():
        function.__code__ = code
    session._setupstate.teardown_exact(items[0])  # noqa: SLF001 - as a session does
    for number, item in enumerate(items):
        following = items[min(number + 1, len(items) - 1)]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if failed:
            _killer().write_text(failed[-1], encoding="utf-8")
            return 1
    return 0


def _killer() -> Path:
    return Path(JOB).with_suffix(".killer")


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        source = Path(START_WITH).read_text(encoding="utf-8")
        return _compiled(source, self.path)


class _Finder(importlib.machinery.PathFinder):
    """Give the mutant in place of its module."""

    @classmethod
    def find_spec(
        cls,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        spec = super().find_spec(fullname, path, target)
        if spec and spec.origin == os.environ["MUTANT_OF"]:
            spec.loader = _Loader(fullname, spec.origin)
        return spec


if START_WITH:
    sys.meta_path.insert(0, _Finder)


def pytest_collection_finish() -> None:
    """Find the tables in a file, for a start of its own."""
    from django.db import connection

    if START_WITH:
        connection.settings_dict["TEST"]["NAME"] = os.environ["MUTANTS_DB"]


def _keep_tables(session: pytest.Session) -> int:
    """Copy the tables to a file, without what a folder's tests have loaded."""
    from django.db import connection

    session._setupstate.teardown_exact(session)  # type: ignore[arg-type]  # noqa: SLF001
    copy = Path(JOB).with_suffix(".sqlite3")
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(copy)) as file:
        connection.connection.backup(file)
    return 0
