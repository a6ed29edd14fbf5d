"""Does a domain pass for one that is known?

Known are the domains of decisions, and the endings of public bodies themselves
("gov.am"). Whoever has a domain under such an ending has it from a government: there
only a slip of the pen is looked for, since two ministries' names may well be near.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from accounts.flags import lists
from accounts.flags.domains import (
    Shape,
    ends_in,
    government_state,
    readable,
    script,
    shape,
    skeleton,
    spellings,
    squash,
)
from accounts.flags.facts import Case, Code, Flag, Known
from accounts.flags.slips import HALF, SLIP, slips_between

# Below this, two honest names are one letter apart too often: mid.ru and mvd.ru.
_LONG_ENOUGH = 4
_LONG_ENOUGH_OF_A_GOVERNMENT = 5
# From here on, two slips are no other name.
_LONG = 8
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
    """Say whether the domain is known, or the one it is a part of is."""
    return any(row.is_decided and vouches_for(row, domain) for row in _usable(known))


def vouches_for(row: Known, domain: str) -> bool:
    """Say whether the domain is the row's own, or a part of it.

    What is under an ending of governments belongs to many offices.
    """
    if domain == row.domain:
        return True
    return ends_in(domain, (row.domain,)) and row.domain not in lists.government()


def nearest(domain: str, known: Iterable[Known]) -> Known | None:
    """Return the known domain that is spelled most like this one, if any is near."""
    best, nearness, text = None, 0.7, readable(domain)
    for row in _usable(known):
        matcher = SequenceMatcher(None, text, readable(row.domain), autojunk=False)
        if matcher.real_quick_ratio() > nearness and matcher.ratio() > nearness:
            best, nearness = row, matcher.ratio()
    return best


def difference(domain: str, model: str) -> list[tuple[str, bool]]:
    """Return the domain in pieces, with those marked that the model lacks.

    A domain may come in either form; the model follows it.
    """
    if not domain.isascii():
        model = readable(model)
    matcher = SequenceMatcher(None, domain, model, autojunk=False)
    pieces = []
    for kind, start, end, _from, _to in matcher.get_opcodes():
        if start != end:
            pieces.append((domain[start:end], kind != "equal"))
    return pieces


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
        "is_recognised": bool(model and model.is_recognised),
    }
    return Flag(code, params)


def _near(domain: str, case: Case) -> Flag | None:
    checks, models = _CHECKS, list(_models(case.known))
    if government_state(domain):
        checks = [(code, check) for code, check in _CHECKS if code in _EVERYWHERE]
        models = _decided(case.known)
    accented = next((row for row in models if _accented(domain, row)), None)
    if accented:
        return Flag(Code.VISUAL, _params(domain, accented))
    for code, check in checks:
        for row in models:
            if _reads(check, domain, row) and not _is_own_ending(code, case, row):
                return Flag(code, _params(domain, row))
    return None


def _accented(domain: str, row: Known) -> bool:
    """mígration.az, auswärtiges-amt.de: the known name but for accents, or nearly.

    Between two names of other letters, a slip is a slip.
    """
    are_plain = [spellings(each) == (each,) for each in (domain, row.domain)]
    if all(are_plain) or ends_in(domain, (row.domain,)):
        return False
    if any(are_plain) and (_reads(_edited, domain, row) or _reads(_looks, domain, row)):
        return True
    return _reads(_same, domain, row)


def _reads(check: Check, domain: str, row: Known) -> bool:
    """Compare what people read; a domain in plain letters is read one way."""
    return any(
        check(mine, row if model == row.domain else replace(row, domain=model))
        for mine in spellings(domain)
        for model in spellings(row.domain)
    )


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
        "is_recognised": row.is_recognised,
        "is_government": row.domain in lists.government(),
    }
    swapped = _one_replacement(readable(domain), readable(row.domain))
    return params | ({"typed": swapped[0], "meant": swapped[1]} if swapped else {})


def _one_replacement(domain: str, model: str) -> tuple[str, str] | None:
    start = _common(domain, model)
    end = _common(domain[start:][::-1], model[start:][::-1])
    typed, meant = domain[start : len(domain) - end], model[start : len(model) - end]
    return (typed, meant) if typed and meant and len(typed + meant) <= 3 else None


def _same(domain: str, row: Known) -> bool:
    return _tail(domain, row.domain) == row.domain


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


def _names_edited(one: str, model: str, long_enough: int) -> bool:
    """A slip; in a short name half of one, in a long name one and a half."""
    most = SLIP + HALF if len(model) >= _LONG else SLIP
    if max(len(one), len(model)) < long_enough:
        most = HALF
    return one not in ("", model) and slips_between(one, model, most) is not None


def _edited_ending(ending: str, model: str) -> bool:
    """mfa.gow.am for gov.am; the last label is the state's and stays."""
    mine, _dot, last = ending.rpartition(".")
    label, _dot, model_last = model.rpartition(".")
    if last != model_last or len(label) <= 2 or mine == label:
        return False
    return slips_between(mine, label) is not None


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
