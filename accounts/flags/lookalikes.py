"""Does a domain pass for one that is known?

Known are the domains of decisions, and the endings of public bodies themselves
("gov.am"). Whoever has a domain under such an ending has it from a government: there
only a slip of the pen is looked for, since two ministries' names may well be near.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from accounts.flags import lists
from accounts.flags.domains import (
    Shape,
    ends_in,
    government_state,
    script,
    shape,
    skeleton,
    squash,
)
from accounts.flags.facts import Case, Code, Flag, Known

# Below this, two honest names are one letter apart too often: mid.ru and mvd.ru.
_LONG_ENOUGH = 4
_LONG_ENOUGH_OF_A_GOVERNMENT = 5
_SHORTEST_RUN = 4
_MOST_TOKENS = 5

Check = Callable[[str, Known], bool]


def look_alike(case: Case) -> Flag | None:
    """Return the gravest suspicion about the domain itself."""
    domain = case.domain
    if is_known(domain, case.known):
        return None
    return _written_oddly(domain, case.known) or _near(domain, case)


def is_known(domain: str, known: Iterable[Known]) -> bool:
    """Say whether the domain was approved, or the one it is a part of was."""
    return any(row.approved and vouches_for(row, domain) for row in _usable(known))


def vouches_for(row: Known, domain: str) -> bool:
    """Say whether the domain is the row's own, or a part of it.

    What is under an ending of governments belongs to many offices.
    """
    if domain == row.domain:
        return True
    return ends_in(domain, (row.domain,)) and row.domain not in lists.government()


def nearest(domain: str, known: Iterable[Known]) -> Known | None:
    """Return the known domain that is spelled most like this one, if any is near."""
    best, nearness = None, 0.7
    for row in _usable(known):
        matcher = SequenceMatcher(None, domain, row.domain, autojunk=False)
        if matcher.real_quick_ratio() > nearness and matcher.ratio() > nearness:
            best, nearness = row, matcher.ratio()
    return best


def difference(domain: str, model: str) -> list[tuple[str, bool]]:
    """Return the domain in pieces, with those marked that the model lacks."""
    matcher = SequenceMatcher(None, domain, model, autojunk=False)
    pieces = []
    for kind, start, end, _from, _to in matcher.get_opcodes():
        if start != end:
            pieces.append((domain[start:end], kind != "equal"))
    return pieces


def one_edit_apart(one: str, other: str) -> bool:
    """Say whether a letter added, left out, changed or swapped leads to the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = _common(one, other)
    one, other = one[start:], other[start:]
    end = _common(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    is_swap = len(one) == 2 and one == other[::-1]
    return max(len(one), len(other)) <= 1 or is_swap


def _written_oddly(domain: str, known: Iterable[Known]) -> Flag | None:
    written = script(domain)
    if not written.is_mixed and not written.latin_twin:
        return None
    code = Code.MIXED_SCRIPT if written.is_mixed else Code.DISGUISED_SCRIPT
    twin = written.latin_twin or domain
    model = next((row for row in known if row.domain == twin), None)
    params = {
        "domain": domain,
        "readable": written.readable,
        "scripts": list(written.names),
        "twin": written.latin_twin,
        "approved": model.approved if model else 0,
    }
    return Flag(code, params)


def _near(domain: str, case: Case) -> Flag | None:
    checks, models = _CHECKS, list(_models(case.known))
    if government_state(domain):
        checks = [(code, check) for code, check in _CHECKS if code in _EVERYWHERE]
        models = _decided(case.known)
    for code, check in checks:
        for row in models:
            if check(domain, row) and not _is_own_ending(code, case, row):
                return Flag(code, _params(domain, row))
    return None


def _models(known: Iterable[Known]) -> Iterator[Known]:
    """Yield what may be imitated, what was approved most often first."""
    yield from _decided(known)
    for domain, state in lists.government().items():
        yield Known(domain, states=frozenset({state}))


def _decided(known: Iterable[Known]) -> list[Known]:
    return sorted(_usable(known), key=lambda row: (-row.approved, row.domain))


def _usable(known: Iterable[Known]) -> list[Known]:
    """Leave out providers: letters made them acceptable, not known as an office's."""
    return [
        row
        for row in known
        if not lists.is_free_mail(row.domain) and not lists.is_disposable(row.domain)
    ]


def _params(domain: str, row: Known) -> dict[str, object]:
    params: dict[str, object] = {
        "domain": domain,
        "known": row.domain,
        "approved": row.approved,
        "is_government": row.domain in lists.government(),
    }
    swapped = _one_replacement(domain, row.domain)
    return params | ({"typed": swapped[0], "meant": swapped[1]} if swapped else {})


def _one_replacement(domain: str, model: str) -> tuple[str, str] | None:
    start = _common(domain, model)
    end = _common(domain[start:][::-1], model[start:][::-1])
    typed, meant = domain[start : len(domain) - end], model[start : len(model) - end]
    return (typed, meant) if typed and meant and len(typed + meant) <= 3 else None


def _contains(domain: str, row: Known) -> bool:
    """mfa.gov.az.example.com: the known name is somebody else's sub-domain."""
    return "." in row.domain and f".{row.domain}." in f".{domain}"


def _hyphens(domain: str, row: Known) -> bool:
    """gov-az.org, mfa-gov-az.com, mfagov.az: dots and hyphens moved or left out."""
    model = squash(row.domain)
    if len(model) < _SHORTEST_RUN or ends_in(domain, (row.domain,)):
        return False
    return any(run == model for run in _runs(domain))


def _runs(domain: str) -> Iterator[str]:
    tokens = [each for each in re.split(r"[.-]", domain) if each]
    for start in range(len(tokens)):
        for size in range(1, min(_MOST_TOKENS, len(tokens) - start) + 1):
            yield "".join(tokens[start : start + size])


def _looks(domain: str, row: Known) -> bool:
    """mfa.g0v.am, rnfa.gov.am: other signs, the same look."""
    model, tail = skeleton(row.domain), _tail(domain, row.domain)
    if tail == row.domain:
        return False
    if skeleton(tail) == model:
        # gov.it and gov.lt are two states.
        return tail.rpartition(".")[2] == row.domain.rpartition(".")[2]
    if len(squash(row.domain)) < _SHORTEST_RUN or skeleton(domain) == domain:
        return False
    return f".{model}." in f".{skeleton(domain)}" or any(
        run == squash(model) for run in _runs(skeleton(domain))
    )


def _edited(domain: str, row: Known) -> bool:
    mine, model = shape(_tail(domain, row.domain)), shape(row.domain)
    if row.domain in lists.government():
        return _edited_ending(mine.domain, row.domain)
    if mine.ending != model.ending:
        return False
    is_official = government_state(domain) is not None
    enough = _LONG_ENOUGH_OF_A_GOVERNMENT if is_official else _LONG_ENOUGH
    return _names_edited(mine.name, model.name, enough)


def _names_edited(one: str, other: str, long_enough: int) -> bool:
    """One edit; in a short name only a swap, a letter doubled or a hyphen."""
    if not one or not one_edit_apart(one, other):
        return False
    if max(len(one), len(other)) >= long_enough:
        return True
    return sorted(one) == sorted(other) or _is_doubled(one, other)


def _is_doubled(one: str, other: str) -> bool:
    """mvdd.ru, m-vd.ru: the same letter twice, or a hyphen."""
    short, long = sorted((one, other), key=len)
    at = _common(short, long)
    return len(short) < len(long) and (long[at] == "-" or long[at - 1] == long[at])


def _edited_ending(ending: str, model: str) -> bool:
    """mfa.gow.am for gov.am; the last label is the state's and stays."""
    mine, _dot, last = ending.rpartition(".")
    label, _dot, model_last = model.rpartition(".")
    return last == model_last and len(label) > 2 and one_edit_apart(mine, label)


def _ending(domain: str, row: Known) -> bool:
    """mfa.gov.am as mfa.com: the known name under another ending."""
    mine, model = shape(domain), shape(row.domain)
    if not model.name or mine.ending == model.ending:
        return False
    return _owned(mine) == _owned(model)


def _owned(cut: Shape) -> str:
    return squash(cut.name)


def _is_own_ending(code: Code, case: Case, row: Known) -> bool:
    """The same short name under the ending of the applicant's state: mvr.bg, mvr.am."""
    if code != Code.ENDING:
        return False
    is_own = case.country in row.states if case.country else not row.states
    if ends_in(case.domain, lists.endings().get(case.country or "", frozenset())):
        return not is_own
    return not is_own and len(shape(row.domain).name) <= _LONG_ENOUGH


def _tail(domain: str, model: str) -> str:
    """Return the end of the domain, as many labels as the model has."""
    return ".".join(domain.split(".")[-(model.count(".") + 1) :])


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next(
        (index for index, (left, right) in enumerate(pairs) if left != right),
        min(len(one), len(other)),
    )


# Looked for under the endings of governments, too.
_EVERYWHERE = {Code.VISUAL, Code.EDITED}
_CHECKS: list[tuple[Code, Check]] = [
    (Code.SUB_PART, _contains),
    (Code.HYPHENS, _hyphens),
    (Code.VISUAL, _looks),
    (Code.EDITED, _edited),
    (Code.ENDING, _ending),
]
