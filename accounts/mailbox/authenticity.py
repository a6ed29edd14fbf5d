"""What the receiving server found out about a letter (RFC 8601), and nothing else.

Anybody may write such a line into a letter. Ours is the topmost one under the name of
the server that receives our mail, which removes those that others wrote in its name.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"^\s*([a-z0-9-]+)\s*=\s*([a-z0-9]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"\b([a-z]+\.[a-z0-9_-]+)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_MOST_LINES = 30
_METHODS = ("spf", "dkim", "dmarc")


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Authentication:
    verdict: Verdict = Verdict.UNKNOWN
    server: str = ""
    domain: str = ""
    methods: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class _Result:
    method: str
    value: str
    properties: dict[str, str]


def judge(lines: list[str], server: str, domain: str) -> Authentication:
    """Return the trusted server's finding about `domain`, the one of the sender."""
    # The own server writes on top; a letter with thousands of them is mischief.
    near = lines[:_MOST_LINES]
    line = next((each for each in near if server and _is_of(each, server)), "")
    if not line:
        return Authentication(domain=domain)
    results = [_result(part) for part in _uncommented(line).split(";")[1:]]
    checks = [each for each in results if each and each.method in _METHODS]
    methods: dict[str, str] = {}
    for each in checks:
        if methods.get(each.method) != "pass":
            methods[each.method] = each.value
    return Authentication(_verdict(checks, methods, domain), server, domain, methods)


def say(finding: dict[str, Any]) -> str:
    """Say in a sentence what the receiving server found."""
    server, verdict = finding.get("server", ""), finding.get("verdict", "")
    if not server:
        return _(
            "It is not known whether the sender is genuine: no check is on record."
        )
    methods = ", ".join(
        f"{name.upper()} {finding['methods'][name]}"
        for name in _METHODS
        if name in finding.get("methods", {})
    )
    words = {
        Verdict.PASSED: _("%(server)s confirms that it comes from %(domain)s."),
        Verdict.FAILED: _("%(server)s found that it does not come from %(domain)s."),
    }.get(verdict, _("%(server)s could not confirm that it comes from %(domain)s."))
    said = words % {"server": server, "domain": finding.get("domain") or "?"}
    return f"{said} ({methods})" if methods else said


def _is_of(line: str, server: str) -> bool:
    first = _uncommented(line).split(";")[0].split()
    return bool(first) and first[0].casefold() == server.casefold()


def _uncommented(line: str) -> str:
    before = ""
    while before != line:
        before, line = line, _COMMENT.sub(" ", line)
    return line


def _result(part: str) -> _Result | None:
    match = _RESULT.match(part)
    if match is None:
        return None
    properties = {
        name.casefold(): value.casefold() for name, value in _PROPERTY.findall(part)
    }
    return _Result(match[1].casefold(), match[2].casefold(), properties)


def _verdict(checks: list[_Result], methods: dict[str, str], domain: str) -> Verdict:
    if not domain:
        return Verdict.UNKNOWN
    if any(_proves(each, domain) for each in checks):
        return Verdict.PASSED
    if methods.get("dmarc") == "fail":
        return Verdict.FAILED
    is_refused = methods.get("spf") in {"fail", "softfail"}
    return Verdict.FAILED if is_refused and not _is_signed(methods) else Verdict.UNKNOWN


def _is_signed(methods: dict[str, str]) -> bool:
    return methods.get("dkim") == "pass"


def _proves(result: _Result, domain: str) -> bool:
    """A pass counts only for the domain that the reader sees."""
    if result.value != "pass":
        return False
    named = {
        "dmarc": result.properties.get("header.from", ""),
        "dkim": result.properties.get("header.d")
        or result.properties.get("header.i", "").rpartition("@")[2],
        "spf": result.properties.get("smtp.mailfrom", "").rpartition("@")[2],
    }[result.method]
    return _aligned(named, domain)


def _aligned(one: str, other: str) -> bool:
    if not one or "." not in one:
        return False
    return one == other or other.endswith(f".{one}") or one.endswith(f".{other}")
