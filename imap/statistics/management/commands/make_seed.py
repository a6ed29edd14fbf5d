from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imap.reference.models import Participation
from imap.statistics import reference_data, seed, seed_files


class Command(BaseCommand):
    help = "Make the seed of figures again from a directory of tidy files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("figures", type=Path, help="directory that holds tidy/")
        parser.add_argument("--to", type=Path, default=seed_files.DATA)

    def handle(self, *args: Any, figures: Path, to: Path, **options: Any) -> None:
        tidy = figures / "tidy"
        if not (tidy / "observations.csv").is_file():
            raise CommandError(f"{tidy} holds no observations.csv")
        members = Participation.objects.real()
        countries = set(members.values_list("country_id", flat=True))
        editions = reference_data.editions()
        observed = seed.observation_rows(
            seed.read_tidy(tidy / "observations.csv", countries), editions
        )
        between = tidy / "flows.csv"
        pairs = seed.pair_rows(between, countries, editions)
        totals = seed.total_rows(between, countries, editions)
        self._write(to / "observations.csv", seed.SeedRow, observed)
        self._write(to / "flows.csv", seed.PairRow, pairs)
        self._write(to / "flow_totals.csv", seed.TotalRow, totals)

    def _write(self, path: Path, kind: type, rows: Iterable[Any]) -> None:
        with path.open("w", encoding="utf-8", newline="") as lines:
            names = [field.name for field in fields(kind)]
            writer = csv.DictWriter(lines, names, lineterminator="\n")
            writer.writeheader()
            count = 0
            for row in rows:
                writer.writerow(asdict(row))
                count += 1
        self.stdout.write(f"{path.name}: {count} rows")
