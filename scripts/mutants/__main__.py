"""Change the trust core in small ways and see that a test fails for each.

Fails on a survivor that tests/mutants.toml does not name, on one it names that survives
no longer, and below 98 % killed of all. Of a path that is asked for alone the share is
only told: where a module has few mutants, one that no test can tell is above 2 %.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from scripts.mutants.ledger import LEDGER, Ledger, Room, read
from scripts.mutants.making import Mutant, mutants

KILLED_AT_LEAST = 0.98
PLACE = Path("var/mutants")
PYTEST = (
    *(sys.executable, "-m", "pytest", "-q", "-x", "-n", "0"),
    *("-p", "scripts.mutants.running", "-p", "no:randomly", "-p", "no:cacheprovider"),
    *("-m", "not postgres and not deep"),
)
PATIENCE = 300


def main(paths: list[str]) -> int:
    ledger = read().narrowed(paths)
    PLACE.mkdir(parents=True, exist_ok=True)
    survivors: list[Mutant] = []
    total = 0
    for room in ledger.rooms:
        start = time.monotonic()
        made = [each for module in room.modules() for each in mutants(module)]
        left = survivors_of(room, made)
        spent = time.monotonic() - start
        total += len(made)
        survivors += left
        say(
            f"{room.path}: {len(made) - len(left)} of {len(made)} killed, "
            f"{spent:.0f} s, {spent / max(1, len(made)):.2f} s each"
        )
        for each in left:
            if each.key not in ledger.survivors:
                say(f"Survived: {each}")
    return verdict(ledger, survivors, total, KILLED_AT_LEAST if not paths else 0.0)


def verdict(
    ledger: Ledger, survivors: list[Mutant], total: int, at_least: float
) -> int:
    """Say what is wrong; return 1 if anything is."""
    unnamed = [each for each in survivors if each.key not in ledger.survivors]
    gone = set(ledger.survivors) - {each.key for each in survivors}
    for key in sorted(gone):
        say(f"{LEDGER} names one that survives no longer: {' | '.join(key)}")
    share = (total - len(survivors)) / total if total else 1.0
    say(f"{total - len(survivors)}/{total} killed ({share:.1%})")
    return int(bool(unnamed or gone) or share < at_least)


def survivors_of(room: Room, made: list[Mutant]) -> list[Mutant]:
    """Meet all in forks of one process; those left get a process of their own."""
    job = PLACE / f"{room.path.replace('/', '-')}.json"
    job.write_text(json.dumps([asdict(each) for each in made]), encoding="utf-8")
    log, said = job.with_suffix(".log"), job.with_suffix(".answers")
    said.unlink(missing_ok=True)
    with log.open("w") as out:
        run([*PYTEST, *room.tests], {"MUTANTS_JOB": str(job)}, out, 3600)
    if not said.exists():
        raise SystemExit(f"The tests did not come to an end: {log}")
    answers: dict[str, Any] = json.loads(said.read_text(encoding="utf-8"))
    if answers["failed"]:
        raise SystemExit(f"Without any change fails: {', '.join(answers['failed'])}")
    left = [
        (mutant, answer["tests"])
        for mutant, answer in zip(made, answers["mutants"], strict=True)
        if not answer["killed"]
    ]
    starts = sum(tests is None for _, tests in left)
    say(
        f"{room.path}: {answers['tests']} tests; {starts} need a start of their own, "
        f"{len(left) - starts} a second look"
    )
    if left and not _survives(_unchanged(left[0][0]), room.tests, job):
        raise SystemExit(f"Without any change a start of its own fails: {PLACE}")
    return [
        mutant
        for mutant, tests in left
        if _survives(mutant, room.tests if tests is None else tests, job)
    ]


def _unchanged(mutant: Mutant) -> Mutant:
    """Else a start that fails by itself would count as a kill."""
    return replace(mutant, source=Path(mutant.path).read_text(encoding="utf-8"))


def _survives(mutant: Mutant, tests: list[str], job: Path) -> bool:
    if not tests:
        return True
    source, names = job.with_suffix(".mutant"), job.with_suffix(".tests")
    source.write_text(mutant.source, encoding="utf-8")
    names.write_text("\n".join(tests), encoding="utf-8")
    environment = {
        "MUTANT_FILE": str(source),
        "MUTANT_OF": str(Path(mutant.path).resolve()),
        "MUTANTS_DB": str(job.with_suffix(".sqlite3")),
    }
    command = [*PYTEST, "--reuse-db", f"@{names}"]
    with job.with_suffix(".out").open("w") as out:
        return run(command, environment, out, PATIENCE) == 0


def run(command: list[str], environment: dict[str, str], out: Any, timeout: int) -> int:
    try:
        return subprocess.run(
            command,
            env=os.environ | environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return 1


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
